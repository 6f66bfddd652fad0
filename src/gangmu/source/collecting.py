"""Folders and archives into a list of files to read, each with a name that says where it was found."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from os import PathLike
from pathlib import Path, PurePath
from typing import IO

from gangmu.errors import ArchiveError, MissingSourceError, SourceError
from gangmu.source.archives import MOST_ENTRIES, MOST_NESTED, Archive, Entry, check_declared
from gangmu.source.kinds import TAKEN_SUFFIXES

Given = str | PathLike[str] | tuple[str, bytes]
"""A path, or a name with its bytes (what was uploaded)."""

_ZIP = ".zip"
_IN_MEMORY = 1 << 20
"""Of an archive inside an archive; a larger one is kept on disk."""
_LEFT_BEHIND = ("__macosx",)


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read.

    Attributes:
        name: where it was found, folders and archives by slashes: `材料.zip/附件/附件1.docx`.
        size: bytes, as the file system or the archive has it.
        path: the file itself; None inside an archive.
        read: gives the bytes; raises a SourceError where they cannot be had.
    """

    name: str
    size: int
    path: Path | None
    read: Callable[[], bytes] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Collected:
    """What was found.

    Attributes:
        files: what may be read, in reading order: a folder's files by name, an archive's as packed.
        refused: what may not, and why.
        passed_over: files of kinds that hold no document (programs, sound), by name.
    """

    files: tuple[Found, ...]
    refused: tuple[SourceError, ...]
    passed_over: tuple[str, ...]


def collect(given: Iterable[Given]) -> Collected:
    """The files in folders and archives.

    A file named by itself is taken whatever it is, so that reading it says what is wrong with it; of folders and
    archives, files whose endings a reader takes or has advice for. Links, hidden files and what systems leave behind
    (`__MACOSX`, `~$…`) are passed over without a word. An archive within an archive is looked into once.

    Args:
        given: paths of files, folders and .zip archives, or names with bytes.

    Returns:
        What was found; nothing has been read but the archives' tables of contents.
    """
    gatherer = _Gatherer()
    for one in given:
        if isinstance(one, tuple):
            gatherer.take_bytes(*one)
        else:
            gatherer.take_path(Path(one))
    return Collected(tuple(gatherer.files), tuple(gatherer.refused), tuple(gatherer.passed_over))


def is_collection(path: Given) -> bool:
    """Whether a path is a folder or an archive, to be looked into rather than read."""
    if isinstance(path, tuple):
        return path[0].lower().endswith(_ZIP)
    return Path(path).is_dir() or (str(path).lower().endswith(_ZIP) and Path(path).is_file())


class _Total:
    """What an archive and the archives inside it hold together: a bomb may be spread over many."""

    def __init__(self) -> None:
        self.archives = self._entries = self._declared = 0

    def add(self, archive: Archive, name: str, packed: int) -> None:
        """Counts one more.

        Args:
            archive: the one.
            name: for messages.
            packed: its own bytes, where they were counted with the archive it lies in.

        Raises:
            ArchiveError: more files than an archive may hold.
            SourceTooLargeError: more bytes than it may unpack to.
        """
        self.archives += 1
        if self._entries + archive.count > MOST_ENTRIES:
            raise ArchiveError(name=name, reason="archive.many_inside")
        declared = self._declared + archive.declared - packed
        check_declared(declared, name)
        self._entries += archive.count
        self._declared = declared


class _Gatherer:
    def __init__(self) -> None:
        self.files: list[Found] = []
        self.refused: list[SourceError] = []
        self.passed_over: list[str] = []

    def take_path(self, path: Path) -> None:
        """A path as given."""
        if path.is_dir():
            for inside in _walk(path):
                self._take_inside(inside)
        elif not path.is_file():
            self.refused.append(MissingSourceError(name=str(path), reason="missing.path"))
        elif path.suffix.lower() == _ZIP:
            self._take_archive(path, str(path))
        else:
            self.files.append(_on_disk(path))

    def take_bytes(self, name: str, data: bytes) -> None:
        """An uploaded file."""
        if name.lower().endswith(_ZIP):
            self._take_archive(BytesIO(data), name)
        else:
            self.files.append(Found(name, len(data), None, lambda: data))

    def _take_inside(self, path: Path) -> None:
        if path.suffix.lower() == _ZIP:
            self._take_archive(path, path.as_posix())
        elif path.suffix.lower() in TAKEN_SUFFIXES:
            self.files.append(_on_disk(path))
        else:
            self.passed_over.append(path.as_posix())

    def _take_archive(self, file: Path | IO[bytes], name: str, outer: _Total | None = None, packed: int = 0) -> None:
        total = outer or _Total()
        try:
            archive = Archive(file, name)
            total.add(archive, name, packed)
            for entry in archive.entries():
                self._take_entry(entry, total, is_nested=outer is not None)
            self.refused.extend(archive.refused)
        except SourceError as error:
            self.refused.append(error)

    def _take_entry(self, entry: Entry, total: _Total, *, is_nested: bool) -> None:
        path = PurePath(entry.name)
        if _is_left_behind(path.parts):
            return
        if path.suffix.lower() == _ZIP:
            self._take_nested(entry, total, is_nested=is_nested)
        elif path.suffix.lower() in TAKEN_SUFFIXES:
            self.files.append(Found(entry.name, entry.size, None, entry.data))
        else:
            self.passed_over.append(entry.name)

    def _take_nested(self, entry: Entry, total: _Total, *, is_nested: bool) -> None:
        if is_nested or total.archives > MOST_NESTED:
            reason = "archive.nested" if is_nested else "archive.many_nested"
            self.refused.append(ArchiveError(name=entry.name, reason=reason))
            return
        # Its entries are read later, so it must stay; on disk where it is large, and gone when nobody holds it.
        kept = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        try:
            kept.write(entry.data())
        except SourceError as error:
            self.refused.append(error)
        else:
            kept.seek(0)
            self._take_archive(kept, entry.name, total, entry.size)


def _walk(folder: Path) -> Iterator[Path]:
    """A folder's files and those of the folders in it, by name; links are not followed."""
    for place, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not _is_left_behind((name,)))
        for name in sorted(names):
            path = Path(place, name)
            if not _is_left_behind((name,)) and not path.is_symlink() and path.is_file():
                yield path


def _is_left_behind(parts: tuple[str, ...]) -> bool:
    return any(
        part.startswith((".", "~$")) or part.lower() in _LEFT_BEHIND for part in parts if part not in (".", "..")
    )


def _on_disk(path: Path) -> Found:
    def read() -> bytes:
        try:
            return path.read_bytes()
        except PermissionError as error:
            raise MissingSourceError(name=str(path), reason="missing.permission") from error
        except OSError as error:
            raise MissingSourceError(name=str(path), reason="missing.path") from error

    return Found(path.as_posix(), path.stat().st_size, path, read)
