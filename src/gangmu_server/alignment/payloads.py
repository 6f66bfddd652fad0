"""Typed input and output of alignment's queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from gangmu_server.alignment.fates import MEANT, WHOLE, Cover, percent_whole
from gangmu_server.alignment.models import Alignment, Link, LinkDecision, PlanPair, Sentence
from gangmu_server.library.models import Plan

ROWS_COLUMN = "rows"
OLDER = "lower.older"
"""The aligner's notice that the lower plan was issued before the upper one."""
TAGS = ("figure", "date", "pilot", "money")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a coverage matrix: the plans of one level, one plan, or the rows of responsibility tables."""

    code: str
    level: str
    plans: tuple[Plan, ...]

    @property
    def is_rows(self) -> bool:
        """Whether it counts table rows."""
        return self.code == ROWS_COLUMN


@dataclass(frozen=True)
class Cell:
    """The promises of one theme in one column, counted by state."""

    theme: str
    column: str
    counts: Mapping[Cover, int]

    @property
    def meant(self) -> int:
        """Promises that somebody in the column ought to take up."""
        return sum(self.counts.values()) - self.counts.get(Cover.NOT_APPLICABLE, 0)

    @property
    def open(self) -> int:
        """Promises nobody took up."""
        return self.counts.get(Cover.NONE, 0)

    @property
    def partial(self) -> int:
        """Promises of which a part was lost."""
        return self.counts.get(Cover.PARTIAL, 0)

    @property
    def softened(self) -> int:
        """Promises taken up no otherwise than weakened."""
        return self.counts.get(Cover.SOFTENED, 0)

    @property
    def through(self) -> int:
        """Promises that came here only by way of a plan between."""
        return self.counts.get(Cover.THROUGH, 0)

    @property
    def whole(self) -> int:
        """Promises of which nothing was lost."""
        return sum(self.counts.get(cover, 0) for cover in WHOLE)

    @property
    def is_full(self) -> bool:
        """Whether every promise that is meant was taken up, whole and no weaker."""
        return bool(self.meant) and self.counts.get(Cover.TAKEN, 0) + self.through == self.meant

    @cached_property
    def percent(self) -> int | None:
        """Whole percent of which nothing was lost, rounded down so that 100 means all; None where none is meant."""
        return percent_whole(self.whole, self.meant)

    @property
    def shares(self) -> tuple[tuple[Cover, int, float], ...]:
        """State, number and percent of those meant, for a bar."""
        meant = [(cover, self.counts.get(cover, 0)) for cover in MEANT]
        return tuple((cover, n, round(n * 100 / self.meant, 2)) for cover, n in meant if n)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A theme and its cells, in the order of the columns."""

    theme: str
    title: str
    size: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """An upper sentence and how it fares, column by column.

    Attributes:
        sentence: its row in one of the runs.
        states: the state in each column, by the column's code.
        takers: the links below, by lower plan.
        rows: this sentence in each run, for decisions.
        owners: recommended units where a plan left it open, by lower plan.
        advised: those of the lowest open level: it is the one that does the work.
        lost: the promises inside it that a column lost, by the column's code.
        through: the plans it came to only by way of another.
        partly_through: those of them where a part was lost on the way.
    """

    sentence: Sentence
    states: Mapping[str, Cover]
    takers: Mapping[int, int]
    rows: tuple[Sentence, ...]
    owners: Mapping[int, tuple[str, ...]]
    advised: tuple[str, ...] = ()
    lost: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    through: frozenset[int] = frozenset()
    partly_through: frozenset[int] = frozenset()

    @property
    def is_orphan(self) -> bool:
        """Whether nobody anywhere below took it up, and somebody ought to."""
        meant = [state for state in self.states.values() if state != Cover.NOT_APPLICABLE]
        return bool(meant) and all(state == Cover.NONE for state in meant)

    @property
    def open_columns(self) -> int:
        """In how many columns nobody took it up."""
        return sum(state == Cover.NONE for state in self.states.values())


