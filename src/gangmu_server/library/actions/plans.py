"""Plans as works: name, level and place by hand; out of the library and back; gone for good."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from gangmu_server.audit.actions import record
from gangmu_server.base.errors import ConflictError, InvalidError
from gangmu_server.directory.access import require
from gangmu_server.directory.models import Account, PlaceLevel
from gangmu_server.directory.rights import Right
from gangmu_server.library.followers import plan_changed
from gangmu_server.library.models import EditionFile, Plan, SourceFile
from gangmu_server.library.payloads import PlanChange
from gangmu_server.library.reading.twins import guess_twins
from gangmu_server.library.rows import remove_rows
from gangmu_server.library.supplied import retitle


@transaction.atomic
def update_plan(plan: Plan, change: PlanChange, *, acting_user: Account, at: dt.datetime) -> None:
    """Set title, level or place by hand; what is set by hand stays when the document is read again.

    Raises:
        NotAllowedError: the user does not write plans here.
        InvalidError: an empty title, an unknown level, or a place of another zone.
    """
    require(acting_user, plan.zone, Right.WRITE_PLANS)
    old = _facts(plan)
    if change.title is not None:
        _set_title(plan, change.title)
    if change.level is not None:
        _set_level(plan, change.level)
    if change.place is not None or change.clear_place:
        if change.place is not None and change.place.zone_id != plan.zone_id:
            raise InvalidError(what=_("所选地区不属于本示范区。"))
        plan.place_by_hand = plan.place_by_hand or plan.place != change.place
        plan.place = change.place
    plan.save()
    new = _facts(plan)
    changed = [key for key in new if new[key] != old[key]]
    if "title" in changed:
        retitle(plan)
    record(
        "plan.updated",
        plan,
        zone=plan.zone,
        acting_user=acting_user,
        at=at,
        old={key: old[key] for key in changed},
        new={key: new[key] for key in changed},
    )
    if {"level", "place"} & set(changed):
        plan_changed(plan, acting_user=acting_user, at=at)


@transaction.atomic
def supply_title(plan: Plan, title: str, *, acting_user: Account, at: dt.datetime) -> None:
    """Give a plan the title that its text does not have. It lies over every reading, also where it is the file's name.

    Raises:
        NotAllowedError: the user does not write plans here.
        InvalidError: an empty title, or one that is too long.
    """
    require(acting_user, plan.zone, Right.WRITE_PLANS)
    old = plan.title
    _set_title(plan, title)
    plan.title_by_hand = True
    plan.save(update_fields=["title", "title_by_hand"])
    record(
        "plan.title_supplied",
        plan,
        zone=plan.zone,
        acting_user=acting_user,
        at=at,
        old={"title": old},
        new={"title": plan.title},
    )
    retitle(plan)
    guess_twins(plan)
    plan_changed(plan, acting_user=acting_user, at=at)


@transaction.atomic
def delete_plan(plan: Plan, *, acting_user: Account, at: dt.datetime) -> None:
    """Take a plan out of the library; `restore_plan` puts it back.

    Raises:
        NotAllowedError: the user does not write plans here.
        ConflictError: it is deleted already.
    """
    require(acting_user, plan.zone, Right.WRITE_PLANS)
    if plan.deleted_at is not None:
        raise ConflictError(what=_("该规划已删除。"))
    plan.deleted_at, plan.deleted_by = at, acting_user
    plan.save(update_fields=["deleted_at", "deleted_by"])
    record("plan.deleted", plan, zone=plan.zone, acting_user=acting_user, at=at, old=_facts(plan))


@transaction.atomic
def restore_plan(plan: Plan, *, acting_user: Account, at: dt.datetime) -> None:
    """Undo a deletion.

    Raises:
        NotAllowedError: the user does not write plans here.
        ConflictError: it is not deleted.
    """
    require(acting_user, plan.zone, Right.WRITE_PLANS)
    if plan.deleted_at is None:
        raise ConflictError(what=_("该规划没有删除。"))
    plan.deleted_at = plan.deleted_by = None
    plan.save(update_fields=["deleted_at", "deleted_by"])
    record("plan.restored", plan, zone=plan.zone, acting_user=acting_user, at=at, new=_facts(plan))
    plan_changed(plan, acting_user=acting_user, at=at)


@transaction.atomic
def purge_plan(plan: Plan, *, acting_user: Account | None, at: dt.datetime) -> None:
    """Remove a deleted plan for good, with its editions, readings and the files no other plan uses.

    Only from the server's command line (`acting_user` None).

    Raises:
        ConflictError: the plan is not deleted, or somebody asks who is not at the command line.
    """
    if plan.deleted_at is None or acting_user is not None:
        raise ConflictError(what=_("只能在服务器上清除已删除的规划。"))
    record("plan.purged", plan, zone=plan.zone, acting_user=acting_user, at=at, old=_facts(plan))
    files = list(SourceFile.objects.filter(editions__plan=plan).distinct())
    for edition in plan.editions.all():
        remove_rows(edition)
    plan.delete()
    for file in files:
        if not EditionFile.objects.filter(file=file).exists():
            content = file.content
            file.delete()
            transaction.on_commit(lambda content=content: content.storage.delete(content.name))


def _facts(plan: Plan) -> dict[str, str]:
    return {"title": plan.title, "level": plan.level, "place": str(plan.place or "")}


def _set_title(plan: Plan, title: str) -> None:
    cleaned = " ".join(title.split())
    if not cleaned or len(cleaned) > 500:
        raise InvalidError(what=_("请填写名称，不超过 500 字。"))
    plan.title_by_hand = plan.title_by_hand or cleaned != plan.title
    plan.title = cleaned


def _set_level(plan: Plan, level: str) -> None:
    if level and level not in PlaceLevel.values:
        raise InvalidError(what=_("没有这个层级。"))
    plan.level_by_hand = plan.level_by_hand or level != plan.level
    plan.level = level
