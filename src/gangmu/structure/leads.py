"""Unnumbered leads: first sentences that work as headings because the neighbouring paragraphs have them too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gangmu.structure.headings import LEAD_LENGTH, lead_end
from gangmu.text.model import Paragraph

STANDING_NEEDED = 3
"""Leads on lines of their own that make a habit; fewer are short paragraphs."""


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
    return found | _standing(text, paragraphs, groups)


def _standing(text: str, paragraphs: Sequence[Paragraph], groups: list[list[int]]) -> dict[int, int]:
    """Leads on lines of their own, where that is the document's habit: the groups that have one open with it."""
    found: dict[int, int] = {}
    opened = 0
    for group in groups:
        alone = [i for n, i in enumerate(group) if _stands_over(text, paragraphs, i, group[n + 1 : n + 2])]
        found |= {i: paragraphs[i].end - 1 for i in alone}
        opened += bool(alone) and alone[0] == group[0]
    holding = sum(any(i in found for i in group) for group in groups)
    return found if len(found) >= STANDING_NEEDED and opened >= 0.6 * holding else {}


def _stands_over(text: str, paragraphs: Sequence[Paragraph], i: int, following: Sequence[int]) -> bool:
    """Whether a paragraph is one short sentence, set over a longer one."""
    p = paragraphs[i]
    sentence = text[p.start : p.end]
    if (
        not following
        or following[0] != i + 1
        or len(sentence) > LEAD_LENGTH + 1
        or sentence.find("。") != len(sentence) - 1
    ):
        return False
    below = paragraphs[following[0]]
    longer = below.end - below.start > 2 * len(sentence) and text[below.end - 1] in "。；"
    return longer and len(sentence) > 4 and re.search(r"[，！？；：:;〔【《\d]", sentence) is None


def _end(text: str, paragraph: Paragraph) -> int | None:
    return lead_end(text, paragraph.start, paragraph.end)


def _opens_with_lead(group: list[int], ends: dict[int, int]) -> bool:
    return group[0] in ends and sum(i in ends for i in group) >= 2


def _is_patterned(group: list[int], ends: dict[int, int]) -> bool:
    with_lead = [i for i in group if i in ends]
    after_first = [i for i in group[1:] if i in ends]
    return len(with_lead) >= 2 and len(after_first) > 0.5 * (len(group) - 1)
