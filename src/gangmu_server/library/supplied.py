"""What a person supplied where the document itself says nothing: laid over a reading, never written into it."""

from __future__ import annotations

from msgspec import structs

from gangmu.model import Document
from gangmu_server.library.models import Plan


def with_title(document: Document, plan: Plan) -> Document:
    """The document's facts with the title a person gave its plan, where its text has none of its own."""
    if document.title or not plan.title_by_hand:
        return document
    return structs.replace(document, title=plan.title)
