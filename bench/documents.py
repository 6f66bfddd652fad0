"""The documents that everything is measured on: the real ones beside the checkout, else the specimen."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("SHARED", ROOT.parent / "shared"))
ENCODINGS = ("utf-8-sig", "gb18030")
LONGEST_SENTENCE = 200
SENTENCE_END = re.compile(r"(?<=[。！？；])")


@dataclass(frozen=True, slots=True)
class Documents:
    """Text files of one origin, named in every result."""

    origin: str
    files: tuple[Path, ...]


def five_plans() -> Documents:
    """The five plans of the real tier where they are, else the specimen's text files."""
    return _first_of(("plans",))


def whole_corpus() -> Documents:
    """Plans and corpus where they are, else the specimen's text files."""
    return _first_of(("plans", "corpus"))


def _first_of(folders: tuple[str, ...]) -> Documents:
    files = tuple(sorted(path for folder in folders for path in (SHARED / folder).glob("*.txt")))
    if files:
        return Documents("shared: " + " + ".join(folders), files)
    specimen = tuple(sorted((ROOT / "examples").glob("*.txt")))
    if not specimen:
        raise SystemExit("Nothing to measure on: neither ../shared nor a text specimen in examples/ is there.")
    return Documents("examples", specimen)


def decode(path: Path) -> str:
    """The text of a file in the first encoding that fits."""
    raw = path.read_bytes()
    for encoding in ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SystemExit(f"{path.name}: in none of {', '.join(ENCODINGS)}")


def sentences(text: str) -> list[str]:
    """The text's sentences and ；-clauses without white space: what both readers are counted in.

    Some documents lost their full stops and print a sentence a line: a piece longer than a sentence goes by its lines.
    """
    pieces = []
    for piece in SENTENCE_END.split(text):
        bare = re.sub(r"\s+", "", piece)
        pieces += [bare] if len(bare) <= LONGEST_SENTENCE else [re.sub(r"\s+", "", line) for line in piece.splitlines()]
    return [piece for piece in pieces if piece]
