"""Facts about the document itself."""

from __future__ import annotations

import re

import pytest

import gangmu
from gangmu.extract.document import level_of
from gangmu.extract.document_rules import ADDRESSED, PLACE_SHAPES
from gangmu.extract.rules import Rule
from gangmu.model import Document

BODY = "一、要求\n各单位要把这项工作摆上重要位置，抓紧抓实抓出成效。\n"


def facts(text: str) -> Document:
    return gangmu.read(text.encode(), name="plan.txt").document


def test_an_opinion_of_two_organs_has_title_number_issuers_date_and_level() -> None:
    d = facts(
        "赣办发〔2023〕5号\n\n中共赣州市委 赣州市人民政府关于推进示范区建设的实施意见\n\n各县（市、区）委：\n\n"
        f"为做好工作，现提出以下意见。\n{BODY}\n中共赣州市委\n\n赣州市人民政府\n\n2023年4月5日\n"
    )
    assert d.title == "中共赣州市委 赣州市人民政府关于推进示范区建设的实施意见"
    assert d.number == "赣办发〔2023〕5号"
    assert d.issuers == ("中共赣州市委", "赣州市人民政府")
    assert (d.issued_on, d.level, d.places) == ("2023-04-05", "prefectural", ("赣州市",))


def test_a_title_over_two_lines_is_one() -> None:
    assert (
        facts(f"国务院关于加快推进某某事业\n\n高质量发展的指导意见\n\n国发〔2020〕1号\n\n{BODY}").title
        == "国务院关于加快推进某某事业高质量发展的指导意见"
    )


def test_a_notice_with_a_plan_attached_has_the_plan_s_title() -> None:
    d = facts(
        f"国务院关于印发某某事业改革方案的通知\n\n国发〔2019〕9号\n\n现将《某某事业改革方案》印发给你们，请认真执行。\n\n国务院\n\n2019年1月2日\n\n某某事业改革方案\n\n{BODY}"
    )
    assert d.title == "某某事业改革方案"
    assert d.issuers == ("国务院",)


def test_what_is_not_printed_is_not_made_up() -> None:
    d = facts(BODY)
    assert (d.title, d.number, d.issuers, d.issued_on, d.level, d.places) == (None, None, (), None, None, ())


@pytest.mark.parametrize(
    ("issuer", "level"),
    [
        ("国务院办公厅", "national"),
        ("国家发展改革委", "national"),
        ("江西省人民政府", "provincial"),
        ("中共赣州市委", "prefectural"),
        ("赣州市章贡区人民政府", "county"),
        ("沙石镇人民政府", "township"),
        ("某某协会", None),
    ],
)
def test_the_level_of_an_organ_is_told_by_its_name(issuer: str, level: str | None) -> None:
    assert level_of(issuer) == level


def test_a_plan_without_an_issuer_has_the_level_of_whom_it_reports_to() -> None:
    assert facts(f"某某示范区建设方案\n{BODY}二、保障\n重大问题及时向党中央、国务院报告。\n").level == "national"
    assert facts(f"某某示范区建设规划\n{BODY}二、保障\n重大事项及时向省委、省政府报告。\n").level == "provincial"


def test_places_come_from_the_stated_scope() -> None:
    assert facts(f"某某老区建设方案\n规划范围为龙岩市全域，共七个县。\n{BODY}").places == ("龙岩市",)


def test_a_citation_keeps_its_number_and_place_and_short_names_are_none() -> None:
    text = f"某县工作方案\n按照《某市发展规划》（某府发〔2023〕7号，以下简称《规划》）要求，落实《规划》，演好《某某之歌》。\n{BODY}"
    (cited,) = facts(text).cites
    assert (cited.title, cited.number) == ("某市发展规划", "某府发〔2023〕7号")
    assert text[slice(*cited.span)].startswith("《某市发展规划》（某府发")


def test_the_horizon_is_what_the_goals_name() -> None:
    text = "某县建设方案\n一、目标\n到2025年，基本建成。展望到2035年，全面建成。\n二、其他\n回顾2019年的做法。\n"
    assert facts(text).horizon == (2025, 2035)


def test_a_notice_that_nobody_signed_is_issued_by_whom_its_title_names() -> None:
    d = facts(
        f"于都县人民政府办公室关于分解落实某某工作的通知\n\n各乡镇:\n\n2024年3月1日\n\n某某工作任务分解方案\n\n{BODY}"
    )
    assert (d.issuers, d.issued_on, d.level) == (("于都县人民政府办公室",), "2024-03-01", "county")
    assert d.title == "某某工作任务分解方案"


