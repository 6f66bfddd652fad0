"""The verb that governs a sentence, and how firm a promise it makes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gangmu.extract.rules import Rule
from gangmu.vocab.duty_verbs import ADVERBS, DUTY_VERBS, MODALS, DutyVerb, Firmness, Voice


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_BY_WORD = {verb.word: verb for verb in DUTY_VERBS}
_OPENS = r"(?<![^，,；;。：:\s])"
_VERB = f"(?P<verb>{_alternatives(_BY_WORD)})"
_HEAD = rf"(?:{_alternatives(ADVERBS)})*{_VERB}"
_SUBJECT = rf"[^，,；;。：:]{{1,40}}?(?:{_alternatives(MODALS)}){_HEAD}"
_FRAME = rf"[在对把将从向与以为按][^，,；;。]{{1,80}}?(?:方面|中|上|时|下|内|外|后|予以|给予|进行|加以){_HEAD}"
_USAGE = "规划、方案、实施意见的行文：任务句以动词开头，或在主语与“要、应、须”之后"
_FIRSTS = "".join(sorted({word[0] for word in (*_BY_WORD, *ADVERBS)}))

RULES: tuple[Rule, ...] = (
    Rule("measure.verb.head", _OPENS + _HEAD, _FIRSTS, _USAGE, "积极推进社区食堂建设。", "社区食堂要办得更好。"),
    Rule(
        "measure.verb.subject", _OPENS + _SUBJECT, "".join(MODALS), _USAGE, "区甲局要加强调度。", "推进社区食堂建设。"
    ),
    Rule(
        "measure.verb.frame",
        _OPENS + _FRAME,
        "在对把将从向与以为按",
        _USAGE,
        "在养老等方面加大投入。",
        "推进社区食堂。",
    ),
    Rule("measure.verb.anywhere", _VERB, _FIRSTS, _USAGE, "上级资金通过专项予以支持。", "居民消费价格涨幅2%。"),
)
"""How a duty verb governs a sentence; the first row that fits decides, clause by clause."""

_AT_HEAD, _AFTER_SUBJECT, _AFTER_FRAME = (re.compile(pattern) for pattern in (_HEAD, _SUBJECT, _FRAME))
_ANYWHERE = re.compile(_VERB)
_CLAUSE = re.compile(r"[，,；;]")


@dataclass(frozen=True, slots=True)
class Governing:
    """A duty verb where it stands in the text, and the rule by which it governs."""

    verb: DutyVerb
    start: int
    end: int
    rule: str

    @property
    def firmness(self) -> Firmness:
        """How firm the act is."""
        return self.verb.firmness

    @property
    def voice(self) -> Voice:
        """Who acts."""
        return self.verb.voice


def head_verb(text: str, start: int = 0, end: int | None = None) -> Governing | None:
    """The duty verb that opens `text[start:end]`, after adverbs only (`积极推进…` → 推进, `加快…建设` → 加快)."""
    found = _AT_HEAD.match(text, start, len(text) if end is None else end)
    return None if found is None else _governing(found, "measure.verb.head")


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
    found = _opening(text, start, stop)
    if found is not None:
        return found
    frame = _AFTER_FRAME.match(text, start, stop)
    if frame is not None:
        return _governing(frame, "measure.verb.frame")
    for clause in _CLAUSE.finditer(text, start, stop):
        found = _opening(text, clause.end(), stop)
        if found is not None:
            return found
    anywhere = _ANYWHERE.search(text, start, stop)
    return None if anywhere is None else _governing(anywhere, "measure.verb.anywhere")


def _opening(text: str, start: int, stop: int) -> Governing | None:
    """The verb that opens a clause, or stands behind its subject and modal."""
    found = _AT_HEAD.match(text, start, stop)
    if found is not None:
        return _governing(found, "measure.verb.head")
    found = _AFTER_SUBJECT.match(text, start, stop)
    return None if found is None else _governing(found, "measure.verb.subject")


def _governing(found: re.Match[str], rule: str) -> Governing:
    return Governing(_BY_WORD[found["verb"]], *found.span("verb"), rule)
