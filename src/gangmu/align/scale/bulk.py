"""Finds the upper sentences likest to many lower ones. Needs the extra `scale` (numpy, sparse_dot_topn).

Candidates only: whether a pair is a link, and what became of the promise, is decided by the same code as for two plans.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sparse_dot_topn import sp_matmul_topn

from gangmu.align.scale.grams import BITS, Grams, Ints, grams_of, once_each, rarest_nearby

WINDOW = 3
"""One run of every three characters is looked up. Of every four, a point or two of recall is lost in a third less time;
of every two, twice the time gains nearly nothing."""
LENGTH_POWER = 0.25
"""How much a long upper sentence is held back: a lower one takes up a part of it, so less than the half of a cosine."""
AT_ONCE = 50_000
"""Lower sentences looked up at a time: what bounds the memory of a search."""


class Found(NamedTuple):
    """The likest upper sentences of many lower ones, best first.

    Attributes:
        upper: for each lower sentence a row of upper ones; -1 where there are no more.
        score: how much each pair shares; comparable within a row only.
    """

    upper: Ints
    score: NDArray[np.float32]


class BulkIndex:
    """Upper sentences, indexed by their runs of characters."""

    def __init__(self, feature: Ints, sentence: Ints, size: int) -> None:
        """Build from runs sorted by sentence, each once a sentence; see `of` for sentences."""
        self.feature, self.sentence, self.size = feature, sentence, size
        self._counts = np.bincount(feature, minlength=1 << BITS)
        self._weights = np.log((size + 1) / (self._counts + 1)).astype(np.float32)
        weight = self._weights[feature]
        mass = np.bincount(sentence, weights=weight.astype(np.float64) ** 2, minlength=size)
        scale = np.where(mass > 0, mass, 1.0).astype(np.float32) ** LENGTH_POWER
        rows = _rows(sentence, size)
        uppers = csr_matrix((weight / scale[sentence], feature, rows), shape=(size, 1 << BITS))
        self._by_feature = uppers.T.tocsr()

    @classmethod
    def of(cls, sentences: Sequence[str]) -> BulkIndex:
        """Index sentences; each is known by its place in the order given."""
        feature, sentence = once_each(grams_of(sentences))
        return cls(feature, sentence, len(sentences))

    def save(self, path: Path) -> None:
        """Keep the index in a file."""
        np.savez(path, feature=self.feature, sentence=self.sentence, size=self.size)

    @classmethod
    def load(cls, path: Path) -> BulkIndex:
        """The index of a file that `save` wrote."""
        with np.load(path) as kept:
            return cls(kept["feature"], kept["sentence"], int(kept["size"]))

    def find(self, sentences: Sequence[str], *, most: int = 1, threads: int = 2) -> Found:
        """The likest indexed sentences of each sentence given.

        Args:
            sentences: lower sentences.
            most: how many upper sentences for each.
            threads: processor cores to use.
        """
        parts = [
            self._find(sentences[i : i + AT_ONCE], most, threads) for i in range(0, max(len(sentences), 1), AT_ONCE)
        ]
        return Found(np.concatenate([p.upper for p in parts]), np.concatenate([p.score for p in parts]))

    def _find(self, sentences: Sequence[str], most: int, threads: int) -> Found:
        size = len(sentences)
        feature, sentence = once_each(self._telling(grams_of(sentences)))
        lowers = csr_matrix((self._weights[feature], feature, _rows(sentence, size)), shape=(size, 1 << BITS))
        best = sp_matmul_topn(lowers, self._by_feature, top_n=most, sort=True, n_threads=threads).tocsr()
        found = Found(np.full((size, most), -1, np.int32), np.zeros((size, most), np.float32))
        many = np.diff(best.indptr)
        row = np.repeat(np.arange(size), many)
        place = np.arange(len(best.indices)) - np.repeat(best.indptr[:-1], many)
        found.upper[row, place], found.score[row, place] = best.indices, best.data
        return found

    def _telling(self, grams: Grams) -> Grams:
        return rarest_nearby(grams, self._counts, WINDOW)


def _rows(sentence: Ints, size: int) -> NDArray[np.int64]:
    """Where each sentence's runs begin."""
    return np.searchsorted(sentence, np.arange(size + 1)).astype(np.int64)
