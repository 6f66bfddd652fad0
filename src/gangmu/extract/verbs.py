"""The verb that governs a sentence, and how firm a promise it makes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gangmu.extract.rules import Rule
from gangmu.vocab.alternatives import alternatives
from gangmu.vocab.duty_verbs import ADVERBS, DUTY_VERBS, MODALS, DutyVerb, Firmness, Voice

_BY_WORD = {verb.word: verb for verb in DUTY_VERBS}
_OPENS = r"(?<![^，,；;。：:\s])"
_VERB = f"(?P<verb>{alternatives(_BY_WORD)})"
_HEAD = rf"(?:{alternatives(ADVERBS)})*{_VERB}"
_NO_DATE = r"(?!(?<=印发|下发|颁发|发布|施行)(?:后|之日))"
_SUBJECT = rf"[^，,；;。：:]{{1,40}}?(?:{alternatives(MODALS)}){_HEAD}"
_FRAME = rf"[在对把将从向与以为按][^，,；;。]{{1,80}}?(?:方面|中|上|时|下|内|外|后|予以|给予|进行|加以){_HEAD}"
_COUNT = r"[0-9０-９一二两三四五六七八九十半]{1,4}"
_LENGTH = rf"{_COUNT}个?(?:工作日|月|日|天|年|周|季度)(?:之内|以内|内)"
_WHEN = (
    r"(?:力争|争取|确保|在|于|到|至)?(?:"
    rf"(?:[自从][^，,；;。：:]{{1,12}}|印发|发布|施行|下发)(?:之日(?:起|后)?|后)[，,]?(?:{_LENGTH})?|{_LENGTH}"
    rf"|(?:(?:19|20)[0-9]{{2}}年度?(?:{_COUNT}月份?)?|[今明]年|{_COUNT}月份?|[上下]半年|第?[一二三四]季度|全年|年(?=[底末内])|[“\"]?十[一二三四五六七八九]五[”\"]?(?:期间|时期))"
    rf"(?:{_COUNT}日|[上中下]旬)?(?:[底末初内])?(?:之前|以前|前)?"
    r"|[^，,；;。：:]{0,6}(?:节|汛期|雨季|供暖季|开学|入冬)前)"
)
_USAGE = "规划、方案、实施意见的行文：任务句以动词开头，或在主语与“要、应、须”之后"
_FIRSTS = "".join(sorted({word[0] for word in (*_BY_WORD, *ADVERBS)}))

RULES: tuple[Rule, ...] = (
    Rule(
        "measure.verb.head",
        _OPENS + _HEAD + _NO_DATE,
        _FIRSTS,
        _USAGE,
        "积极推进社区食堂建设。",
        "社区食堂要办得更好。",
    ),
    Rule(
        "measure.verb.subject", _OPENS + _SUBJECT, "".join(MODALS), _USAGE, "区甲局要加强调度。", "推进社区食堂建设。"
    ),
    Rule(
        "measure.verb.dated",
        f"{_OPENS}{_WHEN}{_HEAD}(?!的)",
        "年月日度五前后起",
        f"{_USAGE}；句首的期限不是动词",
        "自印发之日起3个月内制定细则。",
        "印发行动方案。",
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

_AT_HEAD, _AFTER_SUBJECT, _AFTER_FRAME = (re.compile(pattern) for pattern in (_HEAD + _NO_DATE, _SUBJECT, _FRAME))
_AFTER_DATE = re.compile(f"{_WHEN}{_HEAD}(?!的)")
_ANYWHERE = re.compile(_VERB + _NO_DATE)
_WHOLE_CLAUSE = re.compile(r"[^，,；;。]+(?P<condition>(?<=[的时后前起])[，,])?")
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
    anywhere = _in_main_clause(text, start, stop) or _ANYWHERE.search(text, start, stop)
    return None if anywhere is None else _governing(anywhere, "measure.verb.anywhere")


def _in_main_clause(text: str, start: int, stop: int) -> re.Match[str] | None:
    """The first duty verb outside the clauses that only say under which condition or when (涉及新增用地的，…)."""
    for clause in _WHOLE_CLAUSE.finditer(text, start, stop):
        if clause["condition"] is None:
            found = _ANYWHERE.search(text, *clause.span())
            if found is not None:
                return found
    return None


def _opening(text: str, start: int, stop: int) -> Governing | None:
    """The verb that opens a clause, or stands behind its subject and modal."""
    found = _AT_HEAD.match(text, start, stop)
    if found is not None:
        return _governing(found, "measure.verb.head")
    found = _AFTER_DATE.match(text, start, stop)
    if found is not None:
        return _governing(found, "measure.verb.dated")
    found = _AFTER_SUBJECT.match(text, start, stop)
    return None if found is None else _governing(found, "measure.verb.subject")


def _governing(found: re.Match[str], rule: str) -> Governing:
    return Governing(_BY_WORD[found["verb"]], *found.span("verb"), rule)
