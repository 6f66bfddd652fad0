"""Every code has words, in both languages; every word on the pages has its English."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation

from gangmu.errors import GangmuError
from gangmu.extract.targets import deadlines
from gangmu_server.base.sentences import SENTENCES, library_sentence
from gangmu_server.directory.models import Account
from gangmu_server.library.models import Edition
from gangmu_server.web import issue_words, labels
from gangmu_server.web.audit_words import DEEDS, FIELDS
from tests.server.web.conftest import Visit
from tools import messages

ROOT = Path(__file__).resolve().parents[3]
SERVER = ROOT / "src" / "gangmu_server"
LIBRARY = ROOT / "src" / "gangmu"


def source(*folders: Path) -> str:
    return "\n".join(path.read_text("utf-8") for folder in folders for path in sorted(folder.rglob("*.py")))


def errors(kind: type[GangmuError] = GangmuError) -> list[type[GangmuError]]:
    return [kind, *(found for child in kind.__subclasses__() for found in errors(child))]


@pytest.mark.parametrize("error", [e for e in errors() if e is not GangmuError], ids=lambda e: e.__name__)
def test_every_error_of_the_library_has_a_chinese_sentence(error: type[GangmuError]) -> None:
    holes = re.findall(r"\{(\w+)(:[^}]*)?\}", error.template + error.next_step)
    data = {name: 3 if form else "甲" for name, form in holes} | {"suffix": ".docx", "right_suffix": ".pdf"}
    sentence, _step = library_sentence(error.code, data)
    assert re.search("[一-鿿]", sentence)
    assert "文件处理失败" not in sentence, "the plain fallback"


@pytest.mark.parametrize("code", SENTENCES)
def test_every_error_of_the_server_has_a_next_step(code: str) -> None:
    sentence, step = library_sentence(code, {"name": "甲.docx", "attempts": 3, "reason": "KeyError"})
    assert "甲.docx" in sentence
    assert step


def test_every_recorded_deed_has_words() -> None:
    code = source(SERVER / "directory", SERVER / "library", SERVER / "demo")
    deeds = set(re.findall(r'"((?:account|edition|organisation|person|place|plan|reading|view|zone)\.[a-z_]+)"', code))
    assert deeds - DEEDS.keys() - SENTENCES.keys() == set()
    assert len(deeds) > 25
    aligned = set(re.findall(r'"((?:pair|link|sentence)\.[a-z_]+)"', source(SERVER / "alignment" / "actions")))
    aligned |= set(re.findall(r'record\(\s*"([a-z_]+\.[a-z_]+)"', source(SERVER / "alignment")))
    assert aligned - DEEDS.keys() == set()
    assert len(aligned) > 8


def test_every_recorded_value_has_a_name() -> None:
    code = source(SERVER / "directory" / "actions", SERVER / "library" / "actions")
    named = set(re.findall(r'(?:old|new)(?:, new)? ?= ?\{"([a-z_0-9]+)"', code))
    assert named - FIELDS.keys() == set()


def test_everything_the_reader_notices_has_words() -> None:
    code = source(LIBRARY / "source", LIBRARY / "text", LIBRARY / "structure", LIBRARY / "extract")
    codes = set(re.findall(r'\b(?:issue|Issue|Doubt)\(\s*(?:code=)?"([a-z_.]+)"', code)) | deadlines.DOUBTS.keys()
    assert {"number_repeated", "source.page_picture", "ocr.low_confidence", "target.nameless"} <= codes
    assert codes - issue_words.WORDS.keys() == set()


def test_every_reason_why_the_reader_left_something_out_has_words() -> None:
    trees = [ast.parse(path.read_text("utf-8")) for path in sorted((LIBRARY / "text").rglob("*.py"))]
    texts = {n.value for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Constant)}
    whys = {t for t in texts if isinstance(t, str) and re.fullmatch(r"[a-z]+(?: [a-z]+)+|markup", t)}
    assert {"repeated table head", "running head", issue_words.MOVED} <= whys
    assert {why for why in whys - issue_words.WHYS.keys() if "come out even" not in why} == set()


def test_a_doubt_about_recognised_words_is_told_in_chinese_with_the_words() -> None:
    told = issue_words.words("ocr.low_confidence", "Recognised with a confidence of 0.58 at: 亩、霹天")
    assert re.search("[A-Za-z]", told) is None
    assert "58%" in told
    assert told.endswith("亩、霹天")


def test_an_issue_nobody_has_words_for_keeps_the_librarys() -> None:
    assert issue_words.words("brand.new", "Something odd.") == "Something odd."


@pytest.mark.parametrize("table", ["comparator", "basis", "recurrence", "stage", "level"])
def test_every_code_of_the_plan_json_has_words(table: str) -> None:
    from typing import get_args

    from gangmu.model import plan

    codes = get_args(getattr(plan, {"level": "Level"}.get(table, table.capitalize())))
    assert set(codes) <= labels.WORDS[table].keys()


def test_every_word_has_its_english_and_the_compiled_files_are_those_of_the_texts() -> None:
    found = messages.collected()
    for language in ("en", "zh_Hans"):
        folder = messages.LOCALE / language / "LC_MESSAGES"
        po = (folder / "django.po").read_bytes()
        catalogue = messages.merged(language, found)
        assert [m.id for m in messages.untranslated(catalogue)] == []
        assert (folder / "django.mo").read_bytes() == messages.compiled(po, language)


def test_english_keeps_every_place_for_a_value() -> None:
    holes = re.compile(r"%\((\w+)\)s|\{(\w+)[^}]*\}")
    wrong = [
        message.id
        for message in messages.merged("en", messages.collected())
        for string in (message.string if isinstance(message.string, tuple | list) else (message.string,))
        if set(holes.findall(string or "")) - set(holes.findall("".join(message.id)))
    ]
    assert wrong == []


PAGES = [
    "/plans/",
    "/tables/task/",
    "/tables/target/",
    "/units/",
    "/leaders/",
    "/search/?q=民生",
    "/help/",
    "/account/",
]


@pytest.mark.parametrize("path", PAGES)
def test_the_english_switch_leaves_no_chinese_but_what_plans_and_people_wrote(
    path: str, visit: Visit, coordinator: Account, edition: Edition
) -> None:
    client = visit(coordinator)
    client.post("/language/", {"language": "en", "next": "/plans/"})
    page = client.get(path).content.decode()
    written = "|".join(
        map(re.escape, [edition.plan.title, coordinator.name, edition.zone.name, "纲目", "简体中文", "纲"])
    )
    chrome = re.sub(r"<main.*</main>", "", page, flags=re.S)
    assert re.findall("[一-鿿]+", re.sub(written + "|民生", "", chrome)) == []
    heads = " ".join(re.findall(r"<(?:h1|th|label|button|summary)[^>]*>([^<]*)", page))
    assert re.findall("[一-鿿]+", re.sub(written + "|民生|公里", "", heads)) == []


def test_the_choice_of_language_stays_with_the_account(visit: Visit, coordinator: Account) -> None:
    client = visit(coordinator)
    client.post("/language/", {"language": "en", "next": "/plans/"})
    assert 'lang="en"' in visit(coordinator).get("/plans/").content.decode()


def test_a_visitor_chooses_the_language_before_signing_in(db: None) -> None:
    client = Client()
    client.post("/language/", {"language": "en", "next": "/sign-in/"})
    assert "Sign in" in client.get("/sign-in/").content.decode()


def test_an_installation_in_english_still_speaks_chinese_to_those_who_choose_it(settings: object) -> None:
    settings.LANGUAGE_CODE = "en"  # type: ignore[attr-defined]
    with translation.override("zh-hans"):
        assert labels.word("record", "task") == "任务"
