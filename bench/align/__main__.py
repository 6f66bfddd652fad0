"""Alignment: agreement with annotated pairs, a tier from a cold process, and speed beside two other tools.

python -m bench.align [quality tier speed corpus large]

`large`, one pass of 200,000 sentences against 1,000,000, runs only when it is named.
"""

from __future__ import annotations

import sys

from bench import runner
from bench.align import corpus, quality, speed, tier

MEMORY_MB = 3_000


def _both_readings(pair: str, links: float) -> tuple[tuple[str, str, float], ...]:
    """The marks of a pair that two readers annotated, with weights learned from the other pairs too."""
    return tuple(
        mark
        for name in (pair, f"{pair}.second")
        for mark in (
            (f"{name} links", ">=", links),
            (f"{name} links, learned from the other pairs", ">=", links),
            (f"{name} relations", ">=", 0.75),
        )
    )


BENCH = runner.Bench(
    module="bench.align",
    pieces={
        "quality": quality.measure,
        "tier": tier.measure,
        "speed": speed.measure,
        "corpus": corpus.measure,
        "large": speed.large,
    },
    marks={
        "quality": (
            ("zhanggong-to-national links", ">=", 0.96),
            ("zhanggong-to-national relations", ">=", 0.85),
            ("zhanggong-to-national uncovered", ">=", 0.97),
            *_both_readings("development-to-national", links=0.82),
            *_both_readings("minxi-beside-ganzhou", links=0.84),
            ("xianggan-beside-ganzhou links", ">=", 0.84),
            ("xianggan-beside-ganzhou relations", ">=", 0.75),
        ),
        "tier": (("seconds", "<=", 4.0),),
        "speed": (
            ("ratio", ">=", 2.0),
            ("gangmu_recall", ">=", 0.95),
            ("recall_beyond_faster", ">=", 0.0),
            ("gangmu_peak_mb", "<=", MEMORY_MB),
        ),
        "large": (("gangmu_peak_mb", "<=", MEMORY_MB),),
    },
    on_demand=frozenset({"large"}),
)


if __name__ == "__main__":
    sys.exit(runner.main(BENCH, __doc__))
