"""The marks that alignment has to reach on the hand-made gold, and the lineage of every pair of real documents."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from real_documents import NAMES

import gangmu
from gangmu.align import align, standing_of
from gangmu.export.alignment import encode
from gangmu.model import Plan

NATIONAL = "plans/ganzhou-national-plan-2022.txt"
DEVELOPMENT = "plans/ganzhou-development-plan-2023.txt"
ZHANGGONG = "plans/zhanggong-implementing-opinions-2022.txt"
SIBLINGS = ("plans/minxi-national-plan-2022.txt", "plans/xianggan-border-plan-2021.txt")

LINEAGE = {(NATIONAL, DEVELOPMENT), (NATIONAL, ZHANGGONG), (DEVELOPMENT, ZHANGGONG)}
"""By reading: the province's plan and the district's opinions carry the national plan out, the district's in the zone that
the province's plan lays out. Every other pair of the documents stands side by side or apart."""


@pytest.fixture(scope="module")
def plans(shared: Path) -> dict[str, Plan]:
    return {name: gangmu.read(shared / name) for name in NAMES}


@pytest.fixture(scope="module")
def scored(plans: dict[str, Plan], shared: Path, scoring: ModuleType) -> dict[str, Any]:
    texts = {name: (shared / name).read_bytes().decode() for name in (NATIONAL, ZHANGGONG)}
    alignment = align(plans[NATIONAL], plans[ZHANGGONG], upper_text=texts[NATIONAL], lower_text=texts[ZHANGGONG])
    gold = json.loads((shared / "gold/alignment/zhanggong-to-national.json").read_text("utf-8"))
    return dict(scoring.align(json.loads(encode(alignment)), gold))


def test_the_districts_sentences_are_linked_to_the_nations(scored: dict[str, Any]) -> None:
    assert scored["links"]["f1"] >= 0.96


def test_what_became_of_each_promise_is_right(scored: dict[str, Any]) -> None:
    assert scored["relation_accuracy"] >= 0.85


def test_what_nobody_took_up_is_found(scored: dict[str, Any]) -> None:
    assert scored["uncovered"]["f1"] >= 0.97


def test_no_peers_are_called_lineage_and_no_lineage_peers(plans: dict[str, Plan]) -> None:
    found = {pair: standing_of(plans[pair[0]], plans[pair[1]]) for pair in permutations(plans, 2)}

    assert {pair for pair, s in found.items() if s.pair == "lineage" and not s.is_reversed} == LINEAGE
    assert {pair for pair, s in found.items() if s.is_reversed} == {(lower, upper) for upper, lower in LINEAGE}


@pytest.mark.parametrize("sibling", SIBLINGS)
def test_nothing_of_a_sibling_zone_is_called_taken_up(plans: dict[str, Plan], sibling: str) -> None:
    alignment = align(plans[sibling], plans[ZHANGGONG])

    assert alignment.pair == "peers"
    assert all(link.dropped == () for link in alignment.links)


def test_dropped_promises_have_their_exact_place(plans: dict[str, Plan], shared: Path) -> None:
    text = (shared / NATIONAL).read_bytes().decode()

    alignment = align(plans[NATIONAL], plans[ZHANGGONG], upper_text=text)

    dropped = [d for link in alignment.links for d in link.dropped]
    assert len(dropped) > 20
    for promise in dropped:
        assert promise.exact
        assert "".join(text[slice(*promise.span)].split()) == "".join(promise.text.split())
