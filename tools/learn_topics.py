"""Learn what pairs of characters speak of the same matter, from a folder of public plans.

    PYTHONPATH=src .venv-bench-align/bin/python -m tools.learn_topics FOLDER src/gangmu/align/data/topics.bin

Counts which pairs of characters stand in one sentence more often than chance would have it (positive pointwise mutual
information) and keeps the 32 directions that say most (singular value decomposition). 48 and 64 directions serve no
better, 24 worse. The file holds the pairs of characters on its first line and 32 signed bytes for each after it, its
weight included; no sentence can be read from them. Needs numpy and scipy; reading the file needs neither.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds

from gangmu.align.fold import fold
from gangmu.align.topics import DIRECTIONS, character_pairs

SHORTEST_SENTENCE = 9
RAREST = 5
"""Pairs that stand in fewer sentences speak of their documents, not of a matter."""
MOST_COMMON = 0.1
"""Pairs that stand in more than a tenth of all sentences speak of nothing."""
MET_FROM = 2
LARGEST = 127

_SPACE = re.compile(r"\s+")
_SENTENCE = re.compile(r"[\n。；;]")


def sentences(folder: Path) -> Iterator[set[str]]:
    """The pairs of characters of each sentence of a folder's texts."""
    for path in sorted(folder.glob("*.txt")):
        for part in _SENTENCE.split(path.read_bytes().decode("utf-8", "replace")):
            sentence = fold(_SPACE.sub("", part))
            if len(sentence) >= SHORTEST_SENTENCE:
                yield set(character_pairs(sentence))


def main(folder: Path, out: Path) -> None:
    """Write the table."""
    held = list(sentences(folder))
    counts = Counter(pair for pairs in held for pair in pairs)
    kept = sorted(pair for pair, count in counts.items() if RAREST <= count < MOST_COMMON * len(held))
    place = {pair: i for i, pair in enumerate(kept)}
    rows = [(k, place[pair]) for k, pairs in enumerate(held) for pair in sorted(pairs) if pair in place]
    at = np.array(rows).T
    table = csr_matrix((np.ones(len(rows)), (at[0], at[1])), shape=(len(held), len(kept)))
    often = np.array([counts[pair] for pair in kept], float)
    left, strength, _ = svds(_surprise(table, often), k=DIRECTIONS, v0=np.ones(len(kept)))
    vectors = left * np.sqrt(strength)
    vectors *= (np.log(len(held) / often) / (np.linalg.norm(vectors, axis=1) + 1e-9))[:, None]
    bytes_ = np.rint(vectors / np.abs(vectors).max() * LARGEST).astype(np.int8)
    out.write_bytes("".join(kept).encode() + b"\n" + bytes_.tobytes())


def _surprise(table: Any, often: Any) -> Any:
    """How much more often than by chance each two pairs of characters stand in one sentence."""
    met = (table.T @ table).tocoo()
    by_chance = often[met.row] * often[met.col] / table.shape[0]
    surprise = np.log(met.data / by_chance)
    keep = (met.row != met.col) & (met.data >= MET_FROM) & (surprise > 0)
    return csr_matrix((surprise[keep], (met.row[keep], met.col[keep])), shape=met.shape)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
