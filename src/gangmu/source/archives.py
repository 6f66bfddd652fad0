"""Files inside a .zip, safely: nothing is written where the archive says, and nothing unpacks without end.

An archive from outside may name its entries `../../x`, declare a size it does not keep to, store one stream under a
thousand names, hold archives in archives, or write its names in GBK without saying so. Entries are read one at a time,
each counted against what the archive declared.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from gangmu.errors import ArchiveError, EncryptedSourceError, SourceError, SourceTooLargeError, UnreadableSourceError
from gangmu.source.limits import MAX_FILE, MB

MOST_ENTRIES = 5_000
MOST_UNPACKED = 1_000 * MB
"""All entries of an archive together, as declared; an entry that gives more than it declared is damaged. What archives
inside it hold counts with it.
"""
MOST_NESTED = 100
"""Archives inside an archive: each is kept open until its files are read."""

_CHUNK = 1 << 20
_UTF8_FLAG, _ENCRYPTED_FLAG = 0x800, 0x1
_UNICODE_PATH = 0x7075
"""Extra field with the name in UTF-8 (Info-ZIP Unicode Path, APPNOTE 4.6.9)."""
_LEADS_OUT = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:")
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, NotImplementedError, EOFError, OSError)


class Entry:
    """A file inside an archive, read when asked for."""

    def __init__(self, archive: Archive, info: zipfile.ZipInfo, name: str) -> None:
        self._archive = archive
        self._info = info
        self.name = name
        self.size = info.file_size

    def data(self) -> bytes:
        """Its bytes.

        Raises:
            EncryptedSourceError: it asks for a password.
            SourceTooLargeError: it unpacks to more than a file may have.
            UnreadableSourceError: it is damaged, or packed in a way that is not read.
        """
        return self._archive.unpacked(self._info, self.name)


class Archive:
    """An opened .zip; `entries` lists what may be read, `refused` says what may not and why.

    Attributes:
        count: how many entries it has.
        declared: to how many bytes they unpack together, as it says.
    """

    def __init__(self, file: Path | IO[bytes], name: str) -> None:
        """Opens an archive.

        Args:
            file: where it is, or a seekable stream.
            name: for messages, and put before the names of its entries.

        Raises:
            UnreadableSourceError: no whole zip container.
            ArchiveError: too many entries, too much once unpacked, or entries that share their bytes.
        """
        try:
            self._zip = zipfile.ZipFile(file)
        except _BROKEN as error:
            raise UnreadableSourceError(name=name, reason="damage.zip") from error
        self._name = name
        self.refused: list[SourceError] = []
        self._check()

    def entries(self) -> Iterator[Entry]:
        """The files inside, in the archive's order. Folders, and what systems leave behind, are passed over."""
        for info in self._zip.infolist():
            name = entry_name(info)
            if info.is_dir() or name.endswith(("/", "\\")):
                continue
            shown = f"{self._name}/{name.replace(chr(92), '/')}"
            if _LEADS_OUT.search(name):
                self.refused.append(ArchiveError(name=shown, reason="archive.path"))
            elif stat.S_ISLNK(info.external_attr >> 16):
                self.refused.append(ArchiveError(name=shown, reason="archive.link"))
            else:
                yield Entry(self, info, shown)

    def unpacked(self, info: zipfile.ZipInfo, name: str) -> bytes:
        """The bytes of one entry; see `Entry.data`."""
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise EncryptedSourceError(name=name)
        if info.file_size > MAX_FILE:
            size, limit = info.file_size / MB, MAX_FILE / MB
            raise SourceTooLargeError(name=name, size_mb=size, limit_mb=limit, reason="size.unpacked")
        try:
            with self._zip.open(info) as stream:
                pieces = list(iter(lambda: stream.read(_CHUNK), b""))
        except (*_BROKEN, RuntimeError) as error:
            raise UnreadableSourceError(name=name, reason="damage.zip") from error
        return b"".join(pieces)

    def _check(self) -> None:
        infos = self._zip.infolist()
        self.count, self.declared = len(infos), sum(info.file_size for info in infos)
        if self.count > MOST_ENTRIES:
            raise ArchiveError(name=self._name, reason="archive.many")
        check_declared(self.declared, self._name)
        if _overlapping(infos):
            raise ArchiveError(name=self._name, reason="archive.overlap")


def check_declared(declared: int, name: str) -> None:
    """Refuses an archive that unpacks to too much, by what its entries say.

    Raises:
        SourceTooLargeError: more than the limit.
    """
    if declared > MOST_UNPACKED:
        size, limit = declared / MB, MOST_UNPACKED / MB
        raise SourceTooLargeError(name=name, size_mb=size, limit_mb=limit, reason="size.unpacked")


def entry_name(info: zipfile.ZipInfo) -> str:
    """The name of an entry as whoever packed it saw it.

    Without the flag for UTF-8, zipfile reads names as code page 437. Chinese systems write GBK there, others UTF-8.
    """
    name = info.orig_filename.partition("\0")[0]
    if info.flag_bits & _UTF8_FLAG:
        return name
    raw = name.encode("cp437", "replace")
    given = _unicode_path(info.extra, zlib.crc32(raw))
    if given is not None:
        return given
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


def _unicode_path(extra: bytes, checksum: int) -> str | None:
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        field = extra[at + 4 : at + 4 + length]
        if kind == _UNICODE_PATH and len(field) > 5 and struct.unpack_from("<I", field, 1)[0] == checksum:
            return field[5:].decode("utf-8", "replace")
        at += 4 + length
    return None


def _overlapping(infos: list[zipfile.ZipInfo]) -> bool:
    """Whether entries share their packed bytes, as in archives built to unpack to far more than they hold."""
    at = 0
    for start, size in sorted((info.header_offset, info.compress_size) for info in infos):
        if start < at:
            return True
        at = start + size
    return False
