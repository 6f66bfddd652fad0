"""Targets: commitments that can be checked against a figure, a state or a calendar.

`targets_in` reads one passage; `RULES` are the rows of its grammar, for the documentation and for `explain`.
"""

from __future__ import annotations

from gangmu.extract.rules import Rule
from gangmu.extract.targets import basis, comparators, date_words, exclusions, numbers, past, recurrence, states
from gangmu.extract.targets.model import Context, FoundTarget, When
from gangmu.extract.targets.reading import targets_in
from gangmu.extract.targets.table import Table

TABLES: tuple[Table, ...] = (
    numbers.TABLE,
    comparators.BEFORE,
    comparators.AFTER,
    basis.TABLE,
    date_words.TABLE,
    date_words.SEASONS,
    recurrence.TABLE,
    exclusions.TABLE,
    past.HEADINGS,
    past.SENTENCES,
    states.QUALITY,
    states.DONE,
    states.VAGUE,
)
"""Every table of the grammar, in the order in which a passage meets them."""

RULES: tuple[Rule, ...] = tuple(rule for table in TABLES for rule in table.rules)
"""Every row of the grammar."""

__all__ = ["RULES", "TABLES", "Context", "FoundTarget", "When", "targets_in"]
