"""Pairs of characters that public plans use, with the clauses each stands in."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_COMMENT = re.compile(r"^#.*\n", re.MULTILINE)


@cache
def known_bigrams() -> frozenset[str]:
    """The pairs of the shipped table (made by tools/learn_bigram_weights.py)."""
    lines = (files("gangmu") / "align" / "data" / "bigrams.tsv").read_text("utf-8").splitlines()
    return frozenset(line.split("\t")[0] for line in lines if not line.startswith("#"))


@cache
def known_characters() -> frozenset[str]:
    """The characters of those pairs: what public plans are written in."""
    text = (files("gangmu") / "align" / "data" / "bigrams.tsv").read_text("utf-8")
    return frozenset(ch for ch in frozenset(_COMMENT.sub("", text)) if "一" <= ch <= "鿿")
