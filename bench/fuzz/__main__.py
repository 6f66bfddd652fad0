"""`make fuzz [MINUTES=20] [FORMAT=txt]`: run the reader on mutated files, guided by coverage.

Seeds are the specimen and the small files under bench/fuzz/seeds/. What it learns stays under var/fuzz/corpus/ for the
next run; an input that breaks something is written to var/fuzz/crashes/ and belongs into bench/fuzz/seeds/ once mended.
Without FORMAT the formats share the time, each in a process of its own; what came of it is kept in bench/results/.
"""

from __future__ import annotations

import argparse
import io
import random
import re
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
    import gangmu.source.ofd
    import gangmu.source.pdf
    import gangmu.source.plain
    import gangmu.source.xlsx

from bench import runner
from bench.documents import ROOT
from gangmu.errors import GangmuError

FORMATS = ("txt", "docx", "xlsx", "pdf", "html", "ofd")
ZIPPED = ("docx", "xlsx", "ofd")
LONGEST = 64_000
SLOW = 30.0
"""CPU seconds, instrumented: how busy the machine is must not decide."""
_SAID = {
    "executions": re.compile(r"stat::number_of_executed_units:\s*(\d+)"),
    "slowest_seconds": re.compile(r"stat::slowest_unit_time_sec:\s*(\d+)"),
    "peak_mb": re.compile(r"stat::peak_rss_mb:\s*(\d+)"),
}
"""What the fuzzer says at its end."""
_COVERED = re.compile(r"\bcov: (\d+)")
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
    results = {kind: shared(kind, args.minutes / len(FORMATS)) for kind in FORMATS}
    broken = [kind for kind, result in results.items() if result["findings"]]
    total = sum(int(str(result["executions"] or 0)) for result in results.values())
    summary: dict[str, object] = {"minutes": args.minutes, "executions": total, "findings": len(broken)}
    print(f"fuzz: {len(results)} formats, {args.minutes:g} minutes, broken: {', '.join(broken) or 'none'}")
    runner.report("run", summary, ())
    for kind, result in results.items():
        runner.report(kind, result, ())
    runner.keep("bench.fuzz", {"run": summary, **results})
    return 1 if broken else 0


def shared(kind: str, minutes: float) -> dict[str, object]:
    """Fuzz one format in a process of its own, for its share of the time; what the process said at its end."""
    print(f"--- {kind}: {minutes:.1f} minutes", flush=True)
    command = [sys.executable, "-m", "bench.fuzz", "--format", kind, "--minutes", str(minutes)]
    said: dict[str, int | None] = dict.fromkeys(("executions", "slowest_seconds", "peak_mb", "coverage"))
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, errors="replace") as child:
        assert child.stderr is not None
        for line in child.stderr:
            sys.stderr.write(line)
            said |= {key: int(found[1]) for key, pattern in _SAID.items() if (found := pattern.search(line))}
            if covered := _COVERED.search(line):
                said["coverage"] = int(covered[1])
    # A process that ended without its closing figures was ended by what it met.
    findings = int(child.returncode != 0 or said["executions"] is None)
    return {"minutes": round(minutes, 2), **said, "findings": findings}


if __name__ == "__main__":
    sys.exit(main())
