"""Alignment → the contract's JSON, `gangmu.alignment/1`. Nothing else spells its field names."""

from __future__ import annotations

from typing import Any

import msgspec

from gangmu.align.model import Alignment, Candidate, Link, PairEvidence, Side, Uncovered

SCHEMA = "gangmu.alignment/1"


def to_object(alignment: Alignment) -> dict[str, Any]:
    """An alignment as the contract's object.

    Args:
        alignment: what `gangmu.align.align` gave.
    """
    return {
        "schema": SCHEMA,
        "upper": msgspec.to_builtins(alignment.upper),
        "lower": msgspec.to_builtins(alignment.lower),
        "pair": alignment.pair,
        "pair_evidence": [_pair_evidence(evidence) for evidence in alignment.pair_evidence],
        "notices": [msgspec.to_builtins(notice) for notice in alignment.notices],
        "links": [_link(link) for link in alignment.links],
        "candidates": [_candidate(candidate) for candidate in alignment.candidates],
        "uncovered": [_uncovered(uncovered) for uncovered in alignment.uncovered],
        "added": [_side(side) for side in alignment.added],
    }


def encode(alignment: Alignment, *, indent: int = 0) -> bytes:
    """An alignment as one JSON object, UTF-8, Chinese characters as themselves.

    Args:
        alignment: what `gangmu.align.align` gave.
        indent: spaces a level; 0 gives one line.
    """
    data = msgspec.json.encode(to_object(alignment))
    return msgspec.json.format(data, indent=indent) if indent else data


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


def _uncovered(uncovered: Uncovered) -> dict[str, Any]:
    return {
        **_side(uncovered.side),
        "looked_in": uncovered.looked_in,
        "nearest": [msgspec.to_builtins(near) for near in uncovered.nearest],
    }
