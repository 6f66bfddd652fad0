"""Every rule has words in Chinese: its name, what a match means, and its source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import gangmu
from gangmu.extract import rule_words
from gangmu.extract.catalogue import all_rules
from gangmu.extract.rules import Rule

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
ENGLISH = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}")


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_a_rule_is_told_in_chinese(rule: Rule) -> None:
    group, _, last = rule.id.rpartition(".")
    assert last in rule_words.NAMES.get(group, {}), "name it in gangmu/extract/rule_words.py"
    assert re.search("[一-鿿]", rule_words.name(rule))
    assert bool(rule_words.meaning(rule)) == bool(rule.gives), "say what it gives in gangmu/extract/rule_words.py"
    assert re.search("[一-鿿]", rule_words.source(rule)), "tell its source in Chinese"
    assert not ENGLISH.search(rule_words.source(rule))


def test_no_words_are_kept_for_rules_that_are_gone() -> None:
    rules = all_rules()
    ids = {rule.id for rule in rules}
    assert {f"{group}.{last}" for group, names in rule_words.NAMES.items() for last in names} - ids == set()
    assert rule_words.GROUPS.keys() == {rule_words.group_of(rule) for rule in rules}
    assert rule_words.SOURCES.keys() - {rule.source for rule in rules} == set()


def test_what_made_a_record_has_a_name_also_where_no_single_rule_did() -> None:
    plan = gangmu.read(EXAMPLES / "district-opinions.docx", annexes=[EXAMPLES / "annex-1-pilots.xlsx"])
    records = (*plan.provisions, *plan.measures, *plan.targets, *plan.responsibilities, *plan.tasks)
    assert len(plan.tasks) > 3
    assert {r.rule for r in records if r.rule and rule_words.name_by_id(r.rule) == r.rule} == set()


def test_names_tell_the_rules_of_a_group_apart() -> None:
    for names in rule_words.NAMES.values():
        assert len(set(names.values())) == len(names)
