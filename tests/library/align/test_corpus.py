"""A corpus on disk: read once, updated when a plan changes, results that stream and go on where they stopped."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from gangmu.align import align, scale
from gangmu.align.scale import Corpus
from gangmu.align.scale.store import Store
from gangmu.model import Plan
from tests.library.align.small_plans import UPPER_TITLE, district, national, plan

RENEWAL, FINANCE = "实施城市更新行动，改造老旧小区。", "开展金融创新试点。"


def hashed(given: Plan, name: str) -> Plan:
    """A plan whose source has a hash of its own."""
    source = msgspec.structs.replace(given.document.source, sha256=name.ljust(64, "0"))
    return msgspec.structs.replace(given, document=msgspec.structs.replace(given.document, source=source))


UPPER = hashed(national(RENEWAL, FINANCE), "upper")
PLANS = {
    "a": hashed(district("深入实施城市更新行动。"), "a1"),
    "b": hashed(district("争取开展金融创新试点。"), "b1"),
    "sibling": hashed(national(RENEWAL, title="别处方案", places=("三明市",)), "s1"),
    "stranger": hashed(plan(RENEWAL, title="某县方案", level="county", places=("沙县区",)), "x1"),
}


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    made = Corpus(tmp_path / "corpus")
    for key, one in PLANS.items():
        assert made.put(key, one)
    return made


def test_an_upper_plan_is_aligned_with_what_it_stands_above_only(corpus: Corpus) -> None:
    results = list(corpus.align(UPPER, workers=1))

    assert [(result.key, result.kept) for result in results] == [("a", False), ("b", False)]
    assert results[0].alignment == align(UPPER, PLANS["a"])


def test_other_plans_are_aligned_when_they_are_named(corpus: Corpus) -> None:
    (result,) = corpus.align(UPPER, ["sibling"], workers=1)

    assert result.alignment.pair == "peers"
    assert result.alignment.links


def test_a_run_goes_on_where_it_was_broken_off(corpus: Corpus, tmp_path: Path) -> None:
    first = corpus.align(UPPER, workers=1)
    assert next(first).key == "a"
    corpus.close()

    again = Corpus(tmp_path / "corpus")

    assert [(result.key, result.kept) for result in again.align(UPPER, workers=1)] == [("a", True), ("b", False)]


def test_only_what_changed_is_made_anew(corpus: Corpus) -> None:
    list(corpus.align(UPPER, workers=1))

    assert not corpus.put("a", PLANS["a"])
    assert corpus.put("b", hashed(district("推动金融创新试点。", FINANCE), "b2"))

    assert [(result.key, result.kept) for result in corpus.align(UPPER, workers=1)] == [("a", True), ("b", False)]


def test_a_changed_upper_plan_is_aligned_anew(corpus: Corpus) -> None:
    list(corpus.align(UPPER, workers=1))

    assert not any(result.kept for result in corpus.align(hashed(UPPER, "upper2"), workers=1))


def test_a_removed_plan_is_gone(corpus: Corpus) -> None:
    corpus.remove("a")

    assert [entry.key for entry in corpus.entries()] == ["b", "sibling", "stranger"]
    assert [result.key for result in corpus.align(UPPER, workers=1)] == ["b"]


def test_what_another_version_read_or_aligned_is_made_anew(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    list(corpus.align(UPPER, workers=1))

    monkeypatch.setattr(scale.corpus, "reading_print", lambda: "another reader")
    assert corpus.put("a", PLANS["a"])
    assert [(result.key, result.kept) for result in corpus.align(UPPER, workers=1)] == [("a", False), ("b", True)]

    monkeypatch.setattr(scale.corpus, "method_print", lambda: "another aligner")
    assert not any(result.kept for result in corpus.align(UPPER, workers=1))


def test_an_unknown_plan_cannot_be_aligned(corpus: Corpus) -> None:
    with pytest.raises(KeyError, match="nobody"):
        list(corpus.align(UPPER, ["nobody"], workers=1))


def test_several_processes_give_the_same_results_in_the_same_order(corpus: Corpus, tmp_path: Path) -> None:
    other = Corpus(tmp_path / "other")
    for key, one in PLANS.items():
        other.put(key, one)

    alone = [(result.key, result.alignment) for result in corpus.align(UPPER, workers=1)]
    together = [(result.key, result.alignment) for result in other.align(UPPER, workers=2)]

    assert alone == together


def test_a_plan_without_a_hash_is_never_taken_for_known(corpus: Corpus) -> None:
    unhashed = district(RENEWAL)

    assert corpus.put("c", unhashed)
    assert corpus.put("c", unhashed)
    assert not any(result.kept for _ in range(2) for result in corpus.align(UPPER, ["c"], workers=1))


def test_a_corpus_of_another_format_is_begun_anew(tmp_path: Path) -> None:
    store = Store(tmp_path / "corpus.sqlite3")
    store.put("a", PLANS["a"], "this reader")
    store._db.execute("pragma user_version=1")
    store.close()

    assert list(Corpus(tmp_path).entries()) == []


def test_a_zone_named_in_a_title_is_found_without_a_citation(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path)
    corpus.put("quiet", hashed(district(RENEWAL, cites=(), title=f"章贡区{UPPER_TITLE[:-4]}规划"), "q"))

    assert list(corpus.below(UPPER)) == ["quiet"]


def test_the_nearest_sentences_of_the_whole_corpus(corpus: Corpus, tmp_path: Path) -> None:
    pytest.importorskip("sparse_dot_topn", reason="the extra gangmu[scale] is not installed")

    found = corpus.nearest(["开展金融改革创新试点。", "办好龙舟邀请赛。"], most=2)
    assert (found[0][0].key, found[0][0].statement) == ("b", "一/m1")
    assert found[1] == []

    corpus.put("b", hashed(district("办好龙舟邀请赛。"), "b2"))
    assert corpus.nearest(["办好龙舟邀请赛。"], most=1)[0][0].key == "b"
    assert corpus.nearest([]) == []
