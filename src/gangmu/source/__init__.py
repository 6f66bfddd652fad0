"""Stage 1: bytes → SourceText. One reader file for each format, imported when a file of that format comes."""

from __future__ import annotations

import hashlib
import importlib
from os import PathLike
from pathlib import Path

from gangmu.errors import EmptySourceError, GangmuError, MissingSourceError, UnreadableSourceError
from gangmu.model import SourceInfo
from gangmu.source.collecting import Collected, Found, collect, is_collection
from gangmu.source.detect import detect
from gangmu.source.kinds import READERS
from gangmu.source.limits import check_size
from gangmu.source.model import Block, Cell, SourceText
from gangmu.source.recognition.model import Recognition

__all__ = [
    "Block",
    "Cell",
    "Collected",
    "Found",
    "Recognition",
    "SourceText",
    "collect",
    "is_collection",
    "load",
    "load_bytes",
]


def load(
    path_or_bytes: str | PathLike[str] | bytes, *, name: str | None = None, recognition: Recognition | None = None
) -> SourceText:
    """Reads a file into text and layout.

    Args:
        path_or_bytes: where the file is, or its bytes.
        name: the name to remember; a path's own file name otherwise. With bytes it tells the ending.
        recognition: how text is recognised on scanned pages and pictures; by default with two workers.

    Returns:
        The text, with blocks and pages where the format has them.

    Raises:
        SourceError: the file is missing, empty, encrypted, damaged, too large, of a wrong or unknown kind.
    """
    if isinstance(path_or_bytes, bytes):
        return load_bytes(path_or_bytes, name or "bytes", recognition)
    path = Path(path_or_bytes)
    name = name or path.name
    try:
        check_size(path.stat().st_size, name)
        data = path.read_bytes()
    except IsADirectoryError as error:
        raise MissingSourceError(name=str(path), reason="missing.folder") from error
    except PermissionError as error:
        raise MissingSourceError(name=str(path), reason="missing.permission") from error
    except (OSError, ValueError) as error:
        raise MissingSourceError(name=str(path), reason="missing.path") from error
    return load_bytes(data, name, recognition)


def load_bytes(data: bytes, name: str, recognition: Recognition | None = None) -> SourceText:
    """Reads the bytes of a file; see `load`."""
    check_size(len(data), name)
    if not data:
        raise EmptySourceError(name=name, reason="empty.bytes", advice="advice.check")
    try:
        return _read(data, name, recognition or Recognition())
    except GangmuError:
        raise
    except RecursionError as error:
        raise UnreadableSourceError(name=name, reason="damage.nesting") from error
    except Exception as error:
        # Readers name the damage they know. What a library does on damage nobody has seen yet must still
        # reach the caller as one of our errors; the cause stays chained for whoever mends the reader.
        raise UnreadableSourceError(name=name, reason="damage.unexpected") from error


def _read(data: bytes, name: str, recognition: Recognition) -> SourceText:
    kind = READERS[detect(data, name)]
    info = SourceInfo(name=name, sha256=hashlib.sha256(data).hexdigest(), media_type=kind.media_type)
    read = importlib.import_module(kind.module).read
    source: SourceText = read(data, info, recognition) if kind.recognises else read(data, info)
    return source
