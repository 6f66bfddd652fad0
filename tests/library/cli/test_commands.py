"""The commands as scripts and people use them: output, standard error, exit codes, both languages."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

import gangmu
from gangmu.cli.main import main
from gangmu.export import contract

PLAN = "关于建设样板区的意见\n一、总体要求\n到2030年，新建公路10公里。\n二、重点任务\n（一）修路。年底前开工建设2条公路。（责任单位：区交通局、区住建局）\n"
ANNEX = "附件1\n责任分工表\n序号\t任务内容\t责任单位\n1\t修路\t区交通局\n"
COMMANDS = ("read", "export", "align", "explain", "schema")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two plans, an annex and a picture; the locale is not Chinese."""
    (tmp_path / "甲.txt").write_text(PLAN, "utf-8")
    (tmp_path / "乙.txt").write_text(PLAN.replace("10", "20"), "gb18030")
    (tmp_path / "附件.txt").write_text(ANNEX, "utf-8")
    (tmp_path / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(20))
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS", "GANGMU_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def run(*words: str, **options: object) -> Result:
    return CliRunner().invoke(main, list(words), **options)  # type: ignore[arg-type]


def shell(*words: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """The real command, as a terminal starts it."""
    command = Path(sys.executable).parent / "gangmu"
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG"))}
    return subprocess.run(
        [command, *words], cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8",
        env={**environment, "PYTHONUTF8": "1", **more},
    )  # fmt: skip


def test_one_file_gives_one_object_that_is_the_plan(desk: Path) -> None:
    done = shell("read", "甲.txt", folder=desk)
    assert (done.returncode, done.stderr) == (0, "")
    assert contract.decode(done.stdout) == gangmu.read(desk / "甲.txt")
    jsonschema.validate(json.loads(done.stdout), contract.json_schema())


def test_several_files_give_an_array_in_their_order(desk: Path) -> None:
    plans = json.loads(run("read", "乙.txt", "甲.txt").stdout)
    assert [plan["document"]["source"]["name"] for plan in plans] == ["乙.txt", "甲.txt"]


def test_json_lines_give_a_plan_a_line(desk: Path) -> None:
    lines = run("read", "甲.txt", "乙.txt", "--format", "jsonl").stdout.splitlines()
    assert [contract.decode(line).document.source.encoding for line in lines] == ["utf-8", "gb18030"]


def test_a_refused_file_is_one_line_and_the_others_are_read(desk: Path) -> None:
    done = shell("read", "甲.txt", "scan.png", "missing.txt", "乙.txt", folder=desk)
    assert done.returncode == 1
    assert len(json.loads(done.stdout)) == 2
    first, second = done.stderr.splitlines()
    assert first.startswith("gangmu: [source.unsupported] scan.png: this is a picture")
    assert "Install text recognition" in first
    assert second.startswith("gangmu: [source.missing] missing.txt: there is no such file.")


def test_where_all_is_refused_the_json_is_still_json(desk: Path) -> None:
    done = run("read", "scan.png", "missing.txt")
    assert (done.exit_code, json.loads(done.stdout)) == (1, [])
    assert run("read", "scan.png").stdout == ""


def test_an_annex_is_read_as_one_plan_with_its_document(desk: Path) -> None:
    plan = contract.decode(run("read", "甲.txt", "--with", "附件.txt").stdout)
    assert [part.source.name for part in plan.document.parts] == ["甲.txt", "附件.txt"]


def test_standard_input_is_a_file_called_dash(desk: Path) -> None:
    plan = contract.decode(run("read", "-", input=PLAN.encode("gb18030")).stdout)
    assert (plan.document.source.name, plan.document.source.encoding) == ("stdin", "gb18030")


@pytest.mark.parametrize(("form", "ending"), [("json", "json"), ("jsonl", "jsonl"), ("table", "txt"), ("tree", "txt")])
def test_a_folder_gets_a_file_for_each_document(desk: Path, form: str, ending: str) -> None:
    done = run("read", "甲.txt", "乙.txt", "--format", form, "--output", "out/new")
    assert (done.exit_code, done.stdout) == (0, "")
    assert sorted(path.name for path in (desk / "out" / "new").iterdir()) == sorted([f"甲.{ending}", f"乙.{ending}"])


def test_documents_of_one_name_do_not_overwrite_each_other(desk: Path) -> None:
    (desk / "甲.md").write_text(PLAN, "utf-8")
    run("read", "甲.txt", "甲.md", "乙.txt", "--output", "out")
    assert {path.name for path in (desk / "out").iterdir()} == {"甲.txt.json", "甲.md.json", "乙.json"}


def test_a_place_that_cannot_be_written_is_one_line(desk: Path) -> None:
    (desk / "file").write_text("x")
    done = run("read", "甲.txt", "--output", "file/out")
    assert done.exit_code == 1
    assert done.stderr.startswith("gangmu: [output] ")


def test_the_table_shows_facts_and_records_and_lines_up_chinese_columns(desk: Path) -> None:
    lines = run("read", "甲.txt", "--format", "table").stdout.splitlines()
    assert lines[0] == "关于建设样板区的意见"
    head = next(i for i, line in enumerate(lines) if "lead unit" in line)
    row = next(line for line in lines[head:] if "区交通局" in line)
    column = cell_len(lines[head][: lines[head].index("units", lines[head].index("lead unit") + 9)])
    assert cell_len(row[: row.index("区交通局、")]) == column


def test_the_table_speaks_chinese_when_asked(desk: Path) -> None:
    table = run("--lang", "zh", "read", "甲.txt", "--format", "table").stdout
    assert "牵头单位" in table
    assert "lead unit" not in table


def test_the_tree_is_the_outline_with_counts(desk: Path) -> None:
    lines = run("read", "甲.txt", "--format", "tree").stdout.splitlines()
    assert lines[0].startswith("关于建设样板区的意见")
    assert any(line.startswith("├── 一、总体要求") and "Targets 1" in line for line in lines)
    assert any("（一）修路" in line and "Duty marks 1" in line and line.startswith("    ") for line in lines)


def test_output_that_is_no_terminal_has_no_colour(desk: Path) -> None:
    assert "\x1b" not in shell("read", "甲.txt", "--format", "table", folder=desk).stdout


@pytest.mark.parametrize(
    ("options", "made"),
    [
        (("--to", "xlsx"), "甲.xlsx"),
        ((), "甲.xlsx"),
        (("--output", "out/表.xlsx"), "out/表.xlsx"),
        (("--to", "csv"), "甲/targets.csv"),
        (("--to", "csv", "--output", "out"), "out/responsibilities.csv"),
        (("--output", "out/页.md"), "out/页.md"),
    ],
)
def test_export_writes_what_the_options_say(desk: Path, options: tuple[str, ...], made: str) -> None:
    done = run("export", "甲.txt", *options)
    assert (done.exit_code, done.stdout) == (0, "")
    assert (desk / made).stat().st_size


@pytest.mark.parametrize("name", ["a.docx", "a.json"])
def test_export_refuses_a_form_it_does_not_write(desk: Path, name: str) -> None:
    done = run("export", "甲.txt", "--output", name)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "[output.form]" in done.stderr
    assert not (desk / name).exists()


def test_the_table_shows_both_ends_of_a_range(desk: Path) -> None:
    (desk / "区间.txt").write_text("甲市方案\n一、主要任务\n（一）修路。新建公路5—8公里。\n", "utf-8")
    row = next(line for line in run("read", "区间.txt", "--format", "table").stdout.splitlines() if "range" in line)
    assert row.split()[2:5] == ["5", "8", "公里"]


def test_markdown_without_a_place_goes_to_standard_output(desk: Path) -> None:
    assert run("--lang", "zh", "export", "甲.txt", "--to", "md").stdout.startswith("# 关于建设样板区的意见\n")


def test_export_takes_the_json_that_read_wrote(desk: Path) -> None:
    run("read", "甲.txt", "--output", "out")
    assert run("export", "out/甲.json", "--to", "md").stdout == run("export", "甲.txt", "--to", "md").stdout


def test_export_refuses_a_json_that_is_no_plan(desk: Path) -> None:
    (desk / "x.json").write_text("{}")
    done = run("export", "x.json")
    assert done.exit_code == 1
    assert done.stderr.startswith("gangmu: [plan.format] x.json: ")


def test_explain_shows_the_sentence_its_records_and_the_rules(desk: Path) -> None:
    said = run("explain", "甲.txt", "--at", str(PLAN.index("10公里"))).stdout
    assert "新建公路10公里" in said
    assert "Fired: rules that matched" in said
    assert "source:" in said


def test_explain_speaks_chinese_of_kinds_rules_meanings_and_sources(desk: Path) -> None:
    said = run("--lang", "zh", "explain", "甲.txt", "--at", str(PLAN.index("10公里"))).stdout
    assert re.search(r"^  目标 \S+/t1 ", said, re.MULTILINE)
    assert "含义: 到该年末" in said
    ids = re.findall(r"（([a-z_.0-9]+)）", said)
    assert len(ids) > 2
    assert re.findall("[A-Za-z]{3,}", re.sub(r"（[a-z_.0-9]+）|GB/T|JSON", "", said)) == []


def test_explain_gives_json_to_programs(desk: Path) -> None:
    found = json.loads(run("explain", "甲.txt", "--at", str(PLAN.index("10公里")), "--format", "json").stdout)
    assert set(found) == {"span", "text", "records", "used", "near"}
    assert PLAN[slice(*found["span"])].startswith("到2030年")


def test_explain_refuses_a_place_outside_the_text(desk: Path) -> None:
    done = run("explain", "甲.txt", "--at", "100000")
    assert done.exit_code == 1
    assert f"Give an offset from 0 to {len(PLAN) - 1}." in done.stderr


def test_schema_prints_the_schema(desk: Path) -> None:
    assert json.loads(run("schema").stdout) == contract.json_schema()


def test_the_version_is_said(desk: Path) -> None:
    from importlib.metadata import version

    assert shell("--version", folder=desk).stdout == f"gangmu {version('gangmu')}\n"


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("read",),
        ("read", "a.txt", "b.txt", "--with", "c.txt"),
        ("read", "a.txt", "--format", "xml"),
        ("explain", "a.txt"),
        ("explain", "a.txt", "--at", "-1"),
        ("export", "a.txt", "--to", "doc"),
        ("no-such-command",),
    ],
)
def test_wrong_use_ends_with_two_and_says_how(desk: Path, words: tuple[str, ...]) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert "Usage: " in done.stderr or "Usage: " in done.stdout


