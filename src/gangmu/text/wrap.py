"""Printed lines → paragraphs: which line goes on in the next one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from gangmu.text.lines import (
    BARE_NUMBER,
    BRACKET_END,
    DUTY_LABEL,
    METADATA,
    NUMBER_LINE,
    STRONG_START,
    Line,
    Place,
    ends_title,
)
from gangmu.text.ragged import ragged_paragraphs
from gangmu.text.setting import Setting

_PUNCTUATION = re.compile(r"[，。；：、！？,;:!?]")
UNITS_LENGTH = 25
_DIGIT = "[\\d〇○零一二三四五六七八九十]"
_DATE = re.compile(rf"{_DIGIT}{{4}}\s?年\s?{_DIGIT}{{1,2}}\s?月\s?{_DIGIT}{{1,3}}\s?日")
_STOP = re.compile(r"[。；！？]")
_NUMBERED_HEADING = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}[  　]+[一-鿿][^，。；：！？,;:!?]{1,24}$")
"""A short line such as `3.1 原则` or `4 要求`: after the end of a sentence, a heading."""
HEADING_LENGTH = 60
SHORT_HEADING_LENGTH = 26
SHORT_BY = 2.6
"""Characters by which a line must fall short of the right edge to end its paragraph: figures do not break."""
FAR_IN = 6.0
"""Characters from the left edge where running text does not begin."""
FAR_IN_GAP = 1.0
FIRST_LINE = (1.4, 2.8)
ENDED_BY = 1.0
INDENTED_BY = 1.2
"""Characters by which a paragraph's first line stands further in than the line before it."""


def join_lines(lines: Sequence[Line], setting: Setting) -> list[list[Line]]:
    """Group lines into paragraphs.

    Args:
        lines: lines of running text in order, blank ones included, tables and furniture left out.
        setting: how the document's lines are set.

    Returns:
        The lines of each paragraph; blank lines are in none.
    """
    if setting.page_width is not None:
        return _of_pieces(lines, setting.page_width)
    paragraphs: list[list[Line]] = []
    headed = _headed_styles(lines, setting.wrap) if setting.wrap is not None else frozenset()
    for line in lines:
        if line.is_blank:
            continue
        if paragraphs and _goes_on(paragraphs[-1], line, setting, headed):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _of_pieces(lines: Sequence[Line], width: int) -> list[list[Line]]:
    """The paragraphs of lines broken at marks; what says how a document is kept stands by itself."""
    paragraphs: list[list[Line]] = []
    printed = (line for line in lines if not line.is_blank)
    for alone, grouped in groupby(printed, key=_stands_alone):
        run = list(grouped)
        paragraphs += [[line] for line in run] if alone else ragged_paragraphs(run, width)
    return paragraphs


def _headed_styles(lines: Sequence[Line], wrap: int) -> frozenset[str]:
    """Numbering styles whose lines are headings on lines of their own: most of them are short and unpunctuated."""
    alone: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for line in lines:
        style = _style(line)
        if style:
            seen[style] += 1
            alone[style] += line.width < wrap - 8 and not _STOP.search(line.text)
    return frozenset(style for style in seen if alone[style] >= 0.5 * seen[style])


def _style(line: Line) -> str:
    """A name for the style a line is numbered in: its number with the numerals taken out."""
    match = STRONG_START.match(line.text)
    return re.sub(r"[\s一二三四五六七八九十百零〇\dA-Z]", "", match.group()) if match else ""


def _goes_on(paragraph: list[Line], line: Line, setting: Setting, headed: frozenset[str]) -> bool:
    """Whether `line` continues the paragraph so far."""
    previous = paragraph[-1]
    if setting.line_is_sentence or _stands_alone(previous) or _stands_alone(line):
        return False
    if _duty_line_between(paragraph, line) or (setting.space_closes and _is_closed(paragraph)):
        return False
    if len(paragraph) == 1 and BARE_NUMBER.fullmatch(previous.text) and not line.is_numbered:
        return True
    if setting.wrap is None and DUTY_LABEL.match(paragraph[0].text) is not None:
        if _is_prose(line):
            return False
        if previous.text[-1] in ":：" and not line.is_numbered:
            return True
    if previous.place is not None and line.place is not None:
        return _goes_on_placed(paragraph, line, previous.place, line.place)
    if setting.wrap is not None:
        if _is_full_heading(paragraph, line, setting.wrap, headed):
            return False
        return _goes_on_wrapped(paragraph, line, setting.wrap)
    if previous.ends_sentence or _starts_anew(previous, line):
        return False
    return not _looks_like_heading(paragraph, line)


def _stands_alone(line: Line) -> bool:
    """Whether a line says how a document is kept (`来源：…`, its number) and so is no part of a paragraph."""
    return METADATA.match(line.text) is not None or NUMBER_LINE.match(line.text) is not None


