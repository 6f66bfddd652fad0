"""Plans that turn out to be another plan: made a version of it, or left to stand by themselves."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from gangmu_server.audit.actions import record
from gangmu_server.base.errors import ConflictError
from gangmu_server.directory.access import require
from gangmu_server.directory.models import Account
from gangmu_server.directory.rights import Right
from gangmu_server.library.actions.storing import files_of, newest_edition, open_edition, queue_reading
from gangmu_server.library.followers import files_went_over
from gangmu_server.library.models import Edition, Plan


@transaction.atomic
def join_as_edition(twin: Plan, to: Plan, *, acting_user: Account, at: dt.datetime) -> Edition:
    """Make a plan's newest files a new edition of another plan, which is read, with what people decided about it.

    The plan leaves the library as one of its own (it can be restored). The editions of the other stay as they are.

    Returns:
        The new edition.

    Raises:
        NotAllowedError: the user does not write plans here.
        ConflictError: a plan cannot be a version of itself, of one of another zone, or of a deleted one; or the other
            has an edition of this very document.
    """
    require(acting_user, to.zone, Right.WRITE_PLANS)
    if twin.pk == to.pk or twin.zone_id != to.zone_id or twin.deleted_at or to.deleted_at:
        raise ConflictError(what=_("不能并入这份规划。"))
    files = files_of(newest_edition(twin))
    same = to.editions.filter(parts__file=files[0], parts__position=0).first()
    if same:
        raise ConflictError(what=_("第 %(number)s 版就是这份文件。") % {"number": same.number})
    note = _("原来单列：%(title)s") % {"title": twin.title}
    edition = open_edition(to, files, note, acting_user, at)
    files_went_over(twin, edition, acting_user=acting_user, at=at)
    queue_reading(edition, acting_user, at)
    twin.deleted_at, twin.deleted_by, twin.same_as_guess, twin.same_as_why = at, acting_user, None, ""
    twin.save(update_fields=["deleted_at", "deleted_by", "same_as_guess", "same_as_why"])
    new = {"number": edition.number, "plan": twin.key, "files": [file.name for file in files]}
    record("plan.twin_joined", to, zone=to.zone, acting_user=acting_user, at=at, new=new)
    return edition


@transaction.atomic
def keep_apart(twin: Plan, *, acting_user: Account, at: dt.datetime) -> None:
    """Say that a plan is one of its own; that it seems to be another is not said again.

    Raises:
        NotAllowedError: the user does not write plans here.
    """
    require(acting_user, twin.zone, Right.WRITE_PLANS)
    old = {"guess": str(twin.same_as_guess or "")}
    twin.same_as_guess, twin.same_as_why, twin.same_guess_refused = None, "", True
    twin.save(update_fields=["same_as_guess", "same_as_why", "same_guess_refused"])
    record("plan.twin_kept_apart", twin, zone=twin.zone, acting_user=acting_user, at=at, old=old)
