"""Stage 3: clean text → the numbered hierarchy, its sentences and its tables, with located issues."""

from __future__ import annotations

from gangmu.structure.model import Node, PlanTree, Sentence, TableRef
from gangmu.structure.reader import read_structure

__all__ = ["Node", "PlanTree", "Sentence", "TableRef", "read_structure"]
