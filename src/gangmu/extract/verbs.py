"""The verb that governs a sentence, and how firm a promise it makes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gangmu.vocab.duty_verbs import ADVERBS, DUTY_VERBS, MODALS, DutyVerb, Firmness, Voice


def _alternatives(words: object) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))  # type: ignore[call-overload]


_BY_WORD = {verb.word: verb for verb in DUTY_VERBS}
_VERB = f"(?P<verb>{_alternatives(_BY_WORD)})"
_HEAD = rf"(?:{_alternatives(ADVERBS)})*{_VERB}"
_AT_HEAD = re.compile(_HEAD)
_AFTER_SUBJECT = re.compile(rf"[^，,；;。：:]{{1,40}}?(?:{_alternatives(MODALS)}){_HEAD}")
_AFTER_FRAME = re.compile(
    rf"[在对把将从向与以为按][^，,；;。]{{1,80}}?(?:方面|中|上|时|下|内|外|后|予以|给予|进行|加以){_HEAD}"
)
_ANYWHERE = re.compile(_VERB)
_CLAUSE = re.compile(r"[，,；;]")


@dataclass(frozen=True, slots=True)
class Governing:
    """A duty verb where it stands in the text."""

    verb: DutyVerb
    start: int
    end: int

    @property
    def firmness(self) -> Firmness:
        return self.verb.firmness

    @property
    def voice(self) -> Voice:
        return self.verb.voice


def head_verb(text: str, start: int = 0, end: int | None = None) -> Governing | None:
    """The duty verb that opens `text[start:end]`, after adverbs only (`积极推进…` → 推进, `加快…建设` → 加快)."""
    return _governing(_AT_HEAD.match(text, start, len(text) if end is None else end))


def governing_verb(text: str, start: int = 0, end: int | None = None) -> Governing | None:
    """The verb that governs a sentence or clause.

    The first clause that opens with a duty verb decides; failing that a verb behind a subject and its modal
    (`区甲局要加强…`) or behind a prepositional frame (`在…方面加大…`); failing that the first duty verb at all.

    Args:
        text: clean text.
        start: where the sentence begins.
        end: where it ends.

    Returns:
        The verb with its place, or None where the sentence holds no duty verb.
    """
    stop = len(text) if end is None else end
    found = _AT_HEAD.match(text, start, stop) or _AFTER_SUBJECT.match(text, start, stop)
    if found is not None:
        return _governing(found)
    found = _AFTER_FRAME.match(text, start, stop)
    if found is not None:
        return _governing(found)
    for clause in _CLAUSE.finditer(text, start, stop):
        later = _AT_HEAD.match(text, clause.end(), stop) or _AFTER_SUBJECT.match(text, clause.end(), stop)
        if later is not None:
            return _governing(later)
    return _governing(_ANYWHERE.search(text, start, stop))


def _governing(found: re.Match[str] | None) -> Governing | None:
    return None if found is None else Governing(_BY_WORD[found["verb"]], *found.span("verb"))
