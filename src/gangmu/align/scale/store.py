"""What a corpus keeps on disk: plans by the hash of their source, and the alignments already made. One SQLite file."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

from gangmu.align.citing import cited_keys, title_core
from gangmu.align.model import Alignment
from gangmu.align.scale.prints import model_print
from gangmu.align.statements import statements_of
from gangmu.model import Plan

FORMAT = 3
"""Raised when the tables change. A store of another format, or of other record types, is begun anew."""

_TABLES = """
create table if not exists plan (
  key text primary key, sha256 text not null, reader text not null, title text not null, body blob not null
) without rowid;
create table if not exists sentence (
  key text not null, place integer not null, statement text not null, text text not null, primary key (key, place)
) without rowid;
create table if not exists cited (key text not null, cited text not null, primary key (key, cited)) without rowid;
create index if not exists cited_by on cited (cited);
create table if not exists result (
  upper text not null, lower text not null, version text not null, body blob not null,
  primary key (upper, lower)
) without rowid;
"""
_BUSY_SECONDS = 30.0


class Store:
    """The file of a corpus."""

    def __init__(self, path: Path) -> None:
        """Open the file, or make it; a file of another format loses its contents, which are only copies."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
        self._db.execute("pragma journal_mode=wal")
        self._db.execute("pragma synchronous=normal")
        shape = zlib.crc32(f"{FORMAT} {model_print()}".encode()) >> 1
        if self._one("pragma user_version") != shape:
            for table in ("plan", "sentence", "cited", "result"):
                self._db.execute(f"drop table if exists {table}")
            self._db.execute(f"pragma user_version={shape}")
        self._db.executescript(_TABLES)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def put(self, key: str, plan: Plan, reader: str) -> None:
        """Keep a plan under a key, in the place of what stood there, and what read it."""
        document = plan.document
        row = (key, document.source.sha256, reader, title_core(document.title), packed(plan))
        sentences = [(key, i, s.key, s.folded) for i, s in enumerate(statements_of(plan))]
        with self._db:
            self._db.execute("begin immediate")
            self._db.execute("insert or replace into plan values (?, ?, ?, ?, ?)", row)
            self._forget(key)
            self._db.executemany("insert into cited values (?, ?)", ((key, cited) for cited in cited_keys(document)))
            self._db.executemany("insert into sentence values (?, ?, ?, ?)", sentences)

    def remove(self, key: str) -> None:
        """Forget a plan. Alignments of other plans stay."""
        with self._db:
            self._db.execute("begin immediate")
            self._db.execute("delete from plan where key = ?", (key,))
            self._forget(key)

    def _forget(self, key: str) -> None:
        """Drop what a key's plan is found by."""
        self._db.execute("delete from cited where key = ?", (key,))
        self._db.execute("delete from sentence where key = ?", (key,))

    def sha256(self, key: str) -> str | None:
        """The hash of the source that a key's plan was read from; None where there is none."""
        found: str | None = self._one("select sha256 from plan where key = ?", key)
        return found

    def reader(self, key: str) -> str | None:
        """What read a key's plan; None where there is none."""
        found: str | None = self._one("select reader from plan where key = ?", key)
        return found

    def names(self) -> list[str]:
        """The keys of all plans, in order."""
        return [key for (key,) in self._all("select key from plan order by key")]

    def plan(self, key: str) -> Plan:
        """A plan. Raises KeyError where there is none."""
        return unpacked(self.body(key))

    def body(self, key: str) -> bytes:
        """A plan as it is kept, for another process to unpack. Raises KeyError where there is none."""
        body: bytes | None = self._one("select body from plan where key = ?", key)
        if body is None:
            raise KeyError(key)
        return body

    def citing(self, cited: Iterable[str]) -> set[str]:
        """Keys of plans that cite any of these titles or numbers."""
        query = "select key from cited where cited = ?"
        return {key for one in cited for (key,) in self._all(query, one)}

    def titled(self, words: str) -> set[str]:
        """Keys of plans whose title holds these words."""
        return {key for (key,) in self._all("select key from plan where instr(title, ?) > 0", words)}

    def fingerprint(self) -> str:
        """Changes whenever any plan does."""
        rows = self._all("select key || ' ' || sha256 || ' ' || reader from plan order by key")
        return hashlib.sha256("\n".join(row for (row,) in rows).encode()).hexdigest()

    def sentences(self) -> Iterator[tuple[str, str, str]]:
        """Plan's key, statement's key and folded text of every sentence, in one order always."""
        with closing(self._db.execute("select key, statement, text from sentence order by key, place")) as cursor:
            yield from cursor

    def result(self, upper: str, lower: str, version: str) -> Alignment | None:
        """The alignment of two sources by their hashes, if this version of the library made it."""
        body = self._one("select body from result where upper = ? and lower = ? and version = ?", upper, lower, version)
        return None if body is None else msgspec.msgpack.decode(zlib.decompress(body), type=Alignment)

    def keep(self, upper: str, lower: str, version: str, alignment: Alignment) -> None:
        """Keep an alignment; what an older version made of the pair is replaced."""
        body = zlib.compress(msgspec.msgpack.encode(alignment))
        self._db.execute("insert or replace into result values (?, ?, ?, ?)", (upper, lower, version, body))

    def _all(self, query: str, *values: object) -> list[tuple[str]]:
        with closing(self._db.execute(query, values)) as cursor:
            return cursor.fetchall()

    def _one(self, query: str, *values: object) -> Any:
        with closing(self._db.execute(query, values)) as cursor:
            row = cursor.fetchone()
        return None if row is None else row[0]


def packed(plan: Plan) -> bytes:
    """A plan as it is kept."""
    return zlib.compress(msgspec.msgpack.encode(plan))


def unpacked(body: bytes) -> Plan:
    """A plan that `packed` made."""
    return msgspec.msgpack.decode(zlib.decompress(body), type=Plan)
