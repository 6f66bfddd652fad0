"""Search: Chinese words found as a Chinese reader expects, the same on both databases."""

from __future__ import annotations

import pytest

from gangmu_server.directory.models import Account, Zone
from gangmu_server.library import actions
from gangmu_server.library.models import Edition
from gangmu_server.library.payloads import Piece
from gangmu_server.library.search import search, snippet, terms_of
from gangmu_server.library.search_index import bigrams, folded
from tests.server.plans import Builder


@pytest.fixture
def edition(zone: Zone, coordinator: Account) -> Edition:
    made = Builder("甲县支持老区振兴的意见")
    made.provision("一", "一、发展特色产业", kind="chapter", number="一、", heading="发展特色产业")
    made.provision("一/1", "做大脐橙产业，打造5G+智慧果园。支持老区群众增收。", parent="一", number="1.")
    made.provision("一/2", "加快林业、农业园区建设，推进红色\n旅游。", parent="一", number="2.")
    made.provision(
        "一/3", "3.脐橙全产业链。脐橙保鲜、加工、物流一体发展。", parent="一", number="3.", heading="脐橙全产业链"
    )
    made.provision("一/4", "ＬＥＤ照明改造，PM2.5浓度下降。𠮷安路改造。", parent="一", number="4.")
    made.task("附件1-7", "建设冷链物流园", ["县商务局"], ["陆知行"], annual_goals=("年底前开工",))
    made.indicator("表1-1", "森林覆盖率")
    made.project("专栏1/p1", "赣粤运河", box="专栏1", group="水运")
    return made.store(zone, coordinator)


FOUND: list[tuple[str, list[str]]] = [
    ("脐橙", ["一/3", "一/1"]),
    ("老区", ["", "一/1"]),
    ("产业", ["一", "一/3", "一/1"]),
    ("红色旅游", ["一/2"]),
    ("红色 旅游", ["一/2"]),
    ("脐橙 老区", ["一/1"]),
    ("老区　脐橙", ["一/1"]),
    ("林业农业", []),
    ("橙脐", []),
    ("5G", ["一/1"]),
    ("５ｇ", ["一/1"]),
    ("led", ["一/4"]),
    ("pm2.5", ["一/4"]),
    ("2.5", ["一/4"]),
    ("𠮷安", ["一/4"]),
    ("橙", ["一/3", "一/1"]),
    ("g", ["一/1"]),
    ("Ｌ", ["一/4"]),
    ("𠮷", ["一/4"]),
    ("橙 智", ["一/1"]),
    ("脐橙 智", ["一/1"]),
    ("冷链", ["附件1-7"]),
    ("陆知行", ["附件1-7"]),
    ("县商务局", ["附件1-7"]),
    ("年底前开工", ["附件1-7"]),
    ("森林覆盖率", ["表1-1"]),
    ("赣粤运河", ["专栏1/p1"]),
    ("没有这个词", []),
    ("", []),
    ("   ", []),
    ('"', []),
    ("%", []),
    ("*", []),
    ("脐橙 OR 运河", []),
    ("' OR 1=1 --", []),
    ("脐橙&老区", []),
]


@pytest.mark.parametrize(("query", "expected"), FOUND)
def test_a_query_finds_exactly_these_passages_in_this_order(
    edition: Edition, evaluator: Account, query: str, expected: list[str]
) -> None:
    result = search(evaluator, edition.zone, query)
    assert [hit.address for hit in result.hits] == expected
    assert result.total == len(expected)


@pytest.mark.parametrize("query", ["\x00", "脐橙\x00老区", "橙" * 5000, "a b c d e f g h i j k l", "\ud800"])
def test_no_query_is_too_strange(edition: Edition, evaluator: Account, query: str) -> None:
    search(evaluator, edition.zone, query)


def test_a_hit_tells_its_place_and_opens_its_sentence(edition: Edition, evaluator: Account) -> None:
    hit = search(evaluator, edition.zone, "脐橙 老区").hits[0]
    assert (hit.kind, hit.trail, hit.edition) == ("provision", "一、发展特色产业 › 1.", edition)
    text = edition.readings.get().text
    assert "脐橙" in text[hit.start : hit.end]


