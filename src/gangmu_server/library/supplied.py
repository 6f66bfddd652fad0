"""What a person supplied where the document itself says nothing: laid over a reading, never written into it."""

from __future__ import annotations

from msgspec import structs

from gangmu.model import Document
from gangmu_server.library import search_index
from gangmu_server.library.models import Passage, Plan
from gangmu_server.library.passages import title_passage


def with_title(document: Document, plan: Plan) -> Document:
    """The document's facts with the title a person gave its plan, where its text has none of its own."""
    if document.title or not plan.title_by_hand:
        return document
    return structs.replace(document, title=plan.title)


def retitle(plan: Plan) -> None:
    """Have search find a plan by the title a person gave it, in every edition whose text has none."""
    for edition in plan.editions.filter(title="", readings__in_use=True):
        search_index.write([_stored(title_passage(edition, plan.title))])


def _stored(passage: Passage) -> Passage:
    """The passage in the place of the edition's earlier one."""
    before = Passage.objects.filter(edition=passage.edition, kind=passage.kind).first()
    passage.pk = before.pk if before is not None else None
    passage.save()
    return passage
