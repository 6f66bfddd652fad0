"""A corpus on disk: thousands of lower plans read into it, aligned with one upper plan, one changed, aligned again."""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import gangmu
from bench.align.mutation import Clauses, joined, lowers, uppers
from bench.documents import SHARED
from gangmu.align.scale import Corpus
from gangmu.model import Plan

PLANS, SENTENCES, PROMISES = 1_000, 25, 200
ASKED = 200
WORKERS = 2
UPPER_SEED, LOWER_SEED = 3, 4
TITLE = "赣州革命老区高质量发展示范区建设方案"


def measure() -> dict[str, object]:
    """Seconds for each step, and what stands on the disk."""
    clauses = Clauses(SHARED / "corpus")
    above = uppers(clauses, PROMISES, UPPER_SEED)
    upper = _plan(TITLE, [joined(one) for one in above], "upper")
    texts = list(_texts(clauses, above, PLANS))
    with tempfile.TemporaryDirectory() as folder:
        corpus, start = Corpus(Path(folder)), time.perf_counter()
        for key, sentences in texts:
            corpus.put(key, _plan(f"{key}关于落实《{TITLE}》的实施意见", sentences, key))
        put = time.perf_counter()
        links = sum(len(result.alignment.links) for result in corpus.align(upper, workers=WORKERS))
        first = time.perf_counter()
        key, sentences = texts[0]
        corpus.put(key, _plan(f"{key}关于落实《{TITLE}》的实施意见", sentences[1:], f"{key} changed"))
        anew = sum(not result.kept for result in corpus.align(upper, workers=WORKERS))
        again = time.perf_counter()
        corpus.nearest([sentence for _, lower in texts[:ASKED] for sentence in lower[:1]])
        asked = time.perf_counter()
        size = sum(file.stat().st_size for file in Path(folder).iterdir())
    return {
        "plans": PLANS,
        "sentences": PLANS * SENTENCES,
        "read_and_keep_seconds": round(put - start, 2),
        "align_seconds": round(first - put, 2),
        "links": links,
        "after_one_changed_seconds": round(again - first, 2),
        "made_anew": anew,
        "index_and_ask_seconds": round(asked - again, 2),
        "disk_mb": round(size / 1e6, 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _texts(clauses: Clauses, above: list[tuple[str, ...]], plans: int) -> Iterator[tuple[str, list[str]]]:
    """Lower plans as their sentences; each takes up some of the promises."""
    for number in range(plans):
        below = lowers(clauses, above, SENTENCES, LOWER_SEED + number)
        yield f"第{number}县", [text for _, text in below]


def _plan(title: str, sentences: list[str], name: str) -> Plan:
    provisions = (f"（{i}）任务{i}。{sentence}" for i, sentence in enumerate(sentences, 1))
    return gangmu.read("\n".join([title, "一、主要任务", *provisions]).encode(), name=f"{name}.txt")
