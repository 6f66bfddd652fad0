"""Sentences and clauses of a passage, brackets and quotes kept whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from gangmu.extract.targets.model import Clause
from gangmu.vocab.numbering import DATE_AHEAD

# What runs on for longer without a full stop is no sentence; it is read in pieces.
_SENTENCE = re.compile(r"[^。！？!?\n]{1,3000}")
_BREAK = re.compile(
    r"[“‘「『《][^”’」』》]{0,80}[”’」』》]|[（(〔][^）)〕]{0,60}[）)〕]|(?P<cut>[，；：;:]|,(?![0-9]{3}(?![0-9])))"
)
_ENUMERATOR = re.compile(
    rf"(?:[一二三四五六七八九十]+(?:是|要)|[（(][0-9一二三四五六七八九十]+[）)]|[0-9]{{1,2}}[.．、](?:(?![0-9])|{DATE_AHEAD})|[①-⑳]|——+|[—\-·•●■◆]+|\s)+"
)
_TRAIL = "。；，、,;:： 　\t"
_DUTY_MARK = re.compile(r"\s*(?:〔[^〔〕]*〕+|（(?:[^（）]|（[^（）]*）)*(?:负责|牵头|配合|参与|指导)）)")
_DUTY_AT_END = re.compile(
    r"(?:[〔【](?=[^〔〕【】]*(?:单位|部门|负责|牵头|配合|落实))[^〔〕【】]*[〕】]"
    r"|（(?:责任|牵头|配合|主办)[^（）：:]{0,6}[：:](?:[^（）]|（[^（）]*）)*）"
    r"|（(?:[^（）]|（[^（）]*）)*(?:负责|牵头|配合|参与|指导|落实|实施)(?:[，；][^（）]{0,16})?）)\Z"
)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences of `text[start:end]`, without their final stop and without the duty marks at their ends."""
    for match in _SENTENCE.finditer(text, start, end):
        mark = _DUTY_MARK.match(text, match.start(), match.end())
        begin = match.start() if mark is None else mark.end()
        end = match.end()
        if text[end - 1] in "）〕】" and (closing := _DUTY_AT_END.search(text, begin, end)) is not None:
            end = closing.start()
        if begin < end:
            yield begin, end


def clauses(text: str, start: int, end: int) -> list[Clause]:
    """The clauses of a sentence: cut at ， ； ： outside brackets and quotes; 一是 and numbers at the head left out.

    Args:
        text: clean text.
        start: start of the sentence.
        end: its end, final mark excluded.

    Returns:
        Clauses in order; empty ones are left out.
    """
    cuts = [start]
    breaks = (m.start() for m in _BREAK.finditer(text, start, end) if m["cut"] is not None)
    cuts.extend(at + 1 for at in breaks if not _thousands(text, at, end))
    cuts.append(end + 1)
    made = []
    for left, right in pairwise(cuts):
        clause = _trimmed(text, left, min(right - 1, end))
        if clause is not None:
            made.append(clause)
    return made


def _thousands(text: str, at: int, end: int) -> bool:
    """Whether a full-width comma stands inside a number: 9，350."""
    group = text[at + 1 : at + 4]
    return (
        text[at] == "，"
        and at + 3 < end
        and text[at - 1].isdigit()
        and len(group) == 3
        and group.isdigit()
        and not text[at + 4 : at + 5].isdigit()
        and not text[max(0, at - 4) : at].isdigit()
    )


def _trimmed(text: str, start: int, end: int) -> Clause | None:
    match = _ENUMERATOR.match(text, start, end)
    if match is not None:
        start = match.end()
    while end > start and text[end - 1] in _TRAIL:
        end -= 1
    return Clause(start, end) if end > start else None
