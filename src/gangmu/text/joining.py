"""Several files read as one document: an opinion and its annexes."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from gangmu.model import Issue, SourceInfo, Span
from gangmu.source.model import Block, Run, SourceText
from gangmu.text.model import Dropped, OffsetMap, Paragraph, TextCell, TextDoc


def join_docs(docs: Sequence[TextDoc]) -> TextDoc:
    """One document out of several, in order.

    The joined source is the files' texts one after another by newline; every offset of a later file moves by what
    stands before it.
    `source.parts` tells which file stands where.

    Args:
        docs: the opinion first, then its annexes; at least one.
    """
    if len(docs) == 1:
        return docs[0]
    clean_shift = source_shift = 0
    texts: list[str] = []
    origins: list[int] = []
    cleans: list[int] = []
    moved: list[Span] = []
    breaks: set[int] = set()
    paragraphs: list[Paragraph] = []
    dropped: list[Dropped] = []
    issues: list[Issue] = []
    for doc in docs:
        texts.append(doc.text)
        cleans.extend(c + clean_shift for c in doc.offsets.clean)
        origins.extend(s + source_shift for s in doc.offsets.source)
        moved.extend(_span(m, clean_shift) for m in doc.offsets.moved)
        breaks.update(clean + clean_shift for clean in doc.offsets.breaks)
        paragraphs.extend(_moved(p, clean_shift) for p in doc.paragraphs)
        dropped.extend(Dropped(_span(d.span, source_shift), d.text, d.why, d.confidence) for d in doc.dropped)
        issues.extend(Issue(i.code, i.message, _span(i.span, source_shift)) for i in doc.issues)
        clean_shift += len(doc.text)
        source_shift += len(doc.source.text) + 1
    source = join_sources([doc.source for doc in docs])
    offsets = OffsetMap(tuple(cleans), tuple(origins), tuple(moved), frozenset(breaks))
    return TextDoc(source, "".join(texts), tuple(paragraphs), offsets, tuple(dropped), tuple(issues))


def join_sources(sources: Sequence[SourceText]) -> SourceText:
    """The sources' texts one after another by newline, with the parts' places and the layout of those that have one."""
    at = 0
    parts: list[tuple[SourceInfo, Span]] = []
    pages: list[Span] = []
    sizes: list[tuple[float, float]] = []
    turns: list[float] = []
    blocks: list[Block] = []
    runs: list[Run] = []
    for source in sources:
        end = at + len(source.text)
        parts.append((source.info, (at, end)))
        blocks.extend(_moved_block(block, at, len(pages)) for block in source.blocks or ())
        pages.extend(_span(page, at) for page in source.pages or ())
        sizes.extend(source.page_sizes or ())
        turns.extend(source.page_turns or (0.0 for _ in source.pages or ()))
        runs.extend(Run(_span(run.span, at), run.confidence) for run in source.runs)
        at = end + 1
    first = sources[0]
    text = "\n".join(source.text for source in sources)
    return msgspec.structs.replace(
        first,
        text=text,
        blocks=tuple(blocks),
        pages=tuple(pages) or None,
        page_sizes=tuple(sizes) or None,
        page_turns=tuple(turns) or None,
        parts=tuple(parts),
        runs=tuple(runs),
    )


def _moved_block(block: Block, shift: int, pages: int) -> Block:
    """A block of a file that stands after others: its offsets, and its page counted on."""
    cells = tuple(msgspec.structs.replace(cell, span=_span(cell.span, shift)) for cell in block.cells)
    page = None if block.page is None else block.page + pages
    return msgspec.structs.replace(block, span=_span(block.span, shift), cells=cells, page=page)


def _span(span: Span, shift: int) -> Span:
    return span[0] + shift, span[1] + shift


def _moved(p: Paragraph, shift: int) -> Paragraph:
    cells = tuple(TextCell(c.start + shift, c.end + shift, c.row, c.col, c.rows, c.cols) for c in p.cells)
    return Paragraph(p.start + shift, p.end + shift, p.kind, cells, p.framed, p.size)
