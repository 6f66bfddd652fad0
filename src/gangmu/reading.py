"""The way of the data: a file → text → structure → records → Plan."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike

import msgspec

from gangmu.extract.plan import extract_plan
from gangmu.model import Plan
from gangmu.resolve import Gazetteer, propose, with_unit_refs
from gangmu.source import Recognition, load
from gangmu.structure import PlanTree, read_structure
from gangmu.text import join_docs, read_text

PathOrBytes = str | PathLike[str] | bytes


def read(
    path: PathOrBytes,
    *,
    annexes: Sequence[PathOrBytes] = (),
    name: str | None = None,
    gazetteer: Gazetteer | None = None,
    recognition: Recognition | None = None,
) -> Plan:
    """Read a plan.

    Args:
        path: the document, as a path or its bytes.
        annexes: files that belong to it (responsibility tables); they are read as one document with it, and spans
            then count through `document.text`, the files' texts one after another.
        name: the name to remember for bytes.
        gazetteer: the zone's names. With it units are resolved to organisations (`unit_refs`), and more of what
            recognition garbled is known: without it proposals (`proposals`) come from the document's own words and
            the divisions around its places. Nothing printed is changed.
        recognition: how text is recognised on scans and pictures (workers, cache, progress); needs `gangmu[ocr]`.

    Returns:
        The plan with all its records.

    Raises:
        SourceError: a file cannot be taken in; the error says which, why, and what to do.
    """
    tree = read_tree(path, annexes=annexes, name=name, recognition=recognition)
    plan = extract_plan(tree)
    proposals = propose(plan, tree.doc.source.text, gazetteer)
    resolved = plan if gazetteer is None else with_unit_refs(plan, gazetteer)
    return msgspec.structs.replace(resolved, proposals=proposals) if proposals else resolved


def read_tree(
    path: PathOrBytes,
    *,
    annexes: Sequence[PathOrBytes] = (),
    name: str | None = None,
    recognition: Recognition | None = None,
) -> PlanTree:
    """The hierarchy alone, before records are read from it; arguments and errors as for `read`."""
    sources = [load(path, name=name, recognition=recognition)]
    sources += [load(annex, recognition=recognition) for annex in annexes]
    return read_structure(join_docs([read_text(source) for source in sources]))
