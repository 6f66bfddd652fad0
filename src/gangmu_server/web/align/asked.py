"""Filters as the address asks for them; what it asks for wrongly narrows nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from gangmu_server.alignment.fates import Cover
from gangmu_server.alignment.payloads import TAGS, CoverageFilter, SideFilter
from gangmu_server.web.align.words import RELATIONS, SHOWN

LONGEST = 100
STATES = ("orphan", "covered", *Cover)


def coverage_filter(query: QueryDict) -> CoverageFilter:
    """What a list of promises is narrowed to."""
    state = query.get("state", "")
    return CoverageFilter(
        theme=query.get("theme") if "theme" in query else None,
        column=query.get("column", "")[:LONGEST],
        state=state if state in STATES else "",
        tags=tuple(tag for tag in TAGS if tag in query.getlist("tag")),
        words=query.get("words", "").strip()[:LONGEST],
    )


def side_filter(query: QueryDict) -> SideFilter:
    """What two plans side by side are narrowed to."""
    show = query.get("show", "")
    return SideFilter(
        show=show if show in RELATIONS or show in SHOWN else "",
        theme=query.get("theme") or None,
        words=query.get("words", "").strip()[:LONGEST],
    )


@dataclass(frozen=True, slots=True)
class Toggle:
    """A filter that is on or off, with how many it would leave."""

    code: str
    word: str
    count: int
    is_on: bool
    query: str


def tag_toggles(
    query: QueryDict, wanted: CoverageFilter, counts: dict[str, int], names: dict[str, object]
) -> list[Toggle]:
    """The tags, each with the address that turns it on or off."""
    toggles = []
    for tag in TAGS:
        changed = query.copy()
        on = tag in wanted.tags
        kept = [t for t in wanted.tags if t != tag] if on else [*wanted.tags, tag]
        changed.setlist("tag", kept)
        changed.pop("page", None)
        toggles.append(Toggle(tag, str(names[tag]), counts.get(tag, 0), on, changed.urlencode()))
    return toggles
