"""Alignment → the contract's JSON, `gangmu.alignment/1`. Nothing else spells its field names."""

from __future__ import annotations

from typing import Any

import msgspec

from gangmu.align import Tier
from gangmu.align.model import Alignment, Candidate, Link, PairEvidence, Side, Uncovered
from gangmu.align.tier import ChainNode, Coverage, TierPair
from gangmu.errors import Language
from gangmu.export.alignment_words import looked_in, notice_words

SCHEMA = "gangmu.alignment/1"
TIER_SCHEMA = "gangmu.tier/1"


def to_object(alignment: Alignment, language: Language = "zh") -> dict[str, Any]:
    """An alignment as the contract's object.

    Args:
        alignment: what `gangmu.align.align` gave.
        language: of notices and of `looked_in`.
    """
    return {
        "schema": SCHEMA,
        "upper": msgspec.to_builtins(alignment.upper),
        "lower": msgspec.to_builtins(alignment.lower),
        "pair": alignment.pair,
        "pair_evidence": [_pair_evidence(evidence) for evidence in alignment.pair_evidence],
        "notices": [{"code": n.code, "message": notice_words(n, language)} for n in alignment.notices],
        "links": [_link(link) for link in alignment.links],
        "candidates": [_candidate(candidate) for candidate in alignment.candidates],
        "uncovered": [_uncovered(uncovered, alignment, language) for uncovered in alignment.uncovered],
        "added": [_side(side) for side in alignment.added],
    }


def tier_to_object(tier: Tier, language: Language = "zh") -> dict[str, Any]:
    """A tier as one object: the alignments of its pairs, what its tables carry out, its chains and its coverage.

    Args:
        tier: what `gangmu.align.align_tier` gave.
        language: of notices and of `looked_in`.
    """
    return {
        "schema": TIER_SCHEMA,
        "plans": [msgspec.to_builtins(document) for document in tier.plans],
        "pairs": [_tier_pair(pair, language) for pair in tier.pairs],
        "rows": [{"plan": plan, "links": [_link(link) for link in links]} for plan, links in tier.rows.items()],
        "chains": [_chain(node) for node in tier.chains],
        "coverage": [_coverage(coverage) for coverage in tier.coverage],
    }


def encode(found: Alignment | Tier, *, language: Language = "zh", indent: int = 0) -> bytes:
    """An alignment or a tier as one JSON object, UTF-8, Chinese characters as themselves.

    Args:
        found: what `gangmu.align.align` or `align_tier` gave.
        language: of notices and of `looked_in`.
        indent: spaces a level; 0 gives one line.
    """
    as_object = tier_to_object(found, language) if isinstance(found, Tier) else to_object(found, language)
    data = msgspec.json.encode(as_object)
    return msgspec.json.format(data, indent=indent) if indent else data


def _tier_pair(pair: TierPair, language: Language) -> dict[str, Any]:
    return {
        "upper": pair.upper,
        "lower": pair.lower,
        "direct": pair.direct,
        "alignment": to_object(pair.alignment, language),
    }


def _chain(node: ChainNode) -> dict[str, Any]:
    return {
        "plan": node.plan,
        "relation": node.relation,
        **_side(node.side),
        "below": [_chain(child) for child in node.below],
    }


def _coverage(coverage: Coverage) -> dict[str, Any]:
    states = [{"plan": plan, "state": state} for plan, state in coverage.states.items()]
    return {"plan": coverage.plan, "key": coverage.key, "states": states}


def _pair_evidence(evidence: PairEvidence) -> dict[str, Any]:
    return {"code": evidence.code, "text": evidence.text, "span": evidence.span, "where": evidence.where}


def _side(side: Side) -> dict[str, Any]:
    return {"measure": side.measure, "task": side.task, "span": side.span, "text": side.text}


def _link(link: Link) -> dict[str, Any]:
    return {
        "upper": _side(link.upper),
        "lower": _side(link.lower),
        "relation": link.relation,
        "score": link.score,
        "changes": [msgspec.to_builtins(change) for change in link.changes],
        "dropped": [msgspec.to_builtins(dropped) for dropped in link.dropped],
        "quantities": [msgspec.to_builtins(quantity) for quantity in link.quantities],
        "reasons": [msgspec.to_builtins(reason) for reason in link.reasons],
        "basis": msgspec.to_builtins(link.basis),
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {"upper": _side(candidate.upper), "lower": _side(candidate.lower), "score": candidate.score}


def _uncovered(uncovered: Uncovered, alignment: Alignment, language: Language) -> dict[str, Any]:
    older = alignment.is_lower_older
    return {
        **_side(uncovered.side),
        "looked_in": looked_in(alignment.searched, uncovered.nearest, language, older=older),
        "nearest": [msgspec.to_builtins(near) for near in uncovered.nearest],
        "home": uncovered.home,
    }
