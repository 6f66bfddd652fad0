"""The fields of each kind of record that a person may correct, and how a value gets in and out of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, get_args

import msgspec

from gangmu.model import plan as model
from gangmu_server.review.decisions import About

R = TypeVar("R", bound=msgspec.Struct)


class FieldError(ValueError):
    """A value that a field cannot hold, or a field that may not be corrected. `field` says which."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(field)


@dataclass(frozen=True, slots=True)
class Field:
    """A correctable field.

    Attributes:
        name: its path in the record, `target.value`.
        form: `text`, `long`, `number`, `year`, `date`, `names`, `lines`, `choice` or
            `provision` (an address).
        choices: codes of a `choice`.
        table: the table of words its codes and its label are found in.
    """

    name: str
    form: str = "text"
    choices: tuple[str, ...] = ()
    table: str = ""
    required: bool = False


def _choice(name: str, codes: Any, table: str, *, required: bool = False) -> Field:
    return Field(name, "choice", get_args(codes), table, required)


FIELDS: dict[About, tuple[Field, ...]] = {
    About.TARGET: (
        Field("metric", "long", required=True),
        Field("value", "number"),
        Field("value_max", "number"),
        Field("unit"),
        _choice("comparator", model.Comparator, "comparator", required=True),
        _choice("basis", model.Basis, "basis", required=True),
        Field("deadline", "date"),
        Field("year", "year"),
        _choice("recurrence", model.Recurrence, "recurrence"),
    ),
    About.TASK: (
        Field("content", "long", required=True),
        Field("section"),
        Field("overall_goals", "lines"),
        Field("annual_goals", "lines"),
        Field("year", "year"),
        Field("due"),
        Field("leaders", "names"),
        Field("lead_unit"),
        Field("units", "names"),
        Field("supporting_units", "names"),
    ),
    About.INDICATOR: (
        Field("name", required=True),
        Field("category"),
        Field("unit"),
        Field("baseline.year", "year"),
        Field("baseline.value", "number"),
        Field("target.year", "year"),
        Field("target.value", "number"),
        Field("target.value_max", "number"),
        _choice("target.comparator", model.Comparator, "comparator"),
        _choice("target.basis", model.Basis, "basis"),
        Field("attribute"),
    ),
    About.PROJECT: (
        Field("name", required=True),
        Field("box"),
        Field("group"),
        Field("action"),
        _choice("stage", model.Stage, "stage"),
        Field("places", "names"),
    ),
    About.RESPONSIBILITY: (Field("lead_unit"), Field("units", "names", required=True)),
    About.PROVISION: (
        Field("heading"),
        Field("number"),
        _choice("kind", model.ProvisionKind, "provision", required=True),
        Field("parent", "provision"),
    ),
    About.MEASURE: (Field("verb"), Field("places", "names"), Field("units", "names"), Field("pilots", "names")),
}


def values_of(about: About, record: Any) -> dict[str, Any]:
    """The values of a record's correctable fields, as JSON has them."""
    found = {}
    for field in FIELDS[about]:
        value = record
        for name in field.name.split("."):
            value = getattr(value, name)
        found[field.name] = list(value) if isinstance(value, tuple) else value
    return found


def with_values(about: About, record: R, values: Mapping[str, Any]) -> R:
    """The record with other values in correctable fields.

    Raises:
        FieldError: a field that may not be corrected, or a value it cannot hold.
    """
    known = {field.name: field for field in FIELDS[about]}
    plain = msgspec.to_builtins(record)
    for path, value in values.items():
        if path not in known or (known[path].required and value in (None, "", [], ())):
            raise FieldError(path)
        *above, last = path.split(".")
        inside = plain
        for name in above:
            inside = inside[name]
        inside[last] = list(value) if isinstance(value, tuple) else value
    try:
        return msgspec.convert(plain, type(record))
    except msgspec.ValidationError as error:
        raise FieldError(_where(str(error), values)) from error


def _where(message: str, values: Mapping[str, Any]) -> str:
    """The field a validation message is about: `Expected … - at `$.value``."""
    path = message.rpartition("`$.")[2].rstrip("`")
    return next((name for name in values if path == name or path.startswith(f"{name}[")), path)


def changed_values(about: About, before: Any, after: Any) -> dict[str, Any]:
    """The old values of the fields in which two states of a record differ."""
    old, new = values_of(about, before), values_of(about, after)
    return {name: value for name, value in old.items() if value != new[name]}
