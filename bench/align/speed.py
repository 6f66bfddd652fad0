"""Best matches among hundreds of thousands of sentences: Gangmu beside sparse_dot_topn and bm25s, end to end.

End to end is from sentences in memory to the best upper sentence of each lower one: weighing and indexing included, as
a corpus that changes daily needs. Passes are interleaved, so that a busy minute of the machine hits every tool.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.align.mutation import Clauses, joined, lowers, uppers
from bench.align.race import Pass, Racer, Sentences
from bench.documents import SHARED

TOOLS = {
    "gangmu": "bench.align.pass_gangmu",
    "sparse_dot_topn": "bench.align.pass_sparse_dot_topn",
    "bm25s": "bench.align.pass_bm25s",
}
LOWER, UPPER = 50_000, 200_000
LARGE_LOWER, LARGE_UPPER = 200_000, 1_000_000
PASSES = 5
SLOW_PASSES = 1
"""bm25s takes minutes a pass: one shows as much as five."""
UPPER_SEED, LOWER_SEED = 1, 2


def measure() -> dict[str, object]:
    """All tools: medians, recall at the first place, peak memory."""
    return _race(LOWER, UPPER, tuple(TOOLS), PASSES)


def large() -> dict[str, object]:
    """One pass of the large set, Gangmu only."""
    return _race(LARGE_LOWER, LARGE_UPPER, ("gangmu",), 1)


def _race(lower: int, upper: int, tools: Sequence[str], passes: int) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "sentences.json"
        made(lower, upper).save(data)
        racers = {tool: Racer(TOOLS[tool], data) for tool in tools}
        taken: dict[str, list[Pass]] = {tool: [] for tool in tools}
        for turn in range(passes):
            for tool, racer in racers.items():
                if tool != "bm25s" or turn < SLOW_PASSES:
                    taken[tool].append(racer.run())
        for racer in racers.values():
            racer.close()
    return {"lower": lower, "upper": upper, **_figures(taken)}


def made(lower: int, upper: int) -> Sentences:
    """Sentences of the mutation model over the corpus."""
    clauses = Clauses(SHARED / "corpus")
    above = uppers(clauses, upper, UPPER_SEED)
    below = list(lowers(clauses, above, lower, LOWER_SEED))
    return Sentences([joined(one) for one in above], [text for _, text in below], [parent for parent, _ in below])


def _figures(taken: dict[str, list[Pass]]) -> dict[str, object]:
    figures: dict[str, object] = {}
    seconds = {tool: statistics.median(one.seconds for one in passes) for tool, passes in taken.items()}
    for tool, passes in taken.items():
        figures[f"{tool}_seconds"] = round(seconds[tool], 2)
        figures[f"{tool}_of_it_finding"] = round(statistics.median(one.find for one in passes), 2)
        figures[f"{tool}_passes"] = len(passes)
        figures[f"{tool}_recall"] = round(passes[0].recall, 4)
        figures[f"{tool}_peak_mb"] = round(max(one.peak_mb for one in passes))
    others = {tool: spent for tool, spent in seconds.items() if tool != "gangmu"}
    if others:
        faster = min(others, key=lambda tool: others[tool])
        figures["faster_tool"] = faster
        figures["ratio"] = round(others[faster] / seconds["gangmu"], 2)
        figures["recall_beyond_faster"] = round(taken["gangmu"][0].recall - taken[faster][0].recall, 4)
    return figures
