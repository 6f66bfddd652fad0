"""What an alignment says. Structs encode to the contract's `gangmu.alignment/1` by `gangmu.export.alignment`."""

from __future__ import annotations

from typing import Literal

import msgspec

from gangmu.align.quantities import QuantityChange
from gangmu.model import Document, Span

Pair = Literal["lineage", "peers"]
Relation = Literal["adopted", "refined", "softened", "strengthened", "related"]
Op = Literal["replace", "delete", "insert"]


class PairEvidence(msgspec.Struct, frozen=True):
    """Something that shows how two plans stand to each other.

    Attributes:
        code: `cites.number`, `cites.title`, `mandate.shared`, `zone.named`, `place.within`, `level.above`, and
            `issued.before` where the lower plan is the older one; for peers
            `cites.none`, `cites.aside`, `place.apart`, `level.same`, `text.same`.
        text: the words, as printed where they are printed.
        span: their place; None where nothing is printed (a level, an absence).
        where: the plan the span counts in.
    """

    code: str
    text: str
    span: Span | None = None
    where: Literal["upper", "lower"] = "lower"


class Notice(msgspec.Struct, frozen=True):
    """What was noticed about the request.

    Attributes:
        code: `order.reversed`, `plans.identical`, `upper.empty`, `lower.empty`, `lower.older` (the lower plan was
            issued before the upper one: that it does not take something up is no omission of its own).
        names: the plans it speaks of, the upper first.
    """

    code: str
    names: tuple[str, ...]


class Side(msgspec.Struct, frozen=True):
    """A sentence of one plan: a measure, or the content of a table row."""

    key: str
    measure: str | None
    task: str | None
    span: Span
    text: str
    headings: tuple[str, ...] = ()


class Change(msgspec.Struct, frozen=True):
    """A word-level difference between the two sentences.

    Attributes:
        op: what became of the upper words.
        upper: the words above, empty for an insertion.
        lower: the words below, empty for a deletion.
        upper_at: their offsets in the upper sentence's text.
        lower_at: their offsets in the lower sentence's text.
    """

    op: Op
    upper: str
    lower: str
    upper_at: Span
    lower_at: Span


class Dropped(msgspec.Struct, frozen=True):
    """A promise inside the upper sentence that no linked one holds.

    Attributes:
        text: the promise.
        span: its place in the source.
        exact: False where the span is the whole sentence's, for want of the source.
    """

    text: str
    span: Span
    exact: bool = True


class Reason(msgspec.Struct, frozen=True):
    """Why a relation was given.

    Attributes:
        code: `act.softer`, `act.firmer`, `rank.lower`, `quantity.softer`, `quantity.firmer`, `quantity.added`,
            `place.added`, `substance.added`, `substance.same`, `substance.other`, `adviser`.
        upper: the words of the upper sentence that decided, if any.
        lower: the words of the lower one.
    """

    code: str
    upper: str = ""
    lower: str = ""


class Basis(msgspec.Struct, frozen=True):
    """Why a pair was linked.

    Attributes:
        likeness: of the two sentences, 0 to 1.
        lead: likeness beyond that of the next best upper sentence; below zero where another is better.
        piece_lead: the same between pieces, as its root.
        first: likeness beyond that of the next best lower sentence.
        cover: share of an upper piece that the lower sentence holds.
        head: the same for the end of an upper piece, where the thing itself is named.
        subject: how alone the upper sentence is in promising a subject that the lower one names.
        topic: how far both are about one matter, beyond the next best upper sentence.
        around: likeness of what stands around.
        nearby: how far the sentences just before and after stand out for the same upper one.
        headings: likeness of the headings.
        words: words that both hold, the most telling first.
        subjects: subjects that both speak of.
    """

    likeness: float
    lead: float
    piece_lead: float
    first: float
    cover: float
    head: float
    subject: float
    topic: float
    around: float
    nearby: float
    headings: float
    words: tuple[str, ...]
    subjects: tuple[str, ...]


class Link(msgspec.Struct, frozen=True):
    """An upper promise and the lower sentence that answers it."""

    upper: Side
    lower: Side
    relation: Relation
    score: float
    changes: tuple[Change, ...]
    dropped: tuple[Dropped, ...]
    reasons: tuple[Reason, ...]
    basis: Basis
    quantities: tuple[QuantityChange, ...] = ()


class Candidate(msgspec.Struct, frozen=True):
    """A pair for a person to look at: likely, but not enough to call it a link."""

    upper: Side
    lower: Side
    score: float


class Near(msgspec.Struct, frozen=True):
    """A lower sentence that came nearest to an upper one nobody took up.

    Attributes:
        key: id of the measure or row.
        text: its text.
        score: how likely it was to be linked.
    """

    key: str
    text: str
    score: float


class Searched(msgspec.Struct, frozen=True):
    """Where every search looked: the lower plan's measures, and the rows of each of its tables."""

    measures: int
    rows: tuple[tuple[str, int], ...]


class Uncovered(msgspec.Struct, frozen=True):
    """An upper promise that no lower sentence answers.

    Attributes:
        side: the promise.
        nearest: the lower sentences that came nearest.
        home: id of the lower provision (of a table: annex and section) whose heading is likest: where it would belong.
    """

    side: Side
    nearest: tuple[Near, ...] = ()
    home: str | None = None


class Alignment(msgspec.Struct, frozen=True, kw_only=True):
    """Two plans, sentence by sentence."""

    upper: Document
    lower: Document
    pair: Pair
    pair_evidence: tuple[PairEvidence, ...]
    searched: Searched
    notices: tuple[Notice, ...] = ()
    links: tuple[Link, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    uncovered: tuple[Uncovered, ...] = ()
    added: tuple[Side, ...] = ()

    @property
    def is_lower_older(self) -> bool:
        """Whether the lower plan was issued before the upper one."""
        return any(notice.code == "lower.older" for notice in self.notices)
