"""Annex files: joined to the plan they belong to, parted again, or left to stand by themselves."""

from __future__ import annotations

import datetime as dt
from pathlib import PurePath

from django.db import transaction
from django.utils.translation import gettext as _

from gangmu_server.audit.actions import record
from gangmu_server.base.errors import ConflictError
from gangmu_server.directory.access import require
from gangmu_server.directory.models import Account
from gangmu_server.directory.rights import Right
from gangmu_server.library.actions.storing import (
    files_of,
    newest_edition,
    open_edition,
    queue_reading,
    set_files,
)
from gangmu_server.library.followers import files_went_over
from gangmu_server.library.models import Edition, FileRole, Plan, Reading, SourceFile


@transaction.atomic
def join_annex(annex: Plan, to: Plan, *, acting_user: Account, at: dt.datetime) -> Reading:
    """Make a plan's files annexes of another's newest edition, and read that again as one document.

    What people decided about the annex goes with it; as a plan of its own it leaves the library (it can be restored).
    A published edition is not touched: a draft with the annex is opened beside it.

    Raises:
        NotAllowedError: the user does not write plans here.
        ConflictError: a plan cannot join itself, one of another zone, or a deleted one.
    """
    require(acting_user, to.zone, Right.WRITE_PLANS)
    if annex.pk == to.pk or annex.zone_id != to.zone_id or annex.deleted_at or to.deleted_at:
        raise ConflictError(what=_("不能并入这份规划。"))
    own, added = files_of(newest_edition(to)), files_of(newest_edition(annex))
    edition = _with_files(newest_edition(to), [*own, *added], _("并入附件"), acting_user, at)
    annex.deleted_at, annex.deleted_by, annex.annex_of_guess = at, acting_user, None
    annex.save(update_fields=["deleted_at", "deleted_by", "annex_of_guess"])
    files_went_over(annex, edition, acting_user=acting_user, at=at)
    reading = queue_reading(edition, acting_user, at)
    new = {"edition": edition.number, "annex": annex.key, "files": [file.name for file in added]}
    record("plan.annex_joined", to, zone=to.zone, acting_user=acting_user, at=at, new=new)
    return reading


@transaction.atomic
def split_annex(edition: Edition, file: SourceFile, *, acting_user: Account, at: dt.datetime) -> Edition:
    """Part an annex file from its edition: it becomes a plan of its own, and both are read again.

    Returns:
        The annex's own edition.

    Raises:
        NotAllowedError: the user does not write plans here.
        ConflictError: the file is no annex of the edition.
    """
    require(acting_user, edition.zone, Right.WRITE_PLANS)
    if not edition.parts.filter(file=file, role=FileRole.ANNEX).exists():
        raise ConflictError(what=_("这不是该版本的附件。"))
    left = [kept for kept in files_of(edition) if kept.pk != file.pk]
    queue_reading(_with_files(edition, left, _("拆出附件"), acting_user, at), acting_user, at)
    plan = Plan.objects.create(
        zone_id=edition.zone_id,
        title=PurePath(file.name).stem,
        annex_guess_refused=True,  # who parts them does not want the guess that they belong together
        created_at=at,
        created_by=acting_user,
    )
    own = open_edition(plan, [file], "", acting_user, at)
    queue_reading(own, acting_user, at)
    old = {"edition": edition.number, "file": file.name}
    record("plan.annex_split", edition.plan, zone=edition.zone, acting_user=acting_user, at=at, old=old)
    record("plan.uploaded", plan, zone=edition.zone, acting_user=acting_user, at=at, new={"files": [file.name]})
    return own


@transaction.atomic
def dismiss_annex_guess(annex: Plan, *, acting_user: Account, at: dt.datetime) -> None:
    """Say that a plan stands by itself; the guess is not made again.

    Raises:
        NotAllowedError: the user does not write plans here.
    """
    require(acting_user, annex.zone, Right.WRITE_PLANS)
    old = {"guess": str(annex.annex_of_guess or "")}
    annex.annex_of_guess, annex.annex_guess_refused = None, True
    annex.save(update_fields=["annex_of_guess", "annex_guess_refused"])
    record("plan.annex_guess_dismissed", annex, zone=annex.zone, acting_user=acting_user, at=at, old=old)


def _with_files(edition: Edition, files: list[SourceFile], note: str, user: Account, at: dt.datetime) -> Edition:
    """The draft with other files, or a new draft beside a published edition."""
    if edition.is_published:
        return open_edition(edition.plan, files, note, user, at)
    set_files(edition, files)
    return edition
