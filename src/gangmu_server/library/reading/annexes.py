"""Which plan an annex file belongs to: by the names of files that arrive together, or by the titles it names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from math import ceil
from pathlib import PurePath
from typing import TypeVar

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import Substr

from gangmu_server.directory.names import name_key
from gangmu_server.library.models import Mention, MentionRole, Plan, Provision, Reading, Task

Candidate = TypeVar("Candidate")

ANNEX_NAME = re.compile(r"^附[件表]|[（(]附[件表]|分工表|责任表|任务表|任务清单|责任清单|重点任务|annex", re.IGNORECASE)
PLAN_NAME = re.compile(r"规划|方案|意见|要点|工作报告|通知|决定|纲要")
LIKE_NAME = 6
"""Characters in a row that an annex's file name and its opinion's must share."""
LIKE_TITLE = 10
"""Characters in a row of a plan's title that an annex must print."""
LIKE_UNITS = 3
"""Units that an annex and its opinion must both name, and at least half of the annex's."""
BODY_KINDS = ("part", "chapter", "section", "article")
HEAD = 400
"""Where an annex names its opinion: in its first characters."""


def looks_like_annex(name: str) -> bool:
    """Whether a file's name says annex or responsibility table, and not a plan that has an annex number."""
    stem = PurePath(name).stem
    return bool(ANNEX_NAME.search(stem)) and not PLAN_NAME.search(re.sub(r"《.*?》|分工方案", "", stem)[-6:])


def group_names(names: Sequence[str]) -> dict[int, list[int]]:
    """Files that arrive together as plans with their annexes.

    An annex joins the one plan whose name shares most with its own; with a single plan in the upload it joins that.
    An annex that fits none, or several alike, stands by itself.

    Returns:
        For the index of each plan file, the indexes of its annexes.
    """
    mains = [i for i, name in enumerate(names) if not looks_like_annex(name)]
    groups: dict[int, list[int]] = {i: [] for i in mains}
    for i, name in enumerate(names):
        if i in groups:
            continue
        owner = _owner(name, mains, names)
        if owner is None:
            groups[i] = []
        else:
            groups[owner].append(i)
    return groups


def guess_owners(zone_id: int) -> None:
    """For each plan of a zone that reads like an annex and stands alone, note the plan it seems to belong to.

    Called whenever a reading ends: the opinion may be read after its annex. A guess is for a person to take up.
    """
    loose = Plan.objects.filter(
        zone=zone_id, deleted_at__isnull=True, annex_of_guess__isnull=True, annex_guess_refused=False
    )
    body = Provision.objects.filter(edition__plan=OuterRef("pk"), edition__is_current=True, kind__in=BODY_KINDS)
    rows = Task.objects.filter(edition__plan=OuterRef("pk"), edition__is_current=True)
    for plan in loose.filter(Exists(rows), ~Exists(body)):
        owner = _owner_by_title(plan) or _owner_by_units(plan)
        if owner is not None:
            Plan.objects.filter(pk=plan.pk).update(annex_of_guess=owner)


def _owner_by_title(plan: Plan) -> Plan | None:
    """The one plan whose title the annex prints at its head."""
    head = name_key(f"{plan.title} {_head(plan)}")
    shared = {other: _shared(head, name_key(other.title)) for other in _others(plan).order_by("pk")}
    return _only_best(shared, LIKE_TITLE)


def _owner_by_units(plan: Plan) -> Plan | None:
    """The one plan whose duty marks name most of the annex's units: an opinion and its tables speak of the same."""
    mentions = Mention.objects.exclude(role=MentionRole.LEADER).filter(edition__is_current=True, through="")
    units = set(mentions.filter(edition__plan=plan).values_list("base_key", flat=True))
    named = mentions.filter(edition__plan__in=_others(plan), responsibility__isnull=False, base_key__in=units)
    counted = (
        named.values("edition__plan").annotate(n=Count("base_key", distinct=True)).values_list("edition__plan", "n")
    )
    best = _only_best(dict(counted), max(LIKE_UNITS, ceil(len(units) / 2)))
    return Plan.objects.get(pk=best) if best is not None else None


def _others(plan: Plan) -> QuerySet[Plan]:
    return Plan.objects.filter(zone=plan.zone_id, deleted_at__isnull=True).exclude(pk=plan.pk)


def _head(plan: Plan) -> str:
    readings = Reading.objects.filter(edition__plan=plan, edition__is_current=True, in_use=True)
    return readings.values_list(Substr("text", 1, HEAD), flat=True).first() or ""


def _owner(name: str, mains: Sequence[int], names: Sequence[str]) -> int | None:
    if len(mains) == 1:
        return mains[0]
    own = name_key(PurePath(name).stem)
    return _only_best({i: _shared(own, name_key(PurePath(names[i]).stem)) for i in mains}, LIKE_NAME)


def _only_best(scores: Mapping[Candidate, int], least: int) -> Candidate | None:
    """The candidate with the highest score, where it reaches the least and no other has the same."""
    best = max(scores.values(), default=0)
    found = [candidate for candidate, score in scores.items() if score == best]
    return found[0] if best >= least and len(found) == 1 else None


def _shared(a: str, b: str) -> int:
    return SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size
