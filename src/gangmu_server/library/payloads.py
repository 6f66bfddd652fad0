"""Typed input and output of the library's queries and actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from gangmu_server.directory.models import Organisation, Place
from gangmu_server.library.layout import Block
from gangmu_server.library.models import Edition, Plan, Reading, ReadingState, Responsibility, SourceFile, Target, Task


class Kind(StrEnum):
    """Kinds of records that have a table."""

    TASK = "task"
    TARGET = "target"
    INDICATOR = "indicator"
    PROJECT = "project"
    RESPONSIBILITY = "responsibility"
    MEASURE = "measure"
    PROVISION = "provision"


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """One file as it arrived: its name as the sender's computer gave it, its bytes, and the archive it came in."""

    name: str
    content: bytes
    archive: str = ""


class UploadStatus(StrEnum):
    """What became of an uploaded file."""

    CREATED = "created"
    ANNEX = "annex"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class UploadOutcome:
    """One file's outcome. `edition` is the new one, or for a duplicate the one that has the file already."""

    name: str
    status: UploadStatus
    edition: Edition | None = None
    reading: Reading | None = None
    code: str = ""
    sentence: str = ""
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A line of the plan library: the work, the edition shown, its latest reading, its files."""

    plan: Plan
    edition: Edition | None
    reading: Reading | None
    files: tuple[SourceFile, ...]
    edition_count: int

    @property
    def counts(self) -> Mapping[str, int]:
        """Records by kind, as the reading in use has them."""
        return self.reading.counts if self.reading else {}

    @property
    def is_untitled(self) -> bool:
        """Whether it was read without finding a title, and nobody supplied one: its file's name stands for it."""
        is_read = self.reading is not None and self.reading.state == ReadingState.DONE
        return is_read and self.edition is not None and not self.edition.title and not self.plan.title_by_hand


@dataclass(frozen=True, slots=True)
class OutlineNode:
    """A provision in the outline."""

    address: str
    parent: str | None
    kind: str
    number: str
    heading: str
    depth: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TableFilter:
    """What a table is narrowed to; an empty field narrows nothing.

    `plan` is a plan's key; `unit` and `leader` are printed names or, for `unit`, an organisation's key;
    `due_from` and `due_until` are both included; `undated` asks for rows without a deadline only.
    """

    plan: str = ""
    unit: str = ""
    leader: str = ""
    place: str = ""
    level: str = ""
    due_from: dt.date | None = None
    due_until: dt.date | None = None
    undated: bool = False
    comparator: str = ""
    attribute: str = ""
    stage: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class UnitSum:
    """Figures of one unit of measure added up."""

    unit: str
    rows: int
    total: Decimal


