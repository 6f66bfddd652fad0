"""Subjects: words in longer words, what a piece is about, and what stands beside a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from gangmu.align import explain_pair
from gangmu.align.named import answered_subjects, promised_subjects
from gangmu.align.pieces import Piece, pieces_of
from gangmu.vocab.subjects import subject_words, subjects_in
from tests.library.align.small_plans import district, national

Counting = Callable[[str, Sequence[Piece]], Mapping[str, float]]

# text, a subject it names, one it does not, why
NAMED = [
    ("提升中医药服务能力", "中医药", "医药", "中医药 is not the industry of medicine"),
    ("改造农村公路", "四好农村路", "公路", "a country road is no highway"),
    ("推进矿山生态修复", "绿色矿山", "生态修复", "of mines"),
    ("打造区域性科技创新中心", "创新驱动", "创新平台", "a region's aim, no laboratory"),
    ("推动医药工业与中医药协同", "医药", "公路", "a shorter word that stands alone elsewhere counts"),
    ("建设知识产权强市", "知识产权", "创新型城市", "a longer word of the same subject takes nothing away"),
]


@pytest.mark.parametrize(("text", "named", "absent", "why"), NAMED)
def test_a_word_inside_a_longer_word_of_another_subject_names_nothing(
    text: str, named: str, absent: str, why: str
) -> None:
    assert named in subjects_in(text).all, why
    assert absent not in subjects_in(text).all, why


def test_words_that_name_subjects_come_in_the_order_of_the_text_with_their_places() -> None:
    text = "支持养老服务，改造农村公路"

    words = subject_words(text)

    assert {text[word.start : word.end] for word in words} == {"养老服务", "养老", "农村公路"}
    assert [word.start for word in words] == sorted(word.start for word in words)


@pytest.mark.parametrize("subjects", [promised_subjects, answered_subjects])
def test_what_a_piece_ends_in_counts_more_than_what_stands_before(subjects: Counting) -> None:
    def counted(text: str) -> float:
        return subjects(text, pieces_of(text))["养老"]

    assert counted("大力发展养老服务") > counted("养老服务与旅居结合的新模式")
    assert counted("养老服务与旅居结合的新模式，健全养老服务体系") == counted("大力发展养老服务")


def test_only_a_general_word_promises_but_any_word_answers() -> None:
    text = "建设日间照料站点"

    assert "养老" not in promised_subjects(text, pieces_of(text))
    assert "养老" in answered_subjects(text, pieces_of(text))


def test_a_sentence_that_names_a_thing_in_passing_is_less_alone_in_promising_it() -> None:
    upper = national("举办养老服务行业数据大会，做好会务保障。", "大力发展养老服务。", "完善应急广播体系。")

    passing, promising = (
        explain_pair(upper, district("建设一批日间照料站点。"), key, "一/m1").basis for key in ("一/m1", "一/m2")
    )

    assert passing is not None
    assert promising is not None
    assert promising.subject > 2 * passing.subject > 0


UPPER = ("大力发展水上运动和山地户外产业。", "完善应急广播体系。", "推动中小学教师轮岗交流。")
ITEM = "建设龙潭湖水上码头。"
SIDE = ("培育水上运动俱乐部，打造水上运动品牌。", "发展山地户外产业，建设山地户外营地。")


def test_sentences_before_and_after_that_answer_a_promise_speak_for_it() -> None:
    alone = explain_pair(national(*UPPER), district(ITEM, "加强税费征管。"), "一/m1", "一/m1")
    among = explain_pair(national(*UPPER), district(ITEM, *SIDE), "一/m1", "一/m1")

    assert alone.basis is not None
    assert among.basis is not None
    assert alone.basis.nearby == 0.0
    assert among.basis.nearby > 0.5
    assert among.score > alone.score


def test_the_nearer_of_two_neighbours_speaks_louder() -> None:
    far = ["加强税费征管。"] * 3

    def nearby(*lower: str) -> float:
        basis = explain_pair(national(*UPPER), district(ITEM, *lower), "一/m1", "一/m1").basis
        assert basis is not None
        return basis.nearby

    assert nearby(SIDE[0], *far) > nearby(*far, SIDE[0]) > 0
    assert nearby(*far, *far, SIDE[0]) == 0.0
