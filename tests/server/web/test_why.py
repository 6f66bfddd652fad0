"""Why a sentence was read as it was, as the desk tells it: rules by name, values beside names, and what was missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.utils import translation

from gangmu.explaining import explain
from gangmu_server.directory.models import Account
from gangmu_server.library.models import Plan
from gangmu_server.web.review_desk.why import Why, why
from tests.server.web.conftest import Visit

TEXT = """某县供水方案
一、主要任务
（一）扩大供水。2026年底前新建水厂12座，2027年底前新建水厂20座，供水能力比上年增加3万吨。
"""


@pytest.fixture
def told() -> Iterator[Why]:
    with translation.override("zh-hans"):
        found = explain(TEXT.encode(), TEXT.index("新建水厂12"), name="a.txt")
        yield why(found, "target.number.arabic")


def test_two_records_of_one_name_show_their_values(told: Why) -> None:
    said = [(line.kind, line.text, line.value) for line in told.records if line.text == "新建水厂"]
    assert said == [("目标", "新建水厂", "12座，2026-12-31"), ("目标", "新建水厂", "20座，2027-12-31")]


def test_every_rule_is_called_by_its_chinese_name(told: Why) -> None:
    assert told.rule == "阿拉伯数字"
    lines = (*told.records, *told.used, *told.near)
    assert len(lines) > 6
    assert [line.rule for line in lines if not re.search("[一-鿿]", line.rule)] == []
    assert {"到该年末"} <= {line.meaning for line in told.used}


def test_a_rule_that_nearly_matched_says_what_was_missing_or_that_the_words_around_refused_it(told: Why) -> None:
    assert told.near
    for line in told.near:
        assert line.why.startswith("还缺“") or line.why == "字面合上了，因前后文而不取"
    near = {line.rule_id: line for line in told.near}
    assert near["target.not.latin_name"].rule == "字母名称里的数字：5G"
    assert near["target.not.latin_name"].why == "还缺“G”一类的字"
    assert near["target.not.baseline_than"].text == "比上年增加3万吨"
    assert near["target.not.baseline_than"].why == "字面合上了，因前后文而不取"


def test_the_page_lists_everything_read_in_the_sentence_each_with_what_made_it(
    visit: Visit, coordinator: Account, plan: Plan
) -> None:
    query = {"edition": plan.editions.get().key, "record": "target", "at": "二/（一）/t1"}
    page = visit(coordinator).get("/review/why/", query).content.decode()
    assert "12个" in page
    for kind, rule in (("目标", "target."), ("分工", "duty."), ("举措", "measure."), ("条款", "structure.")):
        row = rf"<td class=\"nowrap\">{kind}</td><td lang=\"zh\">.+?</td><td title=\"{rule}[^\"]+\">[^<]+<"
        assert re.search(row, page), kind


def test_the_chinese_page_shows_no_rule_by_its_id(visit: Visit, coordinator: Account, plan: Plan) -> None:
    edition = plan.editions.get()
    query = {"edition": edition.key, "record": "target", "at": "二/（一）/t1"}
    page = visit(coordinator).get("/review/why/", query).content.decode()
    seen = re.sub(r"<[^>]+>", " ", page)
    assert "能用上的例句" in seen or "差一点" not in seen
    assert re.findall(r"[a-z]+\.[a-z_.]+", seen) == []
    assert 'title="target.' in page, "the id is there for whoever reports a fault"


def test_an_english_page_calls_rules_by_their_ids() -> None:
    with translation.override("en"):
        found = explain(TEXT.encode(), TEXT.index("新建水厂12"), name="a.txt")
        assert why(found, "target.number.arabic").rule == "target.number.arabic"
