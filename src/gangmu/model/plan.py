"""What a plan says, as records that keep their place.

A record's `text` equals the source between `span` once white space is removed and `repairs` are made.
Numbers are kept as printed (`0.017` with unit `万盏`), never rescaled. See docs/reference/plan-json.md.
"""

from __future__ import annotations

from typing import Literal

import msgspec

SCHEMA: Literal["gangmu.plan/1"] = "gangmu.plan/1"

Span = tuple[int, int]
"""Start and end in code points of the decoded source (or of `document.text` where the source is not text)."""

Level = Literal["national", "cross_provincial", "provincial", "prefectural", "county", "township"]
ProvisionKind = Literal["part", "chapter", "section", "article", "item", "box", "annex", "preamble", "paragraph"]
Comparator = Literal["at_least", "more_than", "at_most", "less_than", "about", "range", "rise", "hold", "reach"]
Basis = Literal["level", "growth", "growth_average", "change", "cumulative"]
Recurrence = Literal["monthly", "quarterly", "yearly"]
Stage = Literal["preparation", "start", "construction", "completion", "application"]


class Repair(msgspec.Struct, frozen=True):
    """One piece of the source that the record's text reads otherwise (page furniture, a doubled character)."""

    span: Span
    from_: str = msgspec.field(name="from")
    to: str
    why: str
    confidence: float = 1.0


class Doubt(msgspec.Struct, frozen=True):
    """Something a person should look at."""

    code: str
    message: str


class Issue(msgspec.Struct, frozen=True):
    """What the reader noticed about the document: a number skipped, a table it could not close."""

    code: str
    message: str
    span: Span


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What all records share: address, evidence, and how sure we are."""

    id: str
    text: str
    span: Span
    repairs: tuple[Repair, ...] = ()
    confidence: float = 1.0
    rule: str | None = None
    doubts: tuple[Doubt, ...] = ()


class Provision(Record, frozen=True, kw_only=True):
    """A node of the numbered hierarchy; text and span are its own, without its children's."""

    parent: str | None
    kind: ProvisionKind
    number: str | None
    heading: str | None


class Measure(Record, frozen=True, kw_only=True):
    """One sentence or ；-clause that states what somebody is to do.

    `firmness` is how firm its governing act is and `voice` who acts by it, on the scales of `gangmu.vocab.duty_verbs`.
    """

    provision: str | None
    verb: str | None = None
    places: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    pilots: tuple[str, ...] = ()
    firmness: str | None = None
    voice: str | None = None


class Target(Record, frozen=True, kw_only=True):
    """A commitment that can be checked: a figure with its unit and comparator, a dated state, or a recurring duty."""

    provision: str | None = None
    task: str | None = None
    metric: str
    value: float | int | None = None
    value_max: float | int | None = None
    unit: str | None = None
    comparator: Comparator = "reach"
    basis: Basis = "level"
    deadline: str | None = None
    deadline_text: str | None = None
    year: int | None = None
    inferred_year: bool = False
    ambiguous: bool = False
    recurrence: Recurrence | None = None


class IndicatorValue(msgspec.Struct, frozen=True):
    """One cell of an indicator table: a year, a number where there is one, and the cell as printed."""

    year: int | None = None
    value: float | int | None = None
    value_max: float | int | None = None
    comparator: Comparator | None = None
    basis: Basis | None = None
    text: str | None = None


class Indicator(Record, frozen=True, kw_only=True):
    """One row of an indicator table."""

    category: str | None
    name: str
    unit: str | None
    baseline: IndicatorValue
    target: IndicatorValue
    attribute: str | None


class Project(Record, frozen=True, kw_only=True):
    """One named project of a box or a project list."""

    box: str | None
    group: str | None
    name: str
    action: str | None
    stage: Stage | None
    places: tuple[str, ...] = ()


class UnitRef(msgspec.Struct, frozen=True):
    """A printed unit name resolved to an organisation, with how sure we are."""

    printed: str
    name: str
    confidence: float


class UnitCandidate(msgspec.Struct, frozen=True):
    """An organisation that a printed name may mean: how sure, and why."""

    name: str
    confidence: float
    why: str


class UnitCandidates(msgspec.Struct, frozen=True):
    """A printed unit that waits for a person: the organisations it may mean, the likeliest first, and what is open."""

    printed: str
    candidates: tuple[UnitCandidate, ...]
    doubt: Doubt


class Responsibility(Record, frozen=True, kw_only=True):
    """A duty mark in running text and the sentences it covers."""

    provision: str | None
    units: tuple[str, ...]
    lead_unit: str | None
    mark_span: Span
    unit_refs: tuple[UnitRef, ...] = ()


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a responsibility table."""

    id: str
    annex: str
    number: str
    section: str | None
    content: str
    overall_goals: tuple[str, ...]
    annual_goals: tuple[str, ...]
    year: int | None
    due: str | None = None
    leaders: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    lead_unit: str | None = None
    supporting_units: tuple[str, ...] = ()
    span: Span
    repairs: tuple[Repair, ...] = ()
    confidence: float = 1.0
    rule: str | None = None
    doubts: tuple[Doubt, ...] = ()
    unit_refs: tuple[UnitRef, ...] = ()


class Citation(msgspec.Struct, frozen=True):
    """A document this one names: 《title》 and its 发文字号."""

    title: str
    number: str | None
    span: Span


class SourceInfo(msgspec.Struct, frozen=True):
    """Where the bytes came from."""

    name: str
    sha256: str
    media_type: str
    encoding: str | None = None


class SourcePart(msgspec.Struct, frozen=True):
    """One file of a plan joined from several, and where its text stands in `document.text`."""

    source: SourceInfo
    span: Span


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """Facts about the document itself."""

    title: str | None
    number: str | None
    issuers: tuple[str, ...]
    issued_on: str | None
    level: Level | None
    places: tuple[str, ...]
    horizon: tuple[int, ...]
    cites: tuple[Citation, ...]
    source: SourceInfo
    parts: tuple[SourcePart, ...] = ()
    text: str | None = None
    pages: tuple[Span, ...] | None = None


class Proposal(msgspec.Struct, frozen=True):
    """A repair that a person should look at: nothing is changed until it is accepted.

    `kind` is what is garbled: a `place`, an `organisation`, a `project`, a `person`, or a `word`; `why` says what would
    be read instead. The places of one error share their `family`: they may be accepted together or one by one.
    """

    span: Span
    from_: str = msgspec.field(name="from")
    to: str
    kind: Literal["place", "word", "person", "organisation", "project"]
    why: str
    confidence: float
    family: str = ""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """One document read: facts, records by kind, and what the reader noticed."""

    schema: Literal["gangmu.plan/1"] = SCHEMA
    document: Document
    provisions: tuple[Provision, ...] = ()
    measures: tuple[Measure, ...] = ()
    targets: tuple[Target, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    projects: tuple[Project, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    tasks: tuple[Task, ...] = ()
    issues: tuple[Issue, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    unit_candidates: tuple[UnitCandidates, ...] = ()
