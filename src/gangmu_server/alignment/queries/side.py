"""Two plans side by side, the sentences one may be linked to, and what a newer run changed."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from gangmu_server.alignment.difference import Difference, Snapshot, difference
from gangmu_server.alignment.fates import Cover, fate_of
from gangmu_server.alignment.models import Alignment, Link, LinkState, Sentence, SentenceState, Side
from gangmu_server.alignment.payloads import Answer, Block, SideBySide, SideFilter
from gangmu_server.alignment.replay import addresses_of, in_force, registers_of
from gangmu_server.alignment.running.outcomes import snapshot_of
from gangmu_server.base.errors import ConflictError
from gangmu_server.directory.access import require
from gangmu_server.directory.models import Account
from gangmu_server.directory.rights import Right

CHOICES = 12
RELATIONS = ("adopted", "refined", "softened", "strengthened", "related")


def side_by_side(user: Account, alignment: Alignment, wanted: SideFilter | None = None) -> SideBySide:
    """A run laid out: blocks in the upper plan's order, new lower sentences where they follow in theirs.

    Args:
        user: who asks.
        alignment: the run; its pair is loaded.
        wanted: what to narrow it to.
    """
    require(user, alignment.zone, Right.READ_PLANS)
    wanted = wanted or SideFilter()
    snapshot = snapshot_of(alignment)
    blocks = _blocks(snapshot)
    shown = tuple(block for block in blocks if _is_wanted(block, wanted))
    registers = registers_of(snapshot.sentences)
    return SideBySide(
        alignment=alignment,
        blocks=shown,
        counts=_counts(blocks),
        themes=_themes(snapshot),
        stale=tuple(d for d in in_force(alignment.pair.decisions.all()) if addresses_of(d, registers) is None),
        shown=len(shown),
    )


def block_of(user: Account, sentence: Sentence) -> SideBySide:
    """The one block a sentence stands in, laid out as on the whole page; its counts are the whole run's."""
    alignment = sentence.alignment
    whole = side_by_side(user, alignment)
    blocks = [b for b in whole.blocks if sentence.pk in _sentences(b)]
    return SideBySide(alignment, tuple(blocks[:1]), whole.counts, whole.themes, whole.stale, len(blocks[:1]))


def choices_for(user: Account, sentence: Sentence, words: str = "") -> list[Sentence]:
    """Sentences of the other plan that one may be linked to: those that hold the words, else the nearest.

    Args:
        user: who asks.
        sentence: the one to be linked.
        words: texts that must stand in the other.
    """
    require(user, sentence.zone, Right.READ_PLANS)
    other = Side.LOWER if sentence.side == Side.UPPER else Side.UPPER
    rows = sentence.alignment.sentences.filter(side=other).order_by("position")
    mine = {"answered__upper": sentence} if other == Side.LOWER else {"answers__lower": sentence}
    linked = rows.filter(**mine, **{f"{next(iter(mine)).split('__')[0]}__state": LinkState.LINKED}).values("pk")
    rows = rows.exclude(pk__in=linked)
    if words.split():
        for word in words.split():
            rows = rows.filter(text__contains=word)
        return list(rows[:CHOICES])
    near = [item["key"] for item in sentence.nearest]
    suggested = set(rows.filter(**mine).values_list("pk", flat=True))
    listed = [s for s in rows if s.pk in suggested or s.address in near]
    listed.sort(key=lambda s: (s.pk not in suggested, near.index(s.address) if s.address in near else len(near)))
    return listed[:CHOICES]


def changes_of(user: Account, alignment: Alignment) -> Difference:
    """What a newer run says otherwise than the one in use.

    Raises:
        ConflictError: no run of the pair is in use.
    """
    require(user, alignment.zone, Right.READ_PLANS)
    used = alignment.pair.alignments.filter(in_use=True).defer("payload").first()
    if used is None:
        raise ConflictError(what="")
    return difference(snapshot_of(used), snapshot_of(alignment))


def _blocks(snapshot: Snapshot) -> list[Block]:
    answers: dict[int, dict[str, list[Answer]]] = defaultdict(lambda: defaultdict(list))
    uppers_of = Counter(link.lower_id for link in snapshot.links if link.state == LinkState.LINKED)
    for link in snapshot.links:
        others = uppers_of[link.lower_id] - (link.state == LinkState.LINKED)
        answers[link.upper_id][link.state].append(Answer(link, link.lower, others))
    uppers = [s for s in snapshot.sentences if s.side == Side.UPPER]
    blocks = [_block(upper, answers[upper.pk]) for upper in uppers]
    return _with_added(blocks, [s for s in snapshot.sentences if s.side == Side.LOWER])