@dataclass(frozen=True, slots=True)
class Totals:
    """The foot of a table: all rows the filter leaves, not only the page's.

    `sums` holds, for targets, the added figures of rows that may be added (basis `level` or `cumulative`, not rates),
    one for each unit of measure.
    """

    rows: int
    plans: int
    overdue: int | None = None
    undated: int | None = None
    sums: tuple[UnitSum, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A value a filter may take, its words, and how many rows have it (None where not counted)."""

    value: str
    label: str
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What the filters of a table offer. `odd_units` are printed names that nobody has said are a unit's: the zone does
    not know them, or they have not the form of one.
    """

    plans: tuple[Choice, ...] = ()
    levels: tuple[Choice, ...] = ()
    units: tuple[Choice, ...] = ()
    odd_units: tuple[Choice, ...] = ()
    leaders: tuple[Choice, ...] = ()
    places: tuple[Choice, ...] = ()
    comparators: tuple[Choice, ...] = ()
    attributes: tuple[Choice, ...] = ()
    stages: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One thing a unit or leader answers for.

    `through` is the printed name that a person said means the unit (各镇), where its own name is not printed there.
    """

    role: str
    row: Task | Responsibility
    due_on: dt.date | None
    due_basis: str
    targets: tuple[Target, ...]
    through: str = ""

    @property
    def kind(self) -> Kind:
        """`task` or `responsibility`."""
        return Kind.TASK if isinstance(self.row, Task) else Kind.RESPONSIBILITY

    @property
    def edition(self) -> Edition:
        """The edition the row stands in; `edition.plan` is loaded."""
        return self.row.edition


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything one unit or leader leads or supports across the editions in force, by date."""

    title: str
    names: tuple[str, ...]
    entries: tuple[SheetEntry, ...]
    today: dt.date
    organisation: Organisation | None = None

    @property
    def led(self) -> int:
        """How many entries it leads."""
        return sum(entry.role == "lead" for entry in self.entries)

    @property
    def plans(self) -> int:
        """How many plans the entries come from."""
        return len({entry.row.edition.plan_id for entry in self.entries})

    @property
    def next_due(self) -> dt.date | None:
        """The first deadline from today on."""
        return min((e.due_on for e in self.entries if e.due_on and e.due_on >= self.today), default=None)


@dataclass(frozen=True, slots=True)
class PrintedUnit:
    """A unit as plans print it: how often, in which plans, and which organisations it may be."""

    name: str
    rows: int
    led: int
    in_plans: frozenset[int]
    organisations: tuple[Organisation, ...] = ()

    @property
    def plans(self) -> int:
        """In how many plans it stands."""
        return len(self.in_plans)


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """An organisation with all the names plans print it under, counted together."""

    organisation: Organisation
    names: tuple[str, ...]
    rows: int
    led: int
    plans: int
    through: int = 0

    @property
    def other_names(self) -> tuple[str, ...]:
        """The printed names that are not its own."""
        return tuple(name for name in self.names if name != self.organisation.name)


@dataclass(frozen=True, slots=True)
class UnitCoverage:
    """Which printed units are known organisations, which are unknown, which are ambiguous."""

    known: tuple[PrintedUnit, ...]
    unknown: tuple[PrintedUnit, ...]
    ambiguous: tuple[PrintedUnit, ...]
    silent: tuple[Organisation, ...] = ()
    through: Mapping[Organisation, int] = field(default_factory=dict)
    """Organisations that rows reach through a name a person said means them (各镇), and how many."""

    @property
    def organisations(self) -> tuple[KnownUnit, ...]:
        """The known units, one for each organisation however many ways plans write it, most rows first."""
        found: dict[int, list[PrintedUnit]] = {}
        for unit in self.known:
            found.setdefault(unit.organisations[0].pk, []).append(unit)
        merged = [
            KnownUnit(
                organisation=units[0].organisations[0],
                names=tuple(unit.name for unit in units),
                rows=sum(unit.rows for unit in units),
                led=sum(unit.led for unit in units),
                plans=len(frozenset().union(*(unit.in_plans for unit in units))),
                through=self.through.get(units[0].organisations[0], 0),
            )
            for units in found.values()
        ]
        merged += [
            KnownUnit(organisation=one, names=(), rows=0, led=0, plans=0, through=rows)
            for one, rows in self.through.items()
            if one.pk not in found
        ]
        return tuple(sorted(merged, key=lambda unit: (-unit.rows - unit.through, unit.organisation.name)))


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a snippet; `hit` pieces are the words searched for."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A passage found: where it stands and the words around the hit. `spans` are offsets in the edition's text."""

    kind: str
    address: str
    trail: str
    pieces: tuple[Piece, ...]
    edition: Edition
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A page of hits and how many there are in all, by kind and by plan key."""

    query: str
    total: int
    hits: tuple[SearchHit, ...]
    by_kind: Mapping[str, int] = field(default_factory=dict)
    by_plan: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlanChange:
    """What `update_plan` is to set; None leaves a field alone, `place` may be cleared with `clear_place`."""

    title: str | None = None
    level: str | None = None
    place: Place | None = None
    clear_place: bool = False


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """The pieces of a read edition: its text, layout and outline, and the reading they come from."""

    edition: Edition
    reading: Reading | None
    text: str
    outline: Sequence[OutlineNode]
    blocks: Sequence[Block] = ()
