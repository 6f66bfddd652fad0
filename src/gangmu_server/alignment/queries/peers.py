"""What plans of the same level do that one does not, by its own themes: a reading list for whoever plans next."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from gangmu_server.alignment.models import Link, LinkState, PairKind, Sentence, SentenceState, Side
from gangmu_server.alignment.payloads import Idea, IdeaGroup, PairLine, ReadingList
from gangmu_server.alignment.queries.overview import pair_lines
from gangmu_server.directory.access import require
from gangmu_server.directory.models import Account
from gangmu_server.directory.rights import Right
from gangmu_server.library.models import Plan

Place = tuple[int, str, bool]
"""A plan's id, a sentence's address, whether it is a table row."""


def reading_list(user: Account, plan: Plan, words: str = "", tag: str = "") -> ReadingList:
    """The reading list of a plan.

    Args:
        user: who asks.
        plan: for whom.
        words: texts that must stand in an idea.
        tag: what an idea must carry: `figure`, `date`, `pilot` or `money`.
    """
    require(user, plan.zone, Right.READ_PLANS)
    lines = [line for line in pair_lines(plan.zone) if line.pair.kind == PairKind.PEERS]
    own = [line for line in lines if plan.pk in (line.pair.upper_id, line.pair.lower_id)]
    compared = {pk for line in own for pk in (line.pair.upper_id, line.pair.lower_id)}
    level = Plan.objects.filter(zone=plan.zone_id, level=plan.level, deleted_at__isnull=True).exclude(level="")
    others = level.exclude(pk__in=compared | {plan.pk}).exclude(
        pairs_below__lower=plan, pairs_below__kind=PairKind.LINEAGE
    )
    ideas = [idea for idea in _ideas(plan, own) if _is_wanted(idea.sentence, words, tag)]
    kept = [idea for idea in ideas if idea.sentence.state == SentenceState.OPEN]
    homes = _homes(plan, own)
    return ReadingList(
        plan=plan,
        groups=tuple(_groups(_joined(kept, lines), homes)),
        set_aside=tuple(idea for idea in ideas if idea.sentence.state == SentenceState.NOT_APPLICABLE),
        peers=tuple(own),
        uncompared=tuple(others.select_related("place").order_by("title").distinct()),
    )


def _theirs(plan: Plan, line: PairLine) -> str:
    """Which side of a pair the other plan stands on."""
    return Side.LOWER if line.pair.upper_id == plan.pk else Side.UPPER


def _ideas(plan: Plan, own: Sequence[PairLine]) -> Iterable[Idea]:
    used = {line.used.pk: line for line in own if line.used}
    rows = Sentence.objects.filter(alignment__in=list(used)).exclude(state=SentenceState.LINKED)
    for row in rows.select_related("decision").order_by("alignment", "position"):
        line = used[row.alignment_id]
        if row.side == _theirs(plan, line):
            other = line.pair.lower if row.side == Side.LOWER else line.pair.upper
            yield Idea(row, other, line.pair)


def _is_wanted(sentence: Sentence, words: str, tag: str) -> bool:
    carried = not tag or bool(getattr(sentence, f"has_{tag}", False))
    return carried and all(word in sentence.text for word in words.split())


def _homes(plan: Plan, own: Sequence[PairLine]) -> dict[tuple[int, str], tuple[int, str, str]]:
    """For each theme of a peer, the plan's own theme most of its linked sentences answer: position, address, title."""
    used = {line.used.pk: line for line in own if line.used}
    votes: dict[tuple[int, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    first: dict[str, int] = {}
    rows = Link.objects.filter(alignment__in=list(used), state=LinkState.LINKED).select_related("upper", "lower")
    for link in rows.defer("changes", "dropped", "reasons", "quantities"):
        line = used[link.alignment_id]
        theirs, mine = (link.lower, link.upper) if _theirs(plan, line) == Side.LOWER else (link.upper, link.lower)
        votes[link.alignment_id, theirs.theme][mine.theme, mine.theme_title] += 1
        first[mine.theme] = min(first.get(mine.theme, mine.position), mine.position)
    best = {key: found.most_common(1)[0][0] for key, found in votes.items()}
    return {key: (first[theme], theme, title) for key, (theme, title) in best.items()}


def _joined(ideas: Sequence[Idea], lines: Sequence[PairLine]) -> list[Idea]:
    """Ideas of several peers that are linked to each other told once, under the first."""
    between = _links_between(ideas, lines)
    taken: set[Place] = set()
    by_place = {_place(idea): idea for idea in ideas}
    joined = []
    for place, idea in by_place.items():
        if place in taken:
            continue
        alike = [by_place[p] for p in between.get(place, ()) if p in by_place and p not in taken]
        taken |= {place, *(_place(other) for other in alike)}
        joined.append(Idea(idea.sentence, idea.plan, idea.pair, tuple((o.sentence, o.plan) for o in alike)))
    return joined


def _place(idea: Idea) -> Place:
    return idea.plan.pk, idea.sentence.address, idea.sentence.is_row


def _links_between(ideas: Sequence[Idea], lines: Sequence[PairLine]) -> dict[Place, list[Place]]:
    plans = {idea.plan.pk for idea in ideas}
    runs: Mapping[int, PairLine] = {
        line.used.pk: line for line in lines if line.used and {line.pair.upper_id, line.pair.lower_id} <= plans
    }
    found: dict[Place, list[Place]] = defaultdict(list)
    rows = Link.objects.filter(alignment__in=list(runs), state=LinkState.LINKED).values_list(
        "alignment_id", "upper__address", "upper__is_row", "lower__address", "lower__is_row"
    )
    for run, upper, upper_row, lower, lower_row in rows:
        pair = runs[run].pair
        above, below = (pair.upper_id, upper, upper_row), (pair.lower_id, lower, lower_row)
        found[above].append(below)
        found[below].append(above)
    return found


def _groups(ideas: Iterable[Idea], homes: Mapping[tuple[int, str], tuple[int, str, str]]) -> Iterable[IdeaGroup]:
    nowhere = (10**6, "", "")
    by_theme: dict[tuple[int, str, str], list[Idea]] = defaultdict(list)
    for idea in ideas:
        by_theme[homes.get((idea.sentence.alignment_id, idea.sentence.theme), nowhere)].append(idea)
    for (_position, theme, title), inside in sorted(by_theme.items()):
        yield IdeaGroup(theme, title, tuple(sorted(inside, key=lambda idea: -idea.peers)))
