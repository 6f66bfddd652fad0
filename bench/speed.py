"""Reading speed on one core, beside JioNLP's time-plus-money extraction on the same sentences."""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from pathlib import Path

from bench.documents import ROOT, decode, sentences, whole_corpus
from bench.measure import Racer

ROUNDS = 5
JIONLP_PYTHON = ROOT / ".venv-bench" / "bin" / "python"


def measure() -> dict[str, object]:
    """Characters and sentences a CPU second, all our records together, and the ratio to JioNLP in the same run."""
    documents = whole_corpus()
    texts = [decode(path) for path in documents.files]
    characters = sum(len(text) for text in texts)
    pieces = [sentence for text in texts for sentence in sentences(text)]
    ours, theirs = race([str(path) for path in documents.files], pieces)
    mine = statistics.median(ours)
    result: dict[str, object] = {
        "documents": documents.origin,
        "files": len(documents.files),
        "characters": characters,
        "sentences": len(pieces),
        "cpu_seconds": ours,
        "characters_per_cpu_second": round(characters / mine),
        "sentences_per_cpu_second": round(len(pieces) / mine),
    }
    if theirs:
        its = statistics.median(theirs)
        result |= {
            "jionlp_cpu_seconds": theirs,
            "jionlp_sentences_per_cpu_second": round(len(pieces) / its),
            "ratio": round(its / mine, 2),
            "ratios": [round(b / a, 2) for a, b in zip(ours, theirs, strict=True)],
        }
    return result


def race(files: list[str], pieces: list[str]) -> tuple[list[float], list[float]]:
    """CPU seconds of each round, ours and JioNLP's, turn by turn."""
    with tempfile.TemporaryDirectory() as folder:
        listing = Path(folder) / "sentences.json"
        listing.write_text(json.dumps(pieces, ensure_ascii=False), "utf-8")
        gangmu = Racer(Path(sys.executable), "bench.gangmu_passes", *files)
        jionlp = None
        if JIONLP_PYTHON.exists():
            jionlp = Racer(JIONLP_PYTHON, str(ROOT / "bench" / "jionlp_passes.py"), str(listing))
        ours, theirs = [], []
        for _ in range(ROUNDS):
            ours.append(round(gangmu.run(), 4))
            if jionlp:
                theirs.append(round(jionlp.run(), 4))
        gangmu.close()
        if jionlp:
            jionlp.close()
    return ours, theirs
