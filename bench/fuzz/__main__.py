"""`make fuzz [MINUTES=20] [FORMAT=txt]`: run the reader on mutated files, guided by coverage.

Seeds are the specimen and the small files under bench/fuzz/seeds/. What it learns stays under var/fuzz/corpus/ for the
next run; an input that breaks something is written to var/fuzz/crashes/ and belongs into bench/fuzz/seeds/ once mended.
Without FORMAT the formats share the time, each in a process of its own.
"""

from __future__ import annotations

import argparse
import io
import random
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["gangmu"]):
    import gangmu.extract.plan
    import gangmu.reading
    import gangmu.source.docx
    import gangmu.source.html
    import gangmu.source.pdf
    import gangmu.source.plain
    import gangmu.source.xlsx

from gangmu.errors import GangmuError

ROOT = Path(__file__).resolve().parents[2]
FORMATS = ("txt", "docx", "xlsx", "pdf", "html", "ofd")
ZIPPED = ("docx", "xlsx", "ofd")
LONGEST = 64_000
SLOW = 30.0
"""CPU seconds, instrumented: how busy the machine is must not decide."""
_WORDS = (
    "一、（一）1.（1）①第一章第二节专栏1附件2：〔责任单位：甲局、乙局〕到2025年达到10%以上，。；\t|\n2022年任务目标序号"
).encode()


def seeds(kind: str) -> list[Path]:
    """Files of a format to start from."""
    found = [*(ROOT / "examples").glob(f"*.{kind}"), *(ROOT / "bench" / "fuzz" / "seeds").glob(f"*.{kind}")]
    return [path for path in found if path.stat().st_size < 1_000_000]


def read_one(data: bytes, kind: str) -> None:
    """Read an input; anything but a plan with its evidence or one of our errors is a fault."""
    started = time.process_time()
    try:
        plan = gangmu.reading.read(data, name=f"x.{kind}")
    except GangmuError:
        return
    finally:
        if time.process_time() - started > SLOW:
            raise TimeoutError(f"{kind}: over {SLOW} s")
    text = plan.document.text
    if text is None:
        text = data.decode(plan.document.source.encoding or "utf-8")
    for record in (*plan.provisions, *plan.measures, *plan.targets, *plan.projects, *plan.responsibilities):
        start, end = record.span
        if not 0 <= start <= end <= len(text):
            raise AssertionError(f"{record.id}: span {record.span} outside the source")


def mutate(data: bytes, max_size: int, seed: int, kind: str) -> bytes:
    """Mutate raw bytes, or for a zipped format the text of one member, so that inputs get past the container."""
    chance = random.Random(seed)
    if kind not in ZIPPED or chance.random() < 0.2:
        if kind in ("txt", "html") and chance.random() < 0.5:
            at, cut = chance.randrange(len(data) + 1), chance.randrange(40)
            start = chance.randrange(len(_WORDS) - 12)
            data = data[:at] + _WORDS[start : start + chance.randrange(3, 40)] + data[at + cut :]
            return data[:max_size]
        return bytes(atheris.Mutate(data, max_size))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {info.filename: archive.read(info) for info in archive.infolist()[:40]}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        return bytes(atheris.Mutate(data, max_size))
    names = [name for name in members if name.endswith(".xml")] or list(members)
    if not names:
        return bytes(atheris.Mutate(data, max_size))
    name = chance.choice(names)
    members[name] = bytes(atheris.Mutate(members[name], len(members[name]) + 200))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return out.getvalue()[:max_size]


def run(kind: str, seconds: int) -> None:
    """Fuzz one format in this process; atheris ends it when the time is over or an input breaks something."""
    corpus = ROOT / "var" / "fuzz" / "corpus" / kind
    crashes = ROOT / "var" / "fuzz" / "crashes"
    corpus.mkdir(parents=True, exist_ok=True)
    crashes.mkdir(parents=True, exist_ok=True)
    for seed in seeds(kind):
        (corpus / f"seed-{seed.name}").write_bytes(seed.read_bytes()[: 8 * LONGEST])
    limit = 8 * LONGEST if kind in ("pdf", *ZIPPED) else LONGEST
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={limit}",
        "-timeout=300",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
    ]
    argv = [sys.argv[0], str(corpus), f"-artifact_prefix={crashes}/{kind}-", *options]
    atheris.Setup(
        argv,
        lambda data: read_one(data, kind),
        custom_mutator=lambda data, size, seed: mutate(data, size, seed, kind),
    )
    atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description="Fuzz the reader, guided by coverage.")
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--format", choices=FORMATS)
    args = parser.parse_args()
    if args.format:
        run(args.format, round(args.minutes * 60))
        return 0
    kinds = [kind for kind in FORMATS if seeds(kind)]
    share = args.minutes / len(kinds)
    failed = []
    for kind in kinds:
        print(f"--- {kind}: {share:.1f} minutes", flush=True)
        done = subprocess.run(
            [sys.executable, "-m", "bench.fuzz", "--format", kind, "--minutes", str(share)], cwd=ROOT, check=False
        )
        if done.returncode:
            failed.append(kind)
    print(f"fuzz: {len(kinds)} formats, {args.minutes:g} minutes, broken: {', '.join(failed) or 'none'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
