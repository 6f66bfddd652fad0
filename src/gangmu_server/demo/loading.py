"""Setting the demo up: zone, accounts, plans read, annexes joined, units entered. Run again, it changes nothing."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from gangmu_server.alignment.actions import take_alignment
from gangmu_server.alignment.queries import overview
from gangmu_server.base.workers import work
from gangmu_server.demo.telling import said
from gangmu_server.demo.zone import CAST, administrator, demo_account, demo_zone
from gangmu_server.directory.actions import create_person
from gangmu_server.directory.models import Account, Person, Role, Zone
from gangmu_server.library.actions import join_annex, register_units, reread, upload_files
from gangmu_server.library.branches import COUNTY
from gangmu_server.library.models import Plan, SourceFile
from gangmu_server.library.outcomes import failure
from gangmu_server.library.payloads import IncomingFile, UploadStatus
from gangmu_server.library.queries import leaders, plan_cards, unit_coverage
from gangmu_server.library.units import proposed_organisations

Say = Callable[[str], object]


def load_demo(files: Sequence[Path], *, today: dt.date | None, at: dt.datetime, say: Say) -> Zone:
    """Bring the demo zone to where a newcomer can look around.

    Args:
        files: plans and annexes.
        today: the day the zone stands still at, None for the real one.
        at: now.
        say: where progress goes, a line at a time.

    Returns:
        The zone.
    """
    zone, _made = demo_zone(today, at)
    coordinator = demo_account(CAST[0], zone, at)
    fresh = [path for path in files if not _known(zone, path)]
    if fresh:
        _read(fresh, zone, coordinator, at, say)
        _enter_organisations(zone, coordinator, today or at.date(), at, say)
        _enter_leaders(zone, coordinator, at)
        _read_with_names(zone, coordinator, at)
        _take_alignments(zone, coordinator, at)
    for cast in CAST[1:]:
        organisation = _busiest(zone, today or at.date()) if cast.role == Role.UNIT else None
        if cast.role != Role.UNIT or organisation is not None:
            demo_account(cast, zone, at, organisation)
    return zone


def _known(zone: Zone, path: Path) -> bool:
    """Whether the zone has had these bytes, in a plan or in one that somebody deleted since."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return SourceFile.objects.filter(zone=zone, sha256=digest).exists()


def _read(paths: Sequence[Path], zone: Zone, user: Account, at: dt.datetime, say: Say) -> None:
    say(said(ngettext_lazy("正在读取 %(n)s 个文件…", "正在读取 %(n)s 个文件…", len(paths)), n=len(paths)))
    files = [IncomingFile(path.name, path.read_bytes()) for path in paths]
    for outcome in upload_files(files, zone=zone, acting_user=user, at=at):
        if outcome.status in {UploadStatus.REFUSED, UploadStatus.DUPLICATE}:
            say(f"  {outcome.name}: {outcome.sentence} {outcome.next_step}")
    work(batch=True, interval=0)
    annexes = Plan.objects.filter(zone=zone, deleted_at__isnull=True, annex_of_guess__isnull=False)
    for annex in annexes.order_by("editions__files__name"):
        say(said(_("%(annex)s：作为附件并入《%(plan)s》"), annex=annex.title, plan=annex.annex_of_guess))
        join_annex(annex, annex.annex_of_guess, acting_user=user, at=at)
    work(batch=True, interval=0)
    for card in plan_cards(user, zone):
        if card.reading is not None and card.reading.error_code:
            say(f"  {' '.join(failure(card.reading))}")


def _enter_organisations(zone: Zone, user: Account, on: dt.date, at: dt.datetime, say: Say) -> None:
    proposals = [one for one in proposed_organisations(user, zone, on) if not one.is_odd]
    register_units(proposals, zone=zone, acting_user=user, at=at)
    say(said(ngettext_lazy("登记单位 %(n)s 个", "登记单位 %(n)s 个", len(proposals)), n=len(proposals)))


def _enter_leaders(zone: Zone, user: Account, at: dt.datetime) -> None:
    known = set(Person.objects.filter(zone=zone).values_list("name", flat=True))
    for leader in leaders(user, zone):
        if leader.value not in known:
            create_person(leader.value, zone=zone, acting_user=user, at=at)


def _read_with_names(zone: Zone, user: Account, at: dt.datetime) -> None:
    """Read once more, now that the zone knows its units and people: names are referred to them, slips are found."""
    for card in plan_cards(user, zone):
        if card.edition is not None and card.reading is not None and not card.reading.error_code:
            reread(card.edition, acting_user=user, at=at)
    work(batch=True, interval=0)


def _take_alignments(zone: Zone, user: Account, at: dt.datetime) -> None:
    """Put the newest comparison of every pair in use: the annexes came after the first."""
    for line in overview(user, zone).offered:
        take_alignment(line.offered, acting_user=user, at=at)


def _busiest(zone: Zone, on: dt.date) -> object | None:
    """The county's unit that leads most: the one whose sheet shows something."""
    units = unit_coverage(administrator(), zone, on).known
    local = [u for u in units if u.organisations[0].parent and u.organisations[0].parent.name == COUNTY]
    best = max(local or units, key=lambda unit: (unit.led, unit.rows), default=None)
    return best.organisations[0] if best else None
