"""Printed unit names against a zone's organisations."""

from __future__ import annotations

import pytest

import gangmu
from gangmu import Gazetteer, Organisation
from gangmu.resolve import candidates

ZONE = Gazetteer(
    organisations=(
        Organisation("某县卫生健康委员会", ("县卫健委",), "县直单位"),
        Organisation("某县发展和改革委员会", (), "县直单位"),
        Organisation("某县农业农村局", (), "县直单位"),
        Organisation("某县水利局", (), "县直单位"),
        Organisation("东河镇人民政府", ("东河镇",), "镇"),
        Organisation("西河镇人民政府", ("西河镇",), "镇"),
        Organisation("城关街道办事处", ("城关街道",), "街道"),
    )
)

CASES = [
    ("某县水利局", "某县水利局", "exact"),
    ("县卫健委", "某县卫生健康委员会", "alias"),
    ("县水利局", "某县水利局", "without_place"),
    ("县发改委", "某县发展和改革委员会", "shortened"),
    ("县农村业农局", "某县农业农村局", "garbled"),
]


@pytest.mark.parametrize(("printed", "name", "why"), CASES, ids=[c[0] for c in CASES])
def test_a_printed_name_finds_its_organisation_and_says_how(printed: str, name: str, why: str) -> None:
    best = candidates(printed, ZONE)[0]
    assert (best.name, best.why) == (name, why)


def test_a_group_means_all_its_members() -> None:
    assert [c.name for c in candidates("各镇", ZONE)] == ["东河镇人民政府", "西河镇人民政府"]
    assert [c.name for c in candidates("相关街道", ZONE)] == ["城关街道办事处"]
    assert len(candidates("县直各相关单位", ZONE)) == 4


@pytest.mark.parametrize("printed", ["某某协会", "各有关方面", "甲"])
def test_a_name_like_none_has_no_candidate(printed: str) -> None:
    assert candidates(printed, ZONE) == ()


def test_reading_with_a_gazetteer_refers_units_and_leaves_the_printed_names() -> None:
    text = "一、任务\n（一）修水渠。把灌渠修到田头，让水流到田里去。〔责任单位：县水利局、县农村业农局，各镇〕\n"
    (mark,) = gangmu.read(text.encode(), name="x.txt", gazetteer=ZONE).responsibilities
    assert mark.units == ("县水利局", "县农村业农局", "各镇")
    assert [(r.printed, r.name) for r in mark.unit_refs] == [
        ("县水利局", "某县水利局"),
        ("各镇", "东河镇人民政府"),
        ("各镇", "西河镇人民政府"),
    ]
