"""Where a stretch of a statement's text stands in the source."""

from __future__ import annotations

from gangmu.align.statements import Statement
from gangmu.model import Repair, Span


def source_span(statement: Statement, start: int, end: int, source: str | None) -> tuple[Span, bool]:
    """The source span of `statement.text[start:end]`.

    Args:
        statement: the sentence.
        start: first character, an offset in the statement's text.
        end: one past the last.
        source: the decoded source; None where it is not at hand.

    Returns:
        The span and True, or the whole sentence's span and False where the source is needed and not at hand.
    """
    if source is None:
        same_length = statement.span[1] - statement.span[0] == len(statement.text) and not statement.repairs
        if same_length and statement.task is None:
            return (statement.span[0] + start, statement.span[0] + end), True
        return statement.span, False
    offsets = _offsets(statement, source)
    if offsets is None:
        return statement.span, False
    return (offsets[start], offsets[end - 1] + 1), True


def _offsets(statement: Statement, source: str) -> list[int] | None:
    """Source offset of each character of the text, white space and repairs stepped over; None if they differ."""
    skipped = {i for repair in statement.repairs for i in _within(repair)}
    places = [i for i in range(*statement.span) if i not in skipped and not source[i].isspace()]
    bare = "".join(source[i] for i in places)
    wanted = "".join(statement.text.split())
    at = bare.find(wanted)
    if at < 0:
        return None
    kept = iter(places[at : at + len(wanted)])
    last = places[at]
    offsets = []
    for character in statement.text:
        last = last if character.isspace() else next(kept)
        offsets.append(last)
    return offsets


def _within(repair: Repair) -> range:
    return range(*repair.span) if not repair.to else range(0)
