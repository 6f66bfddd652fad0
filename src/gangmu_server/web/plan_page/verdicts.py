"""What people decided, on the cards of the plan page: who, when, how, and what had been read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gangmu_server.library.settled import Settled
from gangmu_server.review.decisions import About
from gangmu_server.web.review_desk import words


def with_verdicts(cards: Iterable[dict[str, Any]], settled: Mapping[str, Settled]) -> Iterator[dict[str, Any]]:
    """Cards; those decided about with `v`, the decision in words, and the old values among their fields."""
    for card in cards:
        found = settled.get(card["a"])
        if found is None:
            yield card
        else:
            yield card | {"v": verdict_words(found), "f": [*card["f"], *was_words(card["k"], found)]}


def verdict_words(found: Settled) -> str:
    """Who decided what, and when."""
    day = timezone.localtime(found.at).date().isoformat()
    return _("%(by)s %(day)s %(deed)s") % {"by": found.by, "day": day, "deed": words.deed_word(found.kind)}


def was_words(kind: str, found: Settled) -> list[tuple[str, str]]:
    """What had been read, field by field, in one line."""
    said = [
        f"{words.field_word(name)} {words.old_value(About(kind), name, value)}" for name, value in found.was.items()
    ]
    return [(_("原读作"), "；".join(said))] if said else []
