"""A file as an answer."""

from __future__ import annotations

from pathlib import PurePath

from django.http import HttpResponse
from django.utils.http import content_disposition_header

TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
}
LONGEST = 80
"""Characters of a name before its ending; Chinese takes three bytes each, and file systems take 255."""
FORBIDDEN = str.maketrans(dict.fromkeys('\\/:*?"<>|\r\n\t', "_"))


def attachment(content: bytes, name: str) -> HttpResponse:
    """An answer that browsers save under a name; signs no file system takes are replaced, long names cut."""
    whole = PurePath(name.translate(FORBIDDEN))
    clean = f"{whole.stem[:LONGEST]}{whole.suffix}"
    response = HttpResponse(content, content_type=TYPES[PurePath(clean).suffix])
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=clean)
    response.headers["Cache-Control"] = "private, no-store"
    return response