def _duty_line_between(paragraph: list[Line], line: Line) -> bool:
    """Whether a duty mark on a line of its own (`责任单位：…`) begins here, or ends before a number."""
    if line.text[0] in "责牵配负主协参落" and DUTY_LABEL.match(line.text):
        text = "".join(part.text for part in paragraph)
        return sum(map(text.count, "（(〔【[")) <= sum(map(text.count, "）)〕】]"))
    return DUTY_LABEL.match(paragraph[0].text) is not None and line.is_numbered


def _is_closed(paragraph: Sequence[Line]) -> bool:
    """Whether white space trails after what can be a paragraph: nothing is open in it, and no comma ends it."""
    text = "".join(line.text for line in paragraph)
    opened, closed = (sum(map(text.count, marks)) for marks in ("（(〔【[《“〈", "）)〕】]》”〉"))
    return paragraph[-1].trails and opened <= closed and not paragraph[-1].ends_clause


def _is_prose(line: Line) -> bool:
    """Whether a line below a list of units is running text again."""
    return "。" in line.text.rstrip("。") or (line.ends_sentence and len(line.text) > UNITS_LENGTH)


def _goes_on_placed(paragraph: list[Line], line: Line, before: Place, here: Place) -> bool:
    """On a laid-out page a line that reaches the right edge goes on, unless type size or indent begin something new."""
    if before.closes or _sizes_differ(before, here):
        return False
    if before.gap is None or here.indent is None or before.indent is None:  # line breaks within one paragraph
        return not (paragraph[-1].ends_sentence or line.is_numbered)
    if before.gap > SHORT_BY or here.indent > before.indent + INDENTED_BY:
        return False
    if _is_first_line(before) and _is_first_line(here) and paragraph[-1].ends_sentence and before.gap > ENDED_BY:
        return False
    if before.indent > FAR_IN and _ends_far_in(before.gap, here.indent - before.indent, line.text):
        return False
    return not _starts_anew(paragraph[-1], line)


def _is_first_line(place: Place) -> bool:
    """Whether a line begins two characters in, as the first line of a paragraph does."""
    return place.indent is not None and FIRST_LINE[0] < place.indent < FIRST_LINE[1]


def _ends_far_in(gap: float, shift: float, following: str) -> bool:
    """Whether a line that begins far in stands by itself: issuers and dates under a document, set to the right."""
    return gap >= FAR_IN_GAP or abs(shift) > INDENTED_BY or _DATE.fullmatch(following) is not None


def _sizes_differ(before: Place, here: Place) -> bool:
    return before.size is not None and here.size is not None and abs(before.size - here.size) > 0.6


def _goes_on_wrapped(paragraph: list[Line], line: Line, wrap: int) -> bool:
    """In hard-wrapped text a full line goes on, unless the next one starts something new."""
    previous = paragraph[-1]
    indented = line.indent >= 4 and previous.indent < line.indent
    if _reach(previous) < wrap - 8 or indented:
        return previous.ends_clause and not line.is_numbered and not indented
    if _is_short_heading(paragraph, wrap):
        return False
    return not _starts_anew(previous, line)


def _reach(line: Line) -> int:
    """How far a line reaches where lines were cut by counting characters: a digit as much as a word's character.

    Only what breaks off inside a sentence was cut so.
    """
    broken_off = _PUNCTUATION.search(line.text) is not None and not line.ends_sentence
    return line.width + sum(char.isascii() for char in line.text) if broken_off else line.width


def _is_full_heading(paragraph: list[Line], line: Line, wrap: int, headed: frozenset[str]) -> bool:
    """A heading that fills its line: numbered as headings are here, unpunctuated, and no scrap of it follows."""
    first = paragraph[0]
    if len(paragraph) > 1 or _style(first) not in headed or _STOP.search(first.text):
        return False
    return line.width >= wrap - 8 or line.ends_sentence


def _is_short_heading(paragraph: list[Line], wrap: int) -> bool:
    return len(paragraph) == 1 and _reach(paragraph[0]) < wrap - 8


def _starts_anew(previous: Line, line: Line) -> bool:
    """Whether a numbered line opens a provision. A number in the middle of a sentence does not."""
    if not line.is_numbered:
        return previous.ends_sentence and _NUMBERED_HEADING.match(line.text) is not None
    if previous.ends_sentence or previous.is_numbered or BRACKET_END.search(previous.text):
        return True
    return STRONG_START.match(line.text) is not None


def _looks_like_heading(paragraph: list[Line], line: Line) -> bool:
    """Whether an unfinished line is a heading, a title or a signature and not a sentence cut in two."""
    text = "".join(part.text for part in paragraph)
    first = paragraph[0]
    if first.is_numbered:
        return "。" not in text and len(text) <= HEADING_LENGTH
    if ends_title(text) and "。" not in text and len(text) <= 2 * HEADING_LENGTH:
        return True
    if len(paragraph) > 1:
        return False
    return len(text) <= SHORT_HEADING_LENGTH and not _PUNCTUATION.search(text) and not _tail_of_sentence(line)


def _tail_of_sentence(line: Line) -> bool:
    """A scrap such as `径。` that only ends what stood before it."""
    return len(line.text) <= 6 and line.ends_sentence
