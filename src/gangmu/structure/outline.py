"""What each paragraph is: a numbered or unnumbered heading, running text, a box, an annex, a table, closing matter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from gangmu.structure.front import (
    NUMBER_LINE,
    closing_paragraphs,
    is_salutation,
    title_paragraphs,
)
from gangmu.structure.headings import heading_end
from gangmu.structure.leads import find_leads
from gangmu.structure.numbering import Numbered, bare_number_at, number_at
from gangmu.text.lines import SENTENCE_END
from gangmu.text.model import Paragraph, TextDoc
from gangmu.vocab.numbering import ANNEX, BOX

_FRONT_HEADING = re.compile(r"(?:前言|序言|引言|导言|序|结语|结束语|后记)$")
_ADDRESS = re.compile(r"各位(?:代表|委员|同志)[！，,!：:]")
_INNER_MARKS = re.compile(r"[，。；：！？,;:?!]")
UNNUMBERED_LENGTH = 26
PART_RANK = 10
CHAPTER_RANK = 20
UNNUMBERED_RANK = 65
LEAD_RANK = 66
BOX_RANK = 95
ANNEX_RANK = 0


class Role(Enum):
    """What a paragraph does in the outline."""

    HEADING = "heading"
    LEAD = "lead"
    TEXT = "text"
    BOX = "box"
    ANNEX = "annex"
    TABLE = "table"
    PREAMBLE = "preamble"


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph with its role.

    `body` is where the text after number and heading begins (`start` for plain text). Text that `returns_to_top` leaves
    the numbered provisions before it: in a report to a congress, `各位代表！` opens a new part.
    """

    role: Role
    paragraph: Paragraph
    rank: int = 100
    numbered: Numbered | None = None
    number: str | None = None
    heading: str | None = None
    body: int = 0
    returns_to_top: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """The entries in order, the title's range, and the ranges of closing matter, all in clean offsets."""

    entries: tuple[Entry, ...]
    title: tuple[int, int] | None
    closing: tuple[tuple[int, int], ...]


def read_outline(doc: TextDoc) -> Outline:
    """Classify a document's paragraphs."""
    return _Reader(doc).read()


def _as_part(numbered: Numbered) -> Numbered:
    return replace(numbered, style=replace(numbered.style, rank=PART_RANK, kind="part"))


