"""Whether a plan that was read is in the zone already: as another file, under another title, or as another draft."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gangmu_server.directory.names import name_key
from gangmu_server.library.models import Edition, Plan, TwinReason

ISSUED_BY_NOTICE = re.compile(r"^.*?关于(?:印发|转发|发布)[《〈](?P<name>.+)[》〉]的通知$")
"""A notice that carries a plan; the plan is what it names."""
WHOSE = re.compile(r"^[^《》〈〉\d]{1,60}?(?=关于)")
"""Who speaks or for which place, before 关于: one printing of a plan says it, another leaves it to the letterhead."""
STAGE = re.compile(r"（[^（）]{0,12}(?:稿|草案|试行|修订|修订版)）$")
"""Which draft of a plan it is: drafts of one plan are versions of it."""
SHORTEST_TITLE = 6
"""Shorter titles (实施方案) say what kind of paper it is, not which."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What tells an edition from others."""

    number: str
    title: str
    places: str
    year: int | None
    issuers: frozenset[str]


def title_key(title: str) -> str:
    """What is left of a title where two printings of one plan may differ: no issuers, draft words, marks, white space.

    Args:
        title: as printed.
    """
    bare = name_key(title)
    notice = ISSUED_BY_NOTICE.match(bare)
    bare = WHOSE.sub("", notice["name"] if notice else bare)
    return re.sub(r"\W", "", STAGE.sub("", bare))


def guess_twins(plan: Plan) -> None:
    """Note for a plan that was just read which older plan of its zone it seems to be, and for newer ones whether they
    seem to be this. A guess that does not hold any more is taken back; one that a person refused is not made again.
    """
    facts = _facts(plan.zone_id)
    open_to_guess = Plan.objects.filter(zone=plan.zone_id, same_guess_refused=False, annex_of_guess__isnull=True)
    guesses = dict(open_to_guess.filter(pk__in=facts).values_list("pk", "same_as_guess_id"))
    for pk, guess in guesses.items():
        if pk == plan.pk:
            _note(pk, _owner(pk, facts, older=(other for other in facts if other < pk)), guess)
        elif pk > plan.pk and guess in (None, plan.pk):
            _note(pk, _owner(pk, facts, older=(plan.pk,)), guess)


def _owner(pk: int, facts: Mapping[int, Sequence[_Facts]], older: Iterable[int]) -> tuple[int, TwinReason] | None:
    """The plan that one seems to be: one of its own document number before one of its title, the oldest first."""
    found = [(reason, other) for other in older if (reason := _same(facts.get(pk, ()), facts.get(other, ())))]
    best = min(found, key=lambda one: (one[0] != TwinReason.NUMBER, one[1]), default=None)
    return (best[1], best[0]) if best else None


def _note(pk: int, owner: tuple[int, TwinReason] | None, before: int | None) -> None:
    if owner is not None:
        Plan.objects.filter(pk=pk).update(same_as_guess=owner[0], same_as_why=owner[1])
    elif before is not None:
        Plan.objects.filter(pk=pk).update(same_as_guess=None, same_as_why="")


def _facts(zone_id: int) -> dict[int, list[_Facts]]:
    """The facts of every edition that was read, by the plan's id; of plans that are in the library."""
    found: dict[int, list[_Facts]] = defaultdict(list)
    rows = Edition.objects.filter(zone=zone_id, plan__deleted_at__isnull=True, readings__in_use=True)
    for edition in rows.select_related("plan").order_by("plan_id", "pk"):
        supplied = edition.plan.title if edition.plan.title_by_hand else ""
        found[edition.plan_id].append(
            _Facts(
                number=re.sub(r"\W", "", name_key(edition.document_number)),
                title=title_key(edition.title or supplied),
                places=edition.places_key,
                year=edition.issued_on.year if edition.issued_on else None,
                issuers=frozenset(name_key(issuer) for issuer in edition.issuers),
            )
        )
    return found


def _same(ours: Iterable[_Facts], theirs: Sequence[_Facts]) -> TwinReason | None:
    """By what two plans seem to be one: their number, else title, place and year; None where nothing says so."""
    pairs = [(a, b) for a in ours for b in theirs]
    return next(_by_number(pairs), None) or next(_by_title(pairs), None)


def _by_number(pairs: Iterable[tuple[_Facts, _Facts]]) -> Iterator[TwinReason]:
    return (TwinReason.NUMBER for a, b in pairs if a.number and a.number == b.number)


def _by_title(pairs: Iterable[tuple[_Facts, _Facts]]) -> Iterator[TwinReason]:
    """Same title, place and year, none of them known to be another; a title alone, without place or year, is not
    enough, nor are two papers of one name by different offices or of different numbers in one year.
    """
    for a, b in pairs:
        alike = a.title == b.title and a.places == b.places and len(a.title) >= SHORTEST_TITLE
        told = bool(a.places) or (a.year is not None and b.year is not None)
        apart = (a.year and b.year and a.year != b.year) or (a.number and b.number)
        if alike and told and not apart and (not a.issuers or not b.issuers or a.issuers & b.issuers):
            yield TwinReason.TITLE
