"""Deadlines: which words name one, what day it is, and which clauses it heads."""

from __future__ import annotations

import pytest

from gangmu.extract.targets import Context, FoundTarget, targets_in
from tests.library.extract.target_words import lines, read

FORMS = [
    ("到2028年，新建公园2座", "2028-12-31", "到2028年", "to the end of the year"),
    ("2028年底前新建公园2座", "2028-12-31", "2028年底前", "the year's last day"),
    ("力争2028年新建公园2座", "2028-12-31", "2028年", "a bare year after a word of intent"),
    ("二○二八年，新建公园2座", "2028-12-31", "二○二八年", "a year in Chinese numerals"),
    ("6月底前新建公园2座", "2026-06-30", "6月底前", "a month of the year in force"),
    ("十二月底前新建公园2座", "2026-12-31", "十二月底前", "a month in words"),
    ("2028年2月底前新建公园2座", "2028-02-29", "2028年2月底前", "the calendar knows leap years"),
    ("9月中旬前新建公园2座", "2026-09-20", "9月中旬前", "the second ten days end on the 20th"),
    ("6月15日前新建公园2座", "2026-06-15", "6月15日前", "a day"),
    ("年底前新建公园2座", "2026-12-31", "年底前", "the year in force"),
    ("年内新建公园2座", "2026-12-31", "年内", "the year in force"),
    ("全年新建公园2座", "2026-12-31", "全年", "the year in force"),
    ("今年新建公园2座", "2026-12-31", "今年", "the year in force"),
    ("明年新建公园2座", "2027-12-31", "明年", "the year after"),
    ("上半年新建公园2座", "2026-06-30", "上半年", "half a year"),
    ("下半年新建公园2座", "2026-12-31", "下半年", "the other half"),
    ("年中前新建公园2座", "2026-06-30", "年中前", "mid-year"),
    ("三季度新建公园2座", "2026-09-30", "三季度", "a quarter"),
    ("一季度末新建公园2座", "2026-03-31", "一季度末", "a quarter's end"),
    ("“十五五”期间，新建公园2座", "2030-12-31", "“十五五”期间", "the fifteenth plan ends in 2030"),
    ("十四五末新建公园2座", "2025-12-31", "十四五末", "the fourteenth in 2025, quotes or not"),
    ("“九五”时期，新建公园2座", "2000-12-31", "“九五”时期", "the ninth in 2000"),
    ("2027—2029年，新建公园2座", "2029-12-31", "2027—2029年", "a stretch of years ends with its last"),
    ("到本世纪中叶，建成公园2座", "2050-12-31", "到本世纪中叶", "mid-century, as good as it gets"),
]


def only(text: str, year: int | None = 2020, **context: object) -> FoundTarget:
    found = read(text, year, **context)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(("text", "day", "words", "why"), FORMS)
def test_a_date_word_gives_its_last_day(text: str, day: str, words: str, why: str) -> None:
    past = int(day[:4]) < 2026
    found = only(text, None if past else 2026)
    assert (found.deadline, found.deadline_text) == (day, words), why


@pytest.mark.parametrize(
    ("text", "ambiguous"),
    [
        ("2028年前新建公园2座", True),
        ("2028年底前新建公园2座", False),
        ("9月前新建公园2座", True),
        ("三季度前新建公园2座", True),
        ("三季度末前新建公园2座", False),
        ("三季度新建公园2座", False),
        ("下半年前新建公园2座", True),
        ("到2028年，新建公园2座", False),
    ],
)
def test_before_a_year_can_be_read_two_ways_and_says_so(text: str, ambiguous: bool) -> None:
    assert only(text).ambiguous is ambiguous


@pytest.mark.parametrize(
    ("text", "inferred"),
    [
        ("10月底前建成公园2座", True),
        ("2028年10月底前建成公园2座", False),
        ("到2028年建成公园2座", False),
        ("年内建成公园2座", True),
    ],
)
def test_a_year_that_is_not_printed_is_marked_as_inferred(text: str, inferred: bool) -> None:
    assert only(text).inferred_year is inferred


def test_without_a_year_in_force_a_month_keeps_its_words_and_no_day() -> None:
    found = only("10月底前建成公园2座", None)
    assert (found.deadline, found.deadline_text, found.year) == (None, "10月底前", None)


