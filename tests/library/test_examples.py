"""The specimen in examples/: every file gives the records its golden says, in every format, with evidence.

The goldens are what those who wrote the texts say the texts hold. GANGMU_UPDATE_GOLDEN=1 writes them anew from what the
reader gives; look at every line that changes.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import gangmu
from gangmu.export.contract import encode

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
GOLDEN = EXAMPLES / "golden"
UPDATE = os.environ.get("GANGMU_UPDATE_GOLDEN") == "1"

FILES = {
    "national-plan.docx": "national-plan",
    "national-plan.ofd": "national-plan",
    "development-plan.pdf": "development-plan",
    "city-opinions.html": "city-opinions",
    "district-opinions.docx": "district-opinions",
    "district-opinions.txt": "district-opinions",
    "annex-1-pilots.xlsx": "annex-1-pilots",
    "annex-2-actions.docx": "annex-2-actions",
}
"""Each file and the golden it must equal; two editions of one text share theirs."""

KINDS = ("provisions", "targets", "indicators", "projects", "responsibilities", "tasks")
FACTS = ("title", "number", "issuers", "issued_on", "level", "places", "horizon")
EVIDENCE = {"span", "mark_span", "repairs", "confidence", "rule", "doubts", "unit_refs"}
"""Fields that say where and how a record was found, not what it says; evidence is checked by itself."""

SPACE = re.compile(r"\s+")
MARKED = re.compile(r"\{([a-z]\d+)(?: [^{}]*)?\}([^{}〔#\n]*?[。；])")


@cache
def contract(name: str) -> dict[str, Any]:
    """A file of the specimen read, as the contract's JSON."""
    return dict(json.loads(encode(gangmu.read(EXAMPLES / name))))


def said(name: str) -> dict[str, Any]:
    """What the document says: its facts and records without their places, white space dropped."""
    plan = contract(name)
    facts = {key: plan["document"][key] for key in FACTS}
    facts["cites"] = [[cite["title"], cite["number"]] for cite in plan["document"]["cites"]]
    records = {kind: [bare_record(record) for record in plan[kind]] for kind in KINDS}
    return dict(without_space({"document": facts, **records}))


def bare_record(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key not in EVIDENCE}


def without_space(value: Any) -> Any:
    if isinstance(value, str):
        return SPACE.sub("", value)
    if isinstance(value, list):
        return [without_space(item) for item in value]
    if isinstance(value, dict):
        return {key: without_space(item) for key, item in value.items()}
    return value


def golden_text(content: dict[str, Any]) -> str:
    """A golden as JSON with one record a line."""
    parts = [f' "document": {json.dumps(content["document"], ensure_ascii=False)}']
    for kind in KINDS:
        lines = ",\n".join("  " + json.dumps(record, ensure_ascii=False) for record in content[kind])
        parts.append(f' "{kind}": [\n{lines}\n ]' if lines else f' "{kind}": []')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def golden(name: str) -> dict[str, Any]:
    path = GOLDEN / f"{FILES[name]}.json"
    if UPDATE and not name.endswith((".txt", ".ofd")):
        path.write_text(golden_text(said(name)), "utf-8")
    return dict(json.loads(path.read_text("utf-8")))


@pytest.mark.parametrize("name", FILES)
def test_a_file_says_of_itself_what_its_golden_says(name: str) -> None:
    assert said(name)["document"] == golden(name)["document"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", FILES)
def test_a_file_gives_the_records_of_its_golden(name: str, kind: str) -> None:
    assert said(name)[kind] == golden(name)[kind]


def test_the_word_and_the_text_edition_of_the_opinions_give_the_same_records() -> None:
    assert said("district-opinions.docx") == said("district-opinions.txt")


@pytest.mark.parametrize("name", FILES)
def test_every_record_stands_where_it_says(name: str) -> None:
    plan = contract(name)
    source = plan["document"]["text"] or (EXAMPLES / name).read_bytes().decode(plan["document"]["source"]["encoding"])
    wrong = [
        record["id"]
        for kind in (*KINDS, "measures")
        for record in plan[kind]
        if not stands(record, source, within=kind == "tasks")
    ]
    assert wrong == []


def stands(record: dict[str, Any], source: str, *, within: bool) -> bool:
    """Whether the source at the record's span, its repairs made, is the record's text (for a row: holds its content)."""
    start, end = record["span"]
    text = source[start:end]
    for repair in sorted(record["repairs"], key=lambda r: -r["span"][0]):
        left, right = repair["span"][0] - start, repair["span"][1] - start
        if SPACE.sub("", text[left:right]) != SPACE.sub("", repair["from"]):
            return False
        text = text[:left] + repair["to"] + text[right:]
    printed, wanted = SPACE.sub("", text), SPACE.sub("", record["content"] if within else record["text"])
    return wanted in printed if within else printed.strip("。；，、") == wanted.strip("。；，、")


@pytest.mark.parametrize("name", ["national-plan", "city-opinions", "development-plan", "district-opinions"])
def test_every_sentence_marked_in_the_source_is_a_measure(name: str) -> None:
    marked = MARKED.findall((EXAMPLES / "source" / f"{name}.md").read_text("utf-8"))
    file = next(file for file, stem in FILES.items() if stem == name)
    measures = {SPACE.sub("", measure["text"]).strip("。；") for measure in contract(file)["measures"]}
    assert len(marked) > 20
    assert [f"{mark} {text}" for mark, text in marked if SPACE.sub("", text).strip("。；") not in measures] == []


def test_the_opinions_and_their_annexes_read_together_give_all_their_records() -> None:
    annexes = ("annex-1-pilots.xlsx", "annex-2-actions.docx")
    plan = gangmu.read(EXAMPLES / "district-opinions.docx", annexes=[EXAMPLES / name for name in annexes])
    assert len(plan.responsibilities) == len(contract("district-opinions.docx")["responsibilities"])
    assert [task.id for task in plan.tasks] == [task["id"] for name in annexes for task in contract(name)["tasks"]]
    assert len(plan.targets) == sum(len(contract(name)["targets"]) for name in ("district-opinions.docx", *annexes))
    assert plan.document.number == "区发〔2022〕9号"


def test_every_file_says_that_it_is_a_specimen() -> None:
    for name in FILES:
        plan = contract(name)
        text = plan["document"]["text"] or (EXAMPLES / name).read_text("utf-8")
        assert "示例节选，非正式文件" in SPACE.sub("", text), name


def test_the_files_are_what_their_sources_give() -> None:
    command = [sys.executable, str(ROOT / "tools" / "build_examples.py"), "--check"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_no_person_of_the_specimen_is_named_in_a_real_document() -> None:
    shared = Path(os.environ.get("SHARED", ROOT.parent / "shared"))
    if not (shared / "plans").is_dir():
        pytest.skip("the real documents do not lie beside this checkout (../shared)")
    persons = {leader for name in FILES for task in contract(name)["tasks"] for leader in task["leaders"]}
    real = "".join(path.read_text("utf-8", errors="replace") for path in shared.glob("[cp]*/*.txt"))
    assert len(persons) == 6
    assert [person for person in persons if person in SPACE.sub("", real)] == []
