"""Steps that several actions share: keep a file's bytes once, open an edition, put a reading in the queue."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import ContentFile
from django.db.models import Max
from django.utils.translation import gettext as _

from gangmu.errors import EmptySourceError
from gangmu.source.detect import detect
from gangmu_server.base.errors import ConflictError, InvalidError
from gangmu_server.directory.models import Account, Zone
from gangmu_server.library.models import Edition, EditionFile, FileRole, Plan, Reading, ReadingState, SourceFile
from gangmu_server.library.payloads import IncomingFile
from gangmu_server.library.reading.jobs import read_edition


class UploadTooLargeError(InvalidError):
    """A file is over the server's upload limit. Cure: split it, or raise GANGMU_UPLOAD_LIMIT_MB."""

    code = "upload.too_large"


def clean_name(name: str) -> str:
    """A file's name as it may be shown and stored: no folders, no control characters, not too long."""
    last = PurePath(name.replace("\\", "/")).name
    shown = "".join(c for c in last if c.isprintable()).strip()
    stem, suffix = PurePath(shown).stem, PurePath(shown).suffix
    return f"{stem[:200]}{suffix[:20]}" or _("未命名")


def check_file(file: IncomingFile) -> None:
    """Refuse at once what no reading would take.

    Raises:
        UploadTooLargeError: over the server's limit.
        SourceError: empty, or of a kind no reader knows.
    """
    limit = settings.UPLOAD_LIMIT_BYTES
    if len(file.content) > limit:
        sizes = {"size": len(file.content) / 1048576, "limit": limit / 1048576}
        raise UploadTooLargeError(
            what=_("“%(name)s”有 %(size).1f MB，超过 %(limit).0f MB 的上限。") % {"name": file.name, **sizes}
        )
    if not file.content:
        raise EmptySourceError(name=file.name, reason="empty.bytes", advice="advice.check")
    detect(file.content, file.name)


def keep_file(file: IncomingFile, zone: Zone, user: Account, at: dt.datetime) -> SourceFile:
    """The zone's one row for these bytes, made where it is not there yet."""
    digest = hashlib.sha256(file.content).hexdigest()
    known = SourceFile.objects.filter(zone=zone, sha256=digest).first()
    if known:
        return known
    row = SourceFile(zone=zone, name=file.name, sha256=digest, size=len(file.content), uploaded_at=at, uploaded_by=user)
    row.content.save(f"{zone.key}/{digest[:2]}/{digest}", ContentFile(file.content), save=False)
    row.save()
    return row


def user_of_bytes(zone: Zone, content: bytes) -> Edition | None:
    """The edition of an undeleted plan that has these bytes already."""
    digest = hashlib.sha256(content).hexdigest()
    uses = EditionFile.objects.filter(file__zone=zone, file__sha256=digest, edition__plan__deleted_at__isnull=True)
    use = uses.select_related("edition__plan").order_by("-edition__is_current", "-edition_id").first()
    return use.edition if use else None


def newest_edition(plan: Plan) -> Edition:
    """A plan's newest edition.

    Raises:
        ConflictError: the plan has none.
    """
    edition = plan.editions.order_by("-number").first()
    if edition is None:
        raise ConflictError(what=_("这份规划没有文件。"))
    return edition


def files_of(edition: Edition) -> list[SourceFile]:
    """An edition's files, the document itself first."""
    return [part.file for part in edition.parts.select_related("file").order_by("position")]


def open_edition(plan: Plan, files: Sequence[SourceFile], note: str, user: Account, at: dt.datetime) -> Edition:
    """A new draft edition over files, the document itself first."""
    last = plan.editions.aggregate(last=Max("number"))["last"] or 0
    edition = Edition.objects.create(
        zone_id=plan.zone_id, plan=plan, number=last + 1, note=note[:200], created_at=at, created_by=user
    )
    set_files(edition, files)
    return edition


def set_files(edition: Edition, files: Sequence[SourceFile]) -> None:
    """Put files in the place of a draft edition's."""
    edition.parts.all().delete()
    EditionFile.objects.bulk_create(
        EditionFile(
            zone_id=edition.zone_id,
            edition=edition,
            file=file,
            role=FileRole.ANNEX if i else FileRole.MAIN,
            position=i,
        )
        for i, file in enumerate(dict.fromkeys(files))
    )


def queue_reading(edition: Edition, user: Account, at: dt.datetime) -> Reading:
    """A reading in the queue; one that still waits is given back instead of a second.

    The job is stored in the same database and transaction: it is there exactly when the reading is, and no worker
    sees it before the commit.
    """
    waiting = edition.readings.filter(state=ReadingState.QUEUED).first()
    if waiting:
        return waiting
    last = edition.readings.aggregate(last=Max("number"))["last"] or 0
    reading = Reading.objects.create(
        zone_id=edition.zone_id, edition=edition, number=last + 1, queued_at=at, requested_by=user
    )
    read_edition.enqueue(reading.pk)
    return reading
