"""Why a place of an edition reads as it does: the rules that matched there, and those that nearly did."""

from __future__ import annotations

from functools import lru_cache

from gangmu.explaining import Explanation, explain_tree
from gangmu.structure import PlanTree
from gangmu_server.library.models import Edition
from gangmu_server.library.reading.run import tree_of

KEPT = 2
"""Documents kept in memory as trees, so that one record after the other of a plan is explained without reading anew."""


def explain_at(edition: Edition, number: int, at: int) -> Explanation:
    """Explain a place with the reader as it is now. The caller has passed `access_edition`.

    Args:
        edition: whose files are read.
        number: of the reading whose text the offset counts in.
        at: a code-point offset.

    Raises:
        OffsetError: the offset lies outside the text.
        SourceError: a file cannot be taken in any more.
    """
    return explain_tree(_tree(edition.key, number, edition.pk), at)


@lru_cache(maxsize=KEPT)
def _tree(_key: str, _number: int, edition_id: int) -> PlanTree:
    parts = Edition.objects.get(pk=edition_id).parts.select_related("file").order_by("position")
    files = []
    for part in parts:
        with part.file.content.open("rb") as file:
            files.append((part.file.name, file.read()))
    return tree_of(files)
