"""Words of one matter are known as such without a shared character; a head tells one thing from another."""

from __future__ import annotations

import pytest

from gangmu.align import align
from gangmu.align.topics import same_matter, topic_of
from tests.library.align.small_plans import district, national

UPPER = (
    "完善基层医疗卫生服务体系。",
    "构建内外畅通的铁路网。",
    "培育特色农业品牌。",
)

# a lower sentence, what it is about
MATTERS = [
    ("推进中医诊疗和护理能力建设。", 0),
    ("开通市域列车，建设客运专线。", 1),
    ("扩大水果和茶叶种植面积。", 2),
]


@pytest.mark.parametrize(("sentence", "about"), MATTERS)
def test_the_matter_of_a_sentence_is_known_by_words_that_public_plans_use_together(sentence: str, about: int) -> None:
    known = [topic for text in UPPER if (topic := topic_of(text)) is not None]
    asked = topic_of(sentence)

    assert asked is not None
    likeness = [same_matter(asked, topic) for topic in known]
    assert likeness.index(max(likeness)) == about


def test_what_stands_before_the_head_of_a_piece_does_not_make_a_link() -> None:
    upper = national("开展促进山林保护修复的产权激励机制试点。", "实施山林保护修复工程。")

    links = align(upper, district("推进山林保护修复工程建设。")).links

    assert [link.upper.text for link in links] == ["实施山林保护修复工程。"]


def test_text_of_unknown_signs_is_about_nothing() -> None:
    assert topic_of("⊕⊗⊘⊙。") is None
    assert align(national(*UPPER), district("⊕⊗⊘⊙。", "龘龘龘龘。")).links == ()
