"""The alignment JSON, its codes, and the Python names of `gangmu.align`."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import msgspec

from gangmu import align
from gangmu.align import scale
from gangmu.align.model import Basis, Change, Dropped, Near, PairEvidence, Reason
from gangmu.align.quantities import QuantityChange
from gangmu.export import alignment_words
from tools.reference.python_api import section

HEAD = """# Alignment

What `gangmu align UPPER LOWER --format json` prints, what its codes mean, and the Python names. How to use it:
[Compare plans](../how-to/align-plans.md).
"""
OBJECTS = {
    "The alignment: `gangmu.alignment/1`": {
        "schema": "`gangmu.alignment/1`",
        "upper, lower": "the documents, as in the [plan JSON](plan-json.md#document)",
        "pair": "`lineage` or `peers`; between peers nothing is taken up or dropped",
        "pair_evidence": "what shows it",
        "notices": "`code` and `message`: the wrong order, identical or empty plans",
        "links": "upper promises and the lower sentences that answer them",
        "candidates": "pairs for a person to look at: `upper`, `lower`, `score`",
        "uncovered": "upper promises that no lower sentence answers",
        "added": "lower sentences that answer nothing above",
    },
    "A sentence": {
        "measure": "id of the measure; null for a table row",
        "task": "id of the row; null for a measure",
        "span": "its place in the source",
        "text": "its text",
    },
    "A link": {
        "upper, lower": "the two sentences",
        "relation": "`adopted`, `refined`, `softened`, `strengthened`, `related`: what became of the promise",
        "score": "0 to 1, how likely a careful reader would link the two",
        "changes": "differences of the pieces that both hold",
        "dropped": "promises inside the upper sentence that no linked sentence holds",
        "quantities": "figures and dates, compared",
        "reasons": "why this relation",
        "basis": "why this link",
    },
    "An uncovered promise": {
        "measure, task, span, text": "the sentence",
        "looked_in": "where was looked, and what came nearest, in words",
        "nearest": "the same, as records",
        "home": "id of the lower provision whose heading is likest: where it would belong",
    },
    "A tier: `gangmu.tier/1`": {
        "schema": "`gangmu.tier/1`",
        "plans": "the documents in the order given; everything below names a plan by its index",
        "pairs": "`upper`, `lower`, `alignment`, and `direct`: false where another plan stands between the two",
        "rows": "`plan`, and the `links` from its measures to the rows of its own tables",
        "chains": "each promise of the highest plans: `plan`, `relation`, the sentence, and what answers it `below`",
        "coverage": "for each promise, `plan` and `key`, and for each plan below a `state`: `taken_up`, `partial` (a promise "
        "inside is lost to all its links), `through` or `none`",
    },
}
STRUCTS: dict[str, type[msgspec.Struct]] = {
    "Evidence of a pair": PairEvidence,
    "A change": Change,
    "A dropped promise": Dropped,
    "A quantity": QuantityChange,
    "A reason": Reason,
    "The basis of a link": Basis,
    "What came nearest": Near,
}


def page() -> str:
    """docs/reference/alignment.md."""
    return "\n".join([HEAD, *_objects(), *_structs(), *_codes(), *_python()])


def _objects() -> Iterator[str]:
    for title, fields in OBJECTS.items():
        yield f"## {title}\n\n| field | meaning |\n|---|---|"
        yield from (f"| {_names(names)} | {meaning} |" for names, meaning in fields.items())
        yield ""


def _names(names: str) -> str:
    return ", ".join(f"`{name}`" for name in names.split(", "))


def _structs() -> Iterator[str]:
    for title, struct in STRUCTS.items():
        about = inspect.cleandoc(struct.__doc__ or "").split("\nAttributes:")[0].strip()
        names = ", ".join(f"`{name}`" for name in struct.__struct_fields__)
        yield f"## {title}\n\n{about} Fields: {names}.\n"
        yield from (f"- {line}" for line in _attributes(struct))
        yield ""


def _attributes(struct: type[msgspec.Struct]) -> Iterator[str]:
    """The lines of a docstring's attributes, each on one line."""
    _, _, told = inspect.cleandoc(struct.__doc__ or "").partition("\nAttributes:\n")
    lines: list[str] = []
    for line in inspect.cleandoc(told).splitlines():
        if line.startswith(" ") and lines:
            lines[-1] += " " + line.strip()
        elif line:
            lines.append(line)
    return iter(lines)


def _codes() -> Iterator[str]:
    tables = {
        "Codes of pair evidence": alignment_words._EVIDENCE,
        "Codes of reasons": alignment_words._REASONS,
        "Codes of notices": alignment_words._NOTICES,
    }
    for title, table in tables.items():
        yield f"## {title}\n\n| code | meaning | 含义 |\n|---|---|---|"
        yield from (f"| `{code}` | {english} | {chinese} |" for code, (chinese, english) in table.items())
        yield ""


def _python() -> Iterator[str]:
    yield "# Python\n"
    yield from (section(name, align, "gangmu.align") for name in align.__all__)
    yield from (section(name, scale, "gangmu.align.scale") for name in scale.__all__)
