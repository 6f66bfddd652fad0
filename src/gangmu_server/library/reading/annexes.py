"""Which plan an annex file belongs to: by the names of files that arrive together, or by the titles it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from pathlib import PurePath

from gangmu.model import Plan
from gangmu_server.directory.names import name_key
from gangmu_server.library.models import Plan as PlanRow

ANNEX_NAME = re.compile(r"^附[件表]|[（(]附[件表]|分工表|责任表|任务表|任务清单|责任清单|重点任务|annex", re.IGNORECASE)
PLAN_NAME = re.compile(r"规划|方案|意见|要点|工作报告|通知|决定|纲要")
LIKE_NAME = 6
"""Characters in a row that an annex's file name and its opinion's must share."""
LIKE_TITLE = 10
"""Characters in a row of a plan's title that an annex must print."""
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


def owner_guess(plan: PlanRow, read: Plan) -> PlanRow | None:
    """The plan of the zone that this one, read by itself, seems to be an annex of; a guess for a person to take up."""
    if plan.annex_guess_refused or not _reads_like_annex(read):
        return None
    head = name_key(f"{plan.title} {read.document.source.name} {_first_text(read)}")
    others = PlanRow.objects.filter(zone=plan.zone_id, deleted_at__isnull=True).exclude(pk=plan.pk)
    shared = [(_shared(head, name_key(other.title)), other) for other in others.order_by("pk")]
    best = max((length for length, _ in shared), default=0)
    found = [other for length, other in shared if length == best]
    return found[0] if best >= LIKE_TITLE and len(found) == 1 else None


def _reads_like_annex(read: Plan) -> bool:
    """Rows of a table and no articles or chapters of its own."""
    body = {"part", "chapter", "section", "article"}
    return bool(read.tasks or read.projects or read.indicators) and not any(p.kind in body for p in read.provisions)


def _first_text(read: Plan) -> str:
    text = (read.document.text or "")[:HEAD]
    cited = " ".join(cite.title for cite in read.document.cites)
    provisions = " ".join(p.text[:HEAD] for p in read.provisions[:2])
    return f"{text} {cited} {provisions}"


def _owner(name: str, mains: Sequence[int], names: Sequence[str]) -> int | None:
    if len(mains) == 1:
        return mains[0]
    own = name_key(PurePath(name).stem)
    shared = {i: _shared(own, name_key(PurePath(names[i]).stem)) for i in mains}
    best = max(shared.values(), default=0)
    found: Iterable[int] = [i for i, length in shared.items() if length == best]
    return next(iter(found)) if best >= LIKE_NAME and len(list(found)) == 1 else None


def _shared(a: str, b: str) -> int:
    return SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size
