"""What code made a thing that is kept: what older code made is not taken for what this one would make."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

NEITHER_READS_NOR_ALIGNS = frozenset({"align", "cli", "export", "progress"})
"""Parts of the library that a plan is read without."""
_ENDINGS = (".py", ".tsv", ".toml", ".json")


@cache
def model_print() -> str:
    """Of the types of records."""
    return _print_of(_within(files("gangmu").joinpath("model")))


@cache
def reading_print() -> str:
    """Of the code and tables that plans are read by."""
    parts = sorted(files("gangmu").iterdir(), key=lambda part: part.name)
    return _print_of(file for part in parts if part.name not in NEITHER_READS_NOR_ALIGNS for file in _within(part))


@cache
def method_print() -> str:
    """Of the code and tables that alignments are made by, the reading among them."""
    return _print_of(_within(files("gangmu").joinpath("align")), reading_print())


def _print_of(found: Iterator[Traversable], before: str = "") -> str:
    made = hashlib.sha256(before.encode())
    for file in found:
        made.update(file.read_bytes())
    return made.hexdigest()


def _within(part: Traversable) -> Iterator[Traversable]:
    if part.is_dir():
        for one in sorted(part.iterdir(), key=lambda one: one.name):
            yield from _within(one)
    elif part.name.endswith(_ENDINGS):
        yield part
