"""What each paragraph is: a numbered or unnumbered heading, running text, a box, an annex, a table, closing matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from gangmu.structure.front import is_salutation, is_title_end
from gangmu.structure.headings import heading_end, lead_end
from gangmu.structure.leads import find_leads
from gangmu.structure.numbering import Numbered
from gangmu.structure.survey import FRONT_HEADING, INNER_MARKS, PART_RANK, Survey
from gangmu.text.lines import DUTY_LABEL, SENTENCE_END
from gangmu.text.model import Paragraph, TextDoc
from gangmu.vocab.duty_verbs import ADVERBS, DUTY_VERBS
from gangmu.vocab.numbering import BOX

_ADDRESS = re.compile(r"各位(?:代表|委员|同志)[！，,!：:]")
_BOX_GROUP = re.compile(r"0\d\s?[一-鿿]")
"""Groups inside a box are counted 01, 02 …; they are no provisions."""
_OWN_MARK = re.compile(rf"[（(〔【\[]?{DUTY_LABEL.pattern}")
_ACTS = (*ADVERBS, *(verb.word for verb in DUTY_VERBS))
_LABEL = re.compile(r"[^，。；、：,;:]{2,20}[：:](?=.{4})")
_HEADED_BY = re.compile(r"(?P<label>[^，。；、：:！？,;!?\d（(]{2,20})[：:](?=[^：:]{12})")
_CLAUSE_NAME = re.compile(r"[  　]*[【〔（(](?P<name>[一-鿿、]{2,20})[】〕）)](?=.)")
"""What a clause is about, in brackets behind its number, as drafts of rules print it (`第二条【适用范围】…`)."""
SHORT_HEADLINE = 22
SHORT_LINE = 30
SHORTEST_TEXT = 8
FELLOWS_NEEDED = 2
CHAPTER_RANK = 20
SECTION_RANK = 30
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
    return _Reader(Survey(doc)).read()


def _without_odd_headlines(entries: list[Entry]) -> list[Entry]:
    """Items whose fellows have no headline have none either: a long first sentence is the first of its sentences."""
    kept = list(entries)
    short = {rank: [i for i in those if not _may_be_sentence(entries[i])] for rank, those in _by_rank(entries).items()}
    unheaded = {rank for rank, those in short.items() if _are_unheaded(entries, those)}
    for group in _fellows(entries):
        odd = [i for i in group if _may_be_sentence(entries[i])]
        if not odd:
            continue
        if len(group) > FELLOWS_NEEDED:
            agreed = _are_unheaded(entries, sorted(set(group).difference(odd)))
        else:
            agreed = entries[group[0]].rank in unheaded
        for i in odd if agreed else ():
            numbered = entries[i].numbered
            if numbered is not None:
                kept[i] = replace(entries[i], heading=None, body=numbered.end)
    return kept


def _are_unheaded(entries: Sequence[Entry], which: Sequence[int]) -> bool:
    """Whether entries are enough to tell, and none of them has a headline."""
    return len(which) >= FELLOWS_NEEDED and all(entries[i].heading is None for i in which)


def _with_labels(entries: list[Entry], text: str) -> list[Entry]:
    """Items that each open with a label and a colon (`选址：…`) are headed by it, where all their fellows do."""
    kept = list(entries)
    for group in _fellows(entries):
        if len(group) < FELLOWS_NEEDED or any(entries[i].heading is not None for i in group):
            continue
        labels = [_HEADED_BY.match(text, entries[i].body, entries[i].paragraph.end) for i in group]
        for i, label in zip(group, labels, strict=True) if all(labels) else ():
            assert label is not None
            kept[i] = replace(entries[i], heading=label["label"], body=label.end())
    return kept


def _by_rank(entries: Sequence[Entry]) -> dict[int, list[int]]:
    """All numbered entries of each rank: the fellows of an item that stands almost alone under its heading."""
    found: dict[int, list[int]] = {}
    for i, entry in enumerate(entries):
        if entry.numbered is not None:
            found.setdefault(entry.rank, []).append(i)
    return found


def _fellows(entries: Sequence[Entry]) -> Iterator[list[int]]:
    """Numbered entries of one style that follow one another under one heading."""
    open_: dict[int, list[int]] = {}
    for i, entry in enumerate(entries):
        if entry.role is not Role.HEADING and entry.role is not Role.ANNEX:
            continue
        for rank in [rank for rank in open_ if rank > entry.rank]:
            yield open_.pop(rank)
        if entry.numbered is not None:
            open_.setdefault(entry.rank, []).append(i)
    yield from open_.values()


def _may_be_sentence(entry: Entry) -> bool:
    """Whether a heading is long and parted by a comma, with more of its paragraph after it."""
    heading = entry.heading or ""
    long_one = len(heading) > SHORT_HEADLINE and re.search(r"[，,]", heading) is not None
    return entry.numbered is not None and long_one and entry.body < entry.paragraph.end


class _Reader:
    """One pass over a surveyed document."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey

    def read(self) -> Outline:
        start = 0 if self.survey.title is None else self.survey.title.stop
        first_heading = self._first_heading(start)
        unnumbered_rank = self._unnumbered_rank()
        leads = find_leads(self.survey.text, self.survey.paragraphs, self._plain_groups(first_heading))
        entries: list[Entry] = []
        in_box = False
        i = start
        while i < len(self.survey.paragraphs):
            entry = self._entry(i, first_heading, unnumbered_rank, leads, in_box)
            if entry is not None:
                in_box = entry.role is Role.BOX or (in_box and entry.role is Role.TEXT)
                entries.append(entry)
            i += 2 if entry is not None and self._headline_below(i, entry) is not None else 1
        title = None
        if self.survey.title is not None:
            title = (
                self.survey.paragraphs[self.survey.title[0]].start,
                self.survey.paragraphs[self.survey.title[-1]].end,
            )
        entries = _with_labels(_without_odd_headlines(entries), self.survey.text)
        closing = tuple(
            (self.survey.paragraphs[i].start, self.survey.paragraphs[i].end) for i in sorted(self.survey.closing)
        )
        return Outline(tuple(entries), title, closing)

    def _first_heading(self, start: int) -> int:
        headings = [i for i in self.survey.numbered() if i >= start]
        headings += [i for i in self.survey.unnumbered if i >= start] + [i for i in self.survey.annexes if i >= start]
        return min(headings, default=len(self.survey.paragraphs))

    def _unnumbered_rank(self) -> int:
        """Unnumbered headings are chapters where nothing numbered stands so high."""
        top = any(n is not None and n.style.rank <= 50 for n in self.survey.numbers)
        return UNNUMBERED_RANK if top else CHAPTER_RANK

    def _plain_groups(self, first_heading: int) -> list[list[int]]:
        """Runs of unnumbered running text, each under one heading or address to the congress."""
        groups: list[list[int]] = [[]]
        in_box = False
        for i in range(first_heading, len(self.survey.paragraphs)):
            p = self.survey.paragraphs[i]
            box = BOX.match(self.survey.body(i)) if p.kind == "text" else None
            in_box = (box is not None and self._is_box_head(box)) or (in_box and self._names_group(i))
            if in_box:
                continue
            headed = self.survey.numbers[i] is not None or i in self.survey.unnumbered or i in self.survey.annexes
            if headed or _ADDRESS.match(self.survey.body(i)):
                groups.append([])
            elif (
                p.kind == "text"
                and i not in self.survey.boxed
                and i not in self.survey.closing
                and not BOX.match(self.survey.body(i))
            ):
                groups[-1].append(i)
        return [group for group in groups if group]

    def _names_group(self, i: int) -> bool:
        """Whether a paragraph under the head of a box opens with what its projects are (`铁路。`), not with an act."""
        p, body = self.survey.paragraphs[i], self.survey.body(i)
        opens = lead_end(self.survey.text, p.start, p.end) is not None or _LABEL.match(body) is not None
        return opens and not body.startswith(_ACTS)

    def _entry(
        self, i: int, first_heading: int, unnumbered_rank: int, leads: dict[int, int], in_box: bool
    ) -> Entry | None:
        p = self.survey.paragraphs[i]
        if p.kind == "table":
            return Entry(Role.TABLE, p)
        if i in self.survey.closing:
            return None
        body = self.survey.body(i)
        if (box := BOX.match(body)) and not (in_box and p.framed and not box["n"]) and self._is_box_head(box):
            return self._box(p, box)
        if i in self.survey.boxed:
            return Entry(Role.TEXT, replace(p, framed=True), body=p.start)
        if i in self.survey.annexes:
            return self._annex(i)
        numbered = self.survey.numbers[i]
        if numbered is not None and not (in_box and numbered.style.rank > 60):
            return self._heading(i, numbered)
        if in_box and _BOX_GROUP.match(body):
            return Entry(Role.TEXT, p, body=p.start)
        if i in self.survey.unnumbered:
            rank = CHAPTER_RANK if FRONT_HEADING.match(body) else unnumbered_rank
            rank = PART_RANK if i in self.survey.stacked else rank
            return Entry(Role.HEADING, p, rank, None, None, body, p.end)
        if i < first_heading:
            taken = self._is_preamble(body) or (first_heading == len(self.survey.paragraphs) and self._is_text(body))
            return Entry(Role.PREAMBLE, p, body=p.start) if taken else None
        if i in leads:
            heading = self.survey.text[p.start : leads[i]].lstrip("—－-–·•●■◆")
            return Entry(Role.LEAD, p, LEAD_RANK, None, None, heading, leads[i] + 1)
        if self._is_caption(i, body):
            return None
        return Entry(Role.TEXT, p, body=p.start, returns_to_top=_ADDRESS.match(body) is not None)

    def _is_caption(self, i: int, body: str) -> bool:
        following = i + 1 < len(self.survey.paragraphs) and self.survey.paragraphs[i + 1].kind == "table"
        return following and len(body) <= 40 and not INNER_MARKS.search(body)

    @staticmethod
    def _is_preamble(body: str) -> bool:
        return not is_salutation(body) and len(body) >= 20 and SENTENCE_END.search(body) is not None

    @staticmethod
    def _is_text(body: str) -> bool:
        """Whether a line is text where no heading sets it out: with commas or figures, its stop may be lost."""
        told = re.search(r"[，,；]|\d", body) is not None
        return told and len(body) >= SHORTEST_TEXT and not (is_salutation(body) or is_title_end(body))

    @staticmethod
    def _is_box_head(match: re.Match[str]) -> bool:
        rest = match["rest"] or ""
        return len(rest) <= 40 and not re.search(r"[。；]", rest) and bool(match["n"] or rest)

    def _box(self, p: Paragraph, match: re.Match[str]) -> Entry:
        rest = match["rest"].strip() or None
        return Entry(Role.BOX, p, BOX_RANK, None, match["number"], rest, p.end)

    def _annex(self, i: int) -> Entry:
        p, match = self.survey.paragraphs[i], self.survey.annexes[i]
        heading = match["rest"].strip() or None
        title = self._annex_title(i)
        if title is None:
            return Entry(Role.ANNEX, p, ANNEX_RANK, None, match["number"], heading, p.end)
        whole = Paragraph(p.start, title.end)
        return Entry(
            Role.ANNEX, whole, ANNEX_RANK, None, match["number"], self.survey.text[title.start : title.end], title.end
        )

    def _headline_below(self, i: int, entry: Entry) -> Paragraph | None:
        """The paragraph below that is the headline of an annex or a chapter whose number stands alone on its line."""
        if entry.role is Role.ANNEX:
            return self._annex_title(i)
        if entry.role is Role.HEADING and entry.numbered is not None and entry.numbered.style.rank <= SECTION_RANK:
            return self._chapter_title(i, entry.numbered)
        return None

    def _chapter_title(self, i: int, numbered: Numbered) -> Paragraph | None:
        """The short line under `第一章` alone on its line, where text or another number follows it."""
        if numbered.end < self.survey.paragraphs[i].end or i + 2 >= len(self.survey.paragraphs):
            return None
        following, body = self.survey.paragraphs[i + 1], self.survey.body(i + 1)
        plain = following.kind == "text" and not following.framed and self.survey.numbers[i + 1] is None
        return following if plain and len(body) <= SHORT_LINE and not INNER_MARKS.search(body) else None

    def _annex_title(self, i: int) -> Paragraph | None:
        """The paragraph under 附件N that names the annex, where the number's own line does not."""
        if (
            i not in self.survey.annexes
            or self.survey.annexes[i]["rest"].strip()
            or i + 1 >= len(self.survey.paragraphs)
        ):
            return None
        following = self.survey.paragraphs[i + 1]
        body = self.survey.text[following.start : following.end]
        plain = following.kind == "text" and not following.framed and self.survey.numbers[i + 1] is None
        return following if plain and len(body) <= 80 and not re.search(r"[。；]", body) else None

    def _heading(self, i: int, numbered: Numbered) -> Entry:
        p = self.survey.paragraphs[i]
        below = self._chapter_title(i, numbered) if numbered.style.rank <= SECTION_RANK else None
        if below is not None:
            whole, title = Paragraph(p.start, below.end), self.survey.body(i + 1)
            return Entry(Role.HEADING, whole, numbered.style.rank, numbered, numbered.printed, title, below.end)
        if numbered.style.name == "clause" and (name := _CLAUSE_NAME.match(self.survey.text, numbered.end, p.end)):
            return Entry(Role.HEADING, p, numbered.style.rank, numbered, numbered.printed, name["name"], name.end())
        end = heading_end(self.survey.text, numbered, p.end, self._goes_on(i, numbered))
        heading = self.survey.text[numbered.end : end] or None
        body = end
        if heading is not None and body < p.end and self.survey.text[body] in "。：:.":
            body += 1
        return Entry(Role.HEADING, p, numbered.style.rank, numbered, numbered.printed, heading, body)

    def _goes_on(self, i: int, numbered: Numbered) -> bool:
        """Whether unnumbered text, a table or a deeper number follows before the next provision of this level.

        A duty mark on a line of its own is no text.
        """
        while i + 1 < len(self.survey.paragraphs) and _OWN_MARK.match(self.survey.body(i + 1)):
            i += 1
        if i + 1 >= len(self.survey.paragraphs) or i + 1 in self.survey.closing or i + 1 in self.survey.annexes:
            return False
        following = self.survey.numbers[i + 1]
        return following is None or following.style.rank > numbered.style.rank
