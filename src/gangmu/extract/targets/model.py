"""What the reader of targets is told, what it gives, and the pieces it works with."""

from __future__ import annotations

from dataclasses import dataclass, field

from gangmu.extract.rules import Trace
from gangmu.model.plan import Basis, Comparator, Doubt, Recurrence
from gangmu.vocab.units import UnitKind


@dataclass(frozen=True, slots=True)
class Context:
    """What a passage does not say itself.

    Attributes:
        year: the year in force (a column head, a heading, a work report's own year).
        headings: headings from the top down to this passage; they tell a review from a plan.
        in_table: a goals cell of a responsibility table.
        issued_on: the document's date (ISO); dates 印发之日起 and N年内, and tells past years where `year` does not.
        topic: what a table's row is about; a goal that is only a figure, or a verb with one, measures that.
        due: the date that a column's head sets for all goals under it that name none.
    """

    year: int | None = None
    headings: tuple[str, ...] = ()
    in_table: bool = False
    issued_on: str | None = None
    topic: str = ""
    due: When | None = None


@dataclass(frozen=True, slots=True)
class FoundTarget:
    """One target in offsets of the text it was found in; the fields are the contract's (plan-json.md, targets)."""

    start: int
    end: int
    metric: str
    value: float | int | None
    value_max: float | int | None
    unit: str | None
    comparator: Comparator
    basis: Basis
    deadline: str | None
    deadline_text: str | None
    year: int | None
    inferred_year: bool
    ambiguous: bool
    recurrence: Recurrence | None
    rule: str
    confidence: float
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence under the eyes of the tables: `text[start:end]`, and what to tell which rules fired."""

    text: str
    start: int
    end: int
    trace: Trace | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A date word at `[start, end)`.

    Attributes:
        deadline: the last day, ISO; None where it cannot be known (N年内 without an issue date).
        governs: whether it is a deadline at all; a baseline (较2020年) or a name (2025年版) is not.
        carries: whether it may head the next sentence too (到2025年，…。…).
        past: it lies before the year in force.
        doubt: why a person should look at it, as a code.
        loose: a length of days whose first day is not said; by itself it may be a rule of procedure.
    """

    start: int
    end: int
    text: str
    deadline: str | None = None
    inferred: bool = False
    ambiguous: bool = False
    governs: bool = True
    carries: bool = False
    past: bool = False
    doubt: str | None = None
    loose: bool = False


@dataclass(slots=True)
class Figure:
    """A number with its unit: digits at `[start, end)`, with comparator words at `[left, right)`."""

    start: int
    end: int
    left: int
    right: int
    value: float | int
    value_max: float | int | None
    unit: str | None
    kind: UnitKind | None
    rule: str
    comparator: Comparator | None = None
    basis: Basis | None = None
    spelled: bool = False


@dataclass(slots=True)
class Clause:
    """A stretch between separators: `[start, end)` as printed, its date, its figures.

    Attributes:
        before: the date that heads it from before.
        turns: the dates in a list that head it from before; figures that it shares out may go with them in turn.
    """

    start: int
    end: int
    when: When | None = None
    own: When | None = None
    carried: bool = False
    past: bool = False
    before: When | None = None
    turns: list[When] = field(default_factory=list)
    dates: list[When] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
