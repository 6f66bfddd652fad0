"""Where a provision's heading ends and its text begins."""

from __future__ import annotations

import re

from gangmu.structure.numbering import Numbered

HEADLINE_LENGTH = 38
HEADING_LENGTH = 60
LEAD_LENGTH = 20
CLAUSE_HEADING = 12
"""第N条 opens with its text; what stands before its first stop is a heading only where it is short."""
_MARK = "〔【[（("
_STOP = re.compile(r"[。！？]|(?<=[一-鿿”）)])\.")  # a half-width full stop after a word is one
# 一是…/二要… count points inside running text; `今年是…` and `我们…` are sentences, however short.
_NO_LEAD = re.compile(r"[一二三四五六七八九十]{1,2}[是要]|(?:\d{4}年|今年|[一-鿿“”]{2,6}时期)是|我们|必须")
_OWN_SENTENCE_END = re.compile(r"[；，、,;]$")


def heading_end(text: str, numbered: Numbered, end: int, goes_on: bool) -> int:
    """The offset where the heading of a numbered paragraph ends (its 。 or ： not included); `numbered.end` for none.

    Args:
        text: clean text.
        numbered: the paragraph's number.
        end: the paragraph's end.
        goes_on: whether the provision has more below: unnumbered paragraphs or numbered children.
    """
    start = numbered.end
    stop = _STOP.search(text, start, end)
    clause = numbered.style.name == "clause"
    if stop is None:
        return start if clause and end - start > CLAUSE_HEADING else _unstopped(text, start, end, goes_on)
    rest = text[stop.end() : end]
    length = stop.start() - start
    if length > HEADLINE_LENGTH or any(ch in text[start : stop.start()] for ch in "〔【"):
        return start
    if clause and length > CLAUSE_HEADING:
        return start
    if not rest:
        return stop.start() if goes_on else start
    if _only_mark(rest):
        return start
    return stop.start()


def _unstopped(text: str, start: int, end: int, goes_on: bool) -> int:
    """A paragraph without a full stop is a heading, unless it is an item of a list or too long for one."""
    if end - start > HEADING_LENGTH or _OWN_SENTENCE_END.search(text, start, end):
        return start
    mark = next((i for i in range(start, end) if text[i] in "〔【"), None)
    if mark is not None and not goes_on:
        return start
    colon = text[end - 1] in "：:"
    return end - 1 if colon else end


def _only_mark(rest: str) -> bool:
    """Whether nothing but a duty mark follows: then the sentence before it is the content, not a headline."""
    return rest[0] in _MARK and rest.rstrip("。")[-1] in "〕】]）)" and "。" not in rest.rstrip("。")


def lead_end(text: str, start: int, end: int) -> int | None:
    """Where the lead sentence of an unnumbered paragraph ends (without its 。), or None where it has none.

    A lead is a first sentence of 20 characters or fewer that more text follows.
    """
    stop = text.find("。", start, min(end, start + LEAD_LENGTH + 1))
    if stop <= start or stop + 1 >= end:
        return None
    if any(ch in text[start:stop] for ch in "！？；：:;〔【《") or _NO_LEAD.match(text, start, stop):
        return None
    return stop
