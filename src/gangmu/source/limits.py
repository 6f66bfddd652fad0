"""How much one reading takes, and the guard against archives that unpack to more."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

from gangmu.errors import SourceTooLargeError, UnreadableSourceError

MB = 1_000_000
MAX_FILE = 100 * MB
MAX_UNPACKED = 40 * MB
"""Markup unpacked from an Office or OFD file: about 8 million characters of text, half a gigabyte of tree."""

_CHUNK = 1 << 20
_LOCAL_HEADER = 30
_MARKUP = (".xml", ".rels", ".vml")


def check_size(size: int, name: str) -> None:
    """Refuses a file over the limit.

    Raises:
        SourceTooLargeError: more than 100 MB.
    """
    if size > MAX_FILE:
        raise SourceTooLargeError(name=name, size_mb=size / MB, limit_mb=MAX_FILE / MB, reason="size.file")


def open_archive(data: bytes, name: str) -> zipfile.ZipFile:
    """Opens an Office file whose markup is known to fit.

    What entries say of their size may be a lie, so the markup is unpacked once, chunk by chunk, and counted.

    Raises:
        UnreadableSourceError: not a whole zip container, or markup with entity declarations.
        SourceTooLargeError: the markup unpacks to more than 100 MB.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        total = 0
        for entry in archive.infolist():
            if entry.filename.lower().endswith(_MARKUP):
                total += _unpacked_size(data, entry, name, MAX_UNPACKED - total)
    except (zipfile.BadZipFile, zlib.error, struct.error, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise UnreadableSourceError(name=name, reason="damage.zip") from error
    return archive


def read_part(archive: zipfile.ZipFile, part: str, name: str) -> bytes | None:
    """The bytes of one part, None where the archive has no such part.

    Raises:
        UnreadableSourceError: the part is damaged.
    """
    try:
        return archive.read(part)
    except KeyError:
        return None
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise UnreadableSourceError(name=name, reason="damage.zip") from error


def _unpacked_size(data: bytes, entry: zipfile.ZipInfo, name: str, left: int) -> int:
    head = data[entry.header_offset : entry.header_offset + _LOCAL_HEADER]
    name_length, extra_length = struct.unpack("<HH", head[26:30])
    start = entry.header_offset + _LOCAL_HEADER + name_length + extra_length
    packed = data[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        return _counted(len(packed), left, name)
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile("compression")
    inflate = zlib.decompressobj(-15)
    size, rest, tail = 0, packed, b""
    while rest and not inflate.eof:
        chunk = inflate.decompress(rest, _CHUNK)
        _refuse_entities(tail + chunk, name)
        tail = chunk[-16:]
        size = _counted(size + len(chunk), left, name)
        rest = inflate.unconsumed_tail
    return size


def _counted(size: int, left: int, name: str) -> int:
    if size > left:
        over = MAX_UNPACKED - left + size
        raise SourceTooLargeError(name=name, size_mb=over / MB, limit_mb=MAX_UNPACKED / MB, reason="size.unpacked")
    return size


def _refuse_entities(chunk: bytes, name: str) -> None:
    if b"<!ENTITY" in chunk:
        raise UnreadableSourceError(name=name, reason="damage.entities")
