"""Reads the specimen's own texts: Markdown with a TOML head for plans, TOML for responsibility tables.

Marks such as `{d6 softened n7}` before a sentence name it and say which sentence of the national plan it takes up, and
how. They are truth for tests, not text: everything that is printed goes through `printed`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

MARK = re.compile(r"\{(?P<id>[a-z]+\d+)(?: (?P<relations>[^{}]*))?\}")
_HEAD = re.compile(r"(?P<depth>#{1,3}) (?P<text>.+)")
_NUMBER = re.compile(r"第[一二三四五六七八九十]+[章节] ?|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\. ?")
_GROUP = re.compile(r"\*\*(?P<name>.+?)\*\* ?(?P<text>.*)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; one that ends with 。 runs into the paragraph after it, which then is `body`."""

    depth: int
    number: str
    words: str
    body: str = ""

    @property
    def runs_in(self) -> bool:
        return self.words.endswith("。")


@dataclass(frozen=True, slots=True)
class Body:
    """An unnumbered paragraph, marks and all."""

    text: str


@dataclass(frozen=True, slots=True)
class Box:
    """A 专栏: number, title and its groups of projects."""

    number: str
    title: str
    groups: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """An indicator table; the first row holds the heads, an empty first cell goes on with the category above."""

    title: str
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Body | Box | Grid


@dataclass(frozen=True, slots=True)
class Specimen:
    """One document: what stands in its head, and its blocks in order."""

    title: str
    note: str
    number: str
    issuers: tuple[str, ...]
    issued_on: str
    attachments: tuple[str, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a responsibility table; a section row has only `section`."""

    section: str = ""
    number: str = ""
    content: str = ""
    overall: tuple[str, ...] = ()
    annual: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    takes_up: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """A responsibility table of its own file."""

    number: str
    title: str
    note: str
    year: int
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def printed(text: str) -> str:
    """The text without its marks."""
    return MARK.sub("", text)


def read_specimen(path: Path) -> Specimen:
    """A plan's source: a TOML head between +++ lines, then Markdown."""
    _, head, text = path.read_text("utf-8").split("+++\n", 2)
    facts = tomllib.loads(head)
    return Specimen(
        title=facts["title"],
        note=facts["note"],
        number=facts["number"],
        issuers=tuple(facts["issuers"]),
        issued_on=facts["issued_on"],
        attachments=tuple(facts.get("attachments", ())),
        blocks=_blocks(text),
    )


def read_annex(path: Path) -> Annex:
    """A responsibility table's source."""
    facts = tomllib.loads(path.read_text("utf-8"))
    rows = tuple(Row(**{k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}) for row in facts["rows"])
    return Annex(facts["annex"], facts["title"], facts["note"], facts["year"], tuple(facts["heads"]), rows)


def goals(texts: tuple[str, ...]) -> str:
    """Goals as a cell prints them: numbered, a line each, where there are several."""
    return texts[0] if len(texts) == 1 else "\n".join(f"{i}. {text}" for i, text in enumerate(texts, 1))


def _blocks(text: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for piece in re.split(r"\n{2,}", text.strip()):
        lines = piece.splitlines()
        if lines[0].startswith("::: "):
            blocks.append(_fenced(lines))
        elif match := _HEAD.fullmatch(lines[0]):
            blocks.append(_heading(match, "".join(lines[1:])))
        else:
            blocks.append(Body("".join(lines)))
    return tuple(blocks)


def _heading(match: re.Match[str], body: str) -> Heading:
    words = match["text"]
    number = _NUMBER.match(words)
    return Heading(
        depth=len(match["depth"]),
        number=number.group().strip() if number else "",
        words=words[number.end() :] if number else words,
        body=body,
    )


def _fenced(lines: list[str]) -> Block:
    kind, title = lines[0].removeprefix("::: ").split(" ", 1)
    inner = lines[1:-1]
    if kind == "table":
        rows = tuple(tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in inner)
        return Grid(title, rows)
    number, words = title.split(" ", 1)
    groups = tuple((m["name"], m["text"]) for m in map(_GROUP.fullmatch, inner) if m)
    if len(groups) != len(inner):
        raise ValueError(f"a line of {number} is no **group**")
    return Box(number, words, groups)
