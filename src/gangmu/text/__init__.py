"""Stage 2: a source's lines and blocks → clean running text with one map back to the source. Knows no file format."""

from __future__ import annotations

from gangmu.text.joining import join_docs
from gangmu.text.model import Dropped, OffsetMap, Paragraph, TextCell, TextDoc
from gangmu.text.reader import read_text

__all__ = ["Dropped", "OffsetMap", "Paragraph", "TextCell", "TextDoc", "join_docs", "read_text"]
