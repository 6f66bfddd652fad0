"""Names of plans short enough for a narrow place, and still told apart."""

from __future__ import annotations

import re

ISSUERS = re.compile(r"^[^《》〈〉“”]{2,80}?(?:委|委员会|政府|办公室|办公厅|厅|局|部|院|领导小组|指挥部)\s*(?=关于)")
"""Who issues, before 关于: offices leave it out when they name their own papers."""

PLACE = re.compile(
    r"^(?:.*(?:[省市州盟区县\s]|中共))?(?P<place>[\u4e00-\u9fff]{1,6}?[省市州盟区县旗])(?:人民政府|委)(?:办公室|办公厅)?$"
)
"""Whose paper it is, at the end of the issuers: what tells the papers of two counties on one plan apart."""


def short(title: str) -> str:
    """A plan's name without the offices that issued it.

    Args:
        title: the whole name.

    Returns:
        From 关于 on where issuers stand before it, with the place of the last of them where it is a government's or a
        committee's; else the name as it is.
    """
    issuers = ISSUERS.match(title)
    if issuers is None:
        return title
    place = PLACE.match(issuers[0].rstrip())
    return (place["place"] if place else "") + title[issuers.end() :]
