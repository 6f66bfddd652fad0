"""Files in: each becomes a plan, an annex of another in the same upload, or a plain word why not."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from django.db import transaction
from django.utils.translation import gettext as _

from gangmu.errors import GangmuError
from gangmu_server.audit.actions import record
from gangmu_server.base.errors import RefusedError
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
from gangmu_server.library.actions.unpacking import refused, unpacked
from gangmu_server.library.models import Plan
from gangmu_server.library.payloads import IncomingFile, UploadOutcome, UploadStatus
from gangmu_server.library.reading.annexes import group_names


@transaction.atomic
def upload_files(
    files: Sequence[IncomingFile], *, zone: Zone, acting_user: Account, at: dt.datetime
) -> list[UploadOutcome]:
    """Take files in, one plan each; annex files of the same upload join their opinion.

    Args:
        files: names and bytes as they came; a .zip stands for the files in it.
        zone: where.
        acting_user: who uploads.
        at: when.

    Returns:
        An outcome for each file, in the order given, those of an archive in its place. A file that is refused or known
        already hinders no other.

    Raises:
        NotAllowedError: the user does not write plans here.
    """
    require(acting_user, zone, Right.WRITE_PLANS)
    given = unpacked(files)
    outcomes = {i: one for i, one in enumerate(given) if isinstance(one, UploadOutcome)}
    whole = {i: replace(f, name=clean_name(f.name)) for i, f in enumerate(given) if isinstance(f, IncomingFile)}
    for i, file in whole.items():
        if early := _settled_at_once(file, zone, [other for j, other in whole.items() if j < i]):
            outcomes[i] = early
    for group in _groups({i: file for i, file in whole.items() if i not in outcomes}):
        made = _open_plan([whole[i] for i in group], zone, acting_user, at)
        outcomes.update(zip(group, made, strict=True))
    return [outcomes[i] for i in range(len(given))]


def _groups(files: Mapping[int, IncomingFile]) -> Iterator[list[int]]:
    """Files of one plan each, the document first; files of one archive belong together, whatever else came with it."""
    for archive in dict.fromkeys(file.archive for file in files.values()):
        among = [i for i, file in files.items() if file.archive == archive]
        for main, annexes in group_names([files[i].name for i in among]).items():
            yield [among[main], *(among[a] for a in annexes)]


def _settled_at_once(file: IncomingFile, zone: Zone, before: Sequence[IncomingFile]) -> UploadOutcome | None:
    """The outcome of a file that needs no reading: refused, or known already; None for a file to take in."""
    try:
        check_file(file)
    except (RefusedError, GangmuError) as error:
        return refused(file.name, error)
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
