"""How much one reading takes, and the guard against archives that unpack to more."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

from lxml import etree

from gangmu.errors import SourceTooLargeError, SourceTooLongError, UnreadableSourceError

MB = 1_000_000
MAX_FILE = 100 * MB
MAX_UNPACKED = 40 * MB
"""Markup unpacked from an Office or OFD file."""
MAX_MARKS = 2_000_000
"""Opening and closing marks of that markup; a page of Word has about a thousand."""
MAX_TEXT = 4_000_000
"""Characters of a text, whatever its format. A long plan has a hundred thousand."""
MAX_PAGES = 5_000
"""Of a PDF, OFD or picture file."""
MAX_PRINTED = 1_000_000
"""Characters and lines drawn on all pages of a PDF or OFD together: fifteen hundred pages full of them."""
MAX_PIECES = 400_000
"""Paragraphs, lines and cells of tables."""

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


def check_length(characters: int, pieces: int, name: str) -> None:
    """Refuses a text that is longer, or in more pieces, than one reading takes.

    Args:
        characters: how many it has.
        pieces: its paragraphs, lines and cells of tables.
        name: the file's.

    Raises:
        SourceTooLongError: more than the limit of either.
    """
    if characters > MAX_TEXT:
        raise SourceTooLongError(name=name, size=characters, limit=MAX_TEXT, what="length.characters")
    if pieces > MAX_PIECES:
        raise SourceTooLongError(name=name, size=pieces, limit=MAX_PIECES, what="length.pieces")


def check_pages(pages: int, name: str) -> None:
    """Refuses a file of very many pages.

    Raises:
        SourceTooLongError: more than the limit.
    """
    if pages > MAX_PAGES:
        raise SourceTooLongError(name=name, size=pages, limit=MAX_PAGES, what="length.pages")


def check_printed(marks: int, name: str) -> None:
    """Refuses a file on whose pages very much is drawn.

    Raises:
        SourceTooLongError: more than the limit.
    """
    if marks > MAX_PRINTED:
        raise SourceTooLongError(name=name, size=marks, limit=MAX_PRINTED, what="length.printed")


def open_archive(data: bytes, name: str) -> zipfile.ZipFile:
    """Opens an Office file whose markup is known to fit.

    What entries say of their size may be a lie, so the markup is unpacked once, chunk by chunk, and counted.

    Raises:
        UnreadableSourceError: not a whole zip container, or markup with entity declarations.
        SourceTooLargeError: the markup unpacks to more than 40 MB.
        SourceTooLongError: it has more than two million marks.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        markup = _Markup(name)
        for entry in archive.infolist():
            if entry.filename.lower().endswith(_MARKUP):
                markup.take(data, entry)
    except (zipfile.BadZipFile, zlib.error, struct.error, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise UnreadableSourceError(name=name, reason="damage.zip") from error
    return archive


def markup_parser(*, remove_comments: bool = False) -> etree.XMLParser:
    """A parser for markup of an archive that `open_archive` let in: nothing is fetched, no entity resolved.

    The parser's own bounds (ten million characters in one place) are off, since ours are narrower and say so.
    """
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=remove_comments
    )


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


class _Markup:
    """The markup of one file, counted as it is unpacked."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._size = self._marks = 0

    def take(self, data: bytes, entry: zipfile.ZipInfo) -> None:
        """Counts one part."""
        head = data[entry.header_offset : entry.header_offset + _LOCAL_HEADER]
        name_length, extra_length = struct.unpack("<HH", head[26:30])
        start = entry.header_offset + _LOCAL_HEADER + name_length + extra_length
        packed = data[start : start + entry.compress_size]
        if entry.compress_type == zipfile.ZIP_STORED:
            self._count(packed, b"")
            return
        if entry.compress_type != zipfile.ZIP_DEFLATED:
            raise zipfile.BadZipFile("compression")
        inflate = zlib.decompressobj(-15)
        rest, tail = packed, b""
        while rest and not inflate.eof:
            chunk = inflate.decompress(rest, _CHUNK)
            self._count(chunk, tail)
            tail = chunk[-16:]
            rest = inflate.unconsumed_tail

    def _count(self, chunk: bytes, tail: bytes) -> None:
        if b"<!ENTITY" in tail + chunk:
            raise UnreadableSourceError(name=self._name, reason="damage.entities")
        self._size += len(chunk)
        self._marks += chunk.count(b"<")
        if self._size > MAX_UNPACKED:
            size, limit = self._size / MB, MAX_UNPACKED / MB
            raise SourceTooLargeError(name=self._name, size_mb=size, limit_mb=limit, reason="size.unpacked")
        if self._marks > MAX_MARKS:
            raise SourceTooLongError(name=self._name, size=self._marks, limit=MAX_MARKS, what="length.marks")
