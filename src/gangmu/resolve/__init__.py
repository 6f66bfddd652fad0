"""Names against a gazetteer: printed units to a zone's organisations, and proposals to repair what recognition garbled.

Nothing here changes a record. Candidates and proposals stand beside what is printed until a person settles them.
"""

from __future__ import annotations

from gangmu.resolve.accepting import accept
from gangmu.resolve.families import families
from gangmu.resolve.gazetteer import Gazetteer, Organisation
from gangmu.resolve.gazetteer_file import load_gazetteer
from gangmu.resolve.groups import Group, group_of
from gangmu.resolve.levels import level_by_name
from gangmu.resolve.organisations import SETTLED, Candidate, candidates
from gangmu.resolve.proposals import propose
from gangmu.resolve.referring import with_unit_refs

__all__ = [
    "SETTLED",
    "Candidate",
    "Gazetteer",
    "Group",
    "Organisation",
    "accept",
    "candidates",
    "families",
    "group_of",
    "level_by_name",
    "load_gazetteer",
    "propose",
    "with_unit_refs",
]