def test_a_fault_of_ours_is_one_line_and_the_other_files_are_read(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = gangmu.read

    def faulty(path: str, **options: object) -> object:
        if path == "乙.txt":
            raise ZeroDivisionError("oh")
        return real(path, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(gangmu, "read", faulty)
    done = run("read", "乙.txt", "甲.txt")
    assert (done.exit_code, len(json.loads(done.stdout))) == (1, 1)
    assert done.stderr.startswith("gangmu: [unforeseen] 乙.txt: reading failed inside Gangmu (ZeroDivisionError: oh).")
    monkeypatch.setenv("GANGMU_TRACEBACK", "1")
    assert isinstance(run("read", "乙.txt").exception, ZeroDivisionError)


@pytest.mark.parametrize(
    ("variables", "chinese"),
    [
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, True),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, False),
        ({"LANG": "en_US.UTF-8"}, False),
        ({}, False),
    ],
)
def test_the_language_is_that_of_the_environment(desk: Path, variables: dict[str, str], chinese: bool) -> None:
    done = shell("read", "scan.png", folder=desk, **variables)
    assert ("这是图片，暂不能读取。" in done.stderr) is chinese
    assert ("读取规划方案" in shell("--help", folder=desk, **variables).stdout) is chinese


def test_the_language_asked_for_wins(desk: Path) -> None:
    assert "this is a picture" in shell("--lang", "en", "read", "scan.png", folder=desk, LANG="zh_CN.UTF-8").stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_help_in_chinese_says_everything_that_help_in_english_says(command: str) -> None:
    english, chinese = (run("--lang", language, command, "--help").stdout for language in ("en", "zh"))
    under = main.commands[command]
    for parameter in under.params:
        for option in parameter.opts:
            if option.startswith("--"):
                assert option in english
                assert option in chinese
    assert ("Examples:" in english) == ("示例：" in chinese)


