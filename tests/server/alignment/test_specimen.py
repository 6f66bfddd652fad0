"""What is planted in the specimen tier (examples/README.md) is found by the server's own way, from files to pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from gangmu_server.alignment import queries
from gangmu_server.alignment.models import Alignment, Link, PlanPair, Sentence
from gangmu_server.base.clock import now
from gangmu_server.directory.models import Account, Zone
from gangmu_server.library.models import Edition, Plan, Reading
from gangmu_server.library.reading.outcomes import finish_reading, start_reading
from gangmu_server.library.reading.run import read_files
from tests.server.alignment.conftest import Jobs

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
FILES = {
    "nation": ["national-plan.docx"],
    "city": ["city-opinions.html"],
    "district": ["district-opinions.docx", "annex-1-pilots.xlsx", "annex-2-actions.docx"],
}


@pytest.fixture
def editions(zone: Zone, coordinator: Account, do_jobs: Jobs) -> dict[str, Edition]:
    """The specimen read and compared; the provincial plan, a PDF, is left to the browser's tests."""
    stored = {name: _read(files, zone, coordinator) for name, files in FILES.items()}
    do_jobs()
    return stored


def _read(files: list[str], zone: Zone, user: Account) -> Edition:
    result = read_files([(name, (EXAMPLES / name).read_bytes()) for name in files])
    plan = Plan.objects.create(zone=zone, title=files[0], created_at=now(), created_by=user)
    edition = Edition.objects.create(zone=zone, plan=plan, number=1, created_at=now(), created_by=user)
    reading = Reading.objects.create(zone=zone, edition=edition, number=1, queued_at=now(), requested_by=user)
    start_reading(reading, version="test", acting_user=user, at=now())
    finish_reading(reading, result, acting_user=user, at=now())
    return edition


def run_of(editions: dict[str, Edition], upper: str, lower: str) -> Alignment:
    pair = PlanPair.objects.get(upper=editions[upper].plan_id, lower=editions[lower].plan_id)
    return pair.alignments.get(in_use=True)


PLANTED = [
    ("低收入人口动态监测平台", "建设低收入人口动态监测平台，对", "adopted"),
    ("实施城市更新行动", "城镇老旧小区351个", "refined"),
    ("城乡交通运输一体化示范县", "力争创建", "softened"),
    ("安远县开展数字乡村试点", "争取列入数字乡村试点", "softened"),  # a place was lost
    ("赣粤运河前期研究论证", "力争2030年前开工", "strengthened"),
]


def test_every_planted_relation_is_found(editions: dict[str, Edition]) -> None:
    run = run_of(editions, "nation", "district")
    for above, below, relation in PLANTED:
        rows = Link.objects.filter(alignment=run, state="linked", upper__text__contains=above)
        assert [x.relation for x in rows.filter(lower__text__contains=below)] == [relation], above


def test_planted_gaps_losses_and_additions_are_found(editions: dict[str, Edition]) -> None:
    run = run_of(editions, "nation", "district")
    sentences = Sentence.objects.filter(alignment=run)
    for words in ("大型灌区", "师范"):
        assert set(sentences.filter(side="upper", text__contains=words).values_list("state", flat=True)) == {"open"}
    assert sentences.filter(side="lower", state="open", text__contains="信息安全产业园").exists()
    links = Link.objects.filter(alignment=run, state="linked", upper__text__contains="装配式")
    assert "抗震改造" in {dropped["text"] for x in links for dropped in x.dropped}


def test_nation_city_and_district_stand_above_each_other_and_a_row_leads_up_to_the_nation(
    editions: dict[str, Edition], coordinator: Account
) -> None:
    assert sorted(PlanPair.objects.values_list("kind", flat=True)) == ["lineage", "lineage", "lineage", "rows"]
    row = editions["district"].tasks.get(content__contains="数字农业平台")
    chain = queries.chain_of(coordinator, editions["district"], row.address)
    assert chain.steps[0].plan.level == "national"
    assert any("数字农业平台" in s.sentence.text for s in chain.steps[0].sentences)


def test_whoever_carries_what_is_nearest_is_recommended(editions: dict[str, Edition], coordinator: Account) -> None:
    found = queries.coverage_of(coordinator, Plan.objects.get(pk=editions["nation"].plan_id))
    units = {name for line in found.lines if line.is_orphan for name in line.advised}
    printed = {unit for duty in editions["district"].responsibilities.all() for unit in duty.units}
    printed |= {unit for task in editions["district"].tasks.all() for unit in task.units}
    assert units
    assert units <= printed
