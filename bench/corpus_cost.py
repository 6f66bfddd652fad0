"""What a hundred thousand documents would take in core-hours, from the corpus measured in this run: as text and as PDF.

The PDFs are the documents of the corpus printed by LibreOffice as the bench of formats prints the specimen.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

import docx
from docx.oxml.ns import qn
from docx.shared import Pt

import gangmu
from bench.documents import decode, whole_corpus
from bench.formats.printing import printed_together
from bench.measure import cpu_seconds, pin_to_one_core
from gangmu.source import load
from gangmu.source.legacy import office

DOCUMENTS = 100_000
ROUNDS = 3
FONT = "Noto Serif CJK SC"
RESUMED = "gangmu corpus put CORPUS FOLDER: each plan is kept as it is read; started again it goes on where it stopped"


def measure() -> dict[str, object]:
    """Core-hours of 100,000 documents like those of the corpus, read as text and read as PDF."""
    documents = whole_corpus()
    result: dict[str, object] = {"documents": documents.origin, "files": len(documents.files)}
    with tempfile.TemporaryDirectory() as folder:
        pdfs = _as_pdfs(documents.files, Path(folder))
        pin_to_one_core()
        result |= _cost("text", documents.files)
        if pdfs:
            result |= {"pdf_pages": sum(len(load(path).pages or ()) for path in pdfs), **_cost("pdf", pdfs)}
    return {**result, "resumable": RESUMED}


def _cost(kind: str, files: Sequence[Path]) -> dict[str, object]:
    """CPU seconds of all files, and what as many as `DOCUMENTS` like them would take."""
    gangmu.read(files[0])
    seconds = statistics.median(sum(cpu_seconds(lambda: gangmu.read(path)) for path in files) for _ in range(ROUNDS))  # noqa: B023
    hours = seconds / len(files) * DOCUMENTS / 3600
    return {f"{kind}_cpu_seconds": round(seconds, 3), f"{kind}_core_hours_of_100000": round(hours, 2)}


def _as_pdfs(files: Sequence[Path], folder: Path) -> list[Path]:
    """The corpus printed; nothing where there is no LibreOffice to print it."""
    return printed_together([_as_word(path, folder) for path in files], folder) if office() is not None else []


def _as_word(path: Path, folder: Path) -> Path:
    """A text set in a face that holds its characters, a paragraph for each line that is not blank."""
    made = docx.Document()
    style = made.styles["Normal"]
    style.font.size = Pt(14)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    for line in decode(path).splitlines():
        if line.strip():
            made.add_paragraph("".join(character for character in line if character.isprintable()))
    target = folder / f"{path.stem}.docx"
    made.save(str(target))
    return target
