"""`gangmu.read` over whole files, all kinds of records, one pass for each line on standard input."""

from __future__ import annotations

import sys

import gangmu
from bench.measure import serve_passes


def main() -> None:
    serve_passes(lambda: [gangmu.read(name) for name in sys.argv[1:]])


if __name__ == "__main__":
    main()
