"""Where a decision may be made, and where one that was made stands now."""

from __future__ import annotations

from dataclasses import dataclass

from gangmu_server.alignment.models import LinkDecision, PlanPair, Sentence, Side
from gangmu_server.alignment.queries.fabric import IN_USE
from gangmu_server.alignment.replay import addresses_of, registers_of
from gangmu_server.directory.access import require
from gangmu_server.directory.models import Account
from gangmu_server.directory.rights import Right
from gangmu_server.library.models import Plan


@dataclass(frozen=True, slots=True)
class Place:
    """A promise as it stands in the run with one plan below (or beside)."""

    sentence: Sentence
    plan: Plan


def places_of(user: Account, sentence: Sentence) -> list[Place]:
    """The runs in which a promise could be called not applicable: with each plan below its own.

    Args:
        user: who asks.
        sentence: the promise in any of them. Of a peer's measure, and of a new one below, there is only that one run.
    """
    require(user, sentence.zone, Right.READ_PLANS)
    pair = sentence.alignment.pair
    if sentence.side == Side.LOWER or pair.kind != "lineage":
        other = pair.upper if sentence.side == Side.LOWER else pair.lower
        return [Place(sentence, other)]
    alignments = {"alignment__" + key: value for key, value in dict(IN_USE.children).items()}
    rows = Sentence.objects.filter(
        **alignments,
        alignment__pair__kind="lineage",
        alignment__pair__upper=pair.upper_id,
        side=Side.UPPER,
        address=sentence.address,
        is_row=sentence.is_row,
    ).select_related("alignment__pair__lower", "alignment__pair__zone", "zone")
    return [Place(row, row.alignment.pair.lower) for row in rows.order_by("alignment__pair__lower__title")]


def sentence_of(user: Account, decision: LinkDecision) -> Sentence | None:
    """The sentence of the run in use that a decision is about, the upper one where it names two."""
    require(user, decision.zone, Right.READ_PLANS)
    rows = Sentence.objects.filter(alignment__pair=decision.pair_id, alignment__in_use=True)
    listed = list(rows.select_related("alignment__pair__upper", "alignment__pair__lower", "alignment__zone", "zone"))
    addresses = addresses_of(decision, registers_of(sorted(listed, key=lambda s: s.position)))
    if not addresses:
        return None
    side, address = next(iter(addresses.items()))
    return next(s for s in listed if (s.side, s.address) == (side, address))


def edition_key(user: Account, plan: Plan) -> str:
    """The key of a plan's edition in force; empty while there is none."""
    require(user, plan.zone, Right.READ_PLANS)
    return plan.editions.filter(is_current=True).values_list("key", flat=True).first() or ""


def payload_of(user: Account, pair: PlanPair) -> str:
    """The alignment JSON of a pair's run in use, as the aligner gave it; empty while there is none."""
    require(user, pair.zone, Right.READ_PLANS)
    return pair.alignments.filter(in_use=True).values_list("payload", flat=True).first() or ""
