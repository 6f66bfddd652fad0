"""Plan ↔ JSON: what goes out comes back the same, and follows the schema."""

from __future__ import annotations

import json

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from plans import FULL, KINDS, plans

from gangmu.errors import PlanFormatError
from gangmu.export import contract
from gangmu.model import Plan

VALIDATOR = jsonschema.Draft202012Validator(contract.json_schema())


@settings(max_examples=150, deadline=None)
@given(plans())
def test_a_plan_that_leaves_and_comes_back_is_the_same(plan: Plan) -> None:
    assert contract.decode(contract.encode(plan)) == plan
    assert contract.decode(contract.encode(plan, indent=2)) == plan


@settings(max_examples=80, deadline=None)
@given(plans())
def test_every_plan_follows_the_schema(plan: Plan) -> None:
    VALIDATOR.validate(json.loads(contract.encode(plan)))


def test_the_schema_is_a_schema_and_is_strict_about_types() -> None:
    jsonschema.Draft202012Validator.check_schema(contract.json_schema())
    for change in ({"schema": "other/1"}, {"targets": [{"id": 1}]}, {"document": None}, {"provisions": {}}):
        assert not VALIDATOR.is_valid({**json.loads(contract.encode(FULL)), **change}), change


def test_the_json_is_as_the_contract_spells_it() -> None:
    plan = json.loads(contract.encode(FULL))
    assert plan["schema"] == "gangmu.plan/1"
    own = ["schema", "document", *KINDS]
    assert list(plan)[: len(own)] == own  # fields may be added behind them
    assert plan["targets"][0]["repairs"] == [
        {"span": [8, 9], "from": "3", "to": "", "why": "page number", "confidence": 0.9}
    ]
    assert plan["targets"][1]["value"] == 0
    assert plan["targets"][2]["value"] is None
    assert "区发〔2030〕1号".encode() in contract.encode(FULL)


def test_one_line_holds_a_plan_for_json_lines() -> None:
    assert b"\n" not in contract.encode(FULL)


def test_fields_of_a_newer_version_are_passed_over() -> None:
    newer = {**json.loads(contract.encode(FULL)), "of_a_newer_version": 1}
    assert contract.decode(json.dumps(newer)) == FULL


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no json", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[]", "Expected `object`, got `array`"),
        (b"{}", "missing required field `document`"),
        (b'{"schema": "gangmu.plan/2"}', "gangmu.plan/2"),
        (contract.encode(FULL).replace(b'"span":[7,20]', b'"span":[7]'), r"length 2 - at `\$\.targets\[0\]\.span`"),
        (contract.encode(FULL).replace(b'"at_least"', b'"atleast"'), r"atleast.*\$\.targets\[0\]\.comparator"),
    ],
)
def test_what_is_no_plan_is_refused_with_the_place(data: bytes, reason: str) -> None:
    with pytest.raises(PlanFormatError, match=reason) as caught:
        contract.decode(data, "x.json")
    assert caught.value.message.startswith("x.json: ")
    assert "gangmu read" in caught.value.message


def test_the_record_types_are_all_in_the_schema() -> None:
    defined = set(msgspec.json.schema(Plan)["$defs"])
    assert {cls.__name__ for cls in KINDS.values()} <= defined