def test_a_year_printed_before_dates_a_month_after_it() -> None:
    found = read("2028年6月底前新建公园2座，9月底前新建广场1处", None)
    assert [(f.deadline, f.inferred_year) for f in found] == [("2028-06-30", False), ("2028-09-30", True)]


@pytest.mark.parametrize(
    ("text", "issued_on", "day"),
    [
        ("自印发之日起6个月内新建公园2座", "2026-08-31", "2027-02-28"),
        ("印发之日起30日内新建公园2座", "2026-08-31", "2026-09-30"),
        ("三年内新建公园2座", "2026-05-06", None),
        ("三年内新建公园2座", None, None),
        ("力争用5年时间新建公园2座", None, None),
        ("经过5—10年左右时间，新建公园2座", "2026-05-06", None),
    ],
)
def test_a_length_of_time_counts_from_the_issue_date_only_where_the_words_say_so(
    text: str, issued_on: str | None, day: str | None
) -> None:
    found = only(text, None, issued_on=issued_on)
    assert found.deadline == day
    assert found.deadline_text


HEADED = [
    (
        "到2028年，新建公园2座，改造公园3座；绿地率达到40%",
        ["2028-12-31"] * 3,
        "a date heads what follows in its sentence",
    ),
    ("到2028年，新建公园2座，到2035年新建公园5座", ["2028-12-31", "2035-12-31"], "until another replaces it"),
    ("加快绿化，到2028年新建公园2座", ["2028-12-31"], "a date in the middle"),
    ("新建公园2座，到2028年达到5座", [None, "2028-12-31"], "and does not look back"),
    ("到2028年，绿地率达到40%。公园达到9座。", ["2028-12-31"] * 2, "到…年 heads the next sentence too"),
    ("年底前新建公园2座。改造公园3座。", ["2026-12-31", None], "年底前 does not"),
    ("到2028年，绿地率达到40%。\n公园达到9座。", ["2028-12-31", None], "a new paragraph starts afresh"),
    ("“十五五”时期目标：\n公园达到9座。\n广场达到5处。", ["2030-12-31"] * 2, "a lead with a colon heads all after it"),
    ("绿地率2028年达到40%，公园达到9座", ["2028-12-31", "2028-12-31"], "a year before a word of reaching"),
    ("到2028年，绿地率高于“十四五”时期实际，公园达到9座", ["2028-12-31"], "a period to compare with is none"),
    ("2028年、2030年绿地率分别达到40%、42%", ["2028-12-31", "2030-12-31"], "dates in a list go in turn"),
    ("到2028年、2030年，绿地率分别达到40%、42%", ["2028-12-31", "2030-12-31"], "before a comma too"),
    (
        "园地面积，2028年和2030年分别保证在6万亩和7万亩，绿地率分别达到40%、42%",
        ["2028-12-31", "2030-12-31"] * 2,
        "and a later clause shares its figures out over them too",
    ),
    (
        "2028年和2030年绿地率分别达到40%、42%，甲镇、乙镇公园分别达到4座、5座",
        ["2028-12-31", "2030-12-31", "2030-12-31", "2030-12-31"],
        "unless it shares them out over things of its own",
    ),
    (
        "2028年和2030年绿地率分别达到40%、42%，2035年公园、广场分别达到4座、5座",
        ["2028-12-31", "2030-12-31", "2035-12-31", "2035-12-31"],
        "or has a date of its own",
    ),
    (
        "纲要草案经过研究提出“十六五”时期发展的主要目标：绿地率达到40%，公园达到9座",
        ["2035-12-31"] * 2,
        "a date of goals heads what follows wherever it stands",
    ),
    ("“十六五”时期的主要目标是：公园达到9座", ["2035-12-31"], "as an attribute of the goals too"),
    ("“十六五”时期的工作有了方向，公园达到9座", [], "not of anything else"),
    ("2028年、2029年各新建公园2座", ["2028-12-31", "2029-12-31"], "one figure for each of them"),
    ("2028年和2029年每年新建公园2座、广场3处", ["2028-12-31", "2029-12-31"] * 2, "and each figure of a list"),
    ("2028年、2029年各县新建公园2座", ["2029-12-31"], "各 before a place shares out no years"),
    ("新建公园9座，其中（2028年）建成2座", [None, "2028-12-31"], "a year in brackets after 其中"),
    ("完成改造120户、其中2028年底前完成30户", [None, "2028-12-31"], "the date of a part is not the whole's"),
    (
        "到2028年新建公园2座、2030年底前新建公园5座",
        ["2028-12-31", "2030-12-31"],
        "nor the next member's the first one's",
    ),
    (
        "推动全市重点水利设施项目二期2028年底前开工，新建公园2座",
        ["2028-12-31", None],
        "a date inside a clause stays there",
    ),
]