def test_the_record_sheet_of_a_web_page_gives_number_and_date() -> None:
    sheet = "索引号: | 1133/2022-6 | 成文日期: | 2022-04-18 |\n文件编号: | 于府办发〔2022〕16号 | 有效性: |\n"
    d = facts(f"{sheet}于都县人民政府办公室关于印发某某工作责任分解的通知 |\n{BODY}")
    assert (d.number, d.issued_on) == ("于府办发〔2022〕16号", "2022-04-18")


LAW_SITE = (
    "您的位置: 首页 » 某某资料网 »\n\n于都县人民政府关于印发某某管理规定的通知\n\n"
    "作者:某某资料网 时间:2024-07-02 08:50:40  浏览:8411\n下载地址: 点击此处下载\n\n"
    "于都县人民政府关于印发某某管理规定的通知\n\n江西省于都县人民政府\n\n\n于都县人民政府关于印发某某管理规定的通知\n\n"
)


def test_what_a_web_page_says_of_itself_is_no_part_of_the_title() -> None:
    d = facts(
        f"{LAW_SITE}于府发〔2005〕32号\n于府发〔2005〕32号\n\n各乡镇:\n现印发给你们,请认真执行。\n\n于都县人民政府\n\n"
        "二00五年六月十七日\n\n于都县某某管理规定\n\n(1998年5月21日拟订)\n\n第一条 为了办好某某工作,制定本规定。\n第二条 都要照办。\n"
    )
    assert (d.title, d.number) == ("于都县某某管理规定", "于府发〔2005〕32号")
    assert (d.issuers, d.issued_on) == (("于都县人民政府",), "2005-06-17")


def test_the_time_of_posting_is_no_part_of_the_title() -> None:
    d = facts(
        f"发布时间:2024-11-01 21:09:52 来源: 某某网\n国务院关于推动某某事业\n发展的意见\n国发〔2023〕16号\n{BODY}"
    )
    assert (d.title, d.issuers) == ("国务院关于推动某某事业发展的意见", ("国务院",))


def test_an_issuer_above_the_title_with_its_province_is_the_same_organ() -> None:
    d = facts(f"{LAW_SITE}于府发〔2005〕32号\n\n各乡镇:\n现印发给你们。\n\n2005年6月17日\n\n某某管理规定\n\n{BODY}")
    assert d.issuers == ("于都县人民政府",)


@pytest.mark.parametrize(
    ("printed", "issuers"),
    [
        ("赣州市某某委员会 中共赣州市委某某部\n赣州市某某局 赣州市丙丁局", 4),
        ("中共赣州市委办公室 赣州市人民政府办公室", 2),
        ("赣州市人民政府办公室", 1),
    ],
)
def test_a_signature_of_several_organs_is_parted_at_their_places(printed: str, issuers: int) -> None:
    d = facts(f"某某工作的通知\n\n各县:\n{BODY}\n{printed}\n2024年7月29日\n")
    assert len(d.issuers) == issuers
    assert all(name.startswith(("赣州市", "中共赣州市委")) for name in d.issuers)


def test_a_notice_marked_before_its_issuers_names_them() -> None:
    d = facts(
        "“主动公开”中共章贡区委办公室 章贡区人民政府办公室印发《章贡区某某行动计划(2018—2020年)》的通知\n"
        f"章贡区某某行动计划\n(2018—2020年)\n{BODY}"
    )
    assert d.issuers == ("中共章贡区委办公室", "章贡区人民政府办公室")
    assert d.title == "章贡区某某行动计划(2018—2020年)"


def test_a_report_to_a_congress_is_its_government_s() -> None:
    d = facts(
        "于都县十五届人大\n七次会议文件十一\n政 府 工 作 报 告\n—2021年4月28日在于都县第十五届人民代表大会第七次会议上\n"
        f"于都县人民政府县长 某某\n各位代表:\n现在,我向大会作报告。\n{BODY}"
    )
    assert (d.title, d.issuers, d.issued_on) == ("政府工作报告", ("于都县人民政府",), "2021-04-28")


REPORTS = [
    ("现在，我代表江西省人民政府，向大会报告工作，请予审议。", ("江西省人民政府",), "provincial", ("江西省",)),
    ("我代表赣州市人民政府向大会作报告，请审查。", ("赣州市人民政府",), "prefectural", ("赣州市",)),
    ("现在，我代表省人民政府向大会报告工作。", (), "provincial", ()),
    ("现在，我代表县人民政府向大会报告工作。", (), "county", ()),
    ("现在，我代表市人民政府向大会报告工作。", (), None, ()),
    ("我代表与会同志感谢江西省人民政府。", (), None, ()),
]


