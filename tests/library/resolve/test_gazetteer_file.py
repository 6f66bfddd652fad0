"""A zone's names from a file: both forms give the same, and what is wrong is said with its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import gangmu
from gangmu import Gazetteer, Organisation, load_gazetteer
from gangmu.errors import GazetteerError, MissingSourceError

EXPECTED = Gazetteer(
    places=("寻乌县",),
    organisations=(
        Organisation("区住建局", ("区住房城乡建设局", "区建设局"), "区直单位", "county"),
        Organisation("区教育局"),
    ),
    people=("方清源",),
    projects=("极富水利枢纽",),
)
LINES = (
    "# 本区名称\nplace\t寻乌县\n\norganisation\t区住建局\t区住房城乡建设局、区建设局\t区直单位\tcounty\n"
    "机构\t区教育局\nperson\t方清源\n项目\t极富水利枢纽\n"
)
AS_JSON = {
    "places": ["寻乌县"],
    "organisations": [
        {"name": "区住建局", "aliases": ["区住房城乡建设局", "区建设局"], "group": "区直单位", "level": "county"},
        "区教育局",
    ],
    "people": ["方清源"],
    "projects": ["极富水利枢纽"],
}


def written(folder: Path, text: str, name: str = "names.tsv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_lines_and_json_give_the_same_names(tmp_path: Path) -> None:
    assert load_gazetteer(written(tmp_path, LINES)) == EXPECTED
    assert load_gazetteer(written(tmp_path, json.dumps(AS_JSON, ensure_ascii=False), "names.json")) == EXPECTED
    assert load_gazetteer(written(tmp_path, "\ufeff" + LINES)) == EXPECTED


def test_places_and_people_have_other_names_too(tmp_path: Path) -> None:
    lines = "place\t寻乌县\t寻乌、长宁\nperson\t方清源\n"
    assert load_gazetteer(written(tmp_path, lines)).places == ("寻乌县", "寻乌", "长宁")


# what is written, where the error is, why
WRONG = [
    ("place\t寻乌县\nriver\t章江\n", "2", "it is no kind of name"),
    ("place\n", "1", "a line has a kind, a name"),
    ("place\t\n", "1", "a line has a kind, a name"),
    ("organisation\t甲\t乙\t丙\t丁\t戊\n", "1", "a line has a kind, a name"),
    ('{"places": ["寻乌县"', "1", "it is not JSON"),
    ('{"rivers": ["章江"]}', "rivers", "it is no kind of name"),
    ('{"places": "寻乌县"}', "places", "it is not a list"),
    ('{"places": [3]}', "places", "a name is missing"),
    ('{"organisations": [{"aliases": ["区建设局"]}]}', "organisations", "a name is missing"),
    ('["寻乌县"]', "1", "it is no kind of name"),
]


@pytest.mark.parametrize(("text", "where", "why"), WRONG)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, text: str, where: str, why: str) -> None:
    with pytest.raises(GazetteerError) as caught:
        load_gazetteer(written(tmp_path, text))
    assert (caught.value.code, caught.value.data["where"]) == ("gazetteer.format", where)
    assert f"names.tsv: not a list of names at {where} ({why}" in caught.value.message


def test_a_file_that_is_no_text_or_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "names.tsv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(GazetteerError, match="not UTF-8"):
        load_gazetteer(tmp_path / "names.tsv")
    with pytest.raises(MissingSourceError, match="there is no such file"):
        load_gazetteer(tmp_path / "missing.tsv")


def test_names_from_a_file_settle_units_and_propose_repairs(tmp_path: Path) -> None:
    text = "一、任务\n（一）修路。推进寻鸟县的三条路。（责任单位：区建设局）\n"
    plan = gangmu.read(text.encode(), name="x.txt", gazetteer=load_gazetteer(written(tmp_path, LINES)))
    assert [proposal.why for proposal in plan.proposals] == ["寻鸟县 → 寻乌县"]
    assert [ref.name for ref in plan.responsibilities[0].unit_refs] == ["区住建局"]
