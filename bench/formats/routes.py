"""Every specimen by every route: as it is, as PDF, as OFD, as scans; the same records are to come out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from bench.documents import ROOT
from bench.formats import printing, scanning, scoring
from gangmu.source.recognition.pages import is_installed

SPECIMEN = (
    "national-plan.docx",
    "development-plan.pdf",
    "city-opinions.html",
    "district-opinions.docx",
    "annex-1-pilots.xlsx",
    "annex-2-actions.docx",
)
ROUTES = ("text", "pdf", "ofd", "ocr")


@dataclass(frozen=True, slots=True)
class Read:
    """One specimen by one route: counts of each kind, and records whose evidence does not hold."""

    specimen: str
    route: str
    counts: dict[str, scoring.Counts]
    bad: int


def measure(routes: tuple[str, ...] = ROUTES) -> list[Read]:
    """Reads all specimens by the routes asked for."""
    tool = scoring.scorer()
    if "ocr" in routes and not is_installed():
        raise SystemExit("The route over scans needs text recognition: pip install gangmu[ocr]")
    found: list[Read] = []
    for file in SPECIMEN:
        path = ROOT / "examples" / file
        pages = _Pages(path)
        for route in routes:
            print(f"… {file} by {route}", file=sys.stderr, flush=True)
            way = _WAYS[route](path, pages)
            if way is not None:
                found.append(_read(path, route, *way, tool))
    return found


def _read(path: Path, route: str, data: bytes, name: str, tool: ModuleType) -> Read:
    plan = scoring.contract(data, name)
    truth = scoring.truth_of(path.stem)
    return Read(path.stem, route, scoring.counts_of(plan, truth, tool), scoring.evidence(plan, tool))


class _Pages:
    """A specimen's pages, printed once."""

    def __init__(self, path: Path) -> None:
        self.pdf = printing.pdf_of(path)
        self.ofd = printing.letter_of(path) if self.pdf is None else printing.ofd_of(self.pdf)


def _as_it_is(path: Path, pages: _Pages) -> tuple[bytes, str]:
    return path.read_bytes(), path.name


def _as_pdf(path: Path, pages: _Pages) -> tuple[bytes, str] | None:
    return None if pages.pdf is None else (pages.pdf, f"{path.stem}.pdf")


def _as_ofd(path: Path, pages: _Pages) -> tuple[bytes, str]:
    return pages.ofd, f"{path.stem}.ofd"


def _as_scan(path: Path, pages: _Pages) -> tuple[bytes, str]:
    data, name = (pages.ofd, "printed.ofd") if pages.pdf is None else (pages.pdf, "printed.pdf")
    seed = sum(path.stem.encode())
    return scanning.as_pdf(scanning.scanned(data, name, seed)), f"{path.stem}.pdf"


_WAYS: dict[str, Callable[[Path, _Pages], tuple[bytes, str] | None]] = {
    "text": _as_it_is,
    "pdf": _as_pdf,
    "ofd": _as_ofd,
    "ocr": _as_scan,
}
