"""One run of the reader over files: bytes in, plan, text and layout out. Touches no database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version

from msgspec import structs

from gangmu.extract.plan import extract_plan
from gangmu.model import Plan
from gangmu.resolve import Gazetteer, propose, with_unit_refs
from gangmu.source import Recognition, SourceText, load_bytes
from gangmu.structure import PlanTree, read_structure
from gangmu.text import join_docs, read_text
from gangmu_server.library.layout import Block, blocks_of
from gangmu_server.library.reading.gazetteer import Candidates, open_units


@dataclass(frozen=True, slots=True)
class Result:
    """What a run gives: the plan, the text its spans count in, how that text is laid out, and units nothing settles."""

    plan: Plan
    text: str
    blocks: tuple[Block, ...]
    unit_candidates: Candidates = field(default_factory=dict)


def read_files(
    files: Sequence[tuple[str, bytes]],
    gazetteer: Gazetteer | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Result:
    """Read a document and the annex files that belong to it.

    Args:
        files: name and bytes of each, the document itself first.
        gazetteer: the zone's names; with it units are referred to organisations and repairs proposed. Nothing printed
            is changed.
        progress: told, while a file's scanned pages are recognised, how many are done and of how many.

    Raises:
        SourceError: a file cannot be taken in.
    """
    tree = tree_of(files, progress)
    doc, names = tree.doc, gazetteer or Gazetteer()
    plan = with_unit_refs(extract_plan(tree), names)
    if gazetteer is not None:
        plan = structs.replace(plan, proposals=propose(plan, doc.source.text, gazetteer))
    units = open_units(plan)  # kept beside the reading: whom a name may mean changes with the zone's directory
    return Result(structs.replace(plan, unit_candidates=()), doc.source.text, blocks_of(doc), units)


def tree_of(files: Sequence[tuple[str, bytes]], progress: Callable[[int, int], None] | None = None) -> PlanTree:
    """The hierarchy of a document and the annex files that belong to it; arguments and errors as for `read_files`."""
    how = Recognition(progress=progress)
    return read_structure(join_docs([read_text(_storable(load_bytes(content, name, how))) for name, content in files]))


def _storable(source: SourceText) -> SourceText:
    """The source without NUL, which PostgreSQL cannot keep; a replacement character stands for it, so offsets stay."""
    return structs.replace(source, text=source.text.replace("\x00", "\ufffd"))


def reader_version() -> str:
    """The version of the reader in use."""
    return version("gangmu")
