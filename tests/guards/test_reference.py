"""The reference says what the code says, and every public name explains itself."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import gangmu
from gangmu import errors
from gangmu.align import align_tier
from gangmu.export.alignment import tier_to_object
from gangmu.extract.catalogue import all_rules
from tools.reference import grammar, rules
from tools.reference.alignment import OBJECTS

MOST_NAMES_AT_THE_ROOT = 14


def test_the_grammar_gets_a_new_version_exactly_where_a_rule_changed(tmp_path: Path) -> None:
    module = tmp_path / "grammar.py"
    module.write_text('VERSION = 7\nRULES = "aa"\n', "utf-8")
    assert not grammar.refreshed(module, write=True, rules="aa")
    assert grammar.refreshed(module, write=False, rules="bb"), "a check says so and writes nothing"
    assert module.read_text("utf-8") == 'VERSION = 7\nRULES = "aa"\n'
    assert grammar.refreshed(module, write=True, rules="bb")
    assert module.read_text("utf-8") == 'VERSION = 8\nRULES = "bb"\n'


def test_both_pages_of_the_grammar_say_its_version() -> None:
    assert f"Version {grammar.version_in()} of the grammar" in rules.page()
    assert f"语法第 {grammar.version_in()} 版" in rules.chinese_page()


def test_the_reference_is_what_the_code_says(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tools.reference", "--check"], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_root_has_a_dozen_names_and_no_more() -> None:
    assert len(gangmu.__all__) <= MOST_NAMES_AT_THE_ROOT


@pytest.mark.parametrize("name", [*gangmu.__all__, *(f"errors.{name}" for name in errors.__all__)])
def test_a_public_name_says_what_it_is(name: str) -> None:
    thing: object = gangmu
    for part in name.split("."):
        thing = getattr(thing, part)
    if inspect.isclass(thing) or inspect.isroutine(thing) or inspect.ismodule(thing):
        assert len((inspect.getdoc(thing) or "").split()) >= 4, name


def test_a_public_function_names_its_arguments_results_and_errors() -> None:
    functions = [getattr(gangmu, name) for name in gangmu.__all__ if inspect.isfunction(getattr(gangmu, name))]
    for function in functions:
        text = inspect.getdoc(function) or ""
        unnamed = [name for name in inspect.signature(function).parameters if f"{name}:" not in text]
        assert unnamed == [], function.__name__
        assert "Returns:" in text, function.__name__


def test_rule_ids_are_given_once() -> None:
    ids = [rule.id for rule in all_rules()]
    assert sorted(set(ids)) == sorted(ids)


def test_no_rule_lacks_a_source_an_example_or_a_counter_example() -> None:
    bare = [rule.id for rule in all_rules() if not (rule.source and rule.example and rule.counter)]
    assert bare == []


def test_the_alignment_page_names_the_fields_that_are_printed(root: Path) -> None:
    plans = [gangmu.read(root / "examples" / f"{name}.docx") for name in ("national-plan", "district-opinions")]
    tier = tier_to_object(align_tier(plans))
    alignment = tier["pairs"][0]["alignment"]
    printed = {
        "The alignment: `gangmu.alignment/1`": alignment,
        "A sentence": alignment["added"][0],
        "A link": alignment["links"][0],
        "An uncovered promise": alignment["uncovered"][0],
        "A tier: `gangmu.tier/1`": tier,
    }
    for title, fields in OBJECTS.items():
        named = {name for names in fields for name in names.split(", ")}
        assert named == set(printed[title]), title
