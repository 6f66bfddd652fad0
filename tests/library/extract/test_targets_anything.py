"""Whatever stands in a text, targets are read without an error, in place, and in time that grows with its length."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gangmu.extract.rules import Trace
from gangmu.extract.targets import RULES, Context, targets_in

PIECES = (
    "一 二 十 百 万亿 两 半 1 265 0.5 ０９ ． ， 、 。 ； ： （ ） “ ” 年 月 底前 期间 五” 季度 到 至 从 由 提高到 达到 超过 至少 以上 左右 "
    "% 个 家 公里 亿元 个百分点 分别 均 各 和 增长 下降 累计 每 每月 排查 第 号 级 新建 完成 力争 较 已 了 全覆盖 其中 百分之 2028 2028年 《 — ～ "
    "\n 5G 之日起 内 的 系统 覆盖率 产量"
).split(" ")
contexts = st.builds(
    Context,
    year=st.none() | st.just(2026),
    in_table=st.booleans(),
    issued_on=st.none() | st.just("2026-02-28"),
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=50).map("".join), contexts)
def test_every_target_lies_inside_its_passage_and_tracing_changes_nothing(text: str, context: Context) -> None:
    found = targets_in(text, 0, len(text), context)
    assert all(0 <= f.start < f.end <= len(text) and 0 < f.confidence <= 1 for f in found)
    assert all(f.deadline is None or re.fullmatch(r"\d{4}-\d\d-\d\d", f.deadline) for f in found)
    assert all(f.value_max is None or f.comparator == "range" for f in found)
    assert targets_in(text, 0, len(text), context, Trace()) == found


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(max_size=120))
def test_any_text_at_all_is_read(text: str) -> None:
    targets_in(text, 0, len(text), Context(year=2026))


@pytest.mark.parametrize(
    "piece", ["1", "一", "“", "（", "从一", "较", "1,", "2028年", "新建1个、", "百分之", "分别", "A1+", "第"]
)
def test_a_text_of_one_piece_takes_no_longer_than_its_length(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece)) + "“，”5个"
        begun = time.process_time()
        targets_in(text, 0, len(text), Context(year=2026))
        return time.process_time() - begun

    assert seconds(32_000) < 40 * max(seconds(4_000), 0.005)


def test_no_pattern_was_mangled_by_its_formatting() -> None:
    assert [rule.id for rule in RULES if re.search(r"\(\d+, \d+\)", rule.pattern)] == []
