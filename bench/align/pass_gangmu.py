"""Gangmu's bulk index over the racer's sentences."""

from __future__ import annotations

from collections.abc import Sequence

from bench.align.race import CORES, serve
from gangmu.align.scale.bulk import BulkIndex


def find(index: BulkIndex, lower: Sequence[str]) -> list[int]:
    """The likest upper sentence of each lower one."""
    best: list[int] = index.find(lower, most=1, threads=CORES).upper[:, 0].tolist()
    return best


if __name__ == "__main__":
    serve(BulkIndex.of, find)
