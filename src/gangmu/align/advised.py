"""Ask an adviser about what the evidence leaves open, and keep its word apart from the evidence."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from gangmu.align.adviser import Advice, Adviser, Question
from gangmu.align.choose import Choice
from gangmu.align.evidence import Prepared, Uppers
from gangmu.align.model import Link, Reason

SURE_FROM = 0.9
"""Above this likelihood nobody is asked: the evidence is plain."""


def advised(adviser: Adviser, choices: Sequence[Choice], uppers: Uppers, lowers: Sequence[Prepared]) -> list[Choice]:
    """The choices with the adviser's word on those that are open: what it refuses becomes a suggestion."""

    def one(choice: Choice) -> Choice:
        if choice.score >= SURE_FROM or not (choice.is_link or choice.is_candidate):
            return choice
        upper, lower = uppers.prepared[choice.upper].statement.text, lowers[choice.lower].statement.text
        return choice.decided(adviser.advise(Question(upper, lower, choice.score, None)).linked)

    return [one(choice) for choice in choices]


def with_relations(adviser: Adviser, links: Sequence[Link]) -> list[Link]:
    """The links with the relation the adviser would give, where it has an opinion; the reason names it."""
    return [
        _told(link, adviser.advise(Question(link.upper.text, link.lower.text, link.score, link.relation)), adviser.name)
        for link in links
    ]


def _told(link: Link, advice: Advice, name: str) -> Link:
    if advice.relation is None or advice.relation == link.relation:
        return link
    reason = Reason("adviser", name, advice.why)
    return msgspec.structs.replace(link, relation=advice.relation, reasons=(*link.reasons, reason))
