"""The full-text table under search: bigrams as words, the same on SQLite (FTS5) and PostgreSQL (tsvector).

A bigram is written in ten letters a–p, so that no tokenizer of either database can cut, fold or drop it.
The table has no foreign key: `forget` is called before passages go.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from gangmu_server.library.models import Passage

BATCH = 500
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
_CREATE = {
    "sqlite": ("CREATE VIRTUAL TABLE library_passage_terms USING fts5(terms, tokenize='ascii')",),
    "postgresql": (
        "CREATE TABLE library_passage_terms (passage_id bigint PRIMARY KEY, terms tsvector NOT NULL)",
        "CREATE INDEX library_passage_terms_gin ON library_passage_terms USING gin (terms)",
    ),
}
_WRITE = {
    "sqlite": "INSERT OR REPLACE INTO library_passage_terms (rowid, terms) VALUES (%s, %s)",
    "postgresql": "INSERT INTO library_passage_terms (passage_id, terms) VALUES (%s, to_tsvector('simple', %s)) "
    "ON CONFLICT (passage_id) DO UPDATE SET terms = excluded.terms",
}
_FORGET = {
    "sqlite": "DELETE FROM library_passage_terms WHERE rowid IN (SELECT id FROM library_passage WHERE edition_id = %s)",
    "postgresql": "DELETE FROM library_passage_terms WHERE passage_id IN "
    "(SELECT id FROM library_passage WHERE edition_id = %s)",
}
_MATCH = {
    "sqlite": "SELECT rowid FROM library_passage_terms WHERE library_passage_terms MATCH %s",
    "postgresql": "SELECT passage_id FROM library_passage_terms WHERE terms @@ to_tsquery('simple', %s)",
}


def create(on: BaseDatabaseWrapper) -> None:
    """Make the table (migration)."""
    with on.cursor() as cursor:
        for statement in _CREATE[on.vendor]:
            cursor.execute(statement)


def drop(on: BaseDatabaseWrapper) -> None:
    """Take the table away (migration going back)."""
    with on.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS library_passage_terms")


def write(passages: Sequence[Passage]) -> None:
    """Enter stored passages."""
    with connection.cursor() as cursor:
        for i in range(0, len(passages), BATCH):
            rows = [(p.pk, " ".join(bigrams(p.text))) for p in passages[i : i + BATCH]]
            cursor.executemany(_WRITE[connection.vendor], rows)


def forget(edition_ids: Iterable[int]) -> None:
    """Take out what editions hold, while their passages still stand."""
    with connection.cursor() as cursor:
        for edition_id in edition_ids:
            cursor.execute(_FORGET[connection.vendor], [edition_id])


def matching(terms: Sequence[str]) -> tuple[str, str]:
    """The subquery for the ids of passages in which every term (two characters or more) stands, and its argument."""
    phrases = [bigrams(term) for term in terms]
    if connection.vendor == "sqlite":
        return _MATCH["sqlite"], " AND ".join(f'"{" ".join(words)}"' for words in phrases)
    return _MATCH["postgresql"], " & ".join(f"({' <-> '.join(words)})" for words in phrases)


def bigrams(text: str) -> list[str]:
    """Pairs of neighbouring characters, white space left out, as index words."""
    letters = [_word(c) for c in folded(text)]
    return [first + second for first, second in pairwise(letters)]


def folded(text: str) -> str:
    """Text as it is compared: full-width letters and figures as half-width, small letters, no white space.

    Character by character, so that a character stays one character (`½` and the like keep their form).
    """
    return "".join(_fold(c) for c in text if not c.isspace())


def _fold(c: str) -> str:
    plain = unicodedata.normalize("NFKC", c).casefold()
    return plain if len(plain) == 1 else c


def _word(c: str) -> str:
    return f"{ord(c):05x}"[-5:].translate(_LETTERS)