def test_english_help_with_chinese_in_its_examples_keeps_the_spaces_between_words() -> None:
    said = " ".join(run("--lang", "en", "align", "--help").stdout.split())
    assert "Between plans of one level" in said
    assert "a whole tier is aligned" in said


def test_lines_of_chinese_help_fit_the_screen() -> None:
    for command in COMMANDS:
        for line in run("--lang", "zh", command, "--help").stdout.splitlines():
            assert cell_len(line) <= 80, line


EVERY_HELP = [
    (),
    *((command,) for command in COMMANDS),
    ("corpus",),
    ("corpus", "put"),
    ("corpus", "align"),
    ("check",),
]
OF_CLICK = re.compile(
    r"Usage|Options|Commands|OPTIONS|COMMAND|ARGS|FILE|DIR|PATH|ANNEX|OFFSET|default:|required|[A-Za-z]+ [a-z]+ [a-z]+"
)
"""Its own words, its placeholders, and any three English words in a row."""


@pytest.mark.parametrize("words", EVERY_HELP, ids=" ".join)
def test_the_help_is_in_one_language(desk: Path, words: tuple[str, ...]) -> None:
    chinese = run("--lang", "zh", *words, "--help").stdout
    assert "用法：" in chinese
    commands = re.compile(r"^    gangmu .*$|^用法：[a-z ]+", re.MULTILINE)
    assert OF_CLICK.findall(commands.sub("", chinese)) == []
    english = run("--lang", "en", *words, "--help").stdout
    ids = english.replace("三/（三）/m2 附件2-1", "")  # addresses are as the plan prints them
    assert re.findall(r"[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]", ids) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("read",), "错误：缺少参数“文件...”。"),
        (("raed", "x"), "错误：没有命令“raed”。是不是 “read”？"),
        (("read", "甲.txt", "--outpt", "b"), "错误：没有选项“--outpt”。"),
        (("explain", "甲.txt"), "错误：缺少选项“--at”。"),
        (("explain", "甲.txt", "--at", "-1"), "错误：“--at”的值不对：-1 不在 x>=0 的范围内。"),
        (("export", "甲.txt", "--to", "doc"), "错误：“--to”的值不对：“doc”不是以下之一：“xlsx”、“csv”、“md”。"),
        (("schema", "x"), "错误：多出了参数“x”。"),
        ((), "错误：缺少命令。"),
    ],
)
def test_wrong_use_is_told_in_chinese_too(desk: Path, words: tuple[str, ...], told: str) -> None:
    done = run("--lang", "zh", *words)
    assert done.exit_code == 2
    assert told in done.stderr
    assert "查看说明。" in done.stderr
    assert "Error" not in done.stderr


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_help_names_every_command(language: str) -> None:
    said = run("--lang", language, "--help").stdout
    named = {line.split()[0] for line in re.split("Commands:|命令：", said)[1].splitlines()[1:] if line.strip()}
    assert named >= set(main.commands)


