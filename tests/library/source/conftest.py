"""What a read file looks like in a test."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gangmu.source import SourceText, load_bytes

Grid = list[tuple[int, int, int, int, str]]


@pytest.fixture
def read() -> Callable[[bytes, str], SourceText]:
    """`read(data, name)` → source text, with what holds for every reader checked."""

    def reading(data: bytes, name: str) -> SourceText:
        source = load_bytes(data, name)
        for block in source.blocks or ():
            start, end = block.span
            assert 0 <= start <= end <= len(source.text)
            for cell in block.cells:
                assert start <= cell.span[0] <= cell.span[1] <= end
        starts = [block.span[0] for block in source.blocks or ()]
        assert starts == sorted(starts)
        source.text.encode("utf-8")
        return source

    return reading


@pytest.fixture
def grid() -> Callable[[SourceText], Grid]:
    """The first table as row, column, rows, columns, text of its cells."""

    def of(source: SourceText) -> Grid:
        block = next(b for b in source.blocks or () if b.kind == "table")
        return [(c.row, c.col, c.rows, c.cols, source.text[slice(*c.span)]) for c in block.cells]

    return of
