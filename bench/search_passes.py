"""The child of `bench.search`: fill a zone with plans, then search it. Prints one JSON object."""

# ruff: noqa: E402 - models can be imported only after setup
from __future__ import annotations

import datetime as dt
import json
import statistics
import sys
import time
from pathlib import Path

import django

django.setup()

from django.core.management import call_command

from bench.measure import quantile
from gangmu_server.directory.actions import create_account, create_administrator, create_zone
from gangmu_server.directory.models import Account, Role, Zone
from gangmu_server.directory.payloads import NewAccount
from gangmu_server.library.actions import upload_files
from gangmu_server.library.models import Reading, ReadingState
from gangmu_server.library.payloads import IncomingFile
from gangmu_server.library.reading.jobs import read_edition
from gangmu_server.library.search import search

# What offices look for: long and short words, one character, two words at once, words that stand nowhere.
QUERIES = (
    *("乡村振兴", "老区", "红色旅游", "林", "矿山生态修复", "医疗", "2025年", "赣江", "高铁", "普惠金融"),
    *("责任单位", "稀土", "脱贫攻坚 成果", "产业园 建设", "水库 除险加固", "对口支援", "5G", "粤港澳大湾区"),
    *("人", "试点示范", "碳达峰", "职业教育", "森林防火", "国家级 基地", "不存在的词语", "老旧小区 改造 2025"),
)
ROUNDS = 10
PASSWORD = "made-for-one-run-only-7"


def main() -> None:
    at = dt.datetime.now(dt.UTC)
    call_command("migrate", verbosity=0)
    zone, coordinator = open_zone(at)
    for name in sys.argv[1:]:
        path = Path(name)
        upload_files([IncomingFile(path.name, path.read_bytes())], zone=zone, acting_user=coordinator, at=at)
    for reading in Reading.objects.filter(zone=zone, state=ReadingState.QUEUED):
        if read_edition.call(reading.pk) != ReadingState.DONE:
            raise SystemExit(f"a plan could not be read: {reading}")
    milliseconds, hits = timed(coordinator, zone)
    result = {
        "queries": len(milliseconds),
        "with_hits": sum(hits),
        "median_ms": round(statistics.median(milliseconds), 2),
        "p95_ms": round(quantile(milliseconds, 0.95), 2),
        "longest_ms": round(max(milliseconds), 2),
    }
    print(json.dumps(result))


def open_zone(at: dt.datetime) -> tuple[Zone, Account]:
    """A zone with somebody who may upload and search."""
    zone = create_zone("测速示范区", acting_user=None, at=at)
    administrator = create_administrator(
        username="bench", name="管理", password=PASSWORD, zone=zone, superuser=True, acting_user=None, at=at
    )
    form = NewAccount(username="coordinator", name="统筹", role=Role.COORDINATOR, password=PASSWORD)
    return zone, create_account(form, zone=zone, acting_user=administrator, at=at)


def timed(user: Account, zone: Zone) -> tuple[list[float], list[bool]]:
    """Milliseconds of each search, hits made into snippets included, and whether it found anything."""
    milliseconds, hits = [], []
    for number in range(ROUNDS + 1):
        for query in QUERIES:
            start = time.perf_counter()
            found = search(user, zone, query)
            if number:  # the first round warms up
                milliseconds.append((time.perf_counter() - start) * 1000)
                hits.append(found.total > 0)
    if not any(hits):
        raise SystemExit("no search found anything: the plans are not in the index")
    return milliseconds, hits


if __name__ == "__main__":
    main()
