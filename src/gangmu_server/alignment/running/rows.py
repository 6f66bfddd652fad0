"""A result as rows: every sentence of both sides, every link and suggestion."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from gangmu.align.model import Basis, Candidate, Near
from gangmu.align.model import Link as FoundLink
from gangmu_server.alignment.models import Alignment, Link, LinkState, Sentence, SentenceState, Side
from gangmu_server.alignment.running.result import Result, Told

BATCH = 500


def store_rows(alignment: Alignment, result: Result) -> tuple[list[Sentence], list[Link]]:
    """Put a result's rows into the database. Called inside an action's transaction.

    Returns:
        The stored sentences and links, as the aligner left them: nobody's decision is laid over yet.
    """
    sentences = Sentence.objects.bulk_create(_sentences(alignment, result), batch_size=BATCH)
    by_side: dict[tuple[str, str], Sentence] = {(s.side, s.address): s for s in sentences}
    links = Link.objects.bulk_create(_links(alignment, result, by_side), batch_size=BATCH)
    return sentences, links


def _sentences(alignment: Alignment, result: Result) -> list[Sentence]:
    nearest = {one.side.key: one.nearest for one in result.found.uncovered}
    uppers = [_sentence(alignment, Side.UPPER, i, told) for i, told in enumerate(result.uppers)]
    lowers = [_sentence(alignment, Side.LOWER, i, told) for i, told in enumerate(result.lowers)]
    for sentence in uppers:
        sentence.nearest = _near(nearest.get(sentence.address, ()))
        sentence.owners = list(result.owners.get(sentence.address, ()))
    linked = {(Side.UPPER, link.upper.key) for link in result.found.links}
    linked |= {(Side.LOWER, link.lower.key) for link in result.found.links}
    for sentence in (*uppers, *lowers):
        if (sentence.side, sentence.address) in linked:
            sentence.state = SentenceState.LINKED
    return [*uppers, *lowers]


def _sentence(alignment: Alignment, side: Side, position: int, told: Told) -> Sentence:
    statement, tags = told.statement, told.tags
    return Sentence(
        zone_id=alignment.zone_id,
        alignment=alignment,
        side=side,
        position=position,
        address=statement.key[:200],
        is_row=statement.task is not None,
        theme=told.theme.address,
        theme_title=told.theme.title,
        text=statement.text,
        start=statement.span[0],
        end=statement.span[1],
        has_figure=tags.figure,
        has_date=tags.date,
        has_pilot=tags.pilot,
        has_money=tags.money,
    )


def _near(nearest: Iterable[Near]) -> list[dict[str, Any]]:
    return [msgspec.to_builtins(near) for near in nearest]


def _links(alignment: Alignment, result: Result, by_side: dict[tuple[str, str], Sentence]) -> Iterable[Link]:
    for found in result.found.links:
        pair = (by_side[Side.UPPER, found.upper.key], by_side[Side.LOWER, found.lower.key])
        yield _link(alignment, *pair, found)
    for candidate in result.found.candidates:
        pair = (by_side[Side.UPPER, candidate.upper.key], by_side[Side.LOWER, candidate.lower.key])
        yield _suggestion(alignment, *pair, candidate)


def _link(alignment: Alignment, upper: Sentence, lower: Sentence, found: FoundLink) -> Link:
    return Link(
        zone_id=alignment.zone_id,
        alignment=alignment,
        upper=upper,
        lower=lower,
        state=LinkState.LINKED,
        read_state=LinkState.LINKED,
        relation=found.relation,
        read_relation=found.relation,
        score=found.score,
        changes=[msgspec.to_builtins(change) for change in found.changes],
        dropped=[msgspec.to_builtins(dropped) for dropped in found.dropped],
        quantities=[msgspec.to_builtins(quantity) for quantity in found.quantities],
        reasons=[msgspec.to_builtins(reason) for reason in found.reasons],
        held=_held(found.basis),
    )


def _suggestion(alignment: Alignment, upper: Sentence, lower: Sentence, found: Candidate) -> Link:
    return Link(
        zone_id=alignment.zone_id,
        alignment=alignment,
        upper=upper,
        lower=lower,
        state=LinkState.SUGGESTED,
        read_state=LinkState.SUGGESTED,
        score=found.score,
    )


def _held(basis: Basis) -> str:
    """What both sentences hold: subjects, and pairs of the shared words' characters."""
    pairs = (word[i : i + 2] for word in basis.words for i in range(len(word) - 1))
    return " ".join(dict.fromkeys((*pairs, *(f"#{name}" for name in basis.subjects))))
