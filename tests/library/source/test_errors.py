"""Every error and every word it can say stands in both languages."""

from __future__ import annotations

import re

import pytest

from gangmu import errors
from gangmu.errors import GangmuError
from gangmu.errors._words import WORDS, ZH

CLASSES = [getattr(errors, name) for name in errors.__all__ if name.endswith("Error")]


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_a_class_explains_itself_and_has_a_code_of_its_own(kind: type[GangmuError]) -> None:
    assert kind.__doc__
    assert [other.code for other in CLASSES].count(kind.code) == 1


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_both_languages_fill_in_the_same_values(kind: type[GangmuError]) -> None:
    fields = re.compile(r"\{(\w+)")
    template, step = ZH[kind.code]
    assert set(fields.findall(template)) == set(fields.findall(kind.template))
    assert set(fields.findall(step)) == set(fields.findall(kind.next_step))


@pytest.mark.parametrize("word", WORDS)
def test_a_word_has_english_and_chinese(word: str) -> None:
    english, chinese = WORDS[word]
    assert english.isascii()
    assert re.search("[\u4e00-\u9fff]", chinese)


def test_a_refusal_speaks_chinese_with_its_next_step() -> None:
    error = errors.EmptySourceError(name="方案.pdf", reason="empty.pictures", advice="advice.ocr")
    assert (
        error.say("zh")
        == "方案.pdf：文件中没有文字（只有图片，像是扫描件）。请安装文字识别（`pip install gangmu[ocr]`）后再试，或换用有文字的版本。"
    )
    assert error.message.endswith(
        "Install text recognition (`pip install gangmu[ocr]`) and try again, or find the document as text."
    )
