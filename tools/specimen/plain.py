"""The plain-text edition: hard-wrapped as pasted from a page view, with page numbers and a doubled character."""

from __future__ import annotations

from specimen.source import Body, Heading, Specimen, printed

WIDTH = 32
LINES = 20
INDENT = "　　"
DOUBLED_AFTER = 3
"""The page whose last character is printed again at the head of the next."""


def render(specimen: Specimen) -> str:
    """The document as text: every line followed by a blank one, a page number after every `LINES` lines."""
    lines = [*_front(specimen)]
    for block in specimen.blocks:
        if isinstance(block, Heading | Body):
            lines += _wrapped(INDENT + _paragraph(block))
    lines += _back(specimen)
    return _paged(lines)


def _front(specimen: Specimen) -> list[str]:
    first, second, rest = _title_lines(specimen)
    return [f"{specimen.number}", first, second, *_cut(rest, WIDTH - 6), specimen.note]


def _title_lines(specimen: Specimen) -> tuple[str, str, str]:
    first, second = specimen.issuers
    return first, second, specimen.title.removeprefix(f"{first} {second}")


def _back(specimen: Specimen) -> list[str]:
    listed = [f"{i}. {title}" for i, title in enumerate(specimen.attachments, 1)]
    return [
        f"{INDENT}附件：{listed[0]}",
        *(f"　　　　　{x}" for x in listed[1:]),
        *specimen.issuers,
        specimen.issued_on,
    ]


def _paragraph(block: Heading | Body) -> str:
    if isinstance(block, Body):
        return printed(block.text)
    space = " " if block.number.endswith(".") else ""
    return f"{block.number}{space}{block.words}{printed(block.body)}"


def _cut(text: str, width: int) -> list[str]:
    return [text[i : i + width] for i in range(0, len(text), width)]


def _wrapped(text: str) -> list[str]:
    """Lines `WIDTH` characters wide (half-width ones count half), with no line that opens with closing punctuation."""
    lines = []
    while text:
        end = _fits(text)
        while end < len(text) and text[end] in "，。、；：！？”》）〕%":
            end += 1
        while end < len(text) and text[end - 1] in "“《（〔〈":
            end -= 1
        lines.append(text[:end])
        text = text[end:]
    return lines


def _fits(text: str) -> int:
    """How many characters of `text` a line takes; a figure is not cut."""
    width, end = 0.0, 0
    while end < len(text) and width < WIDTH:
        width += 0.5 if text[end].isascii() else 1
        end += 1
    while end < len(text) and text[end].isdigit() and text[end - 1] in "0123456789.":
        end -= 1
    return end


def _paged(lines: list[str]) -> str:
    pages = [lines[i : i + LINES] for i in range(0, len(lines), LINES)]
    out = []
    for number, page in enumerate(pages, 1):
        body = list(page)
        if number == DOUBLED_AFTER + 1:
            body[0] = pages[number - 2][-1][-1] + body[0]
        out.append("\n\n".join(body))
        out.append(f"— {number} —")
    return "\n\n".join(out) + "\n"
