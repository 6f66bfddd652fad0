"""Every row of the grammar of targets says where it is from and is held to its example and its counter-example."""

from __future__ import annotations

import pytest

from gangmu.extract.rules import Rule, Trace
from gangmu.extract.targets import RULES, TABLES, Context, targets_in
from gangmu.extract.targets.table import Table

ROWS = [pytest.param(table, rule, id=rule.id) for table in TABLES for rule in table.rules]


def fired(table: Table, text: str) -> list[str]:
    return [found.rule.id for found in table.scan(text, 0, len(text))]


@pytest.mark.parametrize(("table", "rule"), ROWS)
def test_a_row_matches_its_example_and_not_its_counter_example(table: Table, rule: Rule) -> None:
    assert rule.id in fired(table, rule.example)
    assert rule.id not in fired(table, rule.counter)


@pytest.mark.parametrize(("table", "rule"), ROWS)
def test_what_a_row_matches_holds_one_of_its_trigger_characters(table: Table, rule: Rule) -> None:
    matches = [f for f in table.scan(rule.example, 0, len(rule.example)) if f.rule.id == rule.id]
    assert not rule.triggers or all(set(rule.triggers) & set(f.match.group()) for f in matches)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.rules[0].id)
def test_a_table_finds_the_same_with_and_without_its_first_characters(table: Table) -> None:
    anywhere = Table(table.rules)
    for rule in table.rules:
        for text in (rule.example, f"同时，{rule.example}。", rule.counter):
            assert fired(table, text) == fired(anywhere, text), rule.id


def test_ids_are_addresses_and_every_row_names_its_source() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert [rule.id for rule in RULES if not rule.id.startswith("target.") or not rule.source] == []


def test_a_trace_tells_what_fired_and_what_nearly_did() -> None:
    text, trace = "年底前新建公园2座以上，占地2公顷", Trace()
    plain = targets_in(text, 0, len(text), Context(year=2026))
    assert targets_in(text, 0, len(text), Context(year=2026), trace) == plain
    ids = {rule_id for rule_id, *_ in trace.fired}
    assert {"target.date.this_year_end", "target.number.arabic", "target.comparator.or_more"} <= ids
    assert ("target.date.whole_year", text) in trace.missed
