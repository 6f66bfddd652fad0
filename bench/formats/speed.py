"""Pages of text recognition a CPU minute, ours beside the bare engine on the same images, one thread each."""

from __future__ import annotations

import resource
import time

import numpy as np
from PIL import Image
from rapidocr import RapidOCR

from bench.documents import ROOT
from bench.formats import scanning
from gangmu.source.recognition.engine import Engine

PAGES = 5


def measure() -> dict[str, object]:
    """CPU seconds of both over a few pages of the specimen, after one page that warms both up."""
    images = scanning.scanned((ROOT / "examples" / "development-plan.pdf").read_bytes(), "a.pdf", 7)[1 : PAGES + 2]
    ours, bare = _ours(images), _bare(images)
    return {
        "pages": PAGES,
        "pages_a_cpu_minute": round(60 * PAGES / ours, 1),
        "bare_engine_pages_a_cpu_minute": round(60 * PAGES / bare, 1),
        "overhead": round(ours / bare - 1, 3),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _ours(images: list[Image.Image]) -> float:
    engine = Engine()
    return _timed(lambda image: engine.see(image.width, image.height, 200.0, _pixels(image).tobytes()), images)


def _bare(images: list[Image.Image]) -> float:
    threads = "EngineConfig.onnxruntime"
    engine = RapidOCR(
        params={
            f"{threads}.intra_op_num_threads": 1,
            f"{threads}.inter_op_num_threads": 1,
            "Global.use_cls": False,
            "Global.log_level": "critical",
        }
    )
    return _timed(lambda image: engine(_pixels(image)), images)


def _timed(see, images: list[Image.Image]) -> float:  # type: ignore[no-untyped-def]
    see(images[0])
    start = time.process_time()
    for image in images[1:]:
        see(image)
    return time.process_time() - start


def _pixels(image: Image.Image):  # type: ignore[no-untyped-def]
    return np.ascontiguousarray(np.asarray(image)[:, :, ::-1])
