"""The plan library's list: cards in groups, and what became of uploaded files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gangmu_server.library.payloads import PlanCard, UploadOutcome, UploadStatus
from gangmu_server.web import labels

LEVELS = ("national", "cross_provincial", "provincial", "prefectural", "county", "township", "")


@dataclass(frozen=True, slots=True)
class Group:
    """Plans of one level, in parts by place."""

    level: str
    label: str
    places: tuple[tuple[str, tuple[PlanCard, ...]], ...]

    @property
    def size(self) -> int:
        """How many plans."""
        return sum(len(cards) for _place, cards in self.places)


def groups_of(cards: Iterable[PlanCard]) -> list[Group]:
    """Cards by level from the top down, and within a level by place."""
    by_level: dict[str, dict[str, list[PlanCard]]] = {level: {} for level in LEVELS}
    for card in cards:
        place = place_of(card)
        by_level.setdefault(card.plan.level, {}).setdefault(place, []).append(card)
    return [
        Group(level, labels.word("level", level), tuple((place, tuple(found)) for place, found in places.items()))
        for level, places in by_level.items()
        if places
    ]


def place_of(card: PlanCard) -> str:
    """The place a plan stands under: the one set by hand or resolved, else what the document names."""
    if card.plan.place is not None:
        return card.plan.place.name
    return "、".join(card.edition.places[:3]) if card.edition else ""


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One uploaded file on the page."""

    outcome: UploadOutcome
    tone: str
    icon: str
    words: str | Promise

    @property
    def reading(self) -> bool:
        """Whether the file is being read now, so that its line has more to say soon."""
        return self.outcome.edition is not None and self.outcome.status in {UploadStatus.CREATED, UploadStatus.ANNEX}

    @property
    def code(self) -> str:
        """The code of a refusal. That a file is known already is no fault, and needs none."""
        return self.outcome.code if self.outcome.status == UploadStatus.REFUSED else ""


TONES: dict[UploadStatus, tuple[str, str, str | Promise]] = {
    UploadStatus.CREATED: ("success", "circle-check", _("已收到，正在读取")),
    UploadStatus.ANNEX: ("success", "paperclip", _("已作为附件并入，正在读取")),
    UploadStatus.DUPLICATE: ("warning", "copy", _("库里已有同一份文件，没有重复入库")),
    UploadStatus.REFUSED: ("error", "alert-circle", _("没有入库")),
}


def outcome_lines(outcomes: Sequence[UploadOutcome]) -> list[OutcomeLine]:
    """Outcomes with tone and words."""
    return [OutcomeLine(outcome, *TONES[outcome.status]) for outcome in outcomes]
