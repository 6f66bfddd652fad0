"""Unnumbered leads: first sentences that work as headings because the neighbouring paragraphs have them too."""

from __future__ import annotations

from collections.abc import Sequence

from gangmu.structure.headings import lead_end
from gangmu.text.model import Paragraph


def find_leads(text: str, paragraphs: Sequence[Paragraph], groups: list[list[int]]) -> dict[int, int]:
    """Paragraphs that open with a lead, each with the lead's end.

    Args:
        text: clean text.
        paragraphs: the document's paragraphs.
        groups: indices of unnumbered running text, a group under each heading.

    Returns:
        Index → offset of the lead's 。. A group is taken where at least two of its paragraphs, and more than half of
        those after the first, have a lead; where that is the document's habit, a lead standing alone under a heading
        counts too, and so do several in a group that opens with one.
    """
    ends = {i: end for group in groups for i in group if (end := _end(text, paragraphs[i])) is not None}
    patterned = [group for group in groups if _is_patterned(group, ends)]
    found = {i: ends[i] for group in patterned for i in group if i in ends}
    several = [group for group in groups if len(group) >= 2]
    if len(patterned) >= 2 and len(patterned) >= 0.4 * len(several):
        taken = [group for group in groups if len(group) <= 2 or _opens_with_lead(group, ends)]
        found |= {i: ends[i] for group in taken for i in group if i in ends}
    return found


def _end(text: str, paragraph: Paragraph) -> int | None:
    return lead_end(text, paragraph.start, paragraph.end)


def _opens_with_lead(group: list[int], ends: dict[int, int]) -> bool:
    return group[0] in ends and sum(i in ends for i in group) >= 2


def _is_patterned(group: list[int], ends: dict[int, int]) -> bool:
    with_lead = [i for i in group if i in ends]
    after_first = [i for i in group[1:] if i in ends]
    return len(with_lead) >= 2 and len(after_first) > 0.5 * (len(group) - 1)
