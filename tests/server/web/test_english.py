"""Pages in English: marks as English sets them, and what plans say marked as Chinese for those who have it read."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from gangmu_server.directory.models import Account, Zone
from gangmu_server.library.models import Edition, Plan
from gangmu_server.web.review_desk.words import reason_words
from gangmu_server.web.templatetags.gangmu import zh, zh_lines
from tests.server.alignment import tier
from tests.server.plans import Builder
from tests.server.web.conftest import Visit

WIDE = re.compile(r"[\u3000-\u3003\u3010\u3011\uff00-\uff0f\uff1a-\uff20]")
"""Marks that only Chinese text sets; book-title marks stand around Chinese titles in English too."""
HAN = re.compile(r"[\u4e00-\u9fff]")
VOID = {"input", "br", "meta", "link", "img", "hr", "use", "path", "col"}
UNMARKED = {"option", "textarea", "title", "script", "style"}
"""What has no room for marked words, or is not read out."""


class Reader(HTMLParser):
    """Takes what a page says outside what is marked as Chinese."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[tuple[str, bool]] = []
        self.said: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One level deeper, in the language it names or else in that around it."""
        given = dict(attrs)
        if tag in VOID:
            return
        around = self.stack[-1][1] if self.stack else False
        own = (given.get("lang") or "").startswith("zh") if "lang" in given else around
        self.stack.append((tag, own or tag in UNMARKED or given.get("aria-hidden") == "true"))

    def handle_endtag(self, tag: str) -> None:
        """Back to the level around; `use` is closed although it opened none."""
        while self.stack and tag not in VOID:
            closed, _left = self.stack.pop()
            if closed == tag:
                return

    def handle_data(self, data: str) -> None:
        """Keep what is read out in English."""
        if data.strip() and self.stack and not self.stack[-1][1]:
            self.said.append((self.stack[-1][0], data.strip()))


def said(client: Client, path: str) -> list[tuple[str, str]]:
    answer = client.get(path)
    assert answer.status_code == 200, path
    reader = Reader()
    reader.feed(answer.content.decode())
    return reader.said


@pytest.fixture
def desk(visit: Visit, coordinator: Account) -> Client:
    client = visit(coordinator)
    client.post("/language/", {"language": "en"})
    return client


@pytest.fixture
def compared(zone: Zone, coordinator: Account, plan: Plan, edition: Edition, do_jobs: Any) -> Edition:
    """A zone with plans that were read, and two that were compared."""
    above = tier.nation().store(zone, coordinator)
    tier.district().store(zone, coordinator)
    do_jobs()
    return above


PATHS = (
    "/plans/",
    "/plans/{plan}/",
    "/plans/{plan}/manage/",
    "/tables/task/",
    "/tables/target/?due_until=2024-01-01",
    "/tables/indicator/",
    "/tables/project/",
    "/tables/responsibility/",
    "/tables/measure/",
    "/review/",
    "/alignment/",
    "/alignment/plans/{above}/",
    "/alignment/plans/{above}/?column=county&state=none",
    "/units/",
    "/units/sheet/?name=区交通局",
    "/leaders/",
    "/search/?q=公路",
    "/help/",
    "/account/",
)


@pytest.mark.parametrize("path", PATHS)
def test_a_page_in_english_sets_no_mark_of_chinese_between_its_words(
    path: str, desk: Client, compared: Edition, edition: Edition
) -> None:
    pieces = said(desk, path.format(plan=edition.plan.key, above=compared.plan.key))
    assert [words for _tag, words in pieces if WIDE.search(words) and not HAN.search(words)] == []
    assert [
        words for _tag, words in pieces if re.search(r"[A-Za-z%\d]\s*[，；：（）、。]|[，；：、（]\s*[A-Za-z]", words)
    ] == []


@pytest.mark.parametrize(
    "path", ["/plans/", "/plans/{plan}/", "/tables/task/", "/review/", "/alignment/plans/{above}/"]
)
def test_what_plans_say_is_marked_as_chinese(path: str, desk: Client, compared: Edition, edition: Edition) -> None:
    pieces = said(desk, path.format(plan=edition.plan.key, above=compared.plan.key))
    long = [words for _tag, words in pieces if len(HAN.findall(words)) > 12 and not re.search(r"[A-Za-z]{3}", words)]
    assert long == []


def test_a_page_in_chinese_marks_nothing(visit: Visit, coordinator: Account, edition: Edition) -> None:
    assert '<span lang="zh">' not in visit(coordinator).get("/plans/").content.decode()


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("区交通局", '<span lang="zh">区交通局</span>'),
        ("<b>区局", '<span lang="zh">&lt;b&gt;区局</span>'),
        ("at least 3 of 区", "at least 3 of 区"),
        ("a & b", "a &amp; b"),
        (12, "12"),
    ],
)
def test_words_are_marked_where_they_are_more_chinese_than_english(text: object, marked: str, settings: Any) -> None:
    with translation.override("en"):
        assert zh(text) == marked
    with translation.override("zh-hans"):
        assert 'lang="zh"' not in zh(text)


def test_lines_are_marked_one_by_one() -> None:
    with translation.override("en"):
        assert zh_lines("甲乙\nplain") == '<span lang="zh">甲乙</span><br>plain'


@pytest.fixture(params=[1, 2])
def many(request: pytest.FixtureRequest, zone: Zone, coordinator: Account) -> int:
    """A zone of one plan, or of two, with a duty of the same unit in each."""
    for number in range(request.param):
        plan = Builder(f"梅江区贯彻实施意见之{number + 1}")
        plan.duty(f"{number}/r1", f"改造第{number + 1}条农村公路。", ["区交通局"], "区交通局")
        plan.store(zone, coordinator)
    return int(request.param)


@pytest.mark.parametrize(
    ("path", "one", "two"),
    [
        ("/plans/", "1 plan", "2 plans"),
        ("/help/", "1 plan already", "2 plans already"),
        ("/units/", "1 duty", "2 duties"),
        ("/units/", "1 plan", "2 plans"),
        ("/units/sheet/?name=区交通局", "Duties: 1 (as lead: 1); plans: 1.", "Duties: 2 (as lead: 2); plans: 2."),
        ("/tables/responsibility/", "Rows: 1; plans: 1", "Rows: 2; plans: 2"),
    ],
)
def test_a_page_in_english_counts_one_as_one(path: str, one: str, two: str, many: int, desk: Client) -> None:
    page = " ".join(words for _tag, words in said(desk, path))
    told = {1: one, 2: two}[many]
    assert re.search(rf"(?<!\w){re.escape(told)}(?!\w)", re.sub(r" (?=[;.,])", "", page))


@pytest.mark.parametrize(
    ("reason", "one", "two"),
    [
        (
            {"code": "unit"},
            "Named once in the plan. 1 unit is like it: please settle it.",
            "Named 2 times in the plan. 2 units are like it: choose one.",
        ),
        (
            {"code": "group", "every": True},
            "Named in 1 place of the plan; it calls units of a kind."
            " The directory has 1 unit of this kind: please confirm it.",
            "Named in 2 places of the plan; it calls units of a kind."
            " The directory has 2 units of this kind: please confirm them.",
        ),
    ],
)
def test_a_reason_in_english_counts_one_as_one(reason: dict[str, Any], one: str, two: str) -> None:
    with translation.override("en"):
        assert [reason_words({**reason, "rows": n, "candidates": n}) for n in (1, 2)] == [one, two]
