"""Search over everything the zone's plans say: words apart by spaces must all stand in a passage, each in one piece."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from gangmu_server.directory.access import require
from gangmu_server.directory.models import Account, Zone
from gangmu_server.directory.rights import Right
from gangmu_server.library.models import Passage
from gangmu_server.library.payloads import Piece, SearchHit, SearchResult
from gangmu_server.library.search_index import folded, matching

MOST_TERMS = 8
RANKED = 2000
"""How many matches are put in order; beyond that the rest follows in reading order, uncounted by rank."""
BEFORE, AFTER = 30, 90
"""Characters of context before the first hit and after it."""
OCCURRENCES_COUNTED = 5
HEADING_BONUS = 6
KIND_BONUS = {"plan": 20, "task": 2, "indicator": 2, "project": 1, "provision": 0}


def search(
    user: Account, zone: Zone, query: str, *, kind: str = "", plan: str = "", limit: int = 20, offset: int = 0
) -> SearchResult:
    """Passages of the editions in force in which every word of the query stands.

    Args:
        user: who asks.
        zone: where.
        query: words; a space means "and". One-character words are found too.
        kind: only passages of this kind (plan, provision, task, indicator, project).
        plan: only the plan with this key.
        limit: hits on the page.
        offset: hits before the page.

    Returns:
        The page of hits, best first; equal ones in the order of plans and reading. Counts by kind and plan leave
        the filter of that name aside.

    Raises:
        NotAllowedError: the user may not read plans in the zone.
    """
    require(user, zone, Right.READ_PLANS)
    terms = terms_of(query)
    if not terms:
        return SearchResult(query=query, total=0, hits=())
    found = list(_matches(zone, terms).values_list("pk", "kind", "edition__plan__key"))
    chosen = [pk for pk, k, p in found if kind in {"", k} and plan in {"", p}]
    page = _ranked(chosen, terms)[offset : offset + limit]
    return SearchResult(
        query=query,
        total=len(chosen),
        hits=tuple(_hits(page, terms)),
        by_kind=Counter(k for _, k, p in found if plan in {"", p}),
        by_plan=Counter(p for _, k, p in found if kind in {"", k}),
    )


def terms_of(query: str) -> list[str]:
    """The query's words, as they are compared, each once."""
    # No database takes NUL, and half a surrogate pair is no character.
    readable = query.replace("\x00", " ").encode("utf-8", "ignore").decode()
    words = (folded(word) for word in readable.split())
    return list(dict.fromkeys(word for word in words if word))[:MOST_TERMS]


def _matches(zone: Zone, terms: Sequence[str]) -> QuerySet[Passage]:
    rows = Passage.objects.filter(zone=zone, edition__is_current=True, edition__plan__deleted_at__isnull=True)
    long = [term for term in terms if len(term) > 1]
    if long:
        sql, argument = matching(long)
        rows = rows.filter(pk__in=RawSQL(sql, [argument]))  # nosec B611 - a fixed statement, its value a parameter
    for term in terms:
        if len(term) == 1:
            rows = rows.filter(_single(term))
    return rows.order_by("edition__plan__title", "edition", "start", "pk")


def _single(term: str) -> Q:
    """A single character has no bigram: the text itself is asked, in both widths and letter cases."""
    forms = {term, term.upper()}
    forms |= {chr(ord(c) + 0xFEE0) for c in forms if "!" <= c <= "~"}
    return reduce(or_, (Q(text__contains=form) for form in sorted(forms)))


def _ranked(pks: Sequence[int], terms: Sequence[str]) -> list[tuple[int, float]]:
    head = list(pks[:RANKED])
    rows = Passage.objects.filter(pk__in=head).values_list("pk", "kind", "heading", "text") if head else ()
    scores = {pk: _score(kind, heading, text, terms) for pk, kind, heading, text in rows}
    order = sorted(range(len(head)), key=lambda i: (-scores[head[i]], i))
    return [(head[i], scores[head[i]]) for i in order] + [(pk, 0.0) for pk in pks[RANKED:]]


def _score(kind: str, heading: str, text: str, terms: Sequence[str]) -> float:
    body, title = folded(text), folded(heading)
    times = sum(min(body.count(term), OCCURRENCES_COUNTED) for term in terms) / len(terms)
    named = sum(term in title for term in terms) / len(terms)
    return round(times + HEADING_BONUS * named + KIND_BONUS.get(kind, 0), 3)


def _hits(page: Sequence[tuple[int, float]], terms: Sequence[str]) -> Iterable[SearchHit]:
    rows = Passage.objects.select_related("edition__plan").in_bulk([pk for pk, _ in page])
    for pk, score in page:
        row = rows[pk]
        yield SearchHit(
            kind=row.kind,
            address=row.address,
            trail=row.trail,
            pieces=snippet(row.text, terms),
            edition=row.edition,
            start=row.start,
            end=row.end,
            score=score,
        )


def snippet(text: str, terms: Sequence[str]) -> tuple[Piece, ...]:
    """The words around the first hit, the hits marked, cut ends shown by …"""
    spots = _spots(text, terms)
    first = spots[0][0] if spots else 0
    start = max(0, first - BEFORE)
    end = min(len(text), first + AFTER)
    pieces = [Piece("…", False)] if start else []
    at = start
    for s, e in spots:
        if s >= end:
            break
        pieces += [Piece(text[at:s], False), Piece(text[s:e], True)]
        at = e
    pieces.append(Piece(text[at : max(end, at)], False))
    if max(end, at) < len(text):
        pieces.append(Piece("…", False))
    return tuple(piece for piece in pieces if piece.text)


def _spots(text: str, terms: Sequence[str]) -> list[tuple[int, int]]:
    """Where the terms stand in the text, white space inside them allowed; overlapping ones joined."""
    places = [i for i, c in enumerate(text) if not c.isspace()]
    plain = folded(text)
    found = sorted(
        (places[m.start()], places[m.end() - 1] + 1) for term in terms for m in re.finditer(re.escape(term), plain)
    )
    spots: list[tuple[int, int]] = []
    for s, e in found:
        if spots and s < spots[-1][1]:
            spots[-1] = (spots[-1][0], max(e, spots[-1][1]))
        else:
            spots.append((s, e))
    return spots
