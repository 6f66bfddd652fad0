"""Known names printed with one character wrong: organisations and projects of the zone, met anywhere in the text.

A difference of one character is mostly another name (水务局 is not 水利局), so a character is doubted only where public
plans hardly write it, or where it looks like the right one; and never where it makes the name of a place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal

from gangmu.model import Plan, Proposal
from gangmu.resolve.gazetteer import Gazetteer
from gangmu.vocab.bigrams import known_characters
from gangmu.vocab.divisions import by_name, by_short_name
from gangmu.vocab.lookalikes import look_alike

SHORTEST = {"organisation": 4, "project": 5}
"""Characters of a name below which one wrong character leaves too little to know it by."""
OPENING = 3
"""Right characters by which the opening words of a project are known, besides the wrong one."""
WHOLE, ALIKE = 0.75, 0.6
LONGEST_PLACE = 6
_HAN = re.compile(r"[一-鿿]+")

Kind = Literal["organisation", "project"]
_Spot = tuple[str, int, Kind]
"""A name, the place of a character in it, and what it names."""


def misspelt_names(plan: Plan, text: str, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """Proposals for names of the zone that stand in a text with one character wrong.

    Args:
        plan: as read; units of its duty marks and rows are left out: they are compared whole.
        text: its source text.
        gazetteer: the zone's names.
    """
    spots, known = _index(gazetteer)
    if not spots:
        return
    units = {unit for mark in plan.responsibilities for unit in mark.units}
    units |= {unit for task in plan.tasks for unit in task.units}
    for at, char in enumerate(text):
        if not "一" <= char <= "鿿":
            continue
        for name, i, kind in _candidates(spots, text, at):
            start = at - i
            printed = text[start : start + len(name)] if start >= 0 else ""
            if not _doubtful(char, name[i]):
                continue
            if not _one_off(printed, name, i):
                if kind != "project" or not (name := _opening(printed, name, i)):
                    continue
                printed = printed[: len(name)]
            if printed in known or printed in units or _names_place(printed, i):
                continue
            confidence = WHOLE if char not in known_characters() else ALIKE
            yield Proposal((at, at + 1), char, name[i], kind, f"{printed} → {name}", confidence)
            break


def _index(gazetteer: Gazetteer) -> tuple[dict[tuple[str, str], list[_Spot]], set[str]]:
    """Every place in every name, by the two characters around it; and all names, none of which is a misprint."""
    named: list[tuple[str, Kind]] = [(n, "organisation") for o in gazetteer.organisations for n in o.names]
    named += [(n, "project") for n in gazetteer.projects]
    spots: dict[tuple[str, str], list[_Spot]] = defaultdict(list)
    for name, kind in dict.fromkeys(named):
        if len(name) >= SHORTEST[kind] and _HAN.fullmatch(name):
            for i in range(len(name)):
                spots[_around(name, i)].append((name, i, kind))
    return spots, {name for name, _kind in named}


def _around(name: str, i: int) -> tuple[str, str]:
    return name[i - 1 : i] if i else "", name[i + 1 : i + 2]


def _candidates(spots: dict[tuple[str, str], list[_Spot]], text: str, at: int) -> Iterable[_Spot]:
    """Names that could stand around a character: inside one, or at the beginning of a project's.

    The end of a name is left alone, since other words may go on from there (生态环境遭…); so is the beginning of an
    organisation's, which tells the level.
    """
    left, right = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if left and right:
        yield from spots.get((left, right), ())
    if right:
        yield from (spot for spot in spots.get(("", right), ()) if spot[2] == "project")


def _doubtful(char: str, right: str) -> bool:
    """Whether a character may stand for another: one that public plans hardly use, or one of like shape."""
    return char not in known_characters() or look_alike(char, right)


def _one_off(printed: str, name: str, i: int) -> bool:
    return len(printed) == len(name) and (printed[:i], printed[i + 1 :]) == (name[:i], name[i + 1 :])


def _opening(printed: str, name: str, i: int) -> str:
    """The words a project's name opens with, where only they are printed (霹天矿山 of 露天矿山综合治理); else nothing.

    The wrong character must be one that plans hardly use and look like the right one.
    """
    if not look_alike(printed[i : i + 1], name[i]) or printed[i] in known_characters():
        return ""
    pairs = enumerate(zip(printed, name, strict=False))
    end = next((k for k, (a, b) in pairs if a != b and k != i), min(len(printed), len(name)))
    return name[:end] if i < end and end > OPENING else ""


def _names_place(printed: str, i: int) -> bool:
    """Whether a stretch of the printed name around a character is a place: another place, not a misprint."""
    for length in range(2, LONGEST_PLACE + 1):
        for start in range(max(0, i - length + 1), min(i, len(printed) - length) + 1):
            stretch = printed[start : start + length]
            if stretch in by_name() or stretch in by_short_name():
                return True
    return False
