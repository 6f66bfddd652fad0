"""What kind of file some bytes are: by content first, by the name's ending where the content is text."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePath

from gangmu.errors import (
    EncryptedSourceError,
    MislabelledSourceError,
    UnreadableSourceError,
    UnsupportedSourceError,
)
from gangmu.source.encoding import decode
from gangmu.source.kinds import ADVICE, READERS, kind_of_suffix
from gangmu.source.locked import is_locked, is_locked_package

_HEAD = 1024
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_SIGNATURES: tuple[tuple[bytes, int, str], ...] = (
    (b"{\\rtf", 0, "rtf"),
    (b"\x89PNG\r\n\x1a\n", 0, "image"),
    (b"\xff\xd8\xff", 0, "image"),
    (b"GIF87a", 0, "image"),
    (b"GIF89a", 0, "image"),
    (b"II*\x00", 0, "image"),
    (b"MM\x00*", 0, "image"),
    (b"WEBP", 8, "image"),
    (b"ftypheic", 4, "image"),
    (b"\x00\x00\x00\x0cjP  ", 0, "image"),
    (b"Rar!\x1a\x07", 0, "archive"),
    (b"7z\xbc\xaf\x27\x1c", 0, "archive"),
    (b"\x1f\x8b", 0, "archive"),
    (b"BZh", 0, "archive"),
    (b"\xfd7zXZ\x00", 0, "archive"),
    (b"ustar", 257, "archive"),
    (b"ID3", 0, "media"),
    (b"ftyp", 4, "media"),
    (b"RIFF", 0, "media"),
    (b"OggS", 0, "media"),
    (b"\x7fELF", 0, "program"),
)
"""Signature, offset, kind; the first that fits holds."""

_BITMAP = re.compile(rb"BM....\x00\x00\x00\x00", re.DOTALL)
"""A bitmap: its two letters are no signature by themselves, with the reserved fields behind its size they are."""

_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
_ZIP_PARTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"word/document\d*\.xml"), "docx"),
    (re.compile(r"xl/workbook\d*\.xml"), "xlsx"),
    (re.compile(r"ppt/presentation\.xml"), "ppt"),
    (re.compile(r"OFD\.xml"), "ofd"),
    (re.compile(r"content\.xml"), "odf"),
)

_OPEN_MARKS: tuple[tuple[bytes, str], ...] = ((b"opendocument.text", "odt"), (b"opendocument.spreadsheet", "ods"))
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_MHT = re.compile(rb"(?i)^(?:from:|mime-version:|subject:|content-type:\s*multipart/related)")


def detect(data: bytes, name: str) -> str:
    """The kind of a file that a reader takes.

    Content decides. Where it contradicts an ending we read (`.txt`, `.docx` …) the file is refused, since it is
    likely the wrong one; endings that promise nothing sure (`.doc`, `.wps`, none) are believed in nothing.

    Args:
        data: the file, not empty.
        name: its name, for the ending and for messages.

    Returns:
        A key of `READERS`.

    Raises:
        EncryptedSourceError: an Office file behind a password.
        UnsupportedSourceError: a kind without a reader.
        MislabelledSourceError: the content is another kind than the ending says.
        UnreadableSourceError: the ending promises a kind, and the content is nothing at all.
    """
    suffix = PurePath(name).suffix.lower()
    promised = kind_of_suffix(suffix)
    found = _by_content(data, name, promised)
    if found not in READERS:
        raise UnsupportedSourceError(name=name, found=f"kind.{found}", advice=ADVICE.get(found, "advice.convert"))
    if promised is not None and found != promised:
        right = READERS[found].suffixes[0]
        raise MislabelledSourceError(name=name, suffix=suffix, found=f"kind.{found}", right_suffix=right)
    return found


def _by_content(data: bytes, name: str, promised: str | None) -> str:
    if b"%PDF-" in data[:_HEAD]:
        return "pdf"
    if data.startswith(_ZIP):
        return _kind_of_zip(data, name, promised)
    if data.startswith(_OLE):
        return _kind_of_ole(data, name)
    if _BITMAP.match(data):
        return "image"
    for signature, offset, kind in _SIGNATURES:
        if data.startswith(signature, offset):
            return kind
    return _kind_of_text(data, name, promised)


def _kind_of_zip(data: bytes, name: str, promised: str | None) -> str:
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        if promised in ("docx", "xlsx", "ofd"):
            raise UnreadableSourceError(name=name, reason="damage.zip") from error
        return "zip"
    parts = set(archive.namelist())
    found = next((kind for pattern, kind in _ZIP_PARTS if any(map(pattern.fullmatch, parts))), None)
    if found == "odf" and is_locked_package(archive):
        raise EncryptedSourceError(name=name)
    if found == "odf":
        return _kind_of_opendocument(archive)
    if found is not None:
        return found
    if "[Content_Types].xml" in parts and promised in ("docx", "xlsx"):
        raise UnreadableSourceError(name=name, reason="damage.part")
    return "zip"


def _kind_of_opendocument(archive: zipfile.ZipFile) -> str:
    """By what the package says of itself (OpenDocument 1.2, part 3, 3.3)."""
    try:
        with archive.open("mimetype") as entry:
            said = entry.read(_HEAD)
    except (KeyError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError):
        return "odf"
    return next((kind for mark, kind in _OPEN_MARKS if said.strip().endswith(mark)), "odf")


def _kind_of_ole(data: bytes, name: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data or is_locked(data):
        raise EncryptedSourceError(name=name)
    return next((kind for stream, kind in _OLE_STREAMS if stream.encode("utf-16-le") in data), "ole")


def _kind_of_text(data: bytes, name: str, promised: str | None) -> str:
    """Bytes without a signature: a page, text, or nothing we know."""
    head = data[: 4 * _HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if _MHT.match(head) and b"multipart/related" in data[: 4 * _HEAD].lower():
        return "mht"
    if head.startswith(b"<") and _HTML.search(head):
        return "html"
    if promised == "html":
        return "html"
    if decode(data) is not None:
        return "txt"
    if promised == "txt":
        raise UnreadableSourceError(name=name, reason="damage.encoding")
    if promised is not None:
        raise UnreadableSourceError(name=name, reason=f"damage.{_DAMAGE[promised]}")
    return "binary"


_DAMAGE = {"docx": "zip", "xlsx": "zip", "ofd": "zip", "pdf": "pdf", "image": "picture"}