def test_the_help_says_the_exit_codes_and_gives_examples() -> None:
    said = run("--lang", "en", "--help").stdout
    assert "Exit codes:" in said
    assert "gangmu read plan.docx --format table" in said


def test_many_files_show_a_bar_on_a_terminal_and_leave_standard_output_clean(desk: Path) -> None:
    import pty

    main_end, other_end = pty.openpty()
    command = [Path(sys.executable).parent / "gangmu", "read", "甲.txt", "乙.txt"]
    with subprocess.Popen(
        command, cwd=desk, stdout=subprocess.PIPE, stderr=other_end, env={**os.environ, "TERM": "xterm"}
    ) as running:
        os.close(other_end)
        printed = running.stdout.read() if running.stdout else b""
        shown = b""
        while chunk := _read(main_end):
            shown += chunk
    assert len(json.loads(printed)) == 2
    assert b"2/2" in shown or b"1/2" in shown


def _read(end: int) -> bytes:
    try:
        return os.read(end, 4096)
    except OSError:  # Linux says so where the other end is closed
        return b""


def test_names_of_a_zone_come_from_a_file(desk: Path) -> None:
    (desk / "名称.tsv").write_text("机构\t区交通运输局\t区交通局\n", "utf-8")
    done = run("read", "甲.txt", "--gazetteer", "名称.tsv")
    refs = contract.decode(done.stdout).responsibilities[0].unit_refs
    assert [ref.name for ref in refs] == ["区交通运输局"]
    assert run("export", "甲.txt", "--gazetteer", "名称.tsv").exit_code == 0


