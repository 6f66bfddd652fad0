"""Every measurement in one run: a table on the terminal, all figures in bench/results/DATE.json.

python -m bench [speed corpus growth memory search start]
"""

from __future__ import annotations

import sys

from bench import corpus_cost, growth, runner, search, speed, start

BENCH = runner.Bench(
    module="bench",
    pieces={
        "speed": speed.measure,
        "corpus": corpus_cost.measure,
        "growth": growth.growth,
        "memory": growth.memory,
        "search": search.measure,
        "start": start.measure,
    },
    marks={
        "speed": (("ratio", ">=", 2.0),),
        "corpus": (("text_core_hours_of_100000", "<=", 6.0), ("pdf_core_hours_of_100000", "<=", 30.0)),
        "growth": (("exponent", "<=", 1.1),),
        "memory": (("peak_mb", "<=", 500),),
        "search": (("p95_ms", "<=", 100),),
    },
)


if __name__ == "__main__":
    sys.exit(runner.main(BENCH, __doc__))
