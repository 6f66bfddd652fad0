"""The Python names at the library's root, from their docstrings."""

from __future__ import annotations

import inspect
import re
from types import ModuleType

import gangmu
from gangmu import errors
from gangmu.errors._words import WORDS

HEAD = """# The Python API

The names at the root of `gangmu`. Everything else is private and may change in any release, but for the record types of `gangmu.model`
(the [plan JSON](plan-json.md), field by field), [`gangmu.align`](alignment.md) and the [errors](errors.md). The examples are run by the tests.
"""


def page() -> str:
    """docs/reference/python-api.md."""
    return "\n".join([HEAD, *(section(name, gangmu, "gangmu") for name in gangmu.__all__)])


def section(name: str, module: ModuleType, shown: str) -> str:
    """What a public name is.

    Args:
        name: the name.
        module: where it lives.
        shown: what the module is called by its users.
    """
    thing = getattr(module, name)
    title = f"## `{shown}.{name}`"
    if inspect.ismodule(thing):
        return f"{title}\n\n{_doc(thing)}\n"
    if not callable(thing):
        return f"{title}\n\n`{thing!r}`\n"
    return f"{title}\n\n```text\n{_signature(name, thing)}\n```\n\n{_doc(thing)}\n"


def _signature(name: str, thing: object) -> str:
    if inspect.isclass(thing):
        return f"class {name}"
    return f"{name}{inspect.signature(thing)}".replace("'", "")  # type: ignore[arg-type]


def _doc(thing: object) -> str:
    """A docstring as Markdown: its examples fenced, its sections in bold."""
    lines, fenced = [], False
    for line in inspect.cleandoc(inspect.getdoc(thing) or "").splitlines():
        example = line.lstrip().startswith((">>>", "...")) or (fenced and line.strip() != "")
        if example != fenced:
            lines.append("```" if fenced else "\n```pycon")
            fenced = example
        heading = line.rstrip(":") in {"Args", "Returns", "Raises", "Attributes", "Example", "Examples", "Source"}
        if heading and line.endswith(":"):
            lines += ["", f"**{line}**", ""]
        elif line.startswith("    ") and not fenced:
            lines.append("- " + line.strip() if line[4:5] != " " else "  " + line.strip())
        else:
            lines.append(line.strip() if fenced else line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join([*lines, "```"] if fenced else lines))


def _step(kind: type[errors.GangmuError]) -> str:
    """The next step; for one that depends on what was found, the steps there are."""
    if kind.next_step != "{advice}":
        return kind.next_step or "–"
    return "by what the file is: " + " ".join(
        english for key, (english, _) in WORDS.items() if key.startswith("advice.")
    )


def error_page() -> str:
    """docs/reference/errors.md."""
    classes = [getattr(errors, name) for name in errors.__all__]
    kinds = [c for c in classes if inspect.isclass(c) and issubclass(c, errors.GangmuError)]
    rows = [f"| `{c.code}` | `{c.__name__}` | {_doc(c).splitlines()[0]} | {_step(c)} |" for c in kinds]
    head = """# Errors

What the library refuses, and what to do about it. Every error has a `code`, the `data` its sentence is filled with, and a next step; the
command line prints sentence and next step on one line and ends with an exit code other than 0. All are children of `gangmu.errors.GangmuError`.

| code | class | when | next step |
|---|---|---|---|"""
    return "\n".join([head, *rows, ""])
