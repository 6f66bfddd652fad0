"""The same alignment for a corpus: an index kept on disk, candidates by the hundred thousand, results that stream."""

from __future__ import annotations

from gangmu.align.scale.corpus import Corpus, CorpusResult, Entry

__all__ = ["Corpus", "CorpusResult", "Entry"]
