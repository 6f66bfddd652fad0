"""The words two linked sentences share are told whole."""

from __future__ import annotations

import pytest

from gangmu.align import align
from tests.library.align.small_plans import district, national

OTHER = ("加强农村饮水安全工程管护。", "推动中小学教师轮岗交流。", "完善应急广播体系。")

# upper, lower, words told, why
WORDS = [
    ("建设科技创新平台，培育科技型企业。", "培育科技型企业。", ("科技型企业",), "a pair met before in the sentence"),
    ("创建知识产权强市。", "推进知识产权强县建设。", ("知识产权",), "强 goes with what follows it"),
    ("发展中小河流航运和旅游。", "整治中小河流航道。", ("中小河流",), "航 is the first half of two words"),
    ("支持长征国家文化公园建设。", "加快长征国家文化公园建设。", ("长征国家文化公园",), "a known word is not cut"),
    ("补齐中小学校的短板和弱项。", "补齐中小学校的短板。", ("补齐中小学校的短板",), "what joins words stays within"),
]


@pytest.mark.parametrize(("upper", "lower", "words", "why"), WORDS)
def test_shared_words_are_told_whole(upper: str, lower: str, words: tuple[str, ...], why: str) -> None:
    (link,) = align(national(upper, *OTHER), district(lower)).links

    assert link.basis.words == words, why


def test_every_word_told_stands_in_both_sentences_and_none_within_another() -> None:
    upper = national("建设农产品加工产业园，做大农产品加工业，培育农产品品牌。", *OTHER)

    (link,) = align(upper, district("培育农产品品牌，建设农产品加工产业园。")).links

    words = link.basis.words
    assert words
    for word in words:
        assert word in link.upper.text
        assert word in link.lower.text
        assert [other for other in words if word in other] == [word]
