"""A plan as one Markdown page: the document's facts, its outline, and a table a kind of record."""

from __future__ import annotations

import re

from gangmu.errors import Language
from gangmu.export.tables import Table, Value, facts, tables_of
from gangmu.model import Plan, Provision

_MARKS = re.compile(r"([\\`*_\[\]<>|#~])")
_CLOSED = ("、", "）", ".", "．", ")")
_LEFT_OUT = ("confidence", "rule")
_OWN_WAY = ("provisions",)


def page(plan: Plan, language: Language = "zh") -> str:
    """The page.

    Args:
        plan: what was read.
        language: of heads and words.

    Returns:
        Markdown with GitHub's tables; signs that would be taken for marks are escaped.
    """
    title = plan.document.title or plan.document.source.name
    parts = [f"# {_escaped(title)}", _facts(plan, language)]
    if plan.provisions:
        parts += [f"## {'条款' if language == 'zh' else 'Provisions'}", _outline(plan.provisions)]
    parts += [_table(table, plan, language) for table in tables_of(plan) if table.kind not in _OWN_WAY]
    return "\n\n".join(parts) + "\n"


def _facts(plan: Plan, language: Language) -> str:
    return "\n".join(
        f"- **{name}**{'：' if language == 'zh' else ': '}{_escaped(value)}"
        for name, value in facts(plan.document, language)
    )


def _outline(provisions: tuple[Provision, ...]) -> str:
    depths: dict[str, int] = {}
    lines = []
    for provision in provisions:
        depth = depths.get(provision.parent or "", -1) + 1
        depths[provision.id] = depth
        lines.append("  " * depth + "- " + _escaped(heading(provision)))
    return "\n".join(lines)


def heading(provision: Provision, most: int = 40) -> str:
    """A provision's number and heading; the start of its text where it has no heading."""
    text = provision.heading
    if text is None:
        own = " ".join(provision.text.split()).removeprefix(provision.number or "").strip()
        text = own if len(own) <= most else own[:most] + "…"
    number = provision.number or ""
    return f"{number}{'' if number.endswith(_CLOSED) else ' '}{text}".strip()


def _table(table: Table, plan: Plan, language: Language) -> str:
    filled = table.filled(plan)
    filled = filled._replace(columns=tuple(column for column in filled.columns if column.field not in _LEFT_OUT))
    heads = " | ".join(column.head[language == "en"] for column in filled.columns)
    body = "\n".join("| " + " | ".join(map(_cell, row)) + " |" for row in filled.rows(plan, language))
    return f"## {table.title[language == 'en']}\n\n| {heads} |\n|{' --- |' * len(filled.columns)}\n{body}"


def _cell(value: Value) -> str:
    if value is None:
        return ""
    return _escaped(str(value)).replace("\r", "").replace("\n", "<br>") if isinstance(value, str) else str(value)


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)