@pytest.mark.parametrize(("words", "issuers", "level", "places"), REPORTS)
def test_a_work_report_says_for_which_government_it_is_given(
    words: str, issuers: tuple[str, ...], level: str | None, places: tuple[str, ...]
) -> None:
    d = facts(f"政府工作报告\n\n各位代表：\n\n{words}\n\n{BODY}")
    assert (d.issuers, d.level, d.places) == (issuers, level, places)


@pytest.mark.parametrize(
    ("head", "issuers"),
    [
        ("发文单位：赣州市人民政府\n发文时间：2031-02-18\n来源：某网\n", ("赣州市人民政府",)),
        ("发文机关：赣州市教育局、赣州市财政局\n发文时间：2031-02-18\n", ("赣州市教育局", "赣州市财政局")),
        ("发布机构：赣州市人民政府办公室\n", ()),
        ("发文单位：某某网编辑\n", ()),
    ],
)
def test_the_head_of_a_page_names_the_issuer(head: str, issuers: tuple[str, ...]) -> None:
    assert facts(f"{head}\n推进示范区建设工作方案\n\n{BODY}").issuers == issuers


def test_a_place_named_short_before_the_subject_gives_the_level() -> None:
    assert facts(f"赣州关于印发某某行动方案的通知\n{BODY}").level == "prefectural"
    assert facts(f"赣州革命老区某某建设方案\n{BODY}").level is None


def test_an_annex_that_came_alone_is_called_by_its_heading() -> None:
    d = facts("附件2\n铜鼓县2031年重点工作清单\n序号\t任务\t责任单位\n1\t修桥\t县甲局\n2\t铺路\t县乙局\n")
    assert (d.title, d.level, d.places) == ("铜鼓县2031年重点工作清单", "county", ("铜鼓县",))


def test_an_annex_after_its_document_gives_it_no_title() -> None:
    assert facts(f"{BODY}\n附件\n某某清单\n序号\t任务\t责任单位\n1\t修桥\t县甲局\n2\t铺路\t县乙局\n").title is None


SHAPES = [
    ("云石山镇2031年重点工作方案", "township", ("云石山镇",), "a town stands in no table"),
    ("石湾丰县产业发展规划", "county", ("石湾丰县",), "a county of another time"),
    ("城镇建设管理工作方案", None, (), "城镇 is no town"),
    ("县域经济发展规划", None, (), "县域 is no county"),
    ("章贡区城市更新实施方案", "county", ("章贡区",), "城市 begins after the district's name"),
    ("赣县区城市更新实施方案", "county", ("赣县区",), "the whole name, not the county within it"),
    ("石湾丰县城市更新实施方案", "county", ("石湾丰县",), "城市 after a county of another time"),
    ("石湾市城市更新实施方案", None, ("石湾市",), "城市 after a city that no table knows"),
    ("于都县乡镇污水治理方案", "county", ("于都县",), "乡镇 is no town called 于都县乡"),
    (
        "赣州市城区道路改造方案",
        "prefectural",
        ("赣州市",),
        "a part of the city, not the district of that name elsewhere",
    ),
    ("赣州市章贡区水利工作方案", "county", ("章贡区",), "the last of the places it opens with"),
    ("中心城市建设方案", None, (), "a kind of city"),
    ("企业上市培育工作方案", None, (), "上市 is no city"),
]


@pytest.mark.parametrize(("title", "level", "places"), [c[:3] for c in SHAPES], ids=[c[3] for c in SHAPES])
def test_a_place_outside_the_table_is_known_by_its_kind(title: str, level: str | None, places: tuple[str, ...]) -> None:
    d = facts(f"{title}\n{BODY}")
    assert (d.level, d.places) == (level, places)


@pytest.mark.parametrize(("to", "level"), [("各县（市、区）人民政府：", "prefectural"), ("各乡镇人民政府：", "county")])
def test_a_city_outside_the_table_has_the_level_above_whom_it_writes_to(to: str, level: str) -> None:
    assert facts(f"石湾市人民政府关于办好某事的意见\n{to}\n为办好某事，提出以下意见。\n{BODY}").level == level


