"""bm25s over character bigrams, with its fastest engine (numba)."""

from __future__ import annotations

from collections.abc import Sequence

import bm25s

from bench.align.race import CORES, serve


def bigrams(sentence: str) -> list[str]:
    """Every two characters."""
    return [sentence[i : i + 2] for i in range(len(sentence) - 1)]


def build(upper: Sequence[str]) -> bm25s.BM25:
    """Index."""
    index = bm25s.BM25(backend="numba")
    index.index([bigrams(sentence) for sentence in upper], show_progress=False)
    return index


def find(index: bm25s.BM25, lower: Sequence[str]) -> list[int]:
    """The upper sentence of the highest score."""
    asked = [bigrams(sentence) for sentence in lower]
    best: list[int] = index.retrieve(asked, k=1, n_threads=CORES, show_progress=False).documents[:, 0].tolist()
    return best


if __name__ == "__main__":
    serve(build, find)
