"""The plan JSON, field by field, from the record types."""

from __future__ import annotations

import json

from msgspec import inspect

from gangmu.export.contract import json_schema
from gangmu.model import Plan
from tools.reference.fields import MEANING

ORDER = (
    "Plan",
    "Document",
    "SourceInfo",
    "SourcePart",
    "Citation",
    "Record",
    "Provision",
    "Measure",
    "Target",
    "Indicator",
    "IndicatorValue",
    "Project",
    "Responsibility",
    "Task",
    "UnitRef",
    "UnitCandidates",
    "UnitCandidate",
    "Repair",
    "Proposal",
    "Doubt",
    "Issue",
)
RECORD_FIELDS = tuple(MEANING["Record"])
HEAD = """# The plan JSON: `gangmu.plan/1`

What `gangmu read FILE --format json` prints and `gangmu.read` gives as objects: one object a document, UTF-8. The
[JSON Schema](plan.schema.json) is made from the same types.

**Evidence.** A span counts code points of the source as given: the decoded file for .txt (a byte-order mark is one character, a CRLF two),
`document.text` for every other format. White space and end punctuation aside, the source between a record's span reads as its `text` once
its `repairs` are made. What is printed stays printed; what is resolved or guessed stands beside it.

**Numbers** are kept as printed. Zero is a number; an empty cell is null with its year.
"""


def page() -> str:
    """docs/reference/plan-json.md."""
    structs = _structs()
    missing = sorted(set(structs) - set(ORDER))
    if missing:
        raise SystemExit(f"tools/reference/plan_json.py: no place for {', '.join(missing)}")
    return "\n".join([HEAD, *(_section(name, structs) for name in ORDER)])


def _structs() -> dict[str, inspect.StructType]:
    """Every record type that a plan reaches, by name."""
    seen: dict[str, inspect.StructType] = {}
    waiting: list[inspect.Type] = [inspect.type_info(Plan)]
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, inspect.StructType) and kind.cls.__name__ not in seen:
            seen[kind.cls.__name__] = kind
            waiting += [field.type for field in kind.fields]
        waiting += [part for name in ("types", "item_types") for part in getattr(kind, name, ())]
        waiting += [kind.item_type] if isinstance(kind, inspect.VarTupleType | inspect.ListType) else []
    return seen


def _section(name: str, structs: dict[str, inspect.StructType]) -> str:
    if name == "Record":
        struct = structs["Provision"]
        intro = "Fields that records of every kind have. A task has `content` in place of `text`."
        names = RECORD_FIELDS
    else:
        struct = structs[name]
        intro = (struct.cls.__doc__ or "").strip()
        shared = (
            RECORD_FIELDS
            if any(f.encode_name == "confidence" for f in struct.fields)
            and name not in {"Repair", "Proposal", "UnitRef", "UnitCandidate"}
            else ()
        )
        names = tuple(f.encode_name for f in struct.fields if f.encode_name not in shared)
    fields = {f.encode_name: f for f in struct.fields}
    rows = [f"| `{n}` | {_words(fields[n].type)} | {_meaning(name, n)} |" for n in names]
    return "\n".join([f"## {name}", "", intro, "", "| field | type | meaning |", "|---|---|---|", *rows, ""])


def _meaning(struct: str, field: str) -> str:
    try:
        return MEANING[struct][field]
    except KeyError:
        raise SystemExit(f"tools/reference/fields.py: say what {struct}.{field} means") from None


def _words(kind: inspect.Type) -> str:
    """A type as a reader of JSON says it."""
    simple = {
        inspect.StrType: "text",
        inspect.IntType: "integer",
        inspect.FloatType: "number",
        inspect.BoolType: "true or false",
        inspect.NoneType: "null",
    }
    if type(kind) in simple:
        return simple[type(kind)]
    if isinstance(kind, inspect.UnionType):
        parts = [_words(part) for part in kind.types]
        if "number" in parts and "integer" in parts:
            parts.remove("integer")
        return " or ".join(sorted(parts, key=lambda word: word == "null"))
    if isinstance(kind, inspect.LiteralType):
        return ", ".join(f"`{value}`" for value in kind.values)
    if isinstance(kind, inspect.VarTupleType | inspect.ListType):
        return f"list of {_words(kind.item_type)}"
    if isinstance(kind, inspect.TupleType):
        return "[" + ", ".join(_words(part) for part in kind.item_types) + "]"
    if isinstance(kind, inspect.StructType):
        return f"[{kind.cls.__name__}](#{kind.cls.__name__.lower()})"
    raise SystemExit(f"tools/reference/plan_json.py: no words for {kind}")


def schema() -> str:
    """docs/reference/plan.schema.json."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"