def test_a_regulation_is_issued_by_the_congress_that_passed_it() -> None:
    d = facts(
        "江西省某事促进条例\n（2031年5月6日江西省第十六届人民代表大会常务委员会第九次会议通过）\n第一章　总则\n第一条　为了促进某事，制定本条例。\n"
    )
    assert d.issuers == ("江西省人民代表大会常务委员会",)
    assert (d.level, d.issued_on) == ("provincial", "2031-05-06")


def test_a_short_name_before_another_kind_is_another_place() -> None:
    assert facts(f"赣州镇办好某事工作方案\n{BODY}").places != ("赣州市",)


@pytest.mark.parametrize("rule", [*PLACE_SHAPES.rules, *ADDRESSED.rules], ids=lambda rule: rule.id)
def test_each_rule_of_places_matches_its_example_and_not_its_counter_example(rule: Rule) -> None:
    assert re.search(rule.pattern, rule.example)
    assert not re.search(rule.pattern, rule.counter)


YEARS_WORK = [
    ("某县2025年重点工作安排", 2025, "the year's arrangements"),
    ("某县2025年重点工作任务", 2025, "its tasks"),
    ("某县2025年民生实事实施方案", 2025, "a plan of deeds for the people"),
    ("某县2025年度用地供应计划", 2025, "a yearly plan"),
    ("某县教育局2025年工作要点", 2025, "main points"),
    ("某县二〇二五年工作要点", 2025, "a year in Chinese numerals"),
    ("关于做好2025年春耕工作的通知", 2025, "a notice on a year's work"),
    ("关于某县2024年计划执行情况与2025年计划草案的报告", 2025, "of two years the one that is planned"),
    ("某县2030年前碳达峰行动方案", None, "a deadline is no year in force"),
    ("某县绿化行动方案（2023—2025年）", None, "nor is a stretch of years"),
]


@pytest.mark.parametrize(("title", "year", "why"), YEARS_WORK, ids=[row[2] for row in YEARS_WORK])
def test_a_title_names_the_year_in_force(title: str, year: int | None, why: str) -> None:
    plan = gangmu.read(f"{title}\n\n一、任务\n（一）修路。上半年修好公路10公里。\n".encode(), name="plan.txt")
    assert plan.document.title == title
    assert [(t.year, t.deadline) for t in plan.targets] == [(year, f"{year}-06-30" if year else None)], why


def test_a_title_may_stand_under_the_organ_whose_work_it_is() -> None:
    assert facts(f"某县人民政府\n2025年重点工作安排\n\n{BODY}").title == "某县人民政府2025年重点工作安排"


def test_a_part_of_a_report_named_like_a_year_s_work_is_no_title() -> None:
    assert facts(f"某县2025年政府工作报告\n\n2025年重点工作\n\n{BODY}").title == "某县2025年政府工作报告"


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("某县国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", (2025, 2035)),
        ("某县“十五五”水利规划", (2030,)),
        ("某县绿化三年行动方案（2023—2025年）", (2025,)),
        ("某县2025年工作要点", (2025,)),
    ],
)
def test_the_years_of_a_title_belong_to_the_horizon(title: str, years: tuple[int, ...]) -> None:
    assert facts(f"{title}\n\n{BODY}").horizon == years


REPORTS = [
    ("政府工作报告\n2031年1月15日", 2031, "a date line under the title"),
    ("政府工作报告\n——2031年1月15日在某县第九届人民代表大会第五次会议上", 2031, "the session's day"),
    ("发文时间：2031-01-15\n来源：某县网\n政府工作报告", 2031, "the page's furniture"),
    ("政府工作报告\n（二〇三一年一月十五日）", 2031, "Chinese numerals"),
    ("政府工作报告\n2031年12月25日", None, "a session late in the year looks to the next"),
    ("政府工作报告", None, "no date, no year"),
    ("环境状况报告\n2031年1月15日", None, "another kind of report"),
]


@pytest.mark.parametrize(("head", "year", "why"), REPORTS, ids=[row[2] for row in REPORTS])
def test_a_report_without_a_year_in_its_title_plans_for_the_year_it_is_given_in(
    head: str, year: int | None, why: str
) -> None:
    body = "各位代表：\n现在，我向大会报告工作，请予审议。\n一、重点工作\n年内修好公路10公里。\n二、“十六五”时期目标\n建成铁路20公里。\n"
    plan = gangmu.read(f"{head}\n\n{body}".encode(), name="report.txt")
    wanted = [(10, year, f"{year}-12-31" if year else None), (20, None, None)]
    assert [(t.value, t.year, t.deadline) for t in plan.targets] == wanted, why
