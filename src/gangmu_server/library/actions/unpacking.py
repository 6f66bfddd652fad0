"""Archives of an upload taken apart, so that their files go on like files chosen one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from django.conf import settings
from django.utils.translation import gettext as _

from gangmu.errors import GangmuError
from gangmu.source.collecting import Collected, Found, collect, is_collection
from gangmu_server.base.errors import InvalidError, RefusedError, explain
from gangmu_server.library.payloads import IncomingFile, UploadOutcome, UploadStatus

MOST_FILES = 200
"""Files out of one archive, as many as one upload may have."""
MOST_TIMES = 4
"""An archive may unpack to this many times the limit of one file: all its files are in memory together."""


class ArchiveTooLargeError(InvalidError):
    """An archive holds more than one upload may have. Cure: send it in parts, or give it to `gangmu read`."""

    code = "upload.archive_too_large"


class EmptyArchiveError(InvalidError):
    """An archive holds no document. Cure: look into it."""

    code = "upload.archive_empty"


def unpacked(files: Sequence[IncomingFile]) -> list[IncomingFile | UploadOutcome]:
    """The files of an upload with every .zip replaced by what it holds.

    Args:
        files: as they came; an archive is told by its ending, since .docx and .ofd are zip containers too.

    Returns:
        Files to take in, and outcomes of what cannot be taken: a broken or oversized archive, an entry that leads out
        of it or asks for a password, a file that is no document.
    """
    out: list[IncomingFile | UploadOutcome] = []
    for file in files:
        if is_collection((file.name, file.content)):
            out += _inside(file)
        else:
            out.append(file)
    return out


def _inside(archive: IncomingFile) -> Iterator[IncomingFile | UploadOutcome]:
    found = collect([(archive.name, archive.content)])
    try:
        _check(archive, found)
    except InvalidError as error:
        yield refused(archive.name, error)
        return
    for entry in found.files:
        yield _file_of(entry, archive.name)
    for why in found.refused:
        yield refused(str(why.data.get("name") or archive.name), why)
    for name in found.passed_over:
        yield UploadOutcome(name, UploadStatus.REFUSED, code="upload.no_document", sentence=_("不是文档，没有读取。"))


def _check(archive: IncomingFile, found: Collected) -> None:
    limit = settings.UPLOAD_LIMIT_BYTES
    if len(found.files) > MOST_FILES:
        words = _("“%(name)s”里有 %(n)s 个文件，一次最多 %(most)s 个。请分几次上传。")
        raise ArchiveTooLargeError(what=words % {"name": archive.name, "n": len(found.files), "most": MOST_FILES})
    if sum(entry.size for entry in found.files) > MOST_TIMES * limit or len(archive.content) > MOST_TIMES * limit:
        words = _("“%(name)s”解开后超过 %(limit)s MB。请分几次上传。")
        raise ArchiveTooLargeError(what=words % {"name": archive.name, "limit": MOST_TIMES * limit // 1048576})
    if not (found.files or found.refused or found.passed_over):
        raise EmptyArchiveError(what=_("“%(name)s”里没有文件。") % {"name": archive.name})


def _file_of(entry: Found, archive: str) -> IncomingFile | UploadOutcome:
    try:
        return IncomingFile(PurePath(entry.name).name, entry.read(), archive)
    except GangmuError as error:
        return refused(entry.name, error)


def refused(name: str, error: RefusedError | GangmuError) -> UploadOutcome:
    """The outcome of a file that is not taken, with the reason and the next step."""
    code, sentence, step, _status = explain(error)
    return UploadOutcome(name, UploadStatus.REFUSED, code=code, sentence=sentence, next_step=step)
