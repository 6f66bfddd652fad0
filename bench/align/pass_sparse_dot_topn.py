"""TF-IDF of character bigrams, those in more than 0.5 % of upper sentences dropped, and sparse_dot_topn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sparse_dot_topn import sp_matmul_topn

from bench.align.race import CORES, serve

COMMONEST = 0.005


class Index(NamedTuple):
    """Bigrams with their weights, and the upper sentences by bigram."""

    bigrams: TfidfVectorizer
    by_bigram: csr_matrix


def build(upper: Sequence[str]) -> Index:
    """Weigh and index."""
    bigrams = TfidfVectorizer(analyzer="char", ngram_range=(2, 2), max_df=COMMONEST, dtype=np.float32)
    return Index(bigrams, bigrams.fit_transform(upper).T.tocsr())


def find(index: Index, lower: Sequence[str]) -> list[int]:
    """The upper sentence of the highest cosine."""
    found = sp_matmul_topn(index.bigrams.transform(lower), index.by_bigram, top_n=1, n_threads=CORES).tocsr()
    best = np.full(len(lower), -1)
    has = np.diff(found.indptr) > 0
    best[has] = found.indices[found.indptr[:-1][has]]
    matched: list[int] = best.tolist()
    return matched


if __name__ == "__main__":
    serve(build, find)
