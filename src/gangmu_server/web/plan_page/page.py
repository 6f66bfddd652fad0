"""A plan page put together: sections, outline, counts. An edition's reading never changes, so it is laid out once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language

from gangmu.model import Plan, Proposal
from gangmu_server.library.layout import Block, blocks_of_lines
from gangmu_server.library.settled import Settled
from gangmu_server.review.payloads import EffectivePlan
from gangmu_server.web.plan_page.cards import cards_of, places_of
from gangmu_server.web.plan_page.marks import MarkIndex, marks_of
from gangmu_server.web.plan_page.source import APART, Section, depth_of, sections
from gangmu_server.web.plan_page.verdicts import verdict_words, with_verdicts

FIRST_WORDS = 22
KEPT = 8
"""Plans kept laid out in memory; the largest takes a few megabytes."""


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """A provision in the outline: its number, and its heading or first words."""

    id: str
    kind: str
    depth: int
    number: str
    words: str
    settled: str = ""

    @property
    def apart(self) -> bool:
        """Whether the number stands apart from the heading, as 第一章 does and （一） does not."""
        return self.number.startswith(APART)


@dataclass(frozen=True, slots=True)
class PageText:
    """What the plan page shows of a plan."""

    name: str
    sections: tuple[Section, ...]
    outline: tuple[OutlineLine, ...]
    cards: tuple[dict[str, Any], ...]
    counts: dict[str, int]

    def number_of(self, address: str) -> int | None:
        """The number of the record at an address."""
        return next((i for i, card in enumerate(self.cards) if card["a"] == address), None)


class _Source:
    """A reading and what it says; two are the same when reading and language are."""

    def __init__(self, name: str, language: str, plan: EffectivePlan, blocks: Callable[[], Sequence[Block]]) -> None:
        self.key = (name, language)
        self.plan, self.blocks = plan, blocks

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Source) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


def page_of(name: str, plan: EffectivePlan, blocks: Callable[[], Sequence[Block]]) -> PageText:
    """The page of a plan in the language of the request; the last few are kept.

    Args:
        name: what no other state of a plan is called: it changes with the reading and with every decision.
        plan: its records, with what people decided, and the source their spans count in.
        blocks: gives the layout of the source; asked only where the page is not kept.
    """
    return _laid(_Source(name, get_language() or "", plan, blocks))


@lru_cache(maxsize=KEPT)
def _laid(source: _Source) -> PageText:
    found = source.plan
    name, settled, proposals = source.key[0], found.settled, found.proposals
    return lay_out(found.plan, found.text, source.blocks(), name=name, settled=settled, proposals=proposals)


def lay_out(
    plan: Plan,
    text: str,
    blocks: Sequence[Block],
    *,
    name: str = "",
    settled: Mapping[str, Settled] | None = None,
    proposals: Mapping[str, Proposal] | None = None,
) -> PageText:
    """Sections with their places, cards, and how many cards of each kind."""
    places = places_of(plan)
    waiting = proposals or {}
    laid = sections(text, blocks or blocks_of_lines(text), plan, MarkIndex(marks_of(plan, tuple(waiting.values()))))
    cards = tuple(with_verdicts(cards_of(plan, waiting), settled or {}))
    placed = tuple(replace(section, place=places.get(section.id, "")) for section in laid)
    outline = tuple(outline_of(plan, settled or {}))
    return PageText(name, placed, outline, cards, dict(Counter(card["k"] for card in cards)))


def outline_of(plan: Plan, settled: Mapping[str, Settled]) -> Iterator[OutlineLine]:
    """The provisions that have a number or a heading, with what was decided about them."""
    depths = depth_of(plan.provisions)
    for p in plan.provisions:
        body = "".join(p.text.split()).removeprefix(p.number or "")
        if p.number or p.heading:
            words = p.heading or (f"{body[:FIRST_WORDS]}…" if len(body) > FIRST_WORDS else body)
            verdict = verdict_words(settled[p.id]) if p.id in settled else ""
            yield OutlineLine(p.id, p.kind, depths[p.id], p.number or "", words, verdict)


def lit(laid: Sequence[Section], number: int | None) -> list[Section]:
    """The sections with one record's stretches marked as found, the first as the anchor `at`."""
    if number is None:
        return list(laid)
    spot = re.compile(rf'<span class="([^"]*)" data-r="((?:\d+ )*{number}(?: \d+)*)">')
    out, first = [], True
    for section in laid:
        html, hits = section.html, 0
        if spot.search(html):
            html, hits = spot.subn(r'<span class="\1 is-on" data-r="\2">', html)
        if hits and first:
            html = html.replace(' is-on" data-r', ' is-on" id="at" data-r', 1)
            first = False
        out.append(replace(section, html=html))
    return out
