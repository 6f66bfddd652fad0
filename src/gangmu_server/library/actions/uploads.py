"""Files in: each becomes a plan, an annex of another in the same upload, or a plain word why not."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import PurePath

from django.db import transaction
from django.utils.translation import gettext as _

from gangmu.errors import GangmuError
from gangmu_server.audit.actions import record
from gangmu_server.base.errors import RefusedError, explain
from gangmu_server.directory.access import require
from gangmu_server.directory.models import Account, Zone
from gangmu_server.directory.rights import Right
from gangmu_server.library.actions.storing import (
    check_file,
    clean_name,
    keep_file,
    open_edition,
    queue_reading,
    user_of_bytes,
)
from gangmu_server.library.models import Plan
from gangmu_server.library.payloads import IncomingFile, UploadOutcome, UploadStatus
from gangmu_server.library.reading.annexes import group_names


@transaction.atomic
def upload_files(
    files: Sequence[IncomingFile], *, zone: Zone, acting_user: Account, at: dt.datetime
) -> list[UploadOutcome]:
    """Take files in, one plan each; annex files of the same upload join their opinion.

    Args:
        files: names and bytes as they came.
        zone: where.
        acting_user: who uploads.
        at: when.

    Returns:
        An outcome for each file, in the order given. A file that is refused or known already hinders no other.

    Raises:
        NotAllowedError: the user does not write plans here.
    """
    require(acting_user, zone, Right.WRITE_PLANS)
    files = [IncomingFile(clean_name(file.name), file.content) for file in files]
    outcomes: dict[int, UploadOutcome] = {}
    for i, file in enumerate(files):
        if early := _settled_at_once(file, zone, files[:i]):
            outcomes[i] = early
    taken = [i for i in range(len(files)) if i not in outcomes]
    for main, annexes in group_names([files[i].name for i in taken]).items():
        group = [taken[main], *(taken[a] for a in annexes)]
        made = _open_plan([files[i] for i in group], zone, acting_user, at)
        outcomes.update(zip(group, made, strict=True))
    return [outcomes[i] for i in range(len(files))]


def _settled_at_once(file: IncomingFile, zone: Zone, before: Sequence[IncomingFile]) -> UploadOutcome | None:
    """The outcome of a file that needs no reading: refused, or known already; None for a file to take in."""
    try:
        check_file(file)
    except (RefusedError, GangmuError) as error:
        code, sentence, step, _status = explain(error)
        return UploadOutcome(file.name, UploadStatus.REFUSED, code=code, sentence=sentence, next_step=step)
    known = user_of_bytes(zone, file.content)
    if known:
        sentence = _("与“%(title)s”第 %(number)s 版的文件相同。") % {
            "title": known.plan.title,
            "number": known.number,
        }
        return UploadOutcome(file.name, UploadStatus.DUPLICATE, edition=known, code="upload.known", sentence=sentence)
    digest = hashlib.sha256(file.content).digest()
    twin = next((other for other in before if hashlib.sha256(other.content).digest() == digest), None)
    if twin:
        sentence = _("与本次上传的“%(name)s”相同。") % {"name": twin.name}
        return UploadOutcome(file.name, UploadStatus.DUPLICATE, code="upload.twin", sentence=sentence)
    return None


def _open_plan(files: Sequence[IncomingFile], zone: Zone, user: Account, at: dt.datetime) -> list[UploadOutcome]:
    """A plan with its first edition over a document and its annexes."""
    plan = Plan.objects.create(zone=zone, title=PurePath(files[0].name).stem, created_at=at, created_by=user)
    kept = [keep_file(file, zone, user, at) for file in files]
    edition = open_edition(plan, kept, "", user, at)
    reading = queue_reading(edition, user, at)
    new = {"files": [file.name for file in files], "sha256": [row.sha256 for row in kept]}
    record("plan.uploaded", plan, zone=zone, acting_user=user, at=at, new=new)
    return [
        UploadOutcome(file.name, UploadStatus.ANNEX if i else UploadStatus.CREATED, edition=edition, reading=reading)
        for i, file in enumerate(files)
    ]
