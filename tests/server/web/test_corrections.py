"""Corrections on the desk: what nobody touched stays as it was read, whatever a browser makes of it on the way."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from django.test import Client

from gangmu.model import IndicatorValue, Measure
from gangmu_server.directory.models import Account, Zone
from gangmu_server.library.models import Edition
from gangmu_server.review.decisions import About
from gangmu_server.review.fields import FIELDS
from gangmu_server.review.models import Decision
from tests.server.plans import Builder
from tests.server.web.conftest import Visit

RECORDS = {
    "task": "附件1-1",
    "target": "一/t1",
    "indicator": "i1",
    "project": "p1",
    "responsibility": "一/r1",
    "provision": "一/（一）",
    "measure": "一/m1",
}


class Browser(HTMLParser):
    """The fields of the correction form as a browser sends them back when nobody touches any."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self._area = self._select = ""
        begin = page.index('value="correct"')
        self.feed(page[page.rindex("<form", 0, begin) : page.index("</form>", begin)])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        name, value = facts.get("name") or "", facts.get("value") or ""
        if tag == "textarea":
            self._area = name
        elif tag == "select":
            self._select = name
            self.sent[name] = ""
        elif tag == "option" and self._select and ("selected" in facts or self._select not in self.sent):
            self.sent[self._select] = value
        elif tag == "input":
            self.sent[name] = self._as_typed(facts.get("type"), value)

    def handle_data(self, data: str) -> None:
        if self._area:
            self.sent[self._area] = data.removeprefix("\n").replace("\n", "\r\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.sent.setdefault(self._area, "")
            self._area = ""

    def _as_typed(self, kind: str | None, value: str) -> str:
        """Dates that are none are emptied, single lines lose their breaks, hidden fields get the breaks of forms."""
        if kind == "date":
            return value if len(value) == len("2025-12-31") and value[4] == "-" else ""
        return value.replace("\n", "\r\n") if kind == "hidden" else value.replace("\n", "")


@pytest.fixture
def desk(visit: Visit, coordinator: Account) -> Client:
    return visit(coordinator)


@pytest.fixture
def edition(zone: Zone, coordinator: Account) -> Edition:
    """Values as plans print them: dues in words, names with marks in brackets, breaks, long numbers, years long past."""
    made = Builder("怎么写的都有")
    made.provision("一", "一、主要任务", kind="chapter", number="一、", heading="主要任务")
    made.provision("一/（一）", "（一）修路", parent="一", number="（一）", heading="修 路 ")
    goals = {"overall_goals": ("到2026年 全部建成", "群众满意"), "annual_goals": (" 年底前开工",), "year": 1900}
    made.task("附件1-1", "修好渡口\n和码头", ["县发改委（县粮食局、县物资局）", "县 财政局"], due="2026年底", **goals)
    made.target("一/t1", "新建公路", value=1234567.1234567, unit=" 公里", deadline="2026-13-45", provision="一")
    made.indicator("i1", "产值\n（亿元）", baseline=IndicatorValue(year=1900, value=0.1234567))
    made.project("p1", "大桥 ", places=("章贡区", "南康区、赣县区"), box="专栏 1")
    made.duty("一/r1", "守好河湖。", ["县水利局（县河长办，县湖长办）"], "县水利局 ")
    made._add(
        "measures", Measure(id="一/m1", provision="一", places=("章贡区、南康区",), **made.place("推进乡村 振兴"))
    )
    return made.store(zone, coordinator)


def form_of(desk: Client, edition: Edition, about: str) -> dict[str, str]:
    query = {"edition": edition.key, "record": about, "at": RECORDS[about]}
    return Browser(desk.get("/review/", query).content.decode()).sent


@pytest.mark.parametrize("about", RECORDS)
def test_a_form_saved_untouched_is_no_correction_and_says_so(about: str, desk: Client, edition: Edition) -> None:
    sent = form_of(desk, edition, about)
    assert {field.name for field in FIELDS[About(about)]} <= sent.keys()
    page = desk.post("/review/decide/", sent).content.decode()
    assert "没有改动任何一项，没有记为更正。读得对的，请按“确认”。" in page
    assert not Decision.objects.exists()


TYPED = [
    ("task", "lead_unit", "县财政局", "县财政局"),
    ("task", "due", "2027年上半年", "2027年上半年"),
    ("task", "annual_goals", "年底前开工\r\n年底前完工", ["年底前开工", "年底前完工"]),
    ("task", "units", "县发改委（县粮食局、县物资局），县林业局", ["县发改委（县粮食局、县物资局）", "县林业局"]),
    ("target", "value", "1,234,000", 1234000),
    ("target", "deadline", "2026-12-31", "2026-12-31"),
    ("indicator", "unit", "亿元", "亿元"),
    ("project", "group", "桥梁", "桥梁"),
    ("responsibility", "lead_unit", "", None),
    ("provision", "heading", "修桥", "修桥"),
    ("measure", "verb", "推进", "推进"),
]


@pytest.mark.parametrize("typed", TYPED, ids=[f"{about} {field}" for about, field, *_rest in TYPED])
def test_only_the_touched_field_is_recorded(
    typed: tuple[str, str, str, object], desk: Client, edition: Edition
) -> None:
    about, field, words, value = typed
    desk.post("/review/decide/", {**form_of(desk, edition, about), field: words})
    assert Decision.objects.get().content["values"] == {field: value}


def test_what_is_no_number_is_refused(desk: Client, edition: Edition) -> None:
    page = desk.post("/review/decide/", {**form_of(desk, edition, "target"), "value": "12,34"}).content.decode()
    assert "请改正标红的内容" in page
    assert not Decision.objects.exists()


def test_a_task_keeps_the_due_words_that_were_printed(desk: Client, edition: Edition) -> None:
    sent = form_of(desk, edition, "task")
    assert sent["due"] == "2026年底"
    desk.post("/review/decide/", {**sent, "lead_unit": "县财政局"})
    assert edition.tasks.get().payload["due"] == "2026年底"


def test_what_another_decided_meanwhile_is_not_set_back(desk: Client, edition: Edition) -> None:
    mine, theirs = form_of(desk, edition, "target"), form_of(desk, edition, "target")
    desk.post("/review/decide/", {**theirs, "unit": "里"})
    desk.post("/review/decide/", {**mine, "metric": "新建乡村公路"})
    row = edition.targets.get()
    assert (row.payload["unit"], row.payload["metric"]) == ("里", "新建乡村公路")


def test_a_faulty_field_that_nobody_touched_stops_no_correction_and_one_that_was_touched_does(
    desk: Client, edition: Edition
) -> None:
    sent = form_of(desk, edition, "task")
    page = desk.post("/review/decide/", {**sent, "year": "去年"}).content.decode()
    assert "请改正标红的内容" in page
    assert Browser(page).sent["was-year"] == "1900", "the form knows what was there when it is sent again"
    desk.post("/review/decide/", {**sent, "section": "交通"})
    assert Decision.objects.get().content["values"] == {"section": "交通"}
