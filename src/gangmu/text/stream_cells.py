"""How well a run of pieces suits a column of an indicator table that lost its rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gangmu.text.row_fit import NEVER, Kind
from gangmu.vocab.table_cells import is_attribute, is_known_head, is_note, is_unit, is_value, opens_part
from gangmu.vocab.value_words import is_worded_value

LONGEST_NAME = 8
"""Pieces that a name may be broken into."""
LONGEST_BROKEN = 3
"""Pieces that another cell may be broken into."""
MOST_NAME = 60
LONGEST_VALUE = 30
BLANK_LEFT_OUT = -0.2
"""A cell printed blank that stands for nothing."""
BLANK: dict[Kind, float] = {"value": 1.0, "unit": 0.0, "attribute": 0.0, "category": 0.2, "remark": 0.3, "number": -2.0}
_OF_YEARS = re.compile(r"(?:19|20)\d{2}年?[-－—–~～至到]{1,2}(?:19|20)\d{2}年")
OF_THE_PAST = 0.5
"""What a value of several years scores more in the first column of values, the one before the goals."""
WORDED = 2.5
"""What a value scores that is a figure with words for its bounds."""
MISSING: dict[Kind, float] = {
    "value": -4.0,
    "unit": -3.0,
    "attribute": -3.0,
    "category": 0.0,
    "remark": -0.5,
    "number": -3.0,
    "text": -6.0,
}
_FULL = 0.85
"""Of the longest piece: how long a line is that may go on in the next."""
_FIRST = 48
_YEAR = re.compile(r"(?:19|20)\d{2}年?[底末]?")
_COUNTED = re.compile(r"(\d{1,3})[.．、]?")
_ENUMERATED = re.compile(r"[（(]?(\d{1,2})(?:[、)）]|[.．](?!\d))")
_SECTION = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])[^。；]{2,28}")
_LABEL = re.compile(r"[^\d。；：，,%％（）()≥≤<>—-]{2,14}")
_COUNTED_LABEL = re.compile(r"\d{1,2}[.．、。](?=\D)")
"""The number of a group of rows (`2.水环境质量`)."""
_BARE_NUMBER = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")
"""The number of a group whose name stands in the next cell."""
_GROUP = re.compile(r"(?:主要|具体|核心|考核)指标")
"""Words that head columns and groups of rows alike."""
_NO_NAME = re.compile(
    r"(?:备?注|说明|(?:资料|数据)来源)[:：\d]|第[一二三四五六七八九十]+[编篇章节]|[（(][一二三四五六七八九十]+[）)]"
)
_UNIT_CLOSES = re.compile(r"[（(〔\[][^（）()〔〕\[\]]{1,12}[）)〕\]]\d?$")
_HAS_FIGURE = re.compile(r"[\d０-９]")
_WORDED_FIGURE = re.compile(
    r"[^一-鿿]?(?:年均|每年|累计|增长|增加|下降|降低|减少|提高|上升|达到?|控制|保持|稳定|完成|低于|高于|超过|大于|小于|突破"
    r"|不(?:低于|高于|少于|超过|大于|小于)|至|在|约|近|全[省市国县]|比(?:19|20)\d{2}年)*"
    r"[≥≤≧≦<>＜＞=＝〔\[【(（±+\-－↑↓]*[\d０-９]"
)
_SHORT_FIGURE = 14
_SENTENCE = re.compile(r"[。；;！]")
_UNFINISHED = re.compile(r"[，、,（(的和与及]$")
_CANNOT_BEGIN = re.compile(r"[（(][^（）()]{1,8}[）)]$|以[上下内]|左右|[，、。；）)%％〕\]]")
_LATIN_EDGE = re.compile(r"[A-Za-z\d.“”\"]")


class CellJudge:
    """Scores runs of one stream for the columns of one table."""

    def __init__(self, texts: Sequence[str], kinds: Sequence[Kind], whole: bool = False) -> None:
        self._texts = texts
        self._kinds = kinds
        self._full = _FULL * _longest_line(texts)
        self._values = [is_value(text) for text in texts]
        self._notes = [is_note(text) for text in texts]
        self._parts = [opens_part(text) for text in texts]
        self._of_years = [_OF_YEARS.match(text) is not None for text in texts]
        self._has_unit = "unit" in kinds
        self._first_value = next((col for col, kind in enumerate(kinds) if kind == "value"), -1)
        self._whole = whole
        self.longest = 1 if whole else LONGEST_NAME

    def section(self, at: int) -> float:
        """How well a piece suits as a section row."""
        text = self._texts[at]
        if at + 1 < len(self._texts) and self._parts[at + 1]:
            return NEVER
        if _BARE_NUMBER.fullmatch(text):
            return 0.0
        if _SECTION.fullmatch(text):
            return 1.0 if len(text) < self._full else -1.5
        groups = _GROUP.fullmatch(text) is not None
        text = _COUNTED_LABEL.sub("", text, count=1) if "number" not in self._kinds else text
        if (
            not _LABEL.fullmatch(text)
            or _is_plain_attribute(text)
            or is_unit(text)
            or (is_known_head(text) and not groups)
        ):
            return NEVER
        return -1.0 if len(text) < self._full and not groups else -2.0

    def is_note(self, at: int) -> bool:
        """Whether a piece explains the row before it."""
        return self._notes[at]

    def is_figure(self, at: int) -> bool:
        """Whether a piece is a value by itself."""
        text = self._texts[at]
        return self._values[at] or (_figure(text) >= WORDED and _ENUMERATED.match(text) is None)

    def whole(self, pieces: Sequence[int | None], number: int) -> tuple[float, int]:
        """How well a row suits whose columns have a piece each or none, and the last number counted."""
        total = 0.0
        for kind, at in zip(self._kinds, pieces, strict=True):
            if at is not None:
                score, number = self._score(kind, at, at + 1, number)
                total += score
        return total, number

    def runs(self, col: int, at: int, number: int) -> Iterator[tuple[int, float, int]]:
        """What a column can take from a place on: the end of the run, its score, and the last number counted."""
        kind = self._kinds[col]
        yield at, MISSING[kind], number
        if at == len(self._texts):
            return
        if self._texts[at] == "":
            if kind in BLANK:
                yield at + 1, BLANK[kind], number
            return
        for stop in range(at + 1, min(len(self._texts), at + self._most(kind)) + 1):
            if self._texts[stop - 1] == "" or self._notes[stop - 1]:
                return
            score, counted = self._score(kind, at, stop, number)
            if col == self._first_value and self._of_years[at]:
                score += OF_THE_PAST
            if score > NEVER:
                yield stop, score, counted

    def _most(self, kind: Kind) -> int:
        if self._whole or kind == "number":
            return 1
        return LONGEST_NAME if kind == "text" else LONGEST_BROKEN

    def _score(self, kind: Kind, at: int, stop: int, number: int) -> tuple[float, int]:
        if kind == "number":
            return self._number(self._texts[at], number)
        if kind == "text":
            return self._name(at, stop, number)
        pieces = self._texts[at:stop]
        whole, broken = "".join(pieces), len(pieces) - 1
        if kind == "value":
            return self._value(at, stop, whole), number
        if kind == "attribute":
            return (3.0 - broken if is_attribute(whole) else NEVER), number
        if kind == "unit":
            return _unit(whole) - 1.5 * broken, number
        if kind == "category":
            above = stop < len(self._texts) and self._parts[stop]
            return (NEVER if above else self._category(whole, broken)), number
        return self._remark(at, stop, whole), number

    @staticmethod
    def _number(text: str, last: int) -> tuple[float, int]:
        counted = _COUNTED.fullmatch(text)
        if counted is None:
            return NEVER, last
        found = int(counted[1])
        if found == last + 1:
            return 4.0, found
        return (1.0 if found == 1 else -2.0), found

    def _name(self, at: int, stop: int, number: int) -> tuple[float, int]:
        pieces = self._texts[at:stop]
        whole = "".join(pieces)
        if len(whole) > MOST_NAME or _NO_NAME.match(whole) or any(map(is_attribute, pieces)):
            return NEVER, number
        if any(self._parts[at + 1 : stop]):
            return NEVER, number
        score = -4.0 * sum(self._values[at:stop]) - 2.0 * sum(is_unit(piece) for piece in pieces[1:])
        score -= 3.0 * (_SENTENCE.search(whole) is not None) + 2.5 * (_UNFINISHED.search(whole) is not None)
        score -= 3.0 * _is_open(whole) + 3.0 * (_CANNOT_BEGIN.match(whole) is not None)
        score -= self._breaks(at, stop) + (1.0 if len(whole) == 1 else 0.0) + 3.0 * is_known_head(whole)
        score -= 3.0 * (_YEAR.fullmatch(whole) is not None)
        score += 0.5 * (not self._has_unit and _UNIT_CLOSES.search(whole) is not None)
        counted = _ENUMERATED.match(whole)
        if counted is not None and "number" not in self._kinds:
            found = int(counted[1])
            return score + (1.5 if found == number + 1 else -0.5), found
        return score, number

    def _breaks(self, at: int, stop: int) -> float:
        """What speaks against a cell going on from piece to piece: the lines were not full, or it was complete."""
        return sum(self._break(self._texts[i], self._texts[i + 1]) for i in range(at, stop - 1))

    def _break(self, piece: str, following: str) -> float:
        if _is_open(piece) or _UNFINISHED.search(piece) or _CANNOT_BEGIN.match(following):
            return 0.3
        if _UNIT_CLOSES.search(piece):
            return 2.5
        if _LATIN_EDGE.match(piece[-1]) or _LATIN_EDGE.match(following):
            return 0.8
        return 0.3 if len(piece) >= self._full else 2.2

    def _value(self, at: int, stop: int, whole: str) -> float:
        if stop == at + 1:
            return 3.0 if self._values[at] else _figure(whole)
        pieces = self._texts[at:stop]
        if any(map(is_attribute, pieces)) or any(map(is_unit, pieces)) or len(whole) > LONGEST_VALUE:
            return NEVER
        if any(self._parts[at:stop]):
            return NEVER
        if self._values[at] and not _CANNOT_BEGIN.match(pieces[1]):
            return NEVER
        return _figure(whole) - self._breaks(at, stop) - 0.5

    def _category(self, whole: str, broken: int) -> float:
        if not _LABEL.fullmatch(whole) or _is_plain_attribute(whole):
            return NEVER
        score = 0.5 if len(whole) <= 8 else -0.5
        return score - 1.5 * broken - (1.0 if len(whole) >= self._full else 0.0) - 2.0 * is_unit(whole)

    def _remark(self, at: int, stop: int, whole: str) -> float:
        if is_attribute(whole) or any(self._parts[at:stop]):
            return NEVER
        return -self._breaks(at, stop) - 2.0 * is_value(whole) - 1.0 * (_SECTION.match(whole) is not None)


def _longest_line(texts: Sequence[str]) -> int:
    """How long the lines of the table are at most, by its first ones."""
    longest = 0
    for text in texts[:_FIRST]:
        if _SENTENCE.search(text):
            break
        longest = max(longest, len(text))
    return longest


def _is_plain_attribute(text: str) -> bool:
    """Whether a text is an attribute and cannot name a group of rows, as `约束性指标` can."""
    return is_attribute(text) and not text.endswith("指标")


def _figure(text: str) -> float:
    """How well a text suits as a value: a figure and words for its bounds, a goal in words, a figure among words."""
    if is_value(text):
        return 3.0
    if len(text) > LONGEST_VALUE or is_attribute(text) or (_UNIT_CLOSES.search(text) and not _HAS_FIGURE.search(text)):
        return NEVER
    if _WORDED_FIGURE.match(text):
        return WORDED if len(text) <= _SHORT_FIGURE else 1.5
    if is_worded_value(text):
        return 1.5
    return 0.0 if _HAS_FIGURE.search(text) and len(text) <= _SHORT_FIGURE else -2.5


def _unit(text: str) -> float:
    if is_unit(text):
        return 3.0
    if re.fullmatch(r"[—–―\-/]{1,3}|无", text):
        return 2.0
    is_word = len(text) <= 6 and not re.search(r"\d", text) and not is_attribute(text)
    return 0.0 if is_word and not opens_part(text) else NEVER


def _is_open(text: str) -> bool:
    """Whether a bracket is opened and not closed, or closed and not opened."""
    return sum(map(text.count, "（([〔")) != sum(map(text.count, "）)]〕"))
