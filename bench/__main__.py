"""Every measurement in one run: a table on the terminal, all figures in bench/results/DATE.json.

python -m bench [speed growth memory search start]
"""

from __future__ import annotations

import sys

from bench import growth, runner, search, speed, start

BENCH = runner.Bench(
    module="bench",
    pieces={
        "speed": speed.measure,
        "growth": growth.growth,
        "memory": growth.memory,
        "search": search.measure,
        "start": start.measure,
    },
    marks={
        "speed": (("ratio", ">=", 1.0),),
        "growth": (("exponent", "<=", 1.1),),
        "memory": (("peak_mb", "<=", 500),),
        "search": (("p95_ms", "<=", 100),),
    },
)


if __name__ == "__main__":
    sys.exit(runner.main(BENCH, __doc__))
