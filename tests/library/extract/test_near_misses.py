"""What is explained of a sentence: its records, and the rules that share part of their evidence and what was missing."""

from __future__ import annotations

import pytest

import gangmu
from gangmu.explaining import Explanation
from gangmu.extract.catalogue import rule_by_id
from gangmu.extract.near import nearest

MARKED = "某县办法\n\n一、任务\n（一）修路。2025年底前新建公园2座。推广节水灌溉。〔责任单位：县水利局、县住建局〕\n"
TEXT = "某县办法\n\n一、任务\n（一）修路。全县自印发之日起抓紧摸清底数，新建公园2座。\n"


def explained(words: str) -> Explanation:
    return gangmu.explain(TEXT.encode(), TEXT.index(words), name="plan.txt")


def test_a_near_miss_shares_words_with_the_sentence_and_says_what_is_missing() -> None:
    rule = rule_by_id("target.date.after_issue")
    assert rule is not None
    shared = nearest(rule, "自印发之日起抓紧摸清底数")
    assert shared is not None
    start, end, missing = shared
    assert "自印发之日起抓紧摸清底数"[start:end] == "自印发之日起"
    assert missing.startswith("6个月内")


def test_a_rule_that_shares_nothing_is_not_near() -> None:
    rule = rule_by_id("target.date.after_issue")
    assert rule is not None
    assert nearest(rule, "加快5G网络建设") is None


def test_an_explanation_lists_only_rules_near_the_sentence() -> None:
    found = explained("摸清")
    assert "target.date.after_issue" in {miss.rule.id for miss in found.near}
    assert all(len(miss.text) >= 2 and miss.text in found.text for miss in found.near)
    assert not {use.rule.id for use in found.used} & {miss.rule.id for miss in found.near}


@pytest.mark.parametrize("words", ["2025年", "底前", "新建公园", "座。"])
def test_everything_read_in_a_sentence_is_listed_wherever_in_it_is_asked(words: str) -> None:
    found = gangmu.explain(MARKED.encode(), MARKED.index(words), name="plan.txt")
    kinds = {type(record).__name__ for record in found.records}
    assert {"Target", "Measure", "Responsibility", "Provision"} <= kinds
    assert all(record.rule for record in found.records)


def test_a_duty_mark_is_listed_with_the_sentences_it_stands_for() -> None:
    found = gangmu.explain(MARKED.encode(), MARKED.index("县水利局"), name="plan.txt")
    assert type(found.records[0]).__name__ == "Responsibility"
    assert {type(record).__name__ for record in found.records} >= {"Target", "Measure", "Provision"}


def test_what_stands_in_another_sentence_is_not_listed() -> None:
    found = gangmu.explain(MARKED.encode(), MARKED.index("推广节水"), name="plan.txt")
    kinds = [type(record).__name__ for record in found.records]
    assert "Target" not in kinds
    assert kinds.count("Measure") == 1