@pytest.mark.parametrize(("text", "days", "why"), HEADED)
def test_a_date_heads_the_clauses_after_it(text: str, days: list[str | None], why: str) -> None:
    assert [f.deadline for f in read(text)] == days, why


NO_DEADLINES = [
    ("改造2000年底前建成的老旧小区46个", "when a thing was built"),
    ("较2020年末翻番的企业数量达到5家", "a baseline"),
    ("企业数量比2024年增加5家", "a baseline"),
    ("从2027年起，新建公园2座", "a beginning"),
    ("按2020年价格计算，产值达到5亿元", "a price year"),
    ("实施行动方案（2027—2029年），新建公园2座", "the years of a title"),
    ("对标2035年远景目标，新建公园2座", "a name"),
    ("做好2027年度申报，新建公园2座", "an attribute"),
]


@pytest.mark.parametrize(("text", "why"), NO_DEADLINES)
def test_a_year_that_sets_no_term_is_no_deadline(text: str, why: str) -> None:
    assert [f.deadline_text for f in read(text)] == [None], why


def test_the_year_in_force_is_given_even_where_no_date_is_printed() -> None:
    found = only("新建公园2座", 2026)
    assert (found.year, found.deadline) == (2026, None)


def test_an_impossible_date_is_no_error() -> None:
    assert lines("2月31日前新建公园2座") == ["2 座 reach 2026-02-28"]
    assert lines("2999年底前新建公园2座") == ["2 座 reach 2999-12-31"]
    assert lines("99999999年内新建公园2座", issued_on="2026-01-01") != []


def test_years_in_a_list_may_share_their_last_word() -> None:
    found = read("2027、2028、2029年分别改造180个、200个和220个")

    assert [(f.value, f.deadline) for f in found] == [(180, "2027-12-31"), (200, "2028-12-31"), (220, "2029-12-31")]


def test_years_in_a_list_date_their_figures_in_turn() -> None:
    text = "物业覆盖率2023年、2024年、2025年分别达到80%、90%、95%"
    found = targets_in(text, 0, len(text), Context())
    assert [(t.value, t.deadline, t.metric) for t in found] == [
        (80, "2023-12-31", "物业覆盖率"),
        (90, "2024-12-31", "物业覆盖率"),
        (95, "2025-12-31", "物业覆盖率"),
    ]


def test_a_plan_that_has_laid_down_its_goals_does_not_tell_of_the_past() -> None:
    text = "纲要明确了指标：地区产值年均增长5%左右"
    assert [t.value for t in targets_in(text, 0, len(text), Context())] == [5]


def test_roads_and_rivers_are_counted_by_their_own_word() -> None:
    text = "打通11条断头路，落实12条政策措施"
    assert [(t.value, t.unit) for t in targets_in(text, 0, len(text), Context())] == [(11, "条")]


UNREAD = [
    ("2028年底前新建公园2座，到“十六五”中期公园达到5座", "到“十六五”中期", "date.unread", "the middle of a plan"),
    ("2028年底前新建公园2座，到“十六五”初期公园达到5座", "到“十六五”初期", "date.unread", "its beginning"),
    ("2028年底前新建公园2座，30个工作日内摸清家底", "30个工作日内", "date.no_start", "working days from no day"),
    (
        "2028年底前新建公园2座，自立项之日起60日内开工广场2处",
        "自立项之日起60日内",
        "date.no_start",
        "days from an event",
    ),
    ("2028年底前新建公园2座，三年内新建广场2处", "三年内", "date.no_start", "years from no day"),
    ("2028年底前新建公园2座，春节前完成花市搭建", "春节前", "date.unread", "a feast of the lunar year"),
    ("2028年底前新建公园2座，汛期来临前清淤河道20公里", "汛期来临前", "date.unread", "a season"),
    ("2028年底前新建公园2座，2029年秋季开学前建成操场2处", "2029年秋季开学前", "date.unread", "a term of school"),
    ("2028年底前新建公园2座，规划期内新建广场2处", "规划期内", "date.unread", "the plan's own period"),
]


