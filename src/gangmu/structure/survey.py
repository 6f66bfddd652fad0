"""What is known of each paragraph before any of them is placed: its number, whether it opens an annex, stands in a box,
closes the document, or is an unnumbered heading; and where the title is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from gangmu.structure.front import closing_paragraphs, is_title_end, title_paragraphs
from gangmu.structure.glued import take_glued_numbers
from gangmu.structure.numbering import Numbered, bare_number_at, number_at
from gangmu.text.lines import NUMBER_LINE, SENTENCE_END, ends_title
from gangmu.text.model import Paragraph, TextDoc
from gangmu.vocab.numbering import ANNEX, BOX

FRONT_HEADING = re.compile(r"(?:前言|序言|引言|导言|序|结语|结束语|后记)$")
INNER_MARKS = re.compile(r"[，。；：！？,;:?!]")
STOPS = re.compile(r"[。：；！？:;?!]|[，,]$")
_IN_BRACKETS = re.compile(r"[（(〔【\[].*[）)〕】\]]")
"""A mark or a note on a line of its own, who is in charge above all."""
_CAPTION = re.compile(r"[图表]\s*[\dA-Z]")
UNNUMBERED_LENGTH = 26
UPPER_LENGTH = 40
_HABIT = 2
"""Unnumbered headings that show a document without numbers to be set out by them."""
PART_RANK = 10
CHAPTERS = 20
OVER_CLAUSES = 35
"""Between 第一节 and 第一条."""
_FIRST_PART = re.compile(r"(?:总体|目标|背景|形势|基础|意义|要求|思想|任务|原则|概况|依据|定位)")
"""What an unnumbered heading right under the title speaks of; an issuer's name there is no heading."""


def _as_part(numbered: Numbered) -> Numbered:
    return replace(numbered, style=replace(numbered.style, rank=PART_RANK, kind="part"))


def _as_chapter(numbered: Numbered) -> Numbered:
    return replace(numbered, style=replace(numbered.style, rank=CHAPTERS, kind="chapter"))


def _over_clauses(numbered: Numbered) -> Numbered:
    return replace(numbered, style=replace(numbered.style, rank=OVER_CLAUSES))


