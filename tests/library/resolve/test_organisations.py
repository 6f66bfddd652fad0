"""Printed unit names against a zone's organisations."""

from __future__ import annotations

import pytest

import gangmu
from gangmu import Gazetteer, Organisation
from gangmu.resolve import candidates, group_of

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


GROUPS = [
    ("各镇", ("镇",), None, True),
    ("各乡镇（街道）", ("乡", "镇", "街道"), None, True),
    ("相关街道", ("街道",), None, False),
    ("区直各相关单位", ("单位",), "county", False),
    ("各市直部门", ("单位",), "prefectural", True),
    ("各县（市、区）", ("县", "市", "区"), None, True),
    ("各县（市、区）人民政府", ("县", "市", "区"), None, True),
    ("有关部门", ("单位",), None, False),
    ("其他相关单位", ("单位",), None, False),
    ("各责任单位", ("单位",), None, False),
    ("省直有关部门", ("单位",), "provincial", False),
]


@pytest.mark.parametrize(("printed", "kinds", "level", "every"), GROUPS, ids=[g[0] for g in GROUPS])
def test_a_name_for_many_says_of_what_kind_and_level_and_whether_all_are_meant(
    printed: str, kinds: tuple[str, ...], level: str | None, every: bool
) -> None:
    found = group_of(printed)
    assert found is not None
    assert (found.kinds, found.level, found.every) == (kinds, level, every)


@pytest.mark.parametrize(
    "printed", ["县水利局", "区直机关工委", "市政公用局", "各有关方面", "市区", "城关镇", "各民主党派"]
)
def test_the_name_of_one_unit_or_of_no_kind_is_no_group(printed: str) -> None:
    assert group_of(printed) is None


def test_departments_of_a_level_leave_out_those_of_others_and_put_unknown_ones_last() -> None:
    zone = Gazetteer(
        organisations=(
            Organisation("财政局"),
            Organisation("某市财政局", level="prefectural"),
            Organisation("某区财政局", level="county"),
            Organisation("某区城关镇", level="county"),
        )
    )
    found = candidates("区直各相关单位", zone)
    assert [(c.name, c.why) for c in found] == [("某区财政局", "one_of_group"), ("财政局", "one_of_group")]
    assert found[0].score > found[1].score
    assert [c.name for c in candidates("有关部门", zone, level="prefectural")] == ["某市财政局", "财政局"]


def test_whom_it_concerns_is_never_referred_by_itself() -> None:
    text = "一、任务\n（一）修水渠。把灌渠修到田头，让水流到田里去。〔责任单位：相关镇〕\n"
    (mark,) = gangmu.read(text.encode(), name="x.txt", gazetteer=ZONE).responsibilities
    assert (mark.units, mark.unit_refs) == (("相关镇",), ())


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
