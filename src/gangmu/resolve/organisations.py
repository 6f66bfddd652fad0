"""Organisations a printed unit name may mean, ranked.

How names are shortened: the organs' own short forms in the plans of party and state reform (卫生健康委员会 → 卫健委,
发展和改革委员会 → 发改委): characters are left out in order, the first and the last kind-word stay.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from gangmu.resolve.gazetteer import Gazetteer, Organisation
from gangmu.resolve.groups import UNIT, Group, group_of, level_of, members
from gangmu.resolve.shuffled_units import is_of_words
from gangmu.vocab.organs import STAND_ALONE

EXACT = 1.0
ALIAS = 0.98
WITHOUT_PLACE = 0.95
SHORTENED = 0.9
IN_GROUP = 0.9
ONE_OF_GROUP = 0.6
"""Of 相关街道 a person says which; nothing is referred by itself."""
GARBLED_AT_MOST = 0.8
LEAST = 0.5
"""Below this likeness a name is no candidate: half of its characters are found in the other one."""
UNSURE_LEVEL = 0.2
"""Taken off an organ whose level nobody said."""
SETTLED = 0.85
"""From here on a single candidate is entered as reference; what is below waits for a person."""

SHORTEST = 3
"""Characters of a short name without its place."""

_DIVISION = r"[一-鿿]{1,5}?(?:省|自治州|市(?!场|政)|县|(?<![新发园景社])区)"
_PLACE = re.compile(rf"^(?:中共)?(?:{_DIVISION})+(?=[一-鿿]{{2}})|^(?:[省县区]|市(?!场|政))(?=[一-鿿]{{2}})")
_WORDS = str.maketrans("", "", "和与的及、（）()")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation that a printed name may mean: how sure, and why."""

    name: str
    score: float
    why: str


def candidates(
    printed: str, gazetteer: Gazetteer, limit: int = 5, *, level: str | None = None
) -> tuple[Candidate, ...]:
    """Organisations a printed name may mean, the likeliest first.

    Args:
        printed: the name as printed, in full, short, garbled, or a group (`各镇`).
        gazetteer: the zone's names.
        limit: how many at the most; a group gives all its members.
        level: of the plan that prints the name: 有关部门 are the departments of its level.

    Returns:
        Candidates with scores from 0 to 1; empty where nothing is like it.
    """
    if group := group_of(printed):
        return _group_members(group, gazetteer, level)
    found = [(c, o) for o in gazetteer.organisations if (c := _match(printed, o)) is not None]
    ranked = sorted(
        found, key=lambda pair: (-pair[0].score, level is not None and level_of(pair[1]) != level, pair[0].name)
    )
    return tuple(candidate for candidate, _organisation in ranked[:limit])


def _group_members(group: Group, gazetteer: Gazetteer, level: str | None) -> tuple[Candidate, ...]:
    """All members of 各镇; the possible ones of 相关街道. Those whose level is known to be the right one come first."""
    score, why = (IN_GROUP, "group") if group.every else (ONE_OF_GROUP, "one_of_group")
    found = members(group, gazetteer.organisations, level)
    wanted = group.level or level
    known = [o for o in found if group.kinds != (UNIT,) or wanted is None or level_of(o) == wanted]
    unsure = [o for o in found if o not in known]
    sure = [Candidate(o.name, score, why) for o in known]
    return (*sure, *(Candidate(o.name, round(score - UNSURE_LEVEL, 2), why) for o in unsure))


def _match(printed: str, organisation: Organisation) -> Candidate | None:
    if printed == organisation.name:
        return Candidate(organisation.name, EXACT, "exact")
    if printed in organisation.aliases:
        return Candidate(organisation.name, ALIAS, "alias")
    likeness = [found for name in organisation.names if (found := _likeness(printed, name)) is not None]
    if not likeness:
        return None
    best, why = max(likeness)
    return Candidate(organisation.name, round(best, 3), why)


def _likeness(printed: str, name: str) -> tuple[float, str] | None:
    """How like two names are, and in what way; None below the least likeness."""
    a, b = _bare(printed), _bare(name)
    if a == b:
        return WITHOUT_PLACE, "without_place"
    if _is_short_for(a, b) or (_is_short_for(b, a) and is_of_words(a[:-1])):
        return SHORTENED, "shortened"
    common = sum((Counter(a) & Counter(b)).values())
    dice = 2 * common / (len(a) + len(b)) if a and b else 0.0
    garbled = min(GARBLED_AT_MOST, dice)
    return (garbled, "garbled") if garbled >= LEAST else None


def _bare(name: str) -> str:
    """A name without its place, brackets and joining words."""
    cut = _PLACE.sub("", re.sub(r"[（(].*?[）)]", "", name))
    return (cut or name).translate(_WORDS)


def _is_short_for(short: str, full: str) -> bool:
    """Whether a name is another with characters left out in order, its first and last character kept.

    One character before the kind (水局) leaves too little to know an organ by, unless usage has it (纪委, 妇联).
    """
    if not SHORTEST <= len(short) < len(full) and short not in STAND_ALONE:
        return False
    if len(short) >= len(full) or short[0] != full[0]:
        return False
    if short[-1] != full[-1] and not (short[-1] == "委" and full.endswith("委员会")):
        return False
    at = 0
    for ch in short if short[-1] == full[-1] else short[:-1]:
        at = full.find(ch, at) + 1
        if at == 0:
            return False
    return True
