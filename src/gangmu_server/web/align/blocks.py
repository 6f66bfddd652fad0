"""Blocks of two plans side by side as the page shows them: differences marked, reasons in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gangmu_server.alignment.marking import Differences, Piece, lower_pieces, plain_differences, upper_pieces
from gangmu_server.alignment.models import Link, LinkState, PlanPair, Sentence, SentenceState
from gangmu_server.alignment.payloads import Answer, Block, SideBySide
from gangmu_server.alignment.words import looked_in, nearest, reason_sentences
from gangmu_server.web.align import words


@dataclass(frozen=True, slots=True)
class AnswerView:
    """A lower sentence beside its upper one."""

    link: Link
    lower: Sentence
    pieces: list[Piece]
    reasons: list[str]
    sign: str
    word: str
    tone: str
    others: int

    @property
    def percent(self) -> int:
        """How sure the aligner is."""
        return round(self.link.score * 100)


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block with everything in words."""

    upper: Sentence | None
    pieces: list[Piece]
    answers: list[AnswerView]
    added: Sentence | None
    looked_in: str
    nearest: list[tuple[str, str, int]]
    theme: str
    opens_theme: bool

    @property
    def key(self) -> int:
        """The id of the sentence the block stands for."""
        return (self.upper or self.added).pk  # type: ignore[union-attr]

    @property
    def is_open(self) -> bool:
        """Whether nobody took the upper sentence up."""
        return self.upper is not None and self.upper.state == SentenceState.OPEN


def views_of(page: SideBySide, pair: PlanPair) -> list[BlockView]:
    """The blocks of a page, the first of each theme marked."""
    views: list[BlockView] = []
    last: str | None = None
    for block in page.blocks:
        theme = block.upper.theme if block.upper else last
        views.append(_view(block, pair, page, opens_theme=block.upper is not None and theme != last))
        last = theme
    return views


def _view(block: Block, pair: PlanPair, page: SideBySide, *, opens_theme: bool) -> BlockView:
    answers = [*_answers(block.answers, pair), *_answers(block.suggested, pair), *_answers(block.rejected, pair)]
    upper = block.upper
    suggested = {answer.lower.address for answer in block.suggested}
    found = [(answer.lower.text, differences_of(answer.link)) for answer in block.answers]
    is_open = upper is not None and upper.state == SentenceState.OPEN and pair.kind != "peers"
    return BlockView(
        upper=upper,
        pieces=upper_pieces(upper.text, found) if upper else [],
        answers=answers,
        added=block.added,
        looked_in=looked_in(page.alignment) if is_open else "",
        nearest=[near for near in nearest(upper) if near[0] not in suggested] if is_open and upper else [],
        theme=upper.theme_title if upper else "",
        opens_theme=opens_theme,
    )


def _answers(listed: Iterable[Answer], pair: PlanPair) -> Iterable[AnswerView]:
    for answer in listed:
        link = answer.link
        if link.state == LinkState.LINKED:
            sign, word = words.relations(pair.kind)[link.relation]
            tone = link.relation
        else:
            sign, word = (
                ("？", words.SHOWN["suggested"][1])
                if link.state == LinkState.SUGGESTED
                else ("✕", words.DEEDS["reject"])
            )
            tone = link.state
        pieces = lower_pieces(answer.lower.text, link.upper.text, differences_of(link))
        if link.state != LinkState.LINKED:
            pieces = [Piece(answer.lower.text, "")]
        yield AnswerView(link, answer.lower, pieces, reason_sentences(link), sign, str(word), tone, answer.other_uppers)


def differences_of(link: Link) -> Differences:
    """What the aligner found; for a link that it did not make, the words alone."""
    if link.read_state == LinkState.LINKED:
        return Differences(link.changes, link.dropped, link.reasons)
    return plain_differences(link.upper.text, link.lower.text)