def _block(upper: Sentence, answers: Mapping[str, list[Answer]]) -> Block:
    def listed(state: str) -> tuple[Answer, ...]:
        return tuple(sorted(answers.get(state, ()), key=lambda a: (-a.link.score, a.lower.position)))

    by_reading = tuple(sorted(answers.get(LinkState.LINKED, ()), key=lambda a: a.lower.position))
    rejected = tuple(a for a in listed(LinkState.REJECTED) if a.link.decision_id)
    return Block(upper, by_reading, listed(LinkState.SUGGESTED), rejected)


def _with_added(blocks: list[Block], lowers: Sequence[Sentence]) -> list[Block]:
    """New lower sentences put in: each after the block whose answer is the last before it in its own plan."""
    places: list[tuple[int, int]] = []
    for i, block in enumerate(blocks):
        places += [(answer.lower.position, i) for answer in block.answers]
    places.sort()
    positions = [position for position, _i in places]
    after: dict[int, list[Block]] = defaultdict(list)
    for sentence in lowers:
        if sentence.state == SentenceState.LINKED:
            continue
        k = bisect_right(positions, sentence.position) - 1
        after[places[k][1] if k >= 0 else -1].append(Block(None, added=sentence))
    laid = [*after[-1]]
    for i, block in enumerate(blocks):
        laid += [block, *after[i]]
    return laid


TESTS: dict[str, Callable[[Block], bool]] = {
    "open": lambda b: b.upper is not None and b.upper.state == SentenceState.OPEN,
    "not_applicable": lambda b: (b.upper or b.added).state == SentenceState.NOT_APPLICABLE,  # type: ignore[union-attr]
    "added": lambda b: b.added is not None and b.added.state == SentenceState.OPEN,
    "suggested": lambda b: bool(b.suggested),
    "taken": lambda b: _fate(b) == Cover.TAKEN,
    "partial": lambda b: _fate(b) == Cover.PARTIAL,
    "weaker": lambda b: _fate(b) == Cover.SOFTENED,
    "settled": lambda b: any(row.decision_id for row in _rows(b)),
    "unsettled": lambda b: not any(row.decision_id for row in _rows(b)),
}


def _fate(block: Block) -> Cover | None:
    if block.upper is None:
        return None
    return fate_of(block.upper.state, {answer.link.relation for answer in block.answers}, block.upper.lost)


def _is_wanted(block: Block, wanted: SideFilter) -> bool:
    head = block.upper or block.added
    if head is None or (wanted.theme is not None and (block.upper is None or head.theme != wanted.theme)):
        return False
    texts = "".join(row.text for row in _rows(block) if isinstance(row, Sentence))
    if not all(word in texts for word in wanted.words.split()):
        return False
    if wanted.show in RELATIONS:
        return any(answer.link.relation == wanted.show for answer in block.answers)
    return wanted.show not in TESTS or TESTS[wanted.show](block)


def _rows(block: Block) -> Iterable[Sentence | Link]:
    yield from (row for row in (block.upper, block.added) if row is not None)
    for answer in (*block.answers, *block.suggested, *block.rejected):
        yield answer.link
        yield answer.lower


def _sentences(block: Block) -> set[int]:
    return {row.pk for row in _rows(block) if isinstance(row, Sentence) and row in (block.upper, block.added)}


def _counts(blocks: Sequence[Block]) -> dict[str, int]:
    """How many blocks each filter leaves."""
    counts = Counter(relation for b in blocks for relation in {answer.link.relation for answer in b.answers})
    tested = {name: sum(test(block) for block in blocks) for name, test in TESTS.items()}
    aside = sum(_fate(b) == Cover.NOT_APPLICABLE for b in blocks)
    upper = sum(b.upper is not None for b in blocks)
    return {"all": len(blocks), "upper": upper, "aside": aside, **{name: counts[name] for name in RELATIONS}, **tested}


def _themes(snapshot: Snapshot) -> tuple[tuple[str, str, int], ...]:
    uppers = [s for s in snapshot.sentences if s.side == Side.UPPER]
    sizes = Counter(s.theme for s in uppers)
    titles = {s.theme: s.theme_title for s in uppers}
    return tuple((theme, title, sizes[theme]) for theme, title in titles.items())
