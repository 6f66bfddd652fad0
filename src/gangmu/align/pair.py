"""Two plans → their alignment."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from gangmu.align.advised import advised, with_relations
from gangmu.align.adviser import Adviser
from gangmu.align.changes import changes_between
from gangmu.align.choose import Choice, choose
from gangmu.align.drops import as_dropped, dropped_pieces
from gangmu.align.evidence import Prepared, Uppers, prepare
from gangmu.align.features import Bag
from gangmu.align.lineage import standing_of
from gangmu.align.locate import source_span
from gangmu.align.looked import Searched
from gangmu.align.model import Alignment, Basis, Candidate, Dropped, Link, Notice, Side, Uncovered
from gangmu.align.places import parts_pattern, place_pattern
from gangmu.align.quantities import Targets, quantity_changes
from gangmu.align.relation import judge
from gangmu.align.statements import Statement, statements_of
from gangmu.align.weights import Weights, learned
from gangmu.model import Plan

WORDS_SHOWN = 6
"""How many shared words a basis names."""


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
        notices.append(_reversed(upper, lower))
    peers = standing.pair == "peers"
    bench = _Bench.of(upper, lower, upper_text or upper.document.text, peers=peers)
    choices = choose(bench.uppers, bench.lowers, bench.places)
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
        notices=tuple(notices),
        links=tuple(links),
        candidates=tuple(bench.candidates(choices)),
        uncovered=tuple(bench.uncovered(choices, taken)),
        added=tuple(side_of(p.statement) for p in bench.lowers if p.statement.key not in answering),
    )


def side_of(statement: Statement) -> Side:
    """A statement as it stands in an alignment."""
    return Side(statement.key, statement.measure, statement.task, statement.span, statement.text)


def _notices(upper: Plan, lower: Plan) -> list[Notice]:
    found = []
    if upper.document.source.sha256 and upper.document.source.sha256 == lower.document.source.sha256:
        found.append(Notice("plans.identical", "两份文件内容相同，结果只能说明一份文件与它自己一致。"))
    for plan, code, name in ((upper, "upper.empty", "上级"), (lower, "lower.empty", "下级")):
        if not plan.measures and not plan.tasks:
            found.append(Notice(code, f"{name}文件《{_name(plan)}》中没有读到举措，无从比对；请先检查读取结果。"))
    return found


def _reversed(upper: Plan, lower: Plan) -> Notice:
    text = f"两份文件给反了：《{_name(upper)}》在上，《{_name(lower)}》在下；已按实际上下级比对。"
    return Notice("order.reversed", text)


def _name(plan: Plan) -> str:
    return plan.document.title or plan.document.source.name


@dataclass(frozen=True, slots=True)
class _Bench:
    """Both plans prepared, with what the records of an alignment are made from."""

    uppers: Uppers
    lowers: tuple[Prepared, ...]
    upper_targets: Targets
    lower_targets: Targets
    places: re.Pattern[str]
    parts: re.Pattern[str] | None
    weights: Weights
    upper_text: str | None
    searched: Searched
    peers: bool

    @classmethod
    def of(cls, upper: Plan, lower: Plan, upper_text: str | None, *, peers: bool) -> _Bench:
        places, weights = place_pattern((upper, lower)), learned()
        lowers = prepare(statements_of(lower), places, weights)
        return cls(
            uppers=Uppers(prepare(statements_of(upper), places, weights)),
            lowers=lowers,
            upper_targets=Targets(upper),
            lower_targets=Targets(lower),
            places=places,
            parts=parts_pattern(lower),
            weights=weights,
            upper_text=upper_text,
            searched=Searched.of(lower),
            peers=peers,
        )

    def links(self, choices: Sequence[Choice]) -> list[Link]:
        """The links among the choices, judged; what the upper sentences lost is told once all their links are known."""
        linked = [choice for choice in choices if choice.is_link]
        by_upper: dict[int, list[int]] = defaultdict(list)
        for choice in linked:
            by_upper[choice.upper].append(choice.lower)
        lost = {i: self._dropped(i, lowers) for i, lowers in by_upper.items()}
        return [self._link(choice, lost[choice.upper]) for choice in linked]

    def _link(self, choice: Choice, lost: tuple[Dropped, ...]) -> Link:
        upper, lower = self.uppers.prepared[choice.upper], self.lowers[choice.lower]
        quantities = quantity_changes(
            self.upper_targets.within(upper.statement.span), self.lower_targets.of_statement(lower.statement)
        )
        verdict = judge(upper, lower, quantities, parts=self.parts, peers=self.peers)
        return Link(
            upper=side_of(upper.statement),
            lower=side_of(lower.statement),
            relation=verdict.relation,
            score=round(choice.score, 3),
            changes=changes_between(verdict.shared, upper.statement.text, lower.statement.text),
            dropped=lost,
            reasons=verdict.reasons,
            basis=_basis(choice, upper.bag, lower.bag),
            quantities=quantities,
        )

    def _dropped(self, upper: int, lowers: Sequence[int]) -> tuple[Dropped, ...]:
        if self.peers:
            return ()
        prepared = self.uppers.prepared[upper]
        statement = prepared.statement
        found = []
        for piece in dropped_pieces(prepared, [self.lowers[j] for j in lowers], self.places, self.weights):
            span, exact = source_span(statement, piece.start, piece.end, self.upper_text)
            found.append(as_dropped(piece, span, statement.text, exact=exact))
        return tuple(found)

    def candidates(self, choices: Sequence[Choice]) -> list[Candidate]:
        """Pairs below the line of a link."""
        return [
            Candidate(
                upper=side_of(self.uppers.prepared[c.upper].statement),
                lower=side_of(self.lowers[c.lower].statement),
                score=round(c.score, 3),
            )
            for c in choices
            if not c.is_link
        ]

    def uncovered(self, choices: Sequence[Choice], taken: set[str]) -> list[Uncovered]:
        """Upper statements without a link, each with the lower ones that came nearest."""
        nearest: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for choice in choices:
            nearest[choice.upper].append((choice.score, choice.lower))
        found = []
        for i, prepared in enumerate(self.uppers.prepared):
            if prepared.statement.key not in taken:
                best = sorted(nearest.get(i, []), key=lambda pair: (-pair[0], pair[1]))
                found.append(
                    self.searched.nothing_for(
                        side_of(prepared.statement), [(s, self.lowers[j].statement) for s, j in best]
                    )
                )
        return found


def _basis(choice: Choice, upper: Bag, lower: Bag) -> Basis:
    evidence = choice.evidence
    return Basis(
        likeness=round(evidence.likeness, 3),
        lead=round(evidence.lead, 3),
        piece_lead=round(evidence.piece_lead, 3),
        first=round(evidence.first, 3),
        cover=round(evidence.cover, 3),
        around=round(evidence.around, 3),
        headings=round(evidence.headings, 3),
        words=shared_words(upper, lower),
        subjects=tuple(sorted(upper.general.keys() & lower.answered_names)),
    )


def shared_words(upper: Bag, lower: Bag) -> tuple[str, ...]:
    """The runs of characters that both hold, the heaviest first."""
    runs: list[tuple[float, str]] = []
    word, weight = "", 0.0
    for pair, value in upper.pairs.items():
        if pair not in lower.pairs:
            continue
        if word and word[-1] == pair[0]:
            word, weight = word + pair[1], weight + value
        else:
            runs.append((weight, word))
            word, weight = pair, value
    runs.append((weight, word))
    best = sorted((run for run in runs if run[1]), key=lambda run: -run[0])
    return tuple(word for _, word in best[:WORDS_SHOWN])
