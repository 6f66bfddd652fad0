"""Files of a command line read one after another; what is refused is said, and the rest goes on."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, TypeVar

import gangmu
from gangmu.cli.language import refuse
from gangmu.errors import GangmuError, Language, UnforeseenError
from gangmu.export import contract
from gangmu.model import Plan
from gangmu.resolve import Gazetteer
from gangmu.source import Found, Recognition, collect, is_collection

STANDARD_INPUT = "-"

Result = TypeVar("Result")


class Read(NamedTuple):
    """A file and its plan; None where it was refused."""

    path: str
    plan: Plan | None


class Inputs(NamedTuple):
    """The files of a command line, folders and archives looked into; `refused` counts what could not be taken."""

    paths: tuple[str, ...]
    inside: dict[str, Found]
    refused: int


def looked_into(paths: Sequence[str], language: Language) -> Inputs:
    """Files as given, and in the place of a folder or .zip the files inside; what is refused there is said.

    Args:
        paths: files, folders, archives, or `-` for standard input.
        language: of messages.
    """
    names: list[str] = []
    inside: dict[str, Found] = {}
    refused = 0
    for path in paths:
        if path == STANDARD_INPUT or not is_collection(path):
            names.append(path)
            continue
        collected = collect([path])
        for error in collected.refused:
            refuse(error, language)
        refused += len(collected.refused)
        names += [found.name for found in collected.files]
        inside |= {found.name: found for found in collected.files}
    return Inputs(tuple(names), inside, refused)


def read_all(
    inputs: Inputs, annexes: Sequence[str], language: Language, gazetteer: Gazetteer | None = None
) -> Iterator[Read]:
    """Reads files in the order given; each refusal is one line on standard error.

    Args:
        inputs: the files, from `looked_into`.
        annexes: files that belong to the one document read.
        language: of messages.
        gazetteer: names of the zone.
    """
    paths = inputs.paths
    watched = len(paths) > 1 and sys.stderr.isatty()
    # The progress bar's library is loaded only where there is somebody to watch it.
    steps = import_module("gangmu.cli.terminal").watched(paths, language) if watched else iter(paths)
    for path in steps:
        yield Read(path, read_one(inputs, path, annexes, language, gazetteer))


def read_one(
    inputs: Inputs, path: str, annexes: Sequence[str], language: Language, gazetteer: Gazetteer | None = None
) -> Plan | None:
    """The plan of one of the files; None, with a line on standard error, where it is refused.

    Args:
        inputs: the files, from `looked_into`.
        path: one of its paths.
        annexes: files that belong to it.
        language: of messages.
        gazetteer: names of the zone.
    """
    found = inputs.inside.get(path)
    if found is None:
        return read_or_refuse(path, annexes, language, gazetteer)
    return _read_inside(found, language, gazetteer)


def _read_inside(found: Found, language: Language, gazetteer: Gazetteer | None) -> Plan | None:
    told = _told(language)

    def reading(_: str | bytes, __: str | None) -> Plan:
        return gangmu.read(found.read(), name=found.name, gazetteer=gazetteer, recognition=told)

    return or_refuse(found.name, reading, language)


def read_or_refuse(
    path: str, annexes: Sequence[str], language: Language, gazetteer: Gazetteer | None = None
) -> Plan | None:
    """The plan of one file (a plan's JSON too); None, with a line on standard error, where it is refused."""
    if path.lower().endswith(".json") and not annexes and Path(path).is_file():
        return or_refuse(path, lambda _, name: contract.decode(Path(path).read_bytes(), name or path), language)
    told = _told(language)

    def reading(source: str | bytes, name: str | None) -> Plan:
        return gangmu.read(source, annexes=annexes, name=name, gazetteer=gazetteer, recognition=told)

    return or_refuse(path, reading, language)


def _told(language: Language) -> Recognition:
    """Text recognition that tells whoever sits before the terminal how far it is."""

    def tell(done: int, pages: int) -> None:
        said = f"识别 {done}/{pages} 页" if language == "zh" else f"recognised {done} of {pages} pages"
        sys.stderr.write(f"\r{said}" + ("\r\033[K" if done == pages else ""))
        sys.stderr.flush()

    return Recognition(progress=tell if sys.stderr.isatty() else None)


def or_refuse(path: str, verb: Callable[[str | bytes, str | None], Result], language: Language) -> Result | None:
    """What a verb of the library gives for a file; None, with a line on standard error, where it refuses.

    Args:
        path: the file, or `-` for standard input.
        verb: called with path or bytes, and the name to remember for bytes.
        language: of messages.
    """
    try:
        if path == STANDARD_INPUT:
            return verb(sys.stdin.buffer.read(), "stdin")
        return verb(path, None)
    except GangmuError as error:
        refuse(error, language)
    except Exception as error:
        # A fault of ours on one file must not end the reading of the others, nor show a trace to whoever reads them.
        if os.environ.get("GANGMU_TRACEBACK"):
            raise
        refuse(UnforeseenError(name=path, reason=f"{type(error).__name__}: {error}"), language)
    return None