@dataclass(frozen=True, slots=True)
class CoverageFilter:
    """What a list of promises is narrowed to; an empty field narrows nothing.

    `state` is a `Cover` in `column` (in any column where none is given), or `orphan`; `tags` must all be carried.
    """

    theme: str | None = None
    column: str = ""
    state: str = ""
    tags: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How a plan's promises fare below.

    Attributes:
        plan: the plan.
        columns: levels below it, from the top, or the plans of one level; table rows last.
        rows: themes in reading order.
        totals: all themes together, a cell for each column.
        lines: the promises the filter leaves; what nobody took up first, then by reading order.
        size: how many promises there are in all.
        orphans: how many of them nobody anywhere took up.
        tag_counts: how many carry each tag.
        pairs: the pair with each plan below.
        unread: plans below that make no column, because no measure was read in them.
        older: plans below that were issued before this one.
        through: how many promises came to each plan below only by way of another.
        partly_through: of how many of these a part was lost on the way.
    """

    plan: Plan
    columns: tuple[Column, ...]
    rows: tuple[MatrixRow, ...]
    totals: tuple[Cell, ...]
    lines: tuple[PromiseLine, ...]
    size: int
    orphans: int
    tag_counts: Mapping[str, int]
    pairs: Mapping[int, PlanPair]
    unread: tuple[Plan, ...] = ()
    older: tuple[Plan, ...] = ()
    through: Mapping[int, int] = field(default_factory=dict)
    partly_through: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PairLine:
    """A pair in a list: the run in use, a newer one that waits for a person, and one under way or failed."""

    pair: PlanPair
    used: Alignment | None
    offered: Alignment | None
    latest: Alignment | None

    through: int = 0
    partly_through: int = 0
    """How many sentences came below only by way of a plan between; of some a part was lost on the way. Told in lists of
    pairs, not on the pair's page.
    """

    @property
    def cell(self) -> Cell:
        """The pair's own links counted as a cell of a matrix is, so that both give one set of figures."""
        fates = self.used.counts.get("fates", {}) if self.used else {}
        return Cell("", "", {Cover(code): many for code, many in fates.items()})

    @property
    def is_older(self) -> bool:
        """Whether the lower plan was issued before the upper one."""
        return bool(self.used and OLDER in {notice["code"] for notice in self.used.notices})

    @property
    def with_through(self) -> int | None:
        """The percentage with what came by way of a plan between, as the coverage page has it."""
        return percent_whole(self.cell.whole + self.whole_through, self.cell.meant)

    @property
    def whole_through(self) -> int:
        """How many came by way of a plan between and lost nothing."""
        return self.through - self.partly_through


@dataclass(frozen=True, slots=True)
class TierLine:
    """A plan that stands above others, and its coverage in short."""

    plan: Plan
    cells: tuple[Cell, ...]
    columns: tuple[Column, ...]
    size: int
    orphans: int
    through: Mapping[int, int] = field(default_factory=dict)
    partly_through: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Overview:
    """The tier of a zone: plans with their coverage, all pairs, plans in no pair, and all that were read.

    `unread` are plans of which a pair was judged but no measure was read: their pairs are not told.
    """

    tier: tuple[TierLine, ...]
    lineage: tuple[PairLine, ...]
    peers: tuple[PairLine, ...]
    own_rows: tuple[PairLine, ...]
    alone: tuple[Plan, ...]
    plans: tuple[Plan, ...]
    unread: tuple[Plan, ...] = ()

    @property
    def offered(self) -> tuple[PairLine, ...]:
        """Pairs with a newer result that waits for a person."""
        return tuple(line for line in (*self.lineage, *self.peers, *self.own_rows) if line.offered)

    @property
    def under_way(self) -> tuple[PairLine, ...]:
        """Pairs that are being compared."""
        lines = (*self.lineage, *self.peers, *self.own_rows)
        return tuple(line for line in lines if line.latest and line.latest.state in {"queued", "running"})


@dataclass(frozen=True, slots=True)
class Answer:
    """A link beside its upper sentence."""

    link: Link
    lower: Sentence
    other_uppers: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of two plans side by side: an upper sentence with its answers, or a lower one that answers nothing."""

    upper: Sentence | None
    answers: tuple[Answer, ...] = ()
    suggested: tuple[Answer, ...] = ()
    rejected: tuple[Answer, ...] = ()
    added: Sentence | None = None

    @property
    def anchor(self) -> str:
        """The block's name in addresses."""
        return self.upper.address if self.upper else f"+{self.added.address}" if self.added else ""


