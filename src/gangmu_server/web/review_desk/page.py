"""One case as the desk shows it: its reasons in words, its evidence, its fields, and what may be done."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from django.utils.translation import gettext as _
from msgspec import UNSET

from gangmu.resolve import Group, group_of
from gangmu_server.directory.payloads import TreeLine
from gangmu_server.library import addresses
from gangmu_server.library.layout import Block, blocks_of_lines
from gangmu_server.review.decisions import PLAN_FIELDS, About, Deed
from gangmu_server.review.fields import FIELDS, changed_values, values_of
from gangmu_server.review.payloads import Case
from gangmu_server.review.places import plain
from gangmu_server.review.states import DEEDS
from gangmu_server.review.subjects import identity, spoken
from gangmu_server.web.forms.review import AddForm, RecordForm, UnitForm, initial_of
from gangmu_server.web.plan_page.cards import places_of
from gangmu_server.web.review_desk import words
from gangmu_server.web.review_desk.excerpt import excerpt

BREAK = re.compile(r"(?<=[，；。、,;])")
SENTENCES = re.compile(r"(?<=[；。;\n])")
CELLS = re.compile(r"(?<=[\n\t|｜])")
BREAKS = {About.PROVISION: SENTENCES, About.INDICATOR: CELLS}
"""Where a record may be parted, where that is not at every clause."""
SHORTEST_PART = 2
ROWS_SHOWN, UNIT_ROWS_SHOWN = 6, 3
HEADING = 16


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field of the record: its name, its value now, and as read where that is another."""

    name: str
    label: str
    value: str
    was: str | None = None


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """An organisation a printed unit may be."""

    key: str
    name: str
    percent: int
    why: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause of the record and the offset at which it begins."""

    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything the template needs of a case."""

    case: Case
    kind: str
    place: str
    reasons: Sequence[tuple[str, str]]
    evidence: str
    fields: Sequence[FieldLine]
    deeds: frozenset[str]
    form: RecordForm | None
    add_form: AddForm
    unit_form: UnitForm | None
    candidates: Sequence[CandidateLine]
    best_is_clear: bool
    group: Group | None
    pieces: Sequence[Piece]
    deadlines: Sequence[tuple[str, str]]
    following: str
    rows: Sequence[tuple[str, str]]
    made: Sequence[tuple[str, str]]
    old_text: str
    old_values: Sequence[tuple[str, str]]
    history: Sequence[tuple[str, str, dt.datetime, str]]


def shown(
    case: Case, blocks: Sequence[Block], tree: list[TreeLine], form: RecordForm | None, provisions: Sequence[Any]
) -> Shown:
    """Put a case into words.

    Args:
        case: from `review.queries.case`.
        blocks: how the source is laid out.
        tree: the zone's organisations, for a unit to be chosen from.
        form: a correction that was sent and refused; None for a fresh one.
        provisions: the plan's, for the record's place in printed numbers.
    """
    record = case.now if case.about in PLAN_FIELDS else None
    form = form or (_form(case) if record is not None else None)
    if form is not None:
        form.offer(_above(case, provisions))
    candidates = _candidates(case, tree)
    rows_shown = UNIT_ROWS_SHOWN if case.about == About.UNIT else ROWS_SHOWN
    codes = case.item.reasons if case.item else []
    return Shown(
        case=case,
        kind=words.about_word(case.about.value),
        place=_place(case, provisions),
        reasons=[(words.reason_tag(reason["code"]), words.reason_words(reason)) for reason in codes],
        evidence=excerpt(case.text, blocks or blocks_of_lines(case.text), case.span),
        fields=list(_fields(case, provisions)) if record is not None else [],
        deeds=_deeds(case),
        form=form,
        add_form=AddForm(initial={"about": case.about.value if case.about in PLAN_FIELDS else About.TARGET.value}),
        unit_form=UnitForm(tree=tree) if case.about == About.UNIT else None,
        candidates=candidates,
        best_is_clear=len(candidates) == 1 or (len(candidates) > 1 and candidates[0].percent > candidates[1].percent),
        group=group_of(case.address.removeprefix("unit/")) if case.about == About.UNIT else None,
        pieces=_pieces(case) if record is not None else [],
        deadlines=_deadlines(record) if getattr(record, "ambiguous", False) else [],
        following=_headline(case.following) if case.following is not None else "",
        made=[(part.id, words.short_text(spoken(case.about, identity(case.about, part), {}))) for part in case.made],
        rows=[(row.id, _headline(row)) for row in case.rows[:rows_shown]],
        old_text=case.stale.subject.text.split("\t")[0] if case.stale else "",
        old_values=_old_values(case),
        history=[
            (words.deed_word(decision.deed), decision.by, decision.at, words.STANDINGS[standing.value])  # type: ignore[misc]
            for decision, standing in case.history
        ],
    )


