"""Inside a box (专栏): groups with their sub-titles, and the sentences under each.

A sub-title is a short noun phrase closed by a full stop (`水利。`, `湿地公园建设提升工程。`). Scans lose the full stop
before it, or turn it into a comma, and glue it to the sentence above; it is cut off there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gangmu.extract.verbs import head_verb
from gangmu.text.model import TextDoc
from gangmu.vocab.numbering import DATE_AHEAD
from gangmu.vocab.project_words import CLOSING_NOUNS, PROJECT_VERBS

LONGEST_TITLE = 20
LONGEST_GLUED_TITLE = 6

_TITLE_NEVER = re.compile(r"[，,；;：:、0-9]|等|一批|各[县市镇区]|以及")
_TITLE_TAIL = re.compile(r"(?:工程|项目|行动|计划|产业|服务业|经济|体系|平台|设施)$")
_VERBS = tuple(verb.word for verb in PROJECT_VERBS)
_CLOSERS = tuple(noun.word for noun in CLOSING_NOUNS)
_COLON_TITLE = re.compile(r"([^，。；、：,;:]{2,20})[：:](?=.{4})")
LIST_NUMBER = re.compile(rf"\s*(?:[（(]?\d{{1,3}}[）).．、](?:(?!\d)|{DATE_AHEAD})|[①-⑳●•])\s*")
"""A number or mark at the head of a group or an entry."""
_COMMA = re.compile(r"[，,、]")


@dataclass(frozen=True, slots=True)
class BoxPart:
    """A sentence of a box, without its sub-title, and the sub-title it stands under."""

    start: int
    end: int
    group: tuple[int, int] | None


def box_parts(doc: TextDoc, sentences: Sequence[tuple[int, int]]) -> list[BoxPart]:
    """The sentences of a box with their groups, sub-titles left out.

    Args:
        doc: the clean text.
        sentences: the sentences of the box, in order.

    Returns:
        The sentences in order; those glued to the next sub-title end before it.
    """
    return list(
        _parts(doc, [(_opened(doc.text, start, end), _closed(doc.text, start, end)) for start, end in sentences])
    )


def _parts(doc: TextDoc, spans: list[tuple[int, int]]) -> Iterator[BoxPart]:
    group: tuple[int, int] | None = None
    for i, (first, end) in enumerate(spans):
        start = first
        followed = i + 1 < len(spans) and _opens(doc.text, *spans[i + 1])
        if followed and is_title(doc.text[start:end]):
            group = (start, end)
            continue
        colon = _COLON_TITLE.match(doc.text, start, end)
        if colon is not None and is_title(colon[1]):
            group, start = colon.span(1), colon.end()
        title = _glued_title(doc, start, end) if followed else None
        stop = end if title is None else title
        yield BoxPart(start, _closed(doc.text, start, stop), group)
        if title is not None:
            group = (title, end)


def is_title(phrase: str) -> bool:
    """Whether a phrase closed by a full stop is a sub-title: short, one noun phrase, not governed by a project verb."""
    if not 2 <= len(phrase) <= LONGEST_TITLE or _TITLE_NEVER.search(phrase):
        return False
    return not phrase.startswith(_VERBS) and not _ends_in_state(phrase)


def _glued_title(doc: TextDoc, start: int, end: int) -> int | None:
    """Where a sub-title begins that a lost full stop has glued to the sentence `[start, end)`."""
    text = doc.text
    comma = max((m.end() for m in _COMMA.finditer(text, start, end) if m.group() != "、"), default=None)
    if comma is not None and _is_glued(text[comma:end]):
        return comma
    for at in range(max(start + 4, end - LONGEST_TITLE), end - 1):
        if _gap_before(doc, at) and text.endswith(_CLOSERS, start, at) and _is_glued(text[at:end]):
            return at
    return None


def _is_glued(phrase: str) -> bool:
    """A glued sub-title must look like one by itself: a noun of its class at its end, or hardly more than one word."""
    if not is_title(phrase) or (head_verb(phrase) is not None and _TITLE_TAIL.search(phrase) is None):
        return False
    return _TITLE_TAIL.search(phrase) is not None or len(phrase) <= LONGEST_GLUED_TITLE


def _ends_in_state(phrase: str) -> bool:
    """Whether a phrase ends in a predicate (`某机场正式通航`) rather than a noun."""
    return phrase.endswith(tuple(verb.word for verb in PROJECT_VERBS if verb.stage == "completion"))


def _opens(text: str, start: int, end: int) -> bool:
    """Whether a sentence says what is done, as the sentence under a sub-title does."""
    return head_verb(text, start, end) is not None or text.startswith("各", start) or not is_title(text[start:end])


def _opened(text: str, start: int, end: int) -> int:
    """Where a sentence begins behind its list number."""
    number = LIST_NUMBER.match(text, start, end)
    return start if number is None or number.end() >= end else number.end()


def _closed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in "。；;，,、| \n\t":
        end -= 1
    return end


def _gap_before(doc: TextDoc, at: int) -> bool:
    """Whether the source has white space before a clean offset (a line break or a gap that the text stage closed)."""
    return doc.offsets.to_source(at - 1, at)[1] < doc.offsets.to_source(at, at + 1)[0]