class _Reader:
    def __init__(self, doc: TextDoc) -> None:
        self.text = doc.text
        self.paragraphs: Sequence[Paragraph] = doc.paragraphs
        self.closing = closing_paragraphs(doc.text, doc.paragraphs)
        self.numbers = [self._number(i) for i in range(len(doc.paragraphs))]
        if sum(n is not None and n.style.name == "dotted2" for n in self.numbers) >= 3:
            self.numbers = [n or self._bare_number(i) for i, n in enumerate(self.numbers)]
        if self._han_above_chapters():
            self.numbers = [_as_part(n) if n is not None and n.style.name == "han" else n for n in self.numbers]
        self.annexes = self._annexes()
        self.boxed = self._boxed()
        self.unnumbered = {i for i in range(len(doc.paragraphs)) if self._is_unnumbered_heading(i)}
        self.title = title_paragraphs(self.text, self.paragraphs, self._body_start())

    def _body(self, i: int) -> str:
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
            match = ANNEX.fullmatch(self._body(i))
            if match is None or _INNER_MARKS.search(match["rest"] or ""):
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
            if (
                p.kind == "table"
                or p.framed
                or not self.text.startswith("专栏", p.start)
                or not BOX.match(self._body(i))
            ):
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
        fronts = [i for i in sorted(self.unnumbered) if _FRONT_HEADING.match(self._body(i))]
        starts = strong[:1] + fronts[:1] + sorted(self.annexes)[:1] or self.numbers_of_any()[:1]
        return min(starts, default=len(self.paragraphs))

    def numbers_of_any(self) -> list[int]:
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
        body = self._body(i)
        if _FRONT_HEADING.match(body):
            return True
        if len(body) > UNNUMBERED_LENGTH or len(body) < 3 or _INNER_MARKS.search(body) or BOX.match(body):
            return False
        if not re.search(r"[一-鿿]{2}[”）)]?$", body) or NUMBER_LINE.search(body) or i == 0:
            return False
        before = self._body(i - 1)
        return bool(SENTENCE_END.search(before)) and self._opens_text(i)

    def _opens_text(self, i: int) -> bool:
        """Whether running text or a numbered provision follows (a table would make it a caption)."""
        if i + 1 >= len(self.paragraphs) or self.paragraphs[i + 1].kind == "table" or i + 1 in self.closing:
            return False
        following = self._body(i + 1)
        return self.numbers[i + 1] is not None or (len(following) >= 20 and bool(SENTENCE_END.search(following)))

    # --- the pass ---------------------------------------------------------------------------------

    def read(self) -> Outline:
        start = 0 if self.title is None else self.title.stop
        first_heading = self._first_heading(start)
        unnumbered_rank = self._unnumbered_rank()
        leads = find_leads(self.text, self.paragraphs, self._plain_groups(first_heading))
        entries: list[Entry] = []
        in_box = False
        i = start
        while i < len(self.paragraphs):
            entry = self._entry(i, first_heading, unnumbered_rank, leads, in_box)
            if entry is not None:
                in_box = entry.role is Role.BOX or (in_box and entry.role is Role.TEXT)
                entries.append(entry)
            i += 2 if entry is not None and entry.role is Role.ANNEX and self._annex_title(i) is not None else 1
        title = None
        if self.title is not None:
            title = (self.paragraphs[self.title[0]].start, self.paragraphs[self.title[-1]].end)
        closing = tuple((self.paragraphs[i].start, self.paragraphs[i].end) for i in sorted(self.closing))
        return Outline(tuple(entries), title, closing)

    def _first_heading(self, start: int) -> int:
        headings = [i for i in self.numbers_of_any() if i >= start]
        headings += [i for i in self.unnumbered if i >= start] + [i for i in self.annexes if i >= start]
        return min(headings, default=len(self.paragraphs))

    def _unnumbered_rank(self) -> int:
        """Unnumbered headings are chapters where nothing numbered stands so high."""
        top = any(n is not None and n.style.rank <= 50 for n in self.numbers)
        return UNNUMBERED_RANK if top else CHAPTER_RANK

    def _plain_groups(self, first_heading: int) -> list[list[int]]:
        """Runs of unnumbered running text, each under one heading."""
        groups: list[list[int]] = [[]]
        for i in range(first_heading, len(self.paragraphs)):
            p = self.paragraphs[i]
            if self.numbers[i] is not None or i in self.unnumbered or i in self.annexes:
                groups.append([])
            elif p.kind == "text" and i not in self.boxed and i not in self.closing and not BOX.match(self._body(i)):
                groups[-1].append(i)
        return [group for group in groups if group]

    def _entry(
        self, i: int, first_heading: int, unnumbered_rank: int, leads: dict[int, int], in_box: bool
    ) -> Entry | None:
        p = self.paragraphs[i]
        if p.kind == "table":
            return Entry(Role.TABLE, p)
        if i in self.closing:
            return None
        body = self._body(i)
        if (box := BOX.match(body)) and not (in_box and p.framed and not box["n"]) and self._is_box_head(box):
            return self._box(p, box)
        if i in self.boxed:
            return Entry(Role.TEXT, replace(p, framed=True), body=p.start)
        if i in self.annexes:
            return self._annex(i)
        numbered = self.numbers[i]
        if numbered is not None and not (in_box and numbered.style.rank > 60):
            return self._heading(i, numbered)
        if i in self.unnumbered:
            rank = CHAPTER_RANK if _FRONT_HEADING.match(body) else unnumbered_rank
            return Entry(Role.HEADING, p, rank, None, None, body, p.end)
        if i < first_heading:
            return Entry(Role.PREAMBLE, p, body=p.start) if self._is_preamble(body) else None
        if i in leads:
            heading = self.text[p.start : leads[i]].lstrip("—－-–·•●■◆")
            return Entry(Role.LEAD, p, LEAD_RANK, None, None, heading, leads[i] + 1)
        if self._is_caption(i, body):
            return None
        return Entry(Role.TEXT, p, body=p.start, returns_to_top=_ADDRESS.match(body) is not None)

    def _is_caption(self, i: int, body: str) -> bool:
        following = i + 1 < len(self.paragraphs) and self.paragraphs[i + 1].kind == "table"
        return following and len(body) <= 40 and not _INNER_MARKS.search(body)

    @staticmethod
    def _is_preamble(body: str) -> bool:
        return not is_salutation(body) and len(body) >= 20 and SENTENCE_END.search(body) is not None

    @staticmethod
    def _is_box_head(match: re.Match[str]) -> bool:
        rest = match["rest"] or ""
        return len(rest) <= 40 and not re.search(r"[。；]", rest) and bool(match["n"] or rest)

    def _box(self, p: Paragraph, match: re.Match[str]) -> Entry:
        rest = match["rest"].strip() or None
        return Entry(Role.BOX, p, BOX_RANK, None, match["number"], rest, p.end)

    def _annex(self, i: int) -> Entry:
        p, match = self.paragraphs[i], self.annexes[i]
        heading = match["rest"].strip() or None
        title = self._annex_title(i)
        if title is None:
            return Entry(Role.ANNEX, p, ANNEX_RANK, None, match["number"], heading, p.end)
        whole = Paragraph(p.start, title.end)
        return Entry(
            Role.ANNEX, whole, ANNEX_RANK, None, match["number"], self.text[title.start : title.end], title.end
        )

    def _annex_title(self, i: int) -> Paragraph | None:
        """The paragraph under 附件N that names the annex, where the number's own line does not."""
        if i not in self.annexes or self.annexes[i]["rest"].strip() or i + 1 >= len(self.paragraphs):
            return None
        following = self.paragraphs[i + 1]
        body = self.text[following.start : following.end]
        plain = following.kind == "text" and not following.framed and self.numbers[i + 1] is None
        return following if plain and len(body) <= 80 and not re.search(r"[。；]", body) else None

    def _heading(self, i: int, numbered: Numbered) -> Entry:
        p = self.paragraphs[i]
        end = heading_end(self.text, numbered, p.end, self._goes_on(i, numbered))
        heading = self.text[numbered.end : end] or None
        body = end
        if heading is not None and body < p.end and self.text[body] in "。：:":
            body += 1
        return Entry(Role.HEADING, p, numbered.style.rank, numbered, numbered.printed, heading, body)

    def _goes_on(self, i: int, numbered: Numbered) -> bool:
        """Whether unnumbered text, a table or a deeper number follows before the next provision of this level."""
        if i + 1 >= len(self.paragraphs) or i + 1 in self.closing or i + 1 in self.annexes:
            return False
        following = self.numbers[i + 1]
        return following is None or following.style.rank > numbered.style.rank
