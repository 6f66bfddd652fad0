"""Units that no organisation alone answers to: the library says who may be meant, ranked, and what is open."""

from __future__ import annotations

import pytest

import gangmu
from gangmu import Gazetteer, Organisation, Plan

ZONE = Gazetteer(
    organisations=(
        Organisation("市交通运输局"),
        Organisation("区交通运输局", ("区交通局",)),
        Organisation("区水利局"),
        Organisation("区住房和城乡建设局", ("区住建局",)),
        Organisation("区委宣传部"),
        Organisation("东河镇"),
        Organisation("西河镇"),
        Organisation("城关街道"),
        Organisation("南外街道"),
    )
)


def read(units: str, zone: Gazetteer = ZONE) -> Plan:
    text = f"某市某区修路实施方案\n一、任务\n（一）修路。年内修好三条路。（责任单位：{units}）\n"
    return gangmu.read(text.encode(), name="x.txt", gazetteer=zone)


# a printed unit, what is open about it, whom it may mean
WAITING = [
    ("相关街道", "unit.some_of_group", ["城关街道", "南外街道"]),
    ("各镇", "unit.group", ["东河镇", "西河镇"]),
    ("区直各相关单位", "unit.some_of_group", ["区交通运输局", "区水利局", "区住房和城乡建设局", "区委宣传部"]),
    ("市直有关部门", "unit.some_of_group", ["市交通运输局"]),
    ("交通运输局", "unit.several", ["区交通运输局", "市交通运输局"]),
    ("水利局", "unit.short", ["区水利局"]),
    ("区水局", "unit.like", ["区水利局"]),
    ("区水住利局", "unit.like", ["区水利局"]),
    ("区史志研究室", "unit.unknown", []),
]


@pytest.mark.parametrize(("printed", "code", "names"), WAITING, ids=[w[0] for w in WAITING])
def test_a_unit_that_waits_has_candidates_of_its_kind_and_level_and_a_doubt(
    printed: str, code: str, names: list[str]
) -> None:
    (waiting,) = read(printed).unit_candidates
    assert (waiting.printed, waiting.doubt.code) == (printed, code)
    assert [c.name for c in waiting.candidates][: len(names) or None] == names
    assert printed in waiting.doubt.message


@pytest.mark.parametrize("printed", ["相关街道", "区直各相关单位", "交通运输局", "区水局", "区水住利局"])
def test_what_waits_for_a_person_is_referred_to_nobody(printed: str) -> None:
    assert read(printed).responsibilities[0].unit_refs == ()


@pytest.mark.parametrize("printed", ["区水利局", "区住建局", "区交通局"])
def test_an_organisations_own_name_waits_for_nobody(printed: str) -> None:
    plan = read(printed)
    assert plan.unit_candidates == ()
    assert len(plan.responsibilities[0].unit_refs) == 1


def test_a_unit_waits_once_however_many_rows_name_it() -> None:
    rows = "".join(f"{i}\t办好第{i}件事\t相关街道\n" for i in range(1, 4))
    text = f"附件1\n某区任务分工表\n序号\t工作任务\t责任单位\n{rows}"
    plan = gangmu.read(text.encode(), name="x.txt", gazetteer=ZONE)
    assert [w.printed for w in plan.unit_candidates] == ["相关街道"]


def test_without_organisations_nothing_is_asked() -> None:
    assert read("相关街道", Gazetteer(places=("某区",))).unit_candidates == ()


def test_two_characters_are_a_short_name_only_where_usage_has_it() -> None:
    zone = Gazetteer(organisations=(Organisation("区纪律检查委员会"), Organisation("区水利局")))
    refs = read("区纪委、区水局", zone).responsibilities[0].unit_refs
    assert [(ref.printed, ref.name) for ref in refs] == [("区纪委", "区纪律检查委员会")]
