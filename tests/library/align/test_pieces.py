"""Promises inside a sentence, and their places."""

from __future__ import annotations

import msgspec
import pytest

from gangmu.align import align
from gangmu.align.features import routes_of
from gangmu.align.fold import fold
from gangmu.align.pieces import members_of, pieces_of
from tests.library.align.small_plans import district, national

# sentence, pieces, why
PIECES = [
    ("建设甲站，改造乙路；培育丙企业。", ["建设甲站", "改造乙路", "培育丙企业"], "marks cut"),
    ("建设甲站,改造乙路;培育丙企业", ["建设甲站", "改造乙路", "培育丙企业"], "half-width marks too"),
    ("完善站点（甲，乙，丙）建设。", ["完善站点（甲，乙，丙）建设"], "not inside brackets"),
    ("打响“看山，看水”品牌。", ["打响“看山，看水“品牌"], "nor inside quotes"),
    (
        "打响“看山品牌，改造乙路，培育" + "很" * 30 + "丙企业，修缮丁馆。",
        None,
        "a quote that never closes is no bracket",
    ),
    ("其中，改造乙路。", ["改造乙路"], "two characters promise nothing"),
]


@pytest.mark.parametrize(("sentence", "expected", "why"), PIECES)
def test_a_sentence_is_cut_into_promises(sentence: str, expected: list[str] | None, why: str) -> None:
    found = [piece.text for piece in pieces_of(fold(sentence))]

    assert found == expected if expected is not None else len(found) == 4, why


# piece, members
MEMBERS = [
    ("加快河流治理、水库加固、水系连通及村镇试点建设", ["加快河流治理", "水库加固", "水系连通", "村镇试点建设"]),
    ("建设甲站和城乡客运中心", ["建设甲站", "城乡客运中心"]),
    ("及时报告重大事项", ["及时报告重大事项"]),
]


@pytest.mark.parametrize(("piece", "expected"), MEMBERS)
def test_a_list_is_cut_into_its_members(piece: str, expected: list[str]) -> None:
    assert [member.text for member in members_of(pieces_of(piece)[0])] == expected


def test_a_dropped_member_of_a_list_has_its_place_in_the_source() -> None:
    source = "加快中小河流治理、病险水库加固、\n湿地公园修复。"
    upper = national(source.replace("\n", ""))
    spanned = msgspec.structs.replace(
        upper, measures=(msgspec.structs.replace(upper.measures[0], span=(0, len(source))),)
    )

    (link,) = align(spanned, district("加快中小河流治理、病险水库加固。"), upper_text=source).links

    (dropped,) = link.dropped
    assert (dropped.text, dropped.exact) == ("湿地公园修复", True)
    assert source[slice(*dropped.span)] == "湿地公园修复"


def test_without_the_source_a_dropped_promise_has_its_sentences_place() -> None:
    source = "加快中小河流治理、病险水库加固、\n湿地公园修复。"
    upper = national(source.replace("\n", ""))
    spanned = msgspec.structs.replace(
        upper, measures=(msgspec.structs.replace(upper.measures[0], span=(0, len(source))),)
    )

    (link,) = align(spanned, district("加快中小河流治理、病险水库加固。")).links

    assert [(dropped.span, dropped.exact) for dropped in link.dropped] == [((0, len(source)), False)]


# printed, its ends
ROUTES = [
    ("甲沙至乙州高铁", {"甲乙"}),
    ("甲乙高铁", {"甲乙"}),
    ("丙金至丁州铁路", {"丙丁"}),
    ("扩建站房", set()),
]


@pytest.mark.parametrize(("printed", "ends"), ROUTES)
def test_a_route_is_known_by_its_ends(printed: str, ends: set[str]) -> None:
    assert ends <= routes_of(printed)


def test_a_route_and_its_short_name_are_one() -> None:
    alignment = align(
        national("推进甲沙至乙州高铁项目。", "完善公路网。"), district("加快建设甲乙高铁。", "办好龙舟邀请赛。")
    )

    assert [(link.upper.text, link.lower.text) for link in alignment.links] == [
        ("推进甲沙至乙州高铁项目。", "加快建设甲乙高铁。")
    ]


# printed, folded
FOLDS = [("5Ｇ，ａ", "5G，a"), ("(甲),乙;丙", "（甲），乙；丙"), ('"甲"', "“甲“"), ("2021—2035", "2021-2035")]


@pytest.mark.parametrize(("printed", "folded"), FOLDS)
def test_folding_keeps_the_length(printed: str, folded: str) -> None:
    assert fold(printed) == folded
    assert len(fold(printed)) == len(printed)
