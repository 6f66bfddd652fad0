"""The bulk index: what is likest among very many, kept on disk. Runs where the extra `scale` is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("sparse_dot_topn", reason="the extra gangmu[scale] is not installed")

from gangmu.align.scale.bulk import BulkIndex
from gangmu.align.scale.grams import grams_of, once_each

SENTENCES = [
    "推进农村危房改造，推广装配式农房。",
    "健全流域横向生态保护补偿机制。",
    "鼓励企业在境外上市融资、发行债券。",
    "健全湿地生态保护补偿机制。",
]


def test_the_likest_come_first_and_the_rest_is_empty() -> None:
    found = BulkIndex.of(SENTENCES).find(["健全流域生态补偿机制。", "办好龙舟邀请赛。"], most=3)

    assert found.upper[0, :2].tolist() == [1, 3]
    assert found.upper[1].tolist() == [-1, -1, -1]
    assert found.score[0, 0] > found.score[0, 1] > found.score[0, 2] == 0


def test_a_kept_index_finds_the_same(tmp_path: Path) -> None:
    made = BulkIndex.of(SENTENCES)
    made.save(tmp_path / "kept.npz")

    kept = BulkIndex.load(tmp_path / "kept.npz")

    assert kept.find(SENTENCES).upper.tolist() == made.find(SENTENCES).upper.tolist() == [[0], [1], [2], [3]]


@pytest.mark.parametrize("sentences", [[], [""], ["甲"], ["甲乙"], ["\n"], ["甲\n乙丙丁"]])
def test_short_and_empty_sentences_are_no_fault(sentences: list[str]) -> None:
    index = BulkIndex.of(sentences)

    assert index.size == len(sentences)
    assert index.find(sentences).upper.shape == (len(sentences), 1)


def test_runs_do_not_cross_sentences() -> None:
    apart = set(once_each(grams_of(["甲乙丙", "丁戊己"]))[0].tolist())
    joined = set(once_each(grams_of(["甲乙丙丁戊己"]))[0].tolist())

    assert apart < joined
    assert len(apart) == 2
