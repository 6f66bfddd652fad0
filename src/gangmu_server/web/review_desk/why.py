"""Why a sentence was read as it was, in words: what was read in it, the rules used, and those that were nearly used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gangmu.explaining import Explanation, NearMiss, Rule, words
from gangmu.model import Indicator, Responsibility, Target, Task
from gangmu.model.plan import Record
from gangmu_server.web import labels
from gangmu_server.web.english import in_english

RECORDS, USED, NEAR = 20, 20, 12
"""How many of each are shown."""
LONGEST = 60


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A record read in the sentence: its kind, what it says with its value, and what made it."""

    kind: str
    text: str
    value: str
    rule: str
    rule_id: str


@dataclass(frozen=True, slots=True)
class UsedLine:
    """A rule that matched: its name, the words it matched, what that means, and the source behind it."""

    rule: str
    rule_id: str
    text: str
    meaning: str
    source: str


@dataclass(frozen=True, slots=True)
class NearLine:
    """A rule that nearly matched: its name, the words it shares, why it did not match, and a text that it matches."""

    rule: str
    rule_id: str
    text: str
    why: str
    example: str


@dataclass(frozen=True, slots=True)
class Why:
    """The whole of it."""

    text: str
    rule: str
    rule_id: str
    records: Sequence[ReadLine]
    used: Sequence[UsedLine]
    near: Sequence[NearLine]


def why(found: Explanation, rule_id: str | None) -> Why:
    """Put an explanation into words.

    Args:
        found: from `explain_at`.
        rule_id: what made the record that is asked about; None where none is known.
    """
    return Why(
        text=found.text,
        rule=rule_name(rule_id or ""),
        rule_id=rule_id or "",
        records=[_read(record) for record in found.records[:RECORDS]],
        used=[
            UsedLine(rule_name(use.rule.id), use.rule.id, use.text, _meaning(use.rule), _source(use.rule))
            for use in found.used[:USED]
        ],
        near=[
            NearLine(rule_name(miss.rule.id), miss.rule.id, miss.text, _lack(miss), miss.rule.example)
            for miss in found.near[:NEAR]
        ],
    )


def rule_name(rule_id: str) -> str:
    """A rule in words; on an English page its id, which is made of English words."""
    return rule_id if in_english() else words.name_by_id(rule_id)


def _read(record: Record | Task) -> ReadLine:
    kind = labels.word("record", type(record).__name__.lower())
    rule_id = record.rule or ""
    return ReadLine(kind, _headline(record), _value(record), rule_name(rule_id), rule_id)


def _headline(record: Record | Task) -> str:
    named = (getattr(record, field, None) for field in ("metric", "content", "name", "text"))
    text = str(next(filter(None, named), ""))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _value(record: Record | Task) -> str:
    """What tells two records of one name apart: figure and deadline, or the units."""
    if isinstance(record, Target):
        figure = labels.figure(record.value, record.unit, record.comparator, record.value_max)
        return _("，").join(filter(None, (figure, record.deadline or labels.word("recurrence", record.recurrence))))
    if isinstance(record, Indicator):
        return f"{record.target.text or ''}{record.unit or ''}" if record.target.text else ""
    if isinstance(record, Responsibility):
        return _("、").join(record.units)
    return ""


def _meaning(rule: Rule) -> str:
    return rule.gives if in_english() else words.meaning(rule)


def _source(rule: Rule) -> str:
    return rule.source if in_english() else words.source(rule)


def _lack(miss: NearMiss) -> str:
    """What is still missing for a match; where nothing is, that the words around refused it."""
    if not miss.missing:
        return _("字面合上了，因前后文而不取")
    return _("还缺“%(text)s”一类的字") % {"text": " ".join(miss.missing.split())}
