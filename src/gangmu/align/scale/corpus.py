"""A corpus of plans on disk: one plan aligned with all those below it, results as they come, begun where it stopped."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from gangmu.align.citing import cited_keys, own_keys
from gangmu.align.lineage import standing_of, zone_of
from gangmu.align.model import Alignment
from gangmu.align.pair import align
from gangmu.align.scale.prints import method_print, reading_print
from gangmu.align.scale.store import Store, packed, unpacked
from gangmu.model import Plan

if TYPE_CHECKING:
    from gangmu.align.scale.bulk import BulkIndex

STORE, SENTENCES, PRINT = "corpus.sqlite3", "sentences.npz", "sentences.sha256"
_AHEAD = 2
"""Pairs handed to each worker ahead of what was asked for: enough to keep it busy, little to hold in memory."""


class Entry(NamedTuple):
    """A plan of a corpus."""

    key: str
    sha256: str


class CorpusResult(NamedTuple):
    """One lower plan's alignment; `kept` if it was made before and only taken from disk."""

    key: str
    alignment: Alignment
    kept: bool


class Near(NamedTuple):
    """A sentence of the corpus like one that was asked about."""

    key: str
    statement: str
    score: float


class Corpus:
    """Plans in a folder, each read once, with the alignments made so far.

    A plan is known by a key (its path, mostly) and by the hash of its source: put again unchanged it costs nothing,
    changed it replaces what stood there, and only its own alignments are made anew.
    """

    def __init__(self, folder: Path) -> None:
        """Open a corpus, or begin one.

        Args:
            folder: where it is kept; made where it is missing.
        """
        self._folder = folder
        self._store = Store(folder / STORE)

    def close(self) -> None:
        """Close the files."""
        self._store.close()

    def put(self, key: str, plan: Plan) -> bool:
        """Keep a plan.

        Args:
            key: what it is called by; its path, mostly.
            plan: what was read.

        Returns:
            Whether anything changed: False if the same source stood there.
        """
        if self.holds(key, plan.document.source.sha256):
            return False
        self._store.put(key, plan, reading_print())
        return True

    def holds(self, key: str, sha256: str) -> bool:
        """Whether this very source is kept under this key, read by this version, so that it need not be read again."""
        return bool(sha256) and self._store.sha256(key) == sha256 and self._store.reader(key) == reading_print()

    def remove(self, key: str) -> None:
        """Forget a plan."""
        self._store.remove(key)

    def entries(self) -> Iterator[Entry]:
        """The plans, in the order of their keys."""
        for key in self._store.names():
            yield Entry(key, self._store.sha256(key) or "")

    def below(self, upper: Plan) -> Iterator[str]:
        """Keys of the plans that an upper plan stands above, in order.

        Citations, mandates and the zone's name find them without reading the rest; the same judgement as for two plans
        decides.
        """
        document = upper.document
        found = self._store.citing(own_keys(document) | cited_keys(document))
        if (zone := zone_of(document)) is not None:
            found |= self._store.titled(zone)
        for key in sorted(found):
            standing = standing_of(upper, self._store.plan(key))
            if standing.pair == "lineage" and not standing.is_reversed:
                yield key

    def align(
        self, upper: Plan, keys: Iterable[str] | None = None, *, workers: int | None = None
    ) -> Iterator[CorpusResult]:
        """Align one upper plan with many lower ones.

        Each result is kept as soon as it is there: a run that was broken off goes on where it stopped; a run after
        a few plans changed makes those anew and takes the rest from disk.

        Args:
            upper: the plan above.
            keys: the lower plans; by default all that it stands above.
            workers: processes; by default one a core. With 1, everything happens in this one.

        Yields:
            Results in the order of the keys.
        """
        wanted = self.below(upper) if keys is None else iter(keys)
        many = workers or os.cpu_count() or 1
        yield from self._here(upper, wanted) if many == 1 else self._in_processes(upper, wanted, many)

    def _here(self, upper: Plan, keys: Iterator[str]) -> Iterator[CorpusResult]:
        for key in keys:
            kept = self._kept(upper, key)
            yield kept or self._keep(upper, key, align(upper, self._store.plan(key)))

    def _in_processes(self, upper: Plan, keys: Iterator[str], workers: int) -> Iterator[CorpusResult]:
        body = packed(upper)
        waiting: deque[tuple[str, CorpusResult | Future[bytes]]] = deque()
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            for key in keys:
                kept = self._kept(upper, key)
                waiting.append((key, kept or pool.submit(_aligned, body, self._store.body(key))))
                if len(waiting) > workers * _AHEAD:
                    yield self._arrived(upper, *waiting.popleft())
            while waiting:
                yield self._arrived(upper, *waiting.popleft())

    def _arrived(self, upper: Plan, key: str, result: CorpusResult | Future[bytes]) -> CorpusResult:
        if isinstance(result, CorpusResult):
            return result
        return self._keep(upper, key, msgspec.msgpack.decode(result.result(), type=Alignment))

    def _kept(self, upper: Plan, key: str) -> CorpusResult | None:
        hashes = self._hashes(upper, key)
        found = self._store.result(*hashes, self._version(key))
        return None if found is None else CorpusResult(key, found, True)

    def _keep(self, upper: Plan, key: str, alignment: Alignment) -> CorpusResult:
        hashes = self._hashes(upper, key)
        if all(hashes):
            self._store.keep(*hashes, self._version(key), alignment)
        return CorpusResult(key, alignment, False)

    def _hashes(self, upper: Plan, key: str) -> tuple[str, str]:
        lower = self._store.sha256(key)
        if lower is None:
            raise KeyError(key)
        return upper.document.source.sha256, lower

    def _version(self, key: str) -> str:
        """What an alignment with this plan is made by: the code at hand, and what read the plan."""
        return f"{method_print()} {self._store.reader(key)}"

    def nearest(self, sentences: Sequence[str], *, most: int = 5) -> list[list[Near]]:
        """The sentences of the whole corpus likest to each sentence given. Needs the extra `scale`.

        Candidates, not links: the index is made for finding among millions, and built anew when a plan changed.

        Args:
            sentences: folded sentences (see `gangmu.align.fold`).
            most: how many for each.
        """
        places = [(key, statement) for key, statement, _ in self._store.sentences()]
        found = self._index().find(sentences, most=most)
        return [
            [Near(*places[int(i)], score=float(score)) for i, score in zip(row, scores, strict=True) if i >= 0]
            for row, scores in zip(found.upper, found.score, strict=True)
        ]

    def _index(self) -> BulkIndex:
        """The bulk index of all sentences, from disk while no plan changed."""
        # Loaded here, since the extra `scale` is wanted by nothing else.
        bulk: type[BulkIndex] = import_module("gangmu.align.scale.bulk").BulkIndex
        told, kept, now = self._folder / PRINT, self._folder / SENTENCES, self._store.fingerprint()
        if kept.exists() and told.exists() and told.read_text("ascii") == now:
            return bulk.load(kept)
        made = bulk.of([text for _, _, text in self._store.sentences()])
        told.unlink(missing_ok=True)
        made.save(kept)
        told.write_text(now, "ascii")
        return made


def _aligned(upper: bytes, lower: bytes) -> bytes:
    """In a worker: two packed plans → their packed alignment."""
    return msgspec.msgpack.encode(align(unpacked(upper), unpacked(lower)))
