"""Which kinds of file there are: how each is named, which reader takes it, what to advise about the others.

A new format is a row in `READERS` (a dotted module name with a `read` function) and a signature in `detect.py`.
"""

from __future__ import annotations

from typing import NamedTuple


class Reader(NamedTuple):
    """A kind that is read: its module (imported when first needed), its media type, the endings it goes by."""

    module: str
    media_type: str
    suffixes: tuple[str, ...]
    promises: bool = True
    """Whether a file of such an ending must be of this kind. Old endings promise nothing: a `.doc` may be anything."""
    recognises: bool = False
    """Whether its reader takes how text is recognised on images."""


_LEGACY = "gangmu.source.legacy"
_OPEN = "application/vnd.oasis.opendocument"

READERS: dict[str, Reader] = {
    "txt": Reader("gangmu.source.plain", "text/plain", (".txt", ".text", ".md", ".markdown", ".csv", ".tsv", ".log")),
    "docx": Reader(
        "gangmu.source.docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (".docx", ".docm", ".dotx"),
    ),
    "pdf": Reader("gangmu.source.pdf", "application/pdf", (".pdf",), recognises=True),
    "html": Reader("gangmu.source.html", "text/html", (".html", ".htm", ".shtml", ".xhtml")),
    "xlsx": Reader(
        "gangmu.source.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        (".xlsx", ".xlsm", ".xltx"),
    ),
    "ofd": Reader("gangmu.source.ofd", "application/ofd", (".ofd",), recognises=True),
    "doc": Reader(_LEGACY, "application/msword", (".doc", ".wps"), promises=False),
    "rtf": Reader(_LEGACY, "application/rtf", (".rtf",), promises=False),
    "odt": Reader(_LEGACY, f"{_OPEN}.text", (".odt",), promises=False),
    "xls": Reader(_LEGACY, "application/vnd.ms-excel", (".xls", ".et"), promises=False),
    "image": Reader(
        "gangmu.source.image",
        "image/*",
        (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp", ".gif", ".jp2"),
        recognises=True,
    ),
    "ods": Reader(_LEGACY, f"{_OPEN}.spreadsheet", (".ods",), promises=False),
}

ADVICE: dict[str, str] = {
    "odf": "advice.docx",
    "mht": "advice.html",
    "zip": "advice.unpack",
    "archive": "advice.unpack",
}
"""Next step for a kind that no reader takes; any other gets `advice.convert`."""


TAKEN_SUFFIXES: frozenset[str] = frozenset(
    suffix for reader in READERS.values() for suffix in reader.suffixes if suffix not in (".log",)
) | frozenset((".mht .rar .7z").split())
"""Endings of files that are taken from a folder or an archive: those read, and those that reading has advice for."""


def kind_of_suffix(suffix: str) -> str | None:
    """The kind a file of this ending should be, None where the ending says nothing sure (`.doc`, `.bin`, none)."""
    return next((kind for kind, reader in READERS.items() if reader.promises and suffix in reader.suffixes), None)
