"""What the pages show must work: their Python and their commands are run, in a folder laid out like the checkout."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```", re.M | re.S)
PAGES = sorted([*ROOT.glob("README*.md"), *(p for p in (ROOT / "docs").rglob("*.md") if "decisions" not in p.parts)])
# The names that pages use for «a file of yours».
STAND_INS = {
    "plan.docx": "national-plan.docx",
    "national.docx": "national-plan.docx",
    "国家方案.docx": "national-plan.docx",
    "plan.txt": "district-opinions.txt",
    "opinions.docx": "district-opinions.docx",
    "annex.xlsx": "annex-1-pilots.xlsx",
    "规划.docx": "national-plan.docx",
    "规划.txt": "district-opinions.txt",
    "实施意见.docx": "district-opinions.docx",
    "附件.xlsx": "annex-1-pilots.xlsx",
}


def blocks(language: str) -> list[ParameterSet]:
    return [
        pytest.param(page, match[2], id=f"{page.relative_to(ROOT)}:{number}")
        for page in PAGES
        for number, match in enumerate(FENCE.finditer(page.read_text("utf-8")), 1)
        if match[1] == language
    ]


def commands(page: Path) -> list[str]:
    """The `gangmu` commands of a page, in order."""
    lines = [
        line for kind, body in FENCE.findall(page.read_text("utf-8")) if kind == "sh" for line in body.splitlines()
    ]
    return [line.split(" #")[0].strip() for line in lines if line.startswith("gangmu ")]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the specimen, and the files that pages speak of."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    for name, specimen in STAND_INS.items():
        shutil.copy2(ROOT / "examples" / specimen, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command: str, folder: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-c", command], cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
    assert done.stdout or "--output" in command or ">" in command, f"{command} printed nothing"


@pytest.mark.parametrize("document", [pytest.param(p, id=str(p.relative_to(ROOT))) for p in PAGES if commands(p)])
def test_the_commands_of_a_page_work(document: Path, desk: Path) -> None:
    for command in commands(document):
        run(command, desk)
        for output in re.findall(r"--output (\S+)", command):
            assert (desk / output).exists(), f"{command} wrote no {output}"


@pytest.mark.parametrize(("document", "code"), blocks("python"))
def test_the_python_of_a_page_works(document: Path, code: str, desk: Path) -> None:
    for command in commands(document):
        if ">" in shlex.split(command):
            run(command, desk)
    done = subprocess.run([sys.executable, "-c", code], cwd=desk, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


@pytest.mark.parametrize(("document", "code"), blocks("pycon"))
def test_the_session_of_a_page_prints_what_it_shows(document: Path, code: str, desk: Path) -> None:
    test = doctest.DocTestParser().get_doctest(code, {}, document.name, str(document), 0)
    lines: list[str] = []
    doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS).run(test, out=lines.append)
    assert lines == []


@pytest.mark.parametrize("page", ["run-the-server.md", "run-the-server.zh.md"])
def test_every_setting_of_the_server_is_documented(page: str) -> None:
    from gangmu_server.config.env import KNOWN, PREFIX

    text = (ROOT / "docs" / "how-to" / page).read_text("utf-8")
    named = set(re.findall(r"^\| `(\w+)` \|", text, re.M))
    assert named == {PREFIX + key for key in KNOWN}


def test_every_how_to_for_the_office_is_there_in_both_languages_and_says_so_at_its_top() -> None:
    folder = ROOT / "docs" / "how-to"
    chinese = sorted(folder.glob("*.zh.md"))
    english = {page.name for page in folder.glob("*.md")} - {"README.md", *(page.name for page in chinese)}
    assert english - {page.name.replace(".zh.md", ".md") for page in chinese} == {"measure-a-change.md"}
    for page in chinese:
        other = page.with_name(page.name.replace(".zh.md", ".md"))
        assert f"]({other.name})" in page.read_text("utf-8").split("\n\n")[1], page.name
        assert f"]({page.name})" in other.read_text("utf-8").split("\n\n")[1], other.name


@pytest.mark.parametrize("page", ["align-plans.md", "align-plans.zh.md"])
def test_the_scores_that_pages_name_are_those_of_the_code(page: str) -> None:
    from gangmu.align.choose import CANDIDATE_FROM, LINK_FROM

    text = (ROOT / "docs" / "how-to" / page).read_text("utf-8")
    assert set(re.findall(r"0\.\d\d\b", text)) == {f"{LINK_FROM:.2f}", f"{CANDIDATE_FROM:.2f}"}
