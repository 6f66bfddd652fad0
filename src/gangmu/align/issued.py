"""Between which days a plan was issued, as far as it shows: a plan cannot take up what was issued after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gangmu.model import Document, Plan

_YEAR = re.compile(r"[〔\[［(（【]((?:19|20)\d{2})[〕\]］)）】]")
_CONGRESS = re.compile(
    r"(?<![迎接盼])党的(?P<name>十[六七八九]|二十)大(?:精神|报告|以来|提出|作出|部署|确定|确立|擘画|明确)"
)
"""A congress spoken of as held: what it said, decided or began. Plans before it welcome it."""
CLOSED = {
    "十六": "2002-11-14",
    "十七": "2007-10-21",
    "十八": "2012-11-14",
    "十九": "2017-10-24",
    "二十": "2022-10-22",
}
"""Last days of the national congresses of the Party, as announced by each."""


class Shown(NamedTuple):
    """A day and the words that show it."""

    day: str
    words: str

    def __str__(self) -> str:
        return self.day if self.words == self.day else f"{self.day}（{self.words}）"


class Issued(NamedTuple):
    """When a plan was issued: not before, not after; None where nothing shows it."""

    earliest: Shown | None
    latest: Shown | None


def issued(plan: Plan) -> Issued:
    """When a plan was issued: its date; else the year of its number, and what it looks back on.

    Args:
        plan: as read.
    """
    document = plan.document
    if document.issued_on:
        day = Shown(document.issued_on, document.issued_on)
        return Issued(day, day)
    year = _YEAR.search(document.number or "")
    latest = Shown(f"{year[1]}-12-31", document.number or "") if year else None
    return Issued(max((*_numbers(document), *_congresses(plan)), default=None), latest)


def is_older(lower: Plan, upper: Plan) -> tuple[Shown, Shown] | None:
    """What shows that the lower plan was issued before the upper one, None if nothing does.

    Args:
        lower: the plan below.
        upper: the plan above.
    """
    latest, earliest = issued(lower).latest, issued(upper).earliest
    return (latest, earliest) if latest and earliest and latest.day < earliest.day else None


def _numbers(document: Document) -> Iterator[Shown]:
    for number in (document.number, *(cite.number for cite in document.cites)):
        if number and (year := _YEAR.search(number)):
            yield Shown(f"{year[1]}-01-01", number)


def _congresses(plan: Plan) -> Iterator[Shown]:
    for provision in plan.provisions:
        for match in _CONGRESS.finditer("".join(provision.text.split())):
            yield Shown(CLOSED[match["name"]], match.group())
