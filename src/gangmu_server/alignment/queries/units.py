"""Which unit below carries which promise: measures against units."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gangmu_server.alignment.models import Alignment, Link, LinkState, Sentence, SentenceState, Side
from gangmu_server.alignment.queries.fabric import ABOVE_EACH_OTHER, IN_USE
from gangmu_server.directory.access import require
from gangmu_server.directory.models import Account
from gangmu_server.directory.rights import Right
from gangmu_server.library.models import Plan, Responsibility, Task

LEAD, SUPPORT = "lead", "support"


@dataclass(frozen=True, slots=True)
class Carried:
    """A promise and who carries it below: unit → `lead` or `support`; `owners` are recommended where nobody does."""

    sentence: Sentence
    units: Mapping[str, str]
    owners: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether nobody took it up."""
        return self.sentence.state == SentenceState.OPEN


@dataclass(frozen=True, slots=True)
class UnitMatrix:
    """Promises against the units of one plan below.

    Attributes:
        plan: whose promises.
        lower: whose units.
        alignment: the run in use between the two.
        lowers: all plans below that were compared.
        units: units, the busiest first, with how many promises each carries and leads.
        lines: promises in reading order.
        themes: address and title of each theme.
    """

    plan: Plan
    lower: Plan | None
    alignment: Alignment | None
    lowers: tuple[Plan, ...]
    units: tuple[tuple[str, int, int], ...]
    lines: tuple[Carried, ...]
    themes: tuple[tuple[str, str], ...]


def units_of(user: Account, plan: Plan, lower_key: str = "", theme: str | None = None) -> UnitMatrix:
    """Who carries a plan's promises in one plan below.

    Args:
        user: who asks.
        plan: whose promises.
        lower_key: the plan below; by default the lowest.
        theme: only promises of this theme.
    """
    require(user, plan.zone, Right.READ_PLANS)
    rows = Alignment.objects.filter(IN_USE, ABOVE_EACH_OTHER, pair__upper=plan)
    runs = {run.pair.lower: run for run in rows.defer("payload").select_related("pair__lower", "pair__upper")}
    lowers = sorted(runs, key=lambda p: (p.pk != plan.pk, p.level, p.title))
    chosen = next((p for p in lowers if p.key == lower_key), None) or _default(plan, lowers)
    if chosen is None:
        return UnitMatrix(plan, None, None, tuple(lowers), (), (), ())
    run = runs[chosen]
    sentences = list(Sentence.objects.filter(alignment=run, side=Side.UPPER).order_by("position"))
    themes = tuple({s.theme: s.theme_title for s in sentences}.items())
    carried = _carried(run, [s for s in sentences if theme is None or s.theme == theme])
    return UnitMatrix(plan, chosen, run, tuple(lowers), _busiest(carried), tuple(carried), themes)


def _default(plan: Plan, lowers: Sequence[Plan]) -> Plan | None:
    """The lowest plan below: the one whose units do the work."""
    others = [lower for lower in lowers if lower.pk != plan.pk]
    levels = ("township", "county", "prefectural", "provincial", "cross_provincial", "national", "")
    return min(others or lowers, key=lambda p: levels.index(p.level), default=None)


def _carried(run: Alignment, sentences: Sequence[Sentence]) -> list[Carried]:
    carriers = carriers_of(run)
    units: dict[int, dict[str, str]] = defaultdict(dict)
    links = Link.objects.filter(alignment=run, state=LinkState.LINKED).values_list("upper_id", "lower_id")
    for upper, lower in links.order_by("pk"):
        for unit, role in carriers.get(lower, {}).items():
            if units[upper].get(unit) != LEAD:
                units[upper][unit] = role
    return [Carried(s, units[s.pk], tuple(s.owners)) for s in sentences]


def carriers_of(run: Alignment) -> dict[int, dict[str, str]]:
    """The units that carry each lower sentence of a run, by the sentence's id: of a row its own, of a measure those of
    the duty mark that covers it.
    """
    edition = run.lower_reading_id
    tasks = {
        t.address: t
        for t in Task.objects.filter(edition__readings=edition).only(
            "address", "units", "lead_unit", "supporting_units"
        )
    }
    marks = list(Responsibility.objects.filter(edition__readings=edition).order_by("start"))
    starts = [mark.start for mark in marks]
    found: dict[int, dict[str, str]] = {}
    for sentence in Sentence.objects.filter(alignment=run, side=Side.LOWER).only("address", "is_row", "start"):
        if sentence.is_row:
            task = tasks.get(sentence.address)
            found[sentence.pk] = _roles([*task.units, *task.supporting_units], task.lead_unit) if task else {}
        else:
            i = bisect_right(starts, sentence.start) - 1
            covered = i >= 0 and sentence.start < marks[i].end
            found[sentence.pk] = _roles(marks[i].units, marks[i].lead_unit) if covered else {}
    return found


def _roles(units: Iterable[str], lead: str) -> dict[str, str]:
    roles = dict.fromkeys(units, SUPPORT)
    return roles | {lead: LEAD} if lead else roles


def _busiest(carried: Iterable[Carried]) -> tuple[tuple[str, int, int], ...]:
    rows, led = Counter(), Counter()  # type: ignore[var-annotated]
    for line in carried:
        rows.update(line.units.keys())
        led.update(unit for unit, role in line.units.items() if role == LEAD)
    return tuple((unit, n, led[unit]) for unit, n in rows.most_common())
