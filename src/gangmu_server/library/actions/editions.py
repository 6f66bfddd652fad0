"""Editions: a new one beside the old, read again, put in force, settled for good."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from gangmu_server.audit.actions import record
from gangmu_server.base.errors import ConflictError, InvalidError
from gangmu_server.directory.access import require
from gangmu_server.directory.models import Account
from gangmu_server.directory.rights import Right
from gangmu_server.library.actions.storing import check_file, clean_name, keep_file, open_edition, queue_reading
from gangmu_server.library.followers import plan_changed
from gangmu_server.library.models import Edition, EditionState, Plan, Reading, ReadingState
from gangmu_server.library.payloads import IncomingFile
from gangmu_server.library.reading.outcomes import make_only_current
from gangmu_server.library.states import check_publish

UNDER_WAY = (ReadingState.QUEUED, ReadingState.RUNNING)


@transaction.atomic
def add_edition(
    plan: Plan, files: Sequence[IncomingFile], *, note: str = "", acting_user: Account, at: dt.datetime
) -> Edition:
    """A new draft edition beside the old ones, over the files given: the document itself first, then its annexes.

    Raises:
        NotAllowedError: the user does not write plans here.
        InvalidError: no file, or one that cannot be taken.
        SourceError: a file of a kind no reader knows.
        ConflictError: an edition of the plan has this very document already.
    """
    require(acting_user, plan.zone, Right.WRITE_PLANS)
    if not files:
        raise InvalidError(what=_("请选择文件。"))
    files = [IncomingFile(clean_name(file.name), file.content) for file in files]
    for file in files:
        check_file(file)
    kept = [keep_file(file, plan.zone, acting_user, at) for file in files]
    same = plan.editions.filter(parts__file=kept[0], parts__position=0).first()
    if same:
        raise ConflictError(what=_("第 %(number)s 版就是这份文件。") % {"number": same.number})
    edition = open_edition(plan, kept, note, acting_user, at)
    queue_reading(edition, acting_user, at)
    new = {"number": edition.number, "files": [f.name for f in files], "sha256": [f.sha256 for f in kept]}
    record("edition.added", plan, zone=plan.zone, acting_user=acting_user, at=at, new=new)
    return edition


@transaction.atomic
def reread(edition: Edition, *, acting_user: Account, at: dt.datetime) -> Reading:
    """Read an edition again with the reader as it is now. A published edition stays as it is: a draft over the same
    files is opened beside it, to be looked at and published in its turn.

    Raises:
        NotAllowedError: the user does not write plans here.
    """
    require(acting_user, edition.zone, Right.WRITE_PLANS)
    source = edition
    if edition.is_published:
        files = [part.file for part in edition.parts.select_related("file").order_by("position")]
        note = _("重新读取第 %(number)s 版") % {"number": edition.number}
        edition = open_edition(edition.plan, files, note, acting_user, at)
    reading = queue_reading(edition, acting_user, at)
    old, new = {"edition": source.number}, {"edition": edition.number, "reading": reading.number}
    record("edition.reread", edition.plan, zone=edition.zone, acting_user=acting_user, at=at, old=old, new=new)
    return reading


@transaction.atomic
def make_current(edition: Edition, *, acting_user: Account, at: dt.datetime) -> None:
    """Put an edition in force: tables, sheets and search show it and no other of its plan.

    Raises:
        NotAllowedError: the user does not write plans here.
        ConflictError: it has not been read.
    """
    require(acting_user, edition.zone, Right.WRITE_PLANS)
    if not edition.readings.filter(in_use=True).exists():
        raise ConflictError(what=_("该版本还没有读取成功。"))
    old = edition.plan.editions.filter(is_current=True).values_list("number", flat=True).first()
    make_only_current(edition)
    record(
        "edition.made_current",
        edition.plan,
        zone=edition.zone,
        acting_user=acting_user,
        at=at,
        old={"edition": old},
        new={"edition": edition.number},
    )
    plan_changed(edition.plan, acting_user=acting_user, at=at)


@transaction.atomic
def publish_edition(edition: Edition, *, acting_user: Account, at: dt.datetime) -> None:
    """Settle an edition for good and put it in force.

    Raises:
        NotAllowedError: the user does not write plans here.
        ConflictError: it is published already, not read, or being read.
    """
    require(acting_user, edition.zone, Right.WRITE_PLANS)
    reading = edition.readings.filter(in_use=True).defer("payload", "text", "layout").first()
    check_publish(edition, reading, edition.readings.filter(state__in=UNDER_WAY).exists())
    edition.state = EditionState.PUBLISHED
    edition.published_at = at
    edition.published_by = acting_user
    edition.save()
    make_only_current(edition)
    new = {"edition": edition.number, "reading": reading.number if reading else None}
    record("edition.published", edition.plan, zone=edition.zone, acting_user=acting_user, at=at, new=new)
    plan_changed(edition.plan, acting_user=acting_user, at=at)
