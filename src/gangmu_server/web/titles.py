"""Names of plans short enough for a narrow place, and still told apart."""

from __future__ import annotations

import re

ISSUERS = re.compile(r"^[^《》〈〉“”]{2,80}?(?:委|委员会|政府|办公室|办公厅|厅|局|部|院|领导小组|指挥部)\s*(?=关于)")
"""Who issues, before 关于: offices leave it out when they name their own papers."""


def short(title: str) -> str:
    """A plan's name without the offices that issued it.

    Args:
        title: the whole name.

    Returns:
        From 关于 on where issuers stand before it, else the name as it is.
    """
    return ISSUERS.sub("", title)
