"""The published grammar: each rule is shown a text of its own that a person could take for one of its matches."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from gangmu.extract.catalogue import all_rules
from gangmu.extract.rules import Rule

NUMBERS = [rule for rule in all_rules() if rule.id.startswith("structure.number.")]


def test_no_two_rules_share_a_counter_example() -> None:
    shared = {text: times for text, times in Counter(rule.counter for rule in all_rules()).items() if times > 1}
    assert shared == {}


def test_every_rule_has_an_example_a_counter_example_and_a_source() -> None:
    assert [rule.id for rule in all_rules() if not (rule.example and rule.counter and rule.source)] == []


@pytest.mark.parametrize("rule", NUMBERS, ids=[rule.id for rule in NUMBERS])
def test_a_number_s_rule_holds_its_example_and_refuses_what_only_looks_like_it(rule: Rule) -> None:
    assert re.search(rule.pattern, rule.example)
    assert not re.search(rule.pattern, rule.counter)
    assert re.findall(r"[\dA-Z一二三四五六七八九十①-⑳]", rule.counter)
