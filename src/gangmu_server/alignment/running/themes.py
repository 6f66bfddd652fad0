"""Under which heading a sentence is counted: the chapter, or the article where a plan has few chapters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gangmu.align.statements import Statement
from gangmu.model import Plan, Provision

FEWEST = 4
"""A matrix of fewer rows than this says nothing; then the next level of headings is taken."""
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Theme:
    """A heading and its address; empty for what stands before the first."""

    address: str
    title: str


class Themes:
    """The themes of one plan's sentences."""

    def __init__(self, plan: Plan, statements: Iterable[Statement]) -> None:
        self._provisions = {provision.id: provision for provision in plan.provisions}
        measures = [s for s in statements if s.task is None]
        paths = [self._path(s.provision) for s in measures]
        self._depth = next((d for d in range(DEEPEST) if len({path[: d + 1] for path in paths}) >= FEWEST), DEEPEST - 1)

    def theme(self, statement: Statement) -> Theme:
        """The heading a sentence is counted under; a table row by its section, else its table."""
        if statement.task is not None:
            annex, _slash, section = statement.provision.partition("/")
            return Theme(statement.provision[:200], section or annex)
        path = self._path(statement.provision)[: self._depth + 1]
        return Theme(path[-1][:200], _title(self._provisions[path[-1]])) if path else Theme("", "")

    def _path(self, address: str) -> tuple[str, ...]:
        """The provisions over a sentence, the outermost first; items below a headed provision are left out."""
        path: list[str] = []
        at: str | None = address
        while at and at in self._provisions and at not in path:
            if self._provisions[at].heading:
                path.insert(0, at)
            at = self._provisions[at].parent
        return tuple(path)


def _title(provision: Provision) -> str:
    number = provision.number or ""
    gap = "　" if number.startswith(("第", "专栏", "附件")) else ""
    return f"{number}{gap}{provision.heading or ''}"