def test_hits_are_marked_and_far_ends_cut(edition: Edition, evaluator: Account) -> None:
    pieces = search(evaluator, edition.zone, "红色旅游").hits[0].pieces
    assert [piece.text for piece in pieces if piece.hit] == ["红色\n旅游"]
    assert "".join(piece.text for piece in pieces) == "加快林业、农业园区建设，推进红色\n旅游。"
    long = snippet("前" * 200 + "脐橙" + "后" * 200, ["脐橙"])
    assert (long[0], long[-1]) == (Piece("…", False), Piece("…", False))
    assert sum(len(piece.text) for piece in long) < 150


def test_overlapping_words_are_marked_as_one() -> None:
    pieces = snippet("高质量发展示范区", ["发展示范", "示范区"])
    assert pieces == (Piece("高质量", False), Piece("发展示范区", True))


def test_hits_are_counted_by_kind_and_plan_and_narrowed_by_them(
    edition: Edition, zone: Zone, coordinator: Account
) -> None:
    other = Builder("乙县意见").provision("一", "脐橙也在这里").store(zone, coordinator)
    result = search(coordinator, zone, "脐橙")
    assert result.by_kind == {"provision": 3}
    assert result.by_plan == {edition.plan.key: 2, other.plan.key: 1}
    narrowed = search(coordinator, zone, "脐橙", plan=other.plan.key)
    assert (narrowed.total, narrowed.by_plan) == (1, result.by_plan)
    assert search(coordinator, zone, "脐橙", kind="task").total == 0


def test_pages_of_hits_follow_each_other_without_gap(edition: Edition, evaluator: Account) -> None:
    whole = [hit.address for hit in search(evaluator, edition.zone, "产业").hits]
    pages = [search(evaluator, edition.zone, "产业", limit=1, offset=i).hits[0].address for i in range(3)]
    assert pages == whole
    assert search(evaluator, edition.zone, "产业", limit=1, offset=9).hits == ()


def test_only_the_edition_in_force_is_searched(edition: Edition, zone: Zone, coordinator: Account) -> None:
    newer = Edition.objects.create(
        zone=zone, plan=edition.plan, number=2, created_at=edition.created_at, created_by=coordinator
    )
    Builder("甲县意见（修订）").provision("一", "发展油茶产业").store_in(newer, coordinator)
    assert search(coordinator, zone, "脐橙").total == 0
    assert search(coordinator, zone, "油茶").total == 1
    actions.make_current(edition, acting_user=coordinator, at=zone.created_at)
    assert search(coordinator, zone, "油茶").total == 0


def test_reading_again_leaves_nothing_old_in_the_index(edition: Edition, coordinator: Account) -> None:
    Builder("甲县意见").provision("一", "只剩油茶").store_in(edition, coordinator)
    assert search(coordinator, edition.zone, "脐橙").total == 0
    assert [hit.address for hit in search(coordinator, edition.zone, "油茶").hits] == ["一"]


def test_another_zones_plans_are_not_found(edition: Edition, other_zone: Zone, outsider: Account) -> None:
    assert search(outsider, other_zone, "脐橙").total == 0


def test_a_very_long_provision_is_found_to_its_last_word(zone: Zone, coordinator: Account) -> None:
    text = "普通的一句话。" * 3000 + "最后提到运河。"
    Builder("长文").provision("一", text).store(zone, coordinator)
    assert search(coordinator, zone, "提到运河").total == 1
    unbroken = "没有句号的长段落" * 2000 + "收尾的电站"
    Builder("更长").provision("一", unbroken).store(zone, coordinator)
    assert search(coordinator, zone, "收尾的电站").total == 1


@pytest.mark.parametrize(
    ("query", "terms"),
    [("老区 振兴", ["老区", "振兴"]), ("老区  老区", ["老区"]), ("Ｇ20", ["g20"]), (" ", []), ("a\x00b", ["a", "b"])],
)
def test_a_query_is_taken_apart_at_spaces(query: str, terms: list[str]) -> None:
    assert terms_of(query) == terms


def test_bigrams_are_plain_letters_of_one_length() -> None:
    words = bigrams("老区、5G 𠮷")
    assert len(words) == 5
    assert all(len(word) == 10 and word.isascii() and word.isalpha() for word in words)
    assert bigrams("区") == []


def test_folding_keeps_one_character_for_each() -> None:
    assert folded("Ａ ß½㎡") == "aß½㎡"
