"""Two plans → their alignment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gangmu.align.advised import advised, with_relations
from gangmu.align.adviser import Adviser
from gangmu.align.lineage import is_same_text, standing_of
from gangmu.align.model import Alignment, Link, Notice, Searched
from gangmu.align.statements import statements_of
from gangmu.align.workbench import Workbench, side_of
from gangmu.model import Plan


def align(
    upper: Plan,
    lower: Plan,
    *,
    upper_text: str | None = None,
    lower_text: str | None = None,
    adviser: Adviser | None = None,
) -> Alignment:
    """Align two plans sentence by sentence.

    Args:
        upper: the plan above.
        lower: the plan below. Given the wrong way round, the two are exchanged and a notice says so.
        upper_text: the decoded source of the upper plan, so that promises inside its sentences get exact places.
        lower_text: the same of the lower plan.
        adviser: something to be asked about open pairs; none by default.

    Returns:
        Links with relation and reasons, suggestions, what nobody took up and where we looked, and what is new below.
    """
    standing = standing_of(upper, lower)
    notices = list(_notices(upper, lower))
    if standing.is_reversed:
        upper, lower = lower, upper
        upper_text, lower_text = lower_text, upper_text
        notices.append(Notice("order.reversed", (_name(upper), _name(lower))))
    if any(evidence.code == "issued.before" for evidence in standing.evidence):
        notices.append(Notice("lower.older", (_name(upper), _name(lower))))
    peers = standing.pair == "peers"
    bench = Workbench.of(upper, lower, upper_text or upper.document.text, peers=peers)
    choices = bench.choices()
    if adviser is not None:
        choices = advised(adviser, choices, bench.uppers, bench.lowers)
    links = bench.links(choices)
    if adviser is not None:
        links = with_relations(adviser, links)
    taken, answering = {link.upper.key for link in links}, {link.lower.key for link in links}
    return Alignment(
        upper=upper.document,
        lower=lower.document,
        pair=standing.pair,
        pair_evidence=standing.evidence,
        searched=Searched(len(lower.measures), tuple(Counter(task.annex for task in lower.tasks).items())),
        notices=tuple(notices),
        links=tuple(links),
        candidates=tuple(bench.candidates(choices)),
        uncovered=tuple(bench.uncovered(choices, taken)),
        added=tuple(side_of(p.statement) for p in bench.lowers if p.statement.key not in answering),
    )


def rows_of(plan: Plan, *, text: str | None = None) -> tuple[Link, ...]:
    """The links from a plan's own measures to the rows of its responsibility tables.

    Args:
        plan: a plan with measures and table rows.
        text: its decoded source, for exact places.
    """
    statements = statements_of(plan)
    measures = tuple(s for s in statements if s.task is None)
    rows = tuple(s for s in statements if s.task is not None)
    bench = Workbench.of(plan, plan, text or plan.document.text, peers=False, statements=(measures, rows))
    return tuple(bench.links(bench.choices()))


def _notices(upper: Plan, lower: Plan) -> Iterator[Notice]:
    if is_same_text(upper.document, lower.document):
        yield Notice("plans.identical", (_name(upper), _name(lower)))
    for plan, code in ((upper, "upper.empty"), (lower, "lower.empty")):
        if not plan.measures and not plan.tasks:
            yield Notice(code, (_name(plan),))


def _name(plan: Plan) -> str:
    return plan.document.title or plan.document.source.name