def _place(case: Case, provisions: Sequence[Any]) -> str:
    if case.stale is not None and case.now is None:
        return addresses.words(case.stale.subject.address)
    if case.about in {About.UNIT, About.REPAIR}:
        at = max((p for p in provisions if p.span[0] <= case.span[0]), key=lambda p: p.span[0], default=None)
        return addresses.words(at.id) if at is not None else ""
    where = case.address if case.about == About.PROVISION else getattr(case.now, "provision", None)
    named = next((p for p in provisions if p.id == where), None)
    return places_of(_Provisions(provisions)).get(named.id, "") if named else addresses.words(case.address)


@dataclass(frozen=True, slots=True)
class _Provisions:
    provisions: Sequence[Any]


def _fields(case: Case, provisions: Sequence[Any]) -> Iterator[FieldLine]:
    headings = {p.id: p.heading or "" for p in provisions}
    now = values_of(case.about, case.now)
    was = changed_values(case.about, case.base, case.now) if case.base is not None else {}
    for field in FIELDS[case.about]:
        old = words.value_words(field, was[field.name]) or _("（空）") if field.name in was else None
        value = words.value_words(field, now[field.name])
        if field.form == "provision" and value:
            value += headings.get(now[field.name], "")
        if field.name == "basis" and now["value"] is None and old is None:
            continue  # a kind of figure says nothing where there is no figure
        if value or old:
            yield FieldLine(field.name, words.field_word(field.name), value, old)


def _form(case: Case) -> RecordForm:
    return RecordForm(case.about, initial=initial_of(values_of(case.about, case.now), case.about))


def _deeds(case: Case) -> frozenset[str]:
    """What may be done with the case as it stands."""
    if case.now is None and case.about != About.UNIT:
        return frozenset()
    fit = {deed.value for deed, kinds in DEEDS.items() if case.about in kinds} - {Deed.ADD.value}
    if not getattr(case.now, "ambiguous", False):
        fit.discard(Deed.SETTLE.value)
    if case.following is None:
        fit.discard(Deed.MERGE.value)
    return frozenset(fit)


def _candidates(case: Case, tree: list[TreeLine]) -> list[CandidateLine]:
    by_name = {line.organisation.name: line.organisation for line in tree}
    found = {c["name"]: c for c in case.candidates if c["name"] in by_name}
    for name in case.chosen:
        if name in by_name:
            found.setdefault(name, {"name": name, "score": 1.0, "why": "chosen"})
    return [_candidate(by_name[name].key, candidate, case.chosen) for name, candidate in found.items()]


def _candidate(key: str, found: Mapping[str, Any], chosen: Collection[str]) -> CandidateLine:
    """A candidate in words; ticked where it was chosen before, or where all of a kind are meant."""
    why = str(words.WHYS.get(found["why"], found["why"]))
    ticked = found["name"] in chosen if chosen else found["why"] == "group"
    return CandidateLine(key, found["name"], round(100 * float(found["score"])), why, ticked)


def _pieces(case: Case) -> list[Piece]:
    """The record's clauses, each with the offset at which it begins in the source."""
    found, at = [], case.span[0]
    for clause in BREAKS.get(case.about, BREAK).split(case.text[case.span[0] : case.span[1]]):
        words = plain(clause).strip("|｜")
        if len(words) >= SHORTEST_PART or (words and case.about == About.INDICATOR):
            found.append(Piece(at, words))
        at += len(clause)
    return found


def _above(case: Case, provisions: Sequence[Any]) -> list[tuple[str, str]]:
    """What a provision may hang under: those that stand before it, in the order of the text."""
    if case.about != About.PROVISION:
        return []
    before = takewhile(lambda p: p.id != case.address, provisions)
    return [(p.id, f"{addresses.words(p.id)} {p.heading or plain(p.text)[:HEADING]}".strip()) for p in before]


def _deadlines(record: Any) -> list[tuple[str, str]]:
    """The two readings of 2025年前 (by its end, or before it begins), as dates."""
    try:
        last = dt.date.fromisoformat(record.deadline or "")
    except ValueError:
        return []
    year_end = (last.month, last.day) == (12, 31)
    before = dt.date(last.year - 1, 12, 31) if year_end else last.replace(day=1) - dt.timedelta(days=1)
    return [
        (last.isoformat(), _("含当年（当月），最迟 %(day)s") % {"day": last.isoformat()}),
        (before.isoformat(), _("不含当年（当月），最迟 %(day)s") % {"day": before.isoformat()}),
    ]


def _old_values(case: Case) -> list[tuple[str, str]]:
    if case.stale is None or case.about not in PLAN_FIELDS:
        return []
    known = {field.name: field for field in FIELDS[case.about]}
    values = case.stale.content.get("values") or {}
    return [
        (words.field_word(name), words.value_words(known[name], value))
        for name, value in values.items()
        if name in known and value is not UNSET and words.value_words(known[name], value)
    ]


def _headline(record: Any) -> str:
    text = next(
        (str(found) for name in ("metric", "content", "name", "text") if (found := getattr(record, name, ""))), ""
    )
    return text if len(text) <= 60 else f"{text[:60]}…"