@pytest.mark.parametrize(("text", "words", "code", "why"), UNREAD)
def test_a_date_word_that_says_no_day_ends_the_date_before_it_and_is_doubted(
    text: str, words: str, code: str, why: str
) -> None:
    sure, doubted = read(text)
    assert (sure.deadline, sure.doubts) == ("2028-12-31", ()), why
    assert (doubted.deadline, doubted.deadline_text, [d.code for d in doubted.doubts]) == (None, words, [code]), why
    assert words.removeprefix("到") not in doubted.metric
    assert doubted.confidence < sure.confidence


def test_what_follows_a_date_word_without_a_day_is_doubted_too() -> None:
    found = read("2028年底前新建公园2座，汛期前清淤河道20公里，加固堤防3公里")
    assert [(f.deadline, len(f.doubts)) for f in found] == [("2028-12-31", 0), (None, 1), (None, 1)]


PROMISES = [
    ("对涉及企业的申请，15个工作日内办结", "涉及企业的申请办结", "the matter stands before the comma"),
    ("加强服务；对企业反映的困难，3日内予以答复", "企业反映的困难予以答复", "after another clause"),
    ("群众投诉5个工作日内办理完毕", "群众投诉办理完毕", "or before the time"),
    ("涉及企业的投诉事项须在15个工作日内办结", "涉及企业的投诉事项办结", "须 is no part of it"),
]


@pytest.mark.parametrize(("text", "metric", "why"), PROMISES)
def test_what_an_office_promises_to_have_dealt_with_in_a_time_is_kept_without_a_day(
    text: str, metric: str, why: str
) -> None:
    found = only(text)
    assert (found.metric, found.value, found.deadline) == (metric, None, None), why
    assert found.deadline_text in text
    assert [doubt.code for doubt in found.doubts] == ["date.no_start"]


@pytest.mark.parametrize(
    "text",
    [
        "收到申请后5个工作日内完成审核",
        "5个工作日内完成备案",
        "自受理之日起20日内作出决定",
        "收到申请后15个工作日内办结",
        "15个工作日内办结",
    ],
)
def test_how_long_a_procedure_takes_is_no_target(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "metric"),
    [("5个工作日内办结率达到95%", "5个工作日内办结率"), ("开展“十六五”中期评估3次", "“十六五”中期评估")],
)
def test_a_length_or_period_inside_a_name_is_no_date(text: str, metric: str) -> None:
    found = only(text)
    assert (found.deadline_text, found.doubts) == (None, ())
    assert metric in found.metric


def test_how_soon_one_thing_is_dealt_with_dates_nothing_after_it() -> None:
    found = read("涉企申请5日内办结，办结率达到100%")
    assert [(f.metric, f.deadline_text) for f in found] == [("涉企申请办结", "5日内"), ("办结率", None)]


def test_working_days_are_counted_from_monday_to_friday_and_doubted() -> None:
    found = only("自印发之日起10个工作日内选定地块3处", None, issued_on="2026-09-04")
    assert (found.deadline, found.ambiguous, [d.code for d in found.doubts]) == (
        "2026-09-18",
        True,
        ["date.working_days"],
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("印发后半年内新建公园2座", "2027-02-28"),
        ("自本办法发布之日起，2年内新建公园2座", "2028-08-31"),
        ("国庆节前新建公园2座", "2027-09-30"),
        ("2028年“五一”前新建公园2座", "2028-04-30"),
    ],
)
def test_other_words_that_name_a_day(text: str, day: str) -> None:
    found = only(text, 2027 if "前" in text else None, issued_on="2026-08-31")
    assert (found.deadline, found.doubts) == (day, ())