class Survey:
    """Facts about a document's paragraphs, by their index."""

    def __init__(self, doc: TextDoc) -> None:
        self.text = doc.text
        self.paragraphs: Sequence[Paragraph] = doc.paragraphs
        self.closing = closing_paragraphs(doc.text, doc.paragraphs)
        self.numbers = [self._number(i) for i in range(len(doc.paragraphs))]
        if sum(n is not None and n.style.name == "dotted2" for n in self.numbers) >= 3:
            self.numbers = [n or self._bare_number(i) for i, n in enumerate(self.numbers)]
        if self._han_above_chapters():
            self.numbers = [_as_part(n) if n is not None and n.style.name == "han" else n for n in self.numbers]
        self._raise_numbers_over_dotted()
        if self._han_above_clauses():
            self.numbers = [_over_clauses(n) if n is not None and n.style.name == "han" else n for n in self.numbers]
        take_glued_numbers(doc.text, self._item_starts(), self.numbers)
        self.annexes = self._annexes()
        self.boxed = self._boxed()
        self.unnumbered = {i for i in range(len(doc.paragraphs)) if self._is_unnumbered_heading(i)}
        self.stacked: set[int] = set()
        if not self.numbered() and len(self.unnumbered) >= _HABIT:
            self._take_stacked_headings()
        self.title = title_paragraphs(self.text, self.paragraphs, self._body_start())

    def body(self, i: int) -> str:
        """A paragraph's text."""
        return self.text[self.paragraphs[i].start : self.paragraphs[i].end]

    def _number(self, i: int) -> Numbered | None:
        p = self.paragraphs[i]
        if p.kind == "table" or p.framed or i in self.closing:
            return None
        return number_at(self.text, p.start, p.end)

    def _han_above_chapters(self) -> bool:
        """Whether 一、 stands above 第一章: it comes first, counts up once, and the chapters count on across it."""
        names = [(n.style.name, n.value) for n in self.numbers if n is not None and n.style.name in ("han", "chapter")]
        hans = [value for name, value in names if name == "han"]
        chapters = [value for name, value in names if name == "chapter"]
        counted_once = len(hans) == len(set(hans)) and len(hans) >= 2
        return bool(chapters) and counted_once and names[0][0] == "han" and len(chapters) > len(hans)

    def _raise_numbers_over_dotted(self) -> None:
        """Where `1.总则` stands right above 1.1, plain numbers are the chapters; other items keep their place."""
        numbered = [(i, n) for i, n in enumerate(self.numbers) if n is not None]
        above = [
            i
            for (i, n), (_, below) in pairwise(numbered)
            if n.style.name == "arabic" and below.style.name == "dotted2" and below.printed == f"{n.value}.1"
        ]
        if len(above) < _HABIT:
            return
        for i, n in numbered:
            if n.style.name == "arabic" and (i in above or self._follows_dotted(i, n.value)):
                self.numbers[i] = _as_chapter(n)

    def _follows_dotted(self, i: int, value: int) -> bool:
        """Whether a short headline counts on from the whole part of the dotted number above it (`7.附则` after 6.3)."""
        before = next((n for n in reversed(self.numbers[:i]) if n is not None), None)
        counts_on = before is not None and before.printed.startswith(f"{value - 1}.") and value > 1
        body = self.body(i)
        return counts_on and len(body) <= UNNUMBERED_LENGTH and INNER_MARKS.search(body) is None

    def _han_above_clauses(self) -> bool:
        """Whether 一、 stands above 第一条, as measures by clause are parted: the clauses count on across it."""
        names = [(n.style.name, n.value) for n in self.numbers if n is not None and n.style.name in ("han", "clause")]
        clauses = [value for name, value in names if name == "clause"]
        opened = sum(a[0] == "han" and b[0] == "clause" for a, b in pairwise(names))
        hans = [value for name, value in names if name == "han"]
        counts_on = clauses == sorted(set(clauses)) and hans == sorted(set(hans))
        return counts_on and opened >= _HABIT and names[0][0] == "han" and 2 * opened >= len(hans)

    def _item_starts(self) -> list[int | None]:
        """Where each paragraph begins that may be an item."""
        return [
            None if p.kind == "table" or p.framed or i in self.closing else p.start
            for i, p in enumerate(self.paragraphs)
        ]

    def _bare_number(self, i: int) -> Numbered | None:
        p = self.paragraphs[i]
        return None if p.kind == "table" or p.framed or i in self.closing else bare_number_at(self.text, p.start, p.end)

    def _annexes(self) -> dict[int, re.Match[str]]:
        """Paragraphs that open an annex. Of a number printed several times the last opens it; others announce it."""
        found: dict[int, re.Match[str]] = {}
        last: dict[str, int] = {}
        for i, p in enumerate(self.paragraphs):
            if p.kind == "table" or i in self.closing or p.end - p.start > 80 or self.text[p.start] != "附":
                continue
            match = ANNEX.fullmatch(self.body(i))
            if match is None or INNER_MARKS.search(match["rest"] or ""):
                continue
            earlier = last.get(match["number"])
            if earlier is not None:
                del found[earlier]
            found[i] = match
            last[match["number"]] = i
        return found

    def _boxed(self) -> set[int]:
        """Paragraphs inside a box: framed ones, and after a box head those set in a type size unlike the body's."""
        inside = {i for i, p in enumerate(self.paragraphs) if p.framed}
        body_size = self._body_size()
        for i, p in enumerate(self.paragraphs[:-1]):
            if p.kind == "table" or p.framed or not BOX.match(self.body(i)):
                continue
            size = self.paragraphs[i + 1].size
            if size is None or size == body_size:
                continue
            for j in range(i + 1, len(self.paragraphs)):
                if self.paragraphs[j].size != size or self.paragraphs[j].kind == "table":
                    break
                inside.add(j)
        return inside

    def _body_size(self) -> float | None:
        """The type size that most of the text is set in."""
        lengths: Counter[float | None] = Counter()
        for p in self.paragraphs:
            lengths[p.size] += p.end - p.start
        return lengths.most_common(1)[0][0] if lengths else None

    def _body_start(self) -> int:
        """The first paragraph that is surely inside the document: a numbered or unnumbered heading after the title."""
        strong = [
            i
            for i, n in enumerate(self.numbers)
            if n is not None and n.style.rank <= 60 and not n.style.name.startswith("dotted")
        ]
        fronts = [i for i in sorted(self.unnumbered) if FRONT_HEADING.match(self.body(i))]
        starts = strong[:1] + fronts[:1] + sorted(self.annexes)[:1] or self.numbered()[:1]
        if not starts and len(self.unnumbered) >= _HABIT:
            starts = [i for i in sorted(self.unnumbered) if not is_title_end(self.body(i))][:1]
        return min(starts, default=len(self.paragraphs))

    def numbered(self) -> list[int]:
        """Indices of numbered paragraphs."""
        return [i for i, n in enumerate(self.numbers) if n is not None]

    def _is_unnumbered_heading(self, i: int) -> bool:
        p = self.paragraphs[i]
        if (
            p.kind == "table"
            or i in self.boxed
            or i in self.closing
            or self.numbers[i] is not None
            or i in self.annexes
        ):
            return False
        body = self.body(i)
        if FRONT_HEADING.match(body):
            return True
        if len(body) > UNNUMBERED_LENGTH or len(body) < 3 or INNER_MARKS.search(body) or BOX.match(body):
            return False
        if _IN_BRACKETS.fullmatch(body) or _CAPTION.match(body):
            return False
        if not re.search(r"[一-鿿]{2}[”）)]?$", body) or NUMBER_LINE.search(body) or i == 0:
            return False
        before = self.body(i - 1)
        first = ends_title(before) and (_FIRST_PART.search(body) is not None or body.startswith(("——", "--")))
        return (first or bool(SENTENCE_END.search(before))) and self._opens_text(i)

    def _take_stacked_headings(self) -> None:
        """Where nothing is numbered, headings may stand one on another: a chapter's above its first section's."""
        for i in range(len(self.paragraphs) - 2, 0, -1):
            body = self.body(i)
            if not self._may_be_heading(i) or len(body) > UPPER_LENGTH or STOPS.search(body):
                continue
            before = self.body(i - 1)
            closed = SENTENCE_END.search(before) is not None or ends_title(before)
            if closed and i + 1 in self.unnumbered and i + 1 not in self.stacked:
                self.unnumbered.add(i)
                self.stacked.add(i)
            elif not closed and self._opens_text(i) and self._may_be_heading(i - 1):
                self.unnumbered.add(i)

    def _may_be_heading(self, i: int) -> bool:
        body = self.body(i)
        plain = self.paragraphs[i].kind == "text" and i not in self.boxed and i not in self.closing
        if ends_title(body):
            return False
        return plain and 3 <= len(body) <= UPPER_LENGTH and re.search(r"[一-鿿]{2}[”）)]?$", body) is not None

    def _opens_text(self, i: int) -> bool:
        """Whether running text or a numbered provision follows (a table would make it a caption)."""
        if i + 1 >= len(self.paragraphs) or self.paragraphs[i + 1].kind == "table" or i + 1 in self.closing:
            return False
        following = self.body(i + 1)
        return self.numbers[i + 1] is not None or (len(following) >= 20 and bool(SENTENCE_END.search(following)))
