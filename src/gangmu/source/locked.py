"""Whether an old office file is encrypted: LibreOffice would only say that it cannot open it.

A compound file ([MS-CFB]) is looked into as far as that takes: the place of one stream and its first bytes.
"""

from __future__ import annotations

import struct
import zipfile
import zlib

_ENTRY = 128
_SMALLEST = 4096
"""Bytes: a shorter stream stands elsewhere; no document of Word or Excel is so short."""
_FIB, _FIB_ENCRYPTED = 0xA5EC, 0x0100
"""How a document of Word begins, and the flag in its sixth word ([MS-DOC] 2.5.2)."""
_BOF, _FILEPASS = 0x0809, 0x002F
"""The records a workbook begins with, and that of its password among the first ([MS-XLS] 2.4.21, 2.4.117)."""
_RECORDS = 8
_MANIFEST, _MOST_MANIFEST = "META-INF/manifest.xml", 1 << 20


def is_locked(data: bytes) -> bool:
    """Whether the document or workbook of a compound file is encrypted.

    Args:
        data: the file; damage is no lock.
    """
    try:
        word = _stream(data, "WordDocument")
        book = _stream(data, "Workbook") or _stream(data, "Book")
        return _word_is_locked(word) or _book_is_locked(book)
    except struct.error:
        return False


def is_locked_package(archive: zipfile.ZipFile) -> bool:
    """Whether parts of an OpenDocument package are encrypted, as its manifest says (OpenDocument 1.2, part 3, 4.3)."""
    try:
        with archive.open(_MANIFEST) as entry:
            return b"encryption-data" in entry.read(_MOST_MANIFEST)
    except (KeyError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError):
        return False


def _stream(data: bytes, name: str) -> bytes:
    """The first sector of a stream, from its entry in the directory; empty where there is none of that name."""
    written = name.encode("utf-16-le")
    sector = 1 << min(struct.unpack_from("<H", data, 30)[0], 12)
    at = data.find(written + bytes(64 - len(written)))
    if at < 0:
        return b""
    start, size = struct.unpack_from("<II", data, at + _ENTRY - 12)
    begin = (start + 1) * sector
    return data[begin : begin + sector] if size >= _SMALLEST else b""


def _word_is_locked(head: bytes) -> bool:
    if len(head) < 12 or struct.unpack_from("<H", head)[0] != _FIB:
        return False
    return bool(struct.unpack_from("<H", head, 10)[0] & _FIB_ENCRYPTED)


def _book_is_locked(head: bytes) -> bool:
    if len(head) < 4 or struct.unpack_from("<H", head)[0] != _BOF:
        return False
    at = 0
    for _ in range(_RECORDS):
        kind, length = struct.unpack_from("<HH", head, at)
        if kind == _FILEPASS:
            return True
        at += 4 + length
        if at + 4 > len(head):
            break
    return False
