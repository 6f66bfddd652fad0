"""Near misses: rules that share part of their evidence with a sentence, and what was missing."""

from __future__ import annotations

import gangmu
from gangmu.explaining import Explanation
from gangmu.extract.catalogue import rule_by_id
from gangmu.extract.near import nearest

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
