"""The weights of `gangmu.align.choose`, learned from the annotated pairs; each left out once to see what they do.

    PYTHONPATH=src .venv-bench-align/bin/python -m bench.align.learning

Logistic regression over the evidence of every pair of sentences that shares anything. An unsure link counts as a link
of less weight, and a pair of plans that two readers annotated counts as one. Run it again when evidence changes: it
prints what belongs into `choose.py`; then again, for what a sentence has of its own hangs on the scores.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import product
from types import ModuleType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

import gangmu
from bench.align.annotated import Annotated, Ids, annotated, ids_of
from bench.reading.gold import scorer
from gangmu.align.choose import LINK_FROM, WEIGHTS, choose
from gangmu.align.evidence import Uppers, evidence_of, prepare
from gangmu.align.places import place_pattern
from gangmu.align.statements import statements_of
from gangmu.align.weights import learned

FEATURES = (*WEIGHTS, "own")
UNSURE = 0.6
"""Weight of a link on which readers would split: so many of them seem to be links in the gold."""
RIDGE = 1.0
"""Holds the weights of standardised features small; 0.1 to 10 give the same links."""
STEPS = 25

Floats = NDArray[np.float64]


class Rows(NamedTuple):
    """Evidence of an annotated pair: a row for each lower and upper sentence that share anything, with the annotated
    pairs it is (two, where a document prints a sentence twice)."""

    ids: list[set[Ids]]
    evidence: Floats
    is_link: Floats
    weight: Floats


class Model(NamedTuple):
    """A weight for each feature, and the base."""

    weights: Floats
    base: float

    def scores(self, evidence: Floats) -> Floats:
        """How likely each row is a link."""
        scores: Floats = 1 / (1 + np.exp(-(evidence @ self.weights + self.base)))
        return scores


def left_out(pairs: Sequence[Annotated]) -> dict[str, float]:
    """For each annotation, F1 of its links by weights learned from other pairs of plans.

    A second annotation of the same pair is left out with the first.
    """
    rows = _all_rows(pairs)
    return {
        pair.name: _f1(fit([rows[other.name] for other in pairs if other.lower != pair.lower]), rows[pair.name], pair)
        for pair in pairs
    }


def _all_rows(pairs: Sequence[Annotated]) -> dict[str, Rows]:
    """Evidence of every annotation; two annotations of a pair weigh half each."""
    tool = scorer()
    readers = Counter(pair.lower for pair in pairs)
    found = {pair.name: rows_of(pair, tool) for pair in pairs}
    return {pair.name: _weighed(found[pair.name], 1 / readers[pair.lower]) for pair in pairs}


def _weighed(rows: Rows, share: float) -> Rows:
    return rows._replace(weight=rows.weight * share)


def fit(parts: Sequence[Rows]) -> Model:
    """Logistic regression by Newton's steps over standardised features."""
    evidence, is_link, weight = (np.concatenate(column) for column in list(zip(*parts, strict=True))[1:])
    middle, spread = evidence.mean(0), evidence.std(0)
    x = np.column_stack([(evidence - middle) / spread, np.ones(len(evidence))])
    beta = np.zeros(x.shape[1])
    hold = np.diag([RIDGE] * len(spread) + [0.0])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-(x @ beta)))
        gradient = x.T @ (weight * (is_link - likely)) - hold @ beta
        beta += np.linalg.solve((x * (weight * likely * (1 - likely))[:, None]).T @ x + hold, gradient)
    weights = beta[:-1] / spread
    return Model(weights, float(beta[-1] - weights @ middle))


def rows_of(pair: Annotated, tool: ModuleType) -> Rows:
    """The evidence that the library finds for a pair, with what the annotation says."""
    upper, lower = gangmu.read(pair.upper), gangmu.read(pair.lower)
    places = place_pattern((upper, lower))
    above, below = statements_of(upper), statements_of(lower)
    uppers, lowers = Uppers(prepare(above, places, learned())), prepare(below, places, learned())
    own = {(choice.lower, choice.upper): choice.own for choice in choose(uppers, lowers, places)}
    upper_ids = [ids_of(one.text, pair.gold["upper"], tool) for one in above]
    lower_ids = [ids_of(one.text, pair.gold["lower"], tool) for one in below]
    ids: list[set[Ids]] = []
    evidence = []
    for j, i, found in evidence_of(uppers, lowers):
        if lower_ids[j] and upper_ids[i]:
            ids.append(set(product(lower_ids[j], upper_ids[i])))
            evidence.append([*(getattr(found, name) for name in WEIGHTS), own.get((j, i), 1.0)])
    is_link = np.array([not one.isdisjoint(pair.links) for one in ids], float)
    weight = np.array([1.0 if one.isdisjoint(pair.unsure) else UNSURE for one in ids])
    return Rows(ids, np.array(evidence), is_link, weight)


def _f1(model: Model, rows: Rows, pair: Annotated) -> float:
    scores = model.scores(rows.evidence)
    linked = (ids for ids, score in zip(rows.ids, scores, strict=True) if score >= LINK_FROM)
    got: set[Ids] = set().union(*linked)
    want = pair.links
    return round(2 * len(got & want) / (len(got) + len(want)), 4)


def main() -> None:
    """Print the weights from all pairs, and what each pair left out gives."""
    pairs = annotated()
    model = fit(list(_all_rows(pairs).values()))
    for name, weight in zip(FEATURES, model.weights, strict=True):
        print(f"{name:12} {weight:.3g}")
    print(f"{'base':12} {model.base:.2f}")
    for name, f1 in left_out(pairs).items():
        print(f"{name}: {f1} by weights learned from the other pairs")


if __name__ == "__main__":
    main()
