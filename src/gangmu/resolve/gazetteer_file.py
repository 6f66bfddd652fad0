"""A zone's names in a file: JSON with lists, or a table of lines with tabs between.

JSON: `{"places": [...], "organisations": ["区教育局", {"name": "区住建局", "aliases": ["区住房城乡建设局"]}],
"people": [...], "projects": [...]}`; an organisation may have `group` and `level` too.

Lines: kind (`place`, `organisation`, `person`, `project`, or 地名, 机构, 人名, 项目), name, other names with 、
between, and of an organisation its group and level; what is not known is left empty, and `#` opens a remark.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

import msgspec

from gangmu.errors import GazetteerError, MissingSourceError
from gangmu.resolve.gazetteer import Gazetteer, Organisation

_KINDS = {
    "place": "places",
    "organisation": "organisations",
    "person": "people",
    "project": "projects",
    "地名": "places",
    "机构": "organisations",
    "人名": "people",
    "项目": "projects",
}
_MOST_FIELDS = 5
_OTHER_NAMES = "、"


def load_gazetteer(path: str | PathLike[str]) -> Gazetteer:
    """Read a zone's names from a file.

    Args:
        path: a `.json`, or a text file of lines with tabs; UTF-8.

    Returns:
        The names, in the order of the file.

    Raises:
        MissingSourceError: there is no such file.
        GazetteerError: it is neither; the error says where.
    """
    name = Path(path).name
    try:
        text = Path(path).read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise MissingSourceError(name=name, reason="missing.path") from error
    except (OSError, UnicodeDecodeError) as error:
        raise GazetteerError(name=name, where="1", reason="gazetteer.text") from error
    return _from_json(text, name) if text.lstrip().startswith("{") else _from_lines(text, name)


def _from_json(text: str, name: str) -> Gazetteer:
    try:
        found = msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        raise GazetteerError(name=name, where="1", reason="plan.json") from error
    for key, values in found.items():
        if key not in _KINDS.values():
            raise GazetteerError(name=name, where=key, reason="gazetteer.kind")
        if not isinstance(values, list):
            raise GazetteerError(name=name, where=key, reason="gazetteer.list")
    return Gazetteer(
        places=_names(found, "places", name),
        organisations=tuple(_organisation(value, name) for value in found.get("organisations", ())),
        people=_names(found, "people", name),
        projects=_names(found, "projects", name),
    )


def _names(found: Mapping[str, Any], key: str, name: str) -> tuple[str, ...]:
    values = found.get(key, ())
    if not all(isinstance(value, str) and value for value in values):
        raise GazetteerError(name=name, where=key, reason="gazetteer.name")
    return tuple(values)


def _organisation(value: Any, name: str) -> Organisation:
    try:
        made = msgspec.convert({"name": value} if isinstance(value, str) else value, Organisation)
    except msgspec.ValidationError as error:
        raise GazetteerError(name=name, where="organisations", reason="gazetteer.name") from error
    if not made.name:
        raise GazetteerError(name=name, where="organisations", reason="gazetteer.name")
    return made


def _from_lines(text: str, name: str) -> Gazetteer:
    found: dict[str, list[Any]] = defaultdict(list)
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = [field.strip() for field in line.split("\t")]
        if fields[0] not in _KINDS:
            raise GazetteerError(name=name, where=str(number), reason="gazetteer.kind")
        if not 1 < len(fields) <= _MOST_FIELDS or not fields[1]:
            raise GazetteerError(name=name, where=str(number), reason="gazetteer.fields")
        kind = _KINDS[fields[0]]
        found[kind] += [_of_fields(fields[1:])] if kind == "organisations" else _names_of(fields)
    return Gazetteer(**{kind: tuple(values) for kind, values in found.items()})


def _names_of(fields: Sequence[str]) -> list[str]:
    """The names of a place, person or project: its own, and the others it goes by."""
    return [fields[1], *filter(None, "".join(fields[2:3]).split(_OTHER_NAMES))]


def _of_fields(fields: Sequence[str]) -> Organisation:
    name, aliases, group, level = (*fields, "", "", "")[:4]
    return Organisation(name, tuple(filter(None, aliases.split(_OTHER_NAMES))), group or None, level or None)
