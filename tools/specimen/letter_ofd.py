"""The national plan as an OFD document in the layout of GB/T 9704-2012: 22 lines of 28 characters a page."""

from __future__ import annotations

from pathlib import Path

from specimen.ofd import Ofd
from specimen.source import Body, Heading, Specimen, printed

LEFT, TOP, WIDTH = 28.0, 37.0, 156.0
LINES, COLUMNS = 22, 28
STEP, LINE = WIDTH / COLUMNS, 225.0 / LINES
SIZE, TITLE_SIZE, NOTE_SIZE = 5.6, 7.8, 4.9
HANGING = frozenset("，。；：、）》”！？〕")
"""What does not begin a line: it hangs over the edge of the line before."""


class Letter:
    """Lines set one after the other, pages started as they fill, each numbered at its foot."""

    def __init__(self, title: str) -> None:
        self._ofd = Ofd(title=title)
        self._line = LINES
        self._page = 0

    def centred(self, text: str, size: float = SIZE) -> None:
        self._next()
        width = sum(size if not c.isascii() else size / 2 for c in text)
        self._ofd.text(LEFT + (WIDTH - width) / 2, self._baseline, text, size)

    def right(self, text: str, indent: int = 4) -> None:
        self._next()
        width = sum(SIZE if not c.isascii() else SIZE / 2 for c in text)
        self._ofd.text(LEFT + WIDTH - indent * STEP - width, self._baseline, text, SIZE)

    def paragraph(self, text: str) -> None:
        """A paragraph, its first line two characters in, on the page's own grid."""
        indent = 2
        while text:
            taken = fitting(text, COLUMNS - indent)
            steps = [STEP if not c.isascii() else STEP / 2 for c in text[: taken - 1]]
            self._next()
            self._ofd.text(LEFT + indent * STEP, self._baseline, text[:taken], SIZE, steps)
            text, indent = text[taken:], 0

    def skip(self) -> None:
        self._line += 1

    def bytes(self) -> bytes:
        return self._ofd.bytes()

    @property
    def _baseline(self) -> float:
        return TOP + (self._line - 0.3) * LINE

    def _next(self) -> None:
        if self._line >= LINES:
            self._page += 1
            self._line = 0
            self._ofd.page()
            self._ofd.text(LEFT + WIDTH / 2 - SIZE, 272.0, f"— {self._page} —", NOTE_SIZE)
        self._line += 1


def fitting(text: str, columns: int) -> int:
    """How many characters of a text a line of so many columns takes."""
    room = float(columns)
    for i, character in enumerate(text):
        room -= 0.5 if character.isascii() else 1.0
        if room < 0:
            return i + 1 if character in HANGING else i
    return len(text)


def write_national(specimen: Specimen, path: Path) -> None:
    """The national plan: number, title in two lines, note, chapters, articles, signature."""
    letter = Letter(specimen.title)
    letter.centred(specimen.number)
    letter.skip()
    first = "赣州革命老区高质量发展"
    for line in (first, specimen.title.removeprefix(first)):
        letter.centred(line, TITLE_SIZE)
    letter.centred(specimen.note, NOTE_SIZE)
    letter.skip()
    for block in specimen.blocks:
        if isinstance(block, Body):
            letter.paragraph(printed(block.text))
        elif isinstance(block, Heading):
            letter.paragraph(f"{block.number}{block.words}{printed(block.body)}")
    letter.skip()
    for name in (*specimen.issuers, specimen.issued_on):
        letter.right(name)
    path.write_bytes(letter.bytes())
