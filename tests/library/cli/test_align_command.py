"""`gangmu align` as people use it: every format, the wrong order, a tier, an explanation, refusals."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from lxml import html

from gangmu.cli.main import main
from gangmu.export.alignment_words import standing_words

UPPER = (
    "云州山区高质量发展示范区建设方案\n"
    "为支持赣州市建设示范区，制定本方案。\n"
    "一、推进城乡建设\n"
    "（一）完善城镇功能。实施城市更新行动，开展地下管廊试点。支持建设数字乡村平台。\n"
    "（二）深化改革。开展金融创新试点。健全流域横向生态保护补偿机制。\n"
    "二、组织保障\n"
    "（三）认真组织实施。重大问题及时向党中央、国务院报告。\n"
)
LOWER = (
    "中共赣州市章贡区委 赣州市章贡区人民政府\n关于贯彻落实《云州山区高质量发展示范区建设方案》的实施意见\n"
    "为贯彻落实《云州山区高质量发展示范区建设方案》，现提出以下实施意见。\n"
    "一、推进城乡建设\n"
    "（一）完善城镇功能。实施城市更新行动。建设数字乡村平台。办好龙舟邀请赛。〔责任单位：区住建局〕\n"
    "（二）深化改革。争取开展金融创新试点。〔责任单位：区金融办、区财政局〕\n"
)


PAGE = ("align", "upper.txt", "lower.txt", "--format", "html")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a national plan and a district's opinions."""
    (tmp_path / "upper.txt").write_text(UPPER, "utf-8")
    (tmp_path / "lower.txt").write_text(LOWER, "utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["align", *words])


def test_json_is_the_contracts_and_its_spans_are_of_the_files(desk: Path) -> None:
    done = run("upper.txt", "lower.txt")
    found = json.loads(done.stdout)

    assert (done.exit_code, done.stderr) == (0, "")
    assert (found["schema"], found["pair"]) == ("gangmu.alignment/1", "lineage")
    assert {(link["upper"]["text"], link["relation"]) for link in found["links"]} == {
        ("实施城市更新行动，开展地下管廊试点。", "adopted"),
        ("支持建设数字乡村平台。", "adopted"),
        ("开展金融创新试点。", "softened"),
    }
    (dropped,) = [piece for link in found["links"] for piece in link["dropped"]]
    assert UPPER[slice(*dropped["span"])] == dropped["text"] == "开展地下管廊试点"
    assert LOWER[slice(*found["added"][0]["span"])] == "办好龙舟邀请赛。"


def test_files_given_the_wrong_way_round_are_exchanged_and_it_is_said(desk: Path) -> None:
    done = run("lower.txt", "upper.txt")

    assert "the wrong way round" in done.stderr
    assert json.loads(done.stdout)["links"] == json.loads(run("upper.txt", "lower.txt").stdout)["links"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ("上下级", "弱化", "未承接", "查遍正文")),
        ("en", ("lineage", "softened", "Not taken up", "measures of the text")),
    ],
)
def test_the_table_speaks_both_languages(
    desk: Path, monkeypatch: pytest.MonkeyPatch, language: str, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", "300")

    said = CliRunner().invoke(main, ["--lang", language, "align", "upper.txt", "lower.txt", "--format", "table"]).stdout

    assert [word for word in words if word not in said] == []


@pytest.mark.parametrize(
    ("language", "part", "whole"), [("zh", "部分承接", "照单承接"), ("en", "taken up in part", "adopted")]
)
def test_a_sentence_that_lost_a_promise_is_called_taken_up_in_part_wherever_it_is_told(
    desk: Path, monkeypatch: pytest.MonkeyPatch, language: str, part: str, whole: str
) -> None:
    monkeypatch.setenv("COLUMNS", "300")

    def said(*words: str) -> str:
        return CliRunner().invoke(main, ["--lang", language, "align", "upper.txt", "lower.txt", *words]).stdout

    table = {line.split()[0]: line for line in said("--format", "table").splitlines() if line.strip()}
    page = html.fromstring(said("--format", "html"))
    losing, kept = table["实施城市更新行动，开展地下管廊试点。"], table["支持建设数字乡村平台。"]
    link = next(found for found in json.loads(said())["links"] if found["dropped"])
    told = said("--explain", link["upper"]["measure"], link["lower"]["measure"])

    assert (part in losing, whole in losing, "开展地下管廊试点" in losing) == (True, False, True)
    assert (part in kept, whole in kept) == (False, True)
    assert page.xpath("//tr[.//mark[@class='dropped']]//span[contains(@class, 'tag')]/text()") == [part]
    assert part in told.splitlines()
    assert told.splitlines()[-1].endswith("开展地下管廊试点")


def test_a_softened_sentence_that_lost_a_promise_says_both() -> None:
    assert standing_words("softened", "lineage", "zh", loses=True) == "部分承接，弱化"
    assert standing_words("softened", "lineage", "en", loses=True) == "taken up in part, softened"
    assert standing_words("softened", "lineage", "en", loses=False) == "softened"
    assert standing_words("adopted", "peers", "zh", loses=True) == "相同"


@pytest.mark.parametrize(
    ("language", "left_out", "added"), [("zh", "没有写：支持", "增加：全面"), ("en", "left out: 支持", "added: 全面")]
)
def test_differences_are_told_in_words(
    desk: Path, monkeypatch: pytest.MonkeyPatch, language: str, left_out: str, added: str
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    (desk / "lower.txt").write_text(LOWER.replace("实施城市更新行动", "全面实施城市更新行动"), "utf-8")

    said = CliRunner().invoke(main, ["--lang", language, "align", "upper.txt", "lower.txt", "--format", "table"]).stdout

    assert left_out in said
    assert added in said
    assert "∅" not in said


def test_shared_words_of_an_explanation_are_whole(desk: Path) -> None:
    (desk / "upper.txt").write_text(UPPER.replace("建设数字乡村平台", "培育农业科技平台和科技型企业"), "utf-8")
    (desk / "lower.txt").write_text(LOWER.replace("建设数字乡村平台", "培育科技型企业"), "utf-8")
    link = next(
        one for one in json.loads(run("upper.txt", "lower.txt").stdout)["links"] if "科技" in one["lower"]["text"]
    )

    said = run("upper.txt", "lower.txt", "--explain", link["upper"]["measure"], link["lower"]["measure"]).stdout

    assert "Shared words: 科技型企业\n" in said


def test_the_page_needs_no_other_file_and_marks_what_was_dropped(desk: Path) -> None:
    done = run("upper.txt", "lower.txt", "--output", "links.html")
    page = html.fromstring((desk / "links.html").read_bytes())

    assert done.exit_code == 0
    assert page.xpath("//script | //link | //img | //@src") == []
    assert page.xpath("//mark[@class='dropped']/text()") == ["开展地下管廊试点"]
    assert "区金融办" in "".join(page.xpath("//td/text()"))


def test_a_narrow_page_tells_what_each_cell_is(desk: Path) -> None:
    page = html.fromstring(CliRunner().invoke(main, ["--lang", "zh", *PAGE]).stdout)

    assert page.xpath("//meta[@name='viewport']")
    assert page.xpath("//h2[starts-with(., '未承接')]/following::tbody[1]/tr[1]/td/@data-head") == [
        "最相近的内容",
        "建议承接单位",
    ]
    assert page.xpath("//@id") == []


def test_between_peers_nothing_is_called_taken_up(desk: Path) -> None:
    (desk / "beside.txt").write_text(UPPER.replace("云州山区高质量", "平州湖区高质量"), "utf-8")

    for form in ("html", "table"):
        said = CliRunner().invoke(main, ["--lang", "zh", "align", "upper.txt", "beside.txt", "--format", form]).stdout
        assert "相同" in said
        assert [word for word in ("承接", "上级", "下级") if word in said] == []


def test_a_title_with_marks_of_html_is_shown_as_it_is(desk: Path) -> None:
    (desk / "odd.txt").write_text(UPPER.replace("云州", "<b>云州</b>"), "utf-8")

    page = run("odd.txt", "lower.txt", "--format", "html").stdout

    assert "<b>云州</b>" not in page


def test_the_report_is_a_word_document_in_official_layout(desk: Path) -> None:
    done = CliRunner().invoke(main, ["--lang", "zh", "align", "upper.txt", "lower.txt", "--output", "报告.docx"])
    report = docx.Document(BytesIO((desk / "报告.docx").read_bytes()))
    section = report.sections[0]

    assert done.exit_code == 0
    assert [round(length.mm) for length in (section.page_width, section.top_margin, section.left_margin)] == [
        210,
        37,
        28,
    ]
    assert [p.text for p in report.paragraphs if p.text.startswith(("一、", "三、", "四、"))] == [
        "一、总体情况",
        "三、弱化的表述",
        "四、未承接的举措及建议承接单位",
    ]
    uncovered = report.tables[2]
    assert uncovered.rows[1].cells[0].text == "健全流域横向生态保护补偿机制。"
    assert "区金融办" in uncovered.rows[1].cells[2].text


def test_a_tier_is_put_in_order(desk: Path) -> None:
    found = json.loads(run("--tier", "lower.txt", "upper.txt").stdout)
    table = run("--tier", "lower.txt", "upper.txt", "--format", "table").stdout
    page = run("--tier", "lower.txt", "upper.txt", "--format", "html").stdout

    assert [(pair["upper"], pair["lower"]) for pair in found["pairs"]] == [(1, 0)]
    assert "taken up" in table
    assert "<details>" in page


def test_an_explanation_names_the_words_and_the_weights(desk: Path) -> None:
    ids = [m["upper"]["measure"] for m in json.loads(run("upper.txt", "lower.txt").stdout)["links"]]
    lower = [m["lower"]["measure"] for m in json.loads(run("upper.txt", "lower.txt").stdout)["links"]]

    told = run("upper.txt", "lower.txt", "--explain", ids[-1], lower[-1]).stdout
    as_json = json.loads(run("upper.txt", "lower.txt", "--explain", ids[-1], lower[-1], "--format", "json").stdout)

    assert "争取" in told
    assert "softened" in told
    assert as_json["linked"] is True


# arguments, what is said
REFUSALS = [
    (("upper.txt",), "Give UPPER and LOWER"),
    (("upper.txt", "lower.txt", "upper.txt"), "Give UPPER and LOWER"),
    (("upper.txt", "lower.txt", "--format", "docx"), "docx needs --output"),
    (("--tier", "upper.txt"), "--tier needs two files"),
    (("--tier", "upper.txt", "lower.txt", "--with", "lower.txt"), "--tier takes no --with"),
    (("upper.txt", "lower.txt", "--explain", "九/m9", "一/m1"), "no sentence of this id: 九/m9"),
]


@pytest.mark.parametrize(("arguments", "said"), REFUSALS)
def test_a_wrong_use_is_refused_with_its_reason(desk: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)

    assert done.exit_code == 2
    assert said in done.stderr


@pytest.mark.parametrize("name", ["a.xlsx", "a.pdf", "out/a.csv"])
def test_a_form_that_alignments_are_not_written_in_is_refused(desk: Path, name: str) -> None:
    done = run("upper.txt", "lower.txt", "--output", name)

    assert (done.exit_code, done.stdout) == (1, "")
    assert "[output.form]" in done.stderr
    assert not (desk / name).exists()


def test_a_form_that_is_asked_for_goes_where_it_is_told(desk: Path) -> None:
    done = run("upper.txt", "lower.txt", "--format", "json", "--output", "a.dat")

    assert done.exit_code == 0
    assert json.loads((desk / "a.dat").read_bytes())["schema"] == "gangmu.alignment/1"


def test_a_place_that_cannot_be_written_is_one_line(desk: Path) -> None:
    done = run("upper.txt", "lower.txt", "--output", "upper.txt/a.json")

    assert done.exit_code == 1
    assert "[output]" in done.stderr


def test_a_file_that_cannot_be_read_is_said_and_nothing_is_aligned(desk: Path) -> None:
    done = run("upper.txt", "missing.txt")

    assert (done.exit_code, done.stdout) == (1, "")
    assert "missing.txt" in done.stderr


def test_a_corpus_is_read_once_and_its_results_are_kept(desk: Path) -> None:
    def corpus(*words: str) -> Result:
        return CliRunner().invoke(main, ["corpus", *words])

    assert "1 read, 0 unchanged, 1 refused" in corpus("put", "kept", "lower.txt", "missing.txt").stdout
    assert "0 read, 1 unchanged" in corpus("put", "kept", "lower.txt").stdout

    first = corpus("align", "kept", "upper.txt", "--workers", "1")
    again = corpus("align", "kept", "upper.txt", "--workers", "1")
    table = corpus("align", "kept", "upper.txt", "--workers", "1", "--format", "table", "--all").stdout

    assert [json.loads(line)["pair"] for line in first.stdout.splitlines()] == ["lineage"]
    assert again.stdout == first.stdout
    head, *rows = (line.split("\t") for line in table.splitlines())
    assert [dict(zip(head, row, strict=True)) for row in rows] == [
        {
            "Plan": "lower.txt",
            "Pair": "lineage",
            "Taken up whole/promises": "2/5",
            "Share": "40%",
            "In part": "1",
            "Whole but softened": "1",
            "New below": "1",
        }
    ]
    assert corpus("align", "nowhere", "upper.txt").exit_code == 2


def test_a_corpus_table_has_heads_in_chinese_too_even_without_a_row(desk: Path) -> None:
    def corpus(*words: str) -> str:
        return CliRunner().invoke(main, ["--lang", "zh", "corpus", *words]).stdout

    corpus("put", "kept", "lower.txt")

    lines = corpus("align", "kept", "upper.txt", "--workers", "1", "--format", "table").splitlines()
    assert lines[0].split("\t") == ["文件", "关系", "整句承接/举措", "比例", "部分承接", "其中仅弱化承接", "新增"]
    assert lines[1].split("\t")[1] == "上下级"
    alone = corpus("align", "kept", "lower.txt", "--workers", "1", "--format", "table").splitlines()
    assert alone == lines[:1]


THINGS = "桥梁 堤坝 泵站 苗圃 码头 车站 粮库 牧场 渔港 茶园 灌区 校舍".split()


def pages(many: int) -> str:
    """A lower plan of so many pages of thirty lines of twenty-eight characters."""
    chapters = [LOWER.split("一、", maxsplit=1)[0].rstrip()]
    for i in range(many):
        chapters.append(f"第{i + 1}章 第{i + 1}片的任务")
        thing, other = THINGS[i % 12], THINGS[i // 12 % 12]
        line = f"建设第{i}号{thing}示范工程，配套{other}管护用房，明确专人看护并按季报告进展"
        chapters.append("，".join([line] * 20) + "。")
    return "\n".join(chapters) + "\n（一）深化改革。争取开展金融创新试点。\n"


@pytest.mark.parametrize("other", ["lower.txt", "copy.txt"])
def test_a_plan_against_itself_or_its_copy_agrees_with_itself_and_it_is_said(desk: Path, other: str) -> None:
    (desk / "copy.txt").write_text(LOWER, "utf-8")

    done = run("lower.txt", other)
    found = json.loads(done.stdout)

    assert (done.exit_code, "one text" in done.stderr) == (0, True)
    assert {link["relation"] for link in found["links"] if link["upper"] == link["lower"]} == {"adopted"}
    assert (found["uncovered"], found["added"]) == ([], [])


@pytest.mark.parametrize(("upper", "lower", "said"), [("upper", "bare", "lower plan"), ("bare", "lower", "upper plan")])
def test_a_plan_without_measures_is_aligned_to_nothing_and_it_is_said(
    desk: Path, upper: str, lower: str, said: str
) -> None:
    (desk / "bare.txt").write_text("云州山区概况\n云州山区在东部。\n", "utf-8")

    done = run(f"{upper}.txt", f"{lower}.txt")

    assert (done.exit_code, f"No measure was read in the {said}" in done.stderr) == (0, True)
    assert json.loads(done.stdout)["links"] == []


def test_an_empty_file_is_refused_and_nothing_is_aligned(desk: Path) -> None:
    (desk / "empty.txt").write_text("", "utf-8")

    done = run("upper.txt", "empty.txt")

    assert (done.exit_code, done.stdout) == (1, "")
    assert "empty.txt" in done.stderr


def test_sentences_printed_again_and_again_are_each_answered(desk: Path) -> None:
    again = LOWER + "三、再次强调\n（三）完善城镇功能。" + "实施城市更新行动。" * 50 + "\n"
    (desk / "again.txt").write_text(again, "utf-8")

    found = json.loads(run("upper.txt", "again.txt").stdout)

    renewal = [link for link in found["links"] if link["upper"]["text"].startswith("实施城市更新行动")]
    assert len({tuple(link["lower"]["span"]) for link in renewal}) == 51


def test_a_plan_of_two_thousand_pages_is_aligned(desk: Path) -> None:
    (desk / "long.txt").write_text(pages(2_000), "utf-8")

    done = run("upper.txt", "long.txt")

    assert (done.exit_code, done.stderr) == (0, "")
    assert "争取开展金融创新试点" in done.stdout


def test_a_tier_with_a_plan_twice_is_aligned(desk: Path) -> None:
    found = json.loads(run("--tier", "upper.txt", "lower.txt", "lower.txt").stdout)

    assert [(pair["upper"], pair["lower"], pair["alignment"]["pair"]) for pair in found["pairs"]] == [
        (0, 1, "lineage"),
        (0, 2, "lineage"),
        (1, 2, "peers"),
    ]
