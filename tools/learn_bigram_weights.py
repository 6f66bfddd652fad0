"""Learn how telling pairs of characters and subjects are, from a folder of public plans.

    python -m tools.learn_bigram_weights FOLDER > src/gangmu/align/data/bigrams.tsv

Counts, for each pair of characters and each subject, the clauses it stands in. Features that stand in fewer than three clauses are left
out: one the table does not hold weighs as much. Counts of pairs are no sentences; the texts stay where they are.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from gangmu.align.features import pairs_of
from gangmu.align.fold import fold
from gangmu.align.places import place_pattern
from gangmu.vocab.subjects import subjects_in

SHORTEST_CLAUSE = 4
"""Clauses below four characters are numbers, dates and crumbs of tables."""
RAREST = 3

_SPACE = re.compile(r"\s+")
_CLAUSE = re.compile(r"[，；。！？\t|]")


def clauses(paths: Iterable[Path]) -> Iterable[str]:
    """The clauses of text files, white space gone, characters folded."""
    for path in paths:
        text = fold(_SPACE.sub("", path.read_bytes().decode("utf-8", "replace")))
        yield from (clause for clause in _CLAUSE.split(text) if len(clause) >= SHORTEST_CLAUSE)


def main(folder: Path) -> None:
    """Print the table."""
    counts: Counter[str] = Counter()
    total = 0
    places = place_pattern(())
    for clause in clauses(sorted(folder.glob("*.txt"))):
        total += 1
        counts.update(pairs_of(clause, places).keys())
        counts.update(f"#{name}" for name in subjects_in(clause).all)
    print(f"# clauses {total}")
    for feature, count in sorted(counts.items(), key=lambda row: (-row[1], row[0])):
        if count >= RAREST:
            print(f"{feature}\t{count}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