@dataclass(frozen=True, slots=True)
class SideFilter:
    """What two plans side by side are narrowed to: a relation, or a name of `queries.side.TESTS`."""

    show: str = ""
    theme: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two plans beside each other, in the reading order of the upper one; what is new below stands where it follows."""

    alignment: Alignment
    blocks: tuple[Block, ...]
    counts: Mapping[str, int]
    themes: tuple[tuple[str, str, int], ...]
    stale: tuple[LinkDecision, ...]
    shown: int = 0

    @property
    def cell(self) -> Cell:
        """What became of the upper sentences, as a cell of a matrix counts it."""
        names = {
            Cover.TAKEN: "taken",
            Cover.PARTIAL: "partial",
            Cover.SOFTENED: "weaker",
            Cover.NONE: "open",
            Cover.NOT_APPLICABLE: "aside",
        }
        return Cell("", "", {cover: self.counts[name] for cover, name in names.items()})


@dataclass(frozen=True, slots=True)
class Idea:
    """What a peer does and the plan does not; `also` are further peers that do the same."""

    sentence: Sentence
    plan: Plan
    pair: PlanPair
    also: tuple[tuple[Sentence, Plan], ...] = ()

    @property
    def peers(self) -> int:
        """How many peers do it."""
        return len({self.plan.pk, *(plan.pk for _sentence, plan in self.also)})


@dataclass(frozen=True, slots=True)
class IdeaGroup:
    """Ideas under the plan's own theme they would belong to; empty address where it has none like it."""

    theme: str
    title: str
    ideas: tuple[Idea, ...]


@dataclass(frozen=True, slots=True)
class ReadingList:
    """What plans of the same level do that this one does not, by theme.

    Attributes:
        plan: the plan.
        groups: ideas by theme, those that more peers share first.
        set_aside: ideas a person called not applicable.
        peers: pairs that were compared.
        uncompared: plans of the same level that were not compared yet.
    """

    plan: Plan
    groups: tuple[IdeaGroup, ...]
    set_aside: tuple[Idea, ...]
    peers: tuple[PairLine, ...]
    uncompared: tuple[Plan, ...]

    @property
    def size(self) -> int:
        """How many ideas."""
        return sum(len(group.ideas) for group in self.groups)


@dataclass(frozen=True, slots=True)
class ChainAnswer:
    """What a lower sentence makes of an upper one; it is told where the lower one stands.

    Attributes:
        relation: of the link.
        pair: the pair the link belongs to, to look at both side by side.
        upper: the plan of the upper sentence.
        upper_address: the upper sentence.
    """

    relation: str
    pair: PlanPair
    upper: Plan
    upper_address: str


@dataclass(frozen=True, slots=True)
class ChainSentence:
    """A sentence of a chain.

    Attributes:
        sentence: its row in a run.
        answers: what it makes of the sentences above it that the chain goes through.
        is_direct: whether a link joins it with the chain's own sentence.
    """

    sentence: Sentence
    answers: tuple[ChainAnswer, ...] = ()
    is_direct: bool = False


@dataclass(frozen=True, slots=True)
class ChainStep:
    """A plan of a chain with its sentences; none where nothing of it belongs to the chain.

    Attributes:
        plan: the plan.
        place: `above`, `here` or `below` the plan the chain starts in.
        sentences: those the chain goes through.
        beside: what else came of the chain's topmost sentences in this plan.
    """

    plan: Plan
    place: str
    sentences: tuple[ChainSentence, ...] = ()
    beside: tuple[ChainSentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """From one sentence up to the top and down again, a step for each plan, the highest first.

    Attributes:
        address: of the sentence it starts at.
        text: that sentence; empty where no record stands at the address.
        is_row: whether that is a table row.
        steps: the plans above, the plan itself, the plans below.
        answers: what the sentence itself makes of those above it.
        compared: whether the plan was compared with any other at all.
    """

    address: str
    text: str
    is_row: bool
    steps: tuple[ChainStep, ...]
    compared: bool
    answers: tuple[ChainAnswer, ...] = ()