GARBLED = (
    "某区修路实施方案\n一、任务\n（一）修路。打通静州至寻乌的路，静州港的路。（责任单位：相关镇、区水局）\n"
    "（二）修桥。修好静州港的桥。（责任单位：区水利局）\n"
)


@pytest.fixture
def garbled(desk: Path) -> Path:
    (desk / "糊.txt").write_text(GARBLED, "utf-8")
    (desk / "名称.tsv").write_text("地名\t寻乌县\n地名\t赣州市\n机构\t区水利局\n机构\t东河镇\n", "utf-8")
    return desk


def test_the_table_tells_of_proposed_repairs_an_error_a_line_and_how_to_see_them(garbled: Path) -> None:
    said = run("--lang", "zh", "read", "糊.txt", "--format", "table", "--gazetteer", "名称.tsv").stdout
    (row,) = [line for line in said.splitlines() if "静州 → 赣州" in line]
    assert row.split()[:5] == ["地名", "静州", "→", "赣州", "3"]
    assert "修复建议  3" in said
    assert "原文一字未改" in said
    assert "proposals" in said


def test_the_table_tells_which_units_wait_and_whom_they_may_mean(garbled: Path) -> None:
    said = run("--lang", "en", "read", "糊.txt", "--format", "table", "--gazetteer", "名称.tsv").stdout
    rows = {line.split()[0]: line for line in said.splitlines() if line.startswith(("相关镇", "区水局"))}
    assert "东河镇" in rows["相关镇"]
    assert "like it, not its name" in rows["区水局"]
    assert "unit_candidates" in said


def test_the_table_is_silent_where_nothing_waits(desk: Path) -> None:
    said = run("--lang", "zh", "read", "甲.txt", "--format", "table").stdout
    assert "修复建议" not in said
    assert "待定单位" not in said


def test_a_wrong_file_of_names_is_one_line(desk: Path) -> None:
    (desk / "名称.tsv").write_text("河流\t章江\n", "utf-8")
    for command in ("read", "export"):
        done = run(command, "甲.txt", "--gazetteer", "名称.tsv")
        assert (done.exit_code, done.stdout) == (1, "")
        assert done.stderr.startswith("gangmu: [gazetteer.format] 名称.tsv: not a list of names at 1 (")
    assert "[source.missing]" in run("read", "甲.txt", "--gazetteer", "missing.tsv").stderr


def test_a_folder_and_an_archive_are_read_file_by_file(desk: Path) -> None:
    (desk / "in" / "sub").mkdir(parents=True)
    (desk / "in" / "甲.txt").write_text(PLAN, "utf-8")
    (desk / "in" / "sub" / "甲.txt").write_text(PLAN, "utf-8")
    with zipfile.ZipFile(desk / "in" / "包.zip", "w") as archive:
        archive.writestr("附件/甲.txt", PLAN)
        archive.writestr("../out.txt", PLAN)
    done = run("read", "in")
    assert done.exit_code == 1
    assert "[source.archive] in/包.zip/../out.txt" in done.stderr
    assert [plan["document"]["source"]["name"] for plan in json.loads(done.stdout)] == [
        "in/包.zip/附件/甲.txt", "in/甲.txt", "in/sub/甲.txt",
    ]  # fmt: skip
    run("read", "in", "--output", "out")
    assert {path.name for path in (desk / "out").iterdir()} == {
        "in_包.zip_附件_甲.txt.json", "in_甲.txt.json", "in_sub_甲.txt.json",
    }  # fmt: skip
