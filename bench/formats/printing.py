"""The specimen as pages: by LibreOffice where it is an office file, by our own typesetter where it is a web page."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from bench.documents import ROOT
from gangmu.source import load_bytes
from gangmu.source.legacy import office
from gangmu.source.page_marks import Glyph, Rules
from gangmu.source.pdf import opened
from gangmu.source.pdf_page import glyphs, rules

sys.path.insert(0, str(ROOT / "tools"))

from specimen.letter_ofd import Letter
from specimen.ofd import Ofd

MM = 72 / 25.4
TIME_LIMIT = 180
SPACE = 0.15


def pdf_of(path: Path) -> bytes | None:
    """A file printed to PDF; None for a web page, which is set by `letter_of`."""
    if path.suffix == ".pdf":
        return path.read_bytes()
    if path.suffix == ".html":
        return None
    return printed(path)


def printed(path: Path) -> bytes:
    """An office file printed by LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        return printed_together([path], Path(folder))[0].read_bytes()


def printed_together(paths: Sequence[Path], folder: Path) -> list[Path]:
    """Office files printed into a folder by one start of LibreOffice."""
    program = office()
    if program is None:
        raise SystemExit(
            "LibreOffice prints the specimen, and it is not here: apt-get install libreoffice-writer-nogui"
        )
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, paths)]
    limit = TIME_LIMIT + 10 * len(paths)
    subprocess.run(command, check=True, capture_output=True, timeout=limit, env={**os.environ, "HOME": str(folder)})
    return [folder / f"{path.stem}.pdf" for path in paths]


def printed_table(path: Path) -> bytes:
    """A file made for the occasion, printed and thrown away."""
    try:
        return printed(path)
    finally:
        shutil.rmtree(path.parent)


def letter_of(path: Path) -> bytes:
    """A web page's document set as an official letter, as OFD."""
    source = load_bytes(path.read_bytes(), path.name)
    letter = Letter(path.stem)
    for number, block in enumerate(source.blocks or ()):
        text = source.text[slice(*block.span)]
        if number == 0:
            letter.centred(text, 7.8) if len(text) <= 20 else _title(letter, text)
        else:
            letter.paragraph(text)
    return letter.bytes()


def _title(letter: Letter, text: str) -> None:
    """A long title over several lines, each as full as the next."""
    lines = -(-len(text) // 18)
    size = -(-len(text) // lines)
    for at in range(0, len(text), size):
        letter.centred(text[at : at + size], 7.8)


def ofd_of(pdf: bytes) -> bytes:
    """The pages of a PDF as OFD: every character where it stands, every ruled line."""
    document = opened(pdf, "printed.pdf")
    try:
        width, height = document[0].get_size()
        ofd = Ofd(width / MM, height / MM)
        for page in document:
            ofd.page()
            _put(ofd, glyphs(page), rules(page))
        return ofd.bytes()
    finally:
        document.close()


def _put(ofd: Ofd, found: list[Glyph], ruled: Rules) -> None:
    for line in _lines(found):
        text, places = _spaced(line)
        steps = [(b - a) / MM for a, b in pairwise(places)]
        first = line[0]
        baseline = first.box[3] - 0.12 * first.size
        ofd.text(first.box[0] / MM, baseline / MM, text, first.size / MM, steps)
    for rule in ruled.lying:
        ofd.rule(rule.start / MM, rule.at / MM, rule.end / MM, rule.at / MM)
    for rule in ruled.standing:
        ofd.rule(rule.at / MM, rule.start / MM, rule.at / MM, rule.end / MM)


def _spaced(line: list[Glyph]) -> tuple[str, list[float]]:
    """The text of a line with its spaces, which writers set as characters, and where each character begins."""
    text, places = line[0].text, [line[0].box[0]]
    for before, glyph in pairwise(line):
        if glyph.box[0] - before.box[2] > SPACE * glyph.size:
            text += " "
            places.append(before.box[2])
        text += glyph.text
        places.append(glyph.box[0])
    return text, places


def _lines(found: list[Glyph]) -> list[list[Glyph]]:
    """Characters that follow each other on one line, one text object each as writers make them."""
    lines: list[list[Glyph]] = []
    for glyph in found:
        last = lines[-1][-1] if lines else None
        same = last is not None and abs(last.box[3] - glyph.box[3]) < 0.5 and last.size == glyph.size
        if last is not None and same and 0 <= glyph.box[0] - last.box[0] < 3 * glyph.size:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return lines
