"""Editions: one beside the other, one in force, and once published never changed."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command

from gangmu_server.audit.models import AuditEntry
from gangmu_server.base.errors import ConflictError, InvalidError, NotAllowedError
from gangmu_server.directory.actions import create_place
from gangmu_server.directory.models import Account, PlaceLevel, Zone
from gangmu_server.library import actions, queries
from gangmu_server.library.models import Edition, Passage, Plan, PublishedEditionError, Reading, SourceFile, Target
from gangmu_server.library.payloads import IncomingFile, PlanChange, UploadOutcome
from gangmu_server.library.search import search
from tests.server.texts import CITY_PLAN, NEWER_OPINION, OPINION

Jobs = Callable[[], None]


@pytest.fixture
def act(coordinator: Account, zone: Zone) -> dict[str, object]:
    return {"acting_user": coordinator, "at": zone.created_at}


@pytest.fixture
def newer(plan: Plan, act: dict[str, object], do_jobs: Jobs) -> Edition:
    """A second edition of the plan, read."""
    file = IncomingFile("opinion-2.txt", NEWER_OPINION.encode())
    edition = actions.add_edition(plan, [file], note="修订", **act)
    do_jobs()
    edition.refresh_from_db()
    return edition


def values(zone: Zone, user: Account) -> set[int]:
    """The figures the tables show for orchards."""
    rows = queries.table(user, zone, "target").filter(metric__contains="果园")
    return {int(row.value) for row in rows}


def test_a_new_edition_stands_beside_the_old_one_and_the_newest_read_is_in_force(
    plan: Plan, newer: Edition, zone: Zone, coordinator: Account
) -> None:
    editions = queries.editions_of(coordinator, plan)
    assert [(e.number, e.is_current, e.note) for e in editions] == [(2, True, "修订"), (1, False, "")]
    assert values(zone, coordinator) == {20}
    assert Target.objects.filter(edition__number=1).exists()


def test_the_old_edition_can_be_put_in_force_again(
    plan: Plan, newer: Edition, zone: Zone, coordinator: Account, act: dict[str, object]
) -> None:
    first = plan.editions.get(number=1)
    actions.make_current(first, **act)
    assert values(zone, coordinator) == {12}
    assert Edition.objects.filter(plan=plan, is_current=True).get() == first


def test_a_published_edition_stays_in_force_when_a_draft_is_read(
    plan: Plan, zone: Zone, coordinator: Account, act: dict[str, object], do_jobs: Jobs
) -> None:
    actions.publish_edition(plan.editions.get(), **act)
    actions.add_edition(plan, [IncomingFile("2.txt", NEWER_OPINION.encode())], **act)
    do_jobs()
    assert values(zone, coordinator) == {12}
    actions.publish_edition(plan.editions.get(number=2), **act)
    assert values(zone, coordinator) == {20}


def test_the_same_document_is_no_new_edition(plan: Plan, act: dict[str, object]) -> None:
    with pytest.raises(ConflictError, match="conflict") as refusal:
        actions.add_edition(plan, [IncomingFile("copy.txt", OPINION.encode())], **act)
    assert "第 1 版" in refusal.value.sentence
    with pytest.raises(InvalidError):
        actions.add_edition(plan, [], **act)


def test_a_published_edition_never_changes(plan: Plan, act: dict[str, object], do_jobs: Jobs) -> None:
    edition = plan.editions.get()
    actions.publish_edition(edition, **act)
    for field, value in (("title", "别的"), ("state", "draft"), ("issuers", []), ("number", 9)):
        fresh = Edition.objects.get(pk=edition.pk)
        setattr(fresh, field, value)
        with pytest.raises(PublishedEditionError):
            fresh.save()
    with pytest.raises(ConflictError):
        actions.publish_edition(edition, **act)


def test_reading_a_published_edition_again_opens_a_draft_over_the_same_files(
    plan: Plan, act: dict[str, object], do_jobs: Jobs
) -> None:
    edition = plan.editions.get()
    actions.publish_edition(edition, **act)
    rows = set(Target.objects.filter(edition=edition).values_list("pk", flat=True))
    reading = actions.reread(edition, **act)
    do_jobs()
    assert reading.edition.number == 2
    assert list(reading.edition.files.all()) == list(edition.files.all())
    assert edition.readings.count() == 1
    assert set(Target.objects.filter(edition=edition).values_list("pk", flat=True)) == rows


def test_a_draft_is_read_again_in_place_and_keeps_its_addresses(
    plan: Plan, act: dict[str, object], do_jobs: Jobs
) -> None:
    before = set(Target.objects.values_list("address", flat=True))
    reading = actions.reread(plan.editions.get(), **act)
    assert actions.reread(plan.editions.get(), **act) == reading
    do_jobs()
    reading.refresh_from_db()
    assert (reading.number, reading.in_use) == (2, True)
    assert Reading.objects.filter(in_use=True).count() == 1
    assert set(Target.objects.values_list("address", flat=True)) == before


def test_what_was_not_read_or_is_being_read_cannot_be_published(
    plan: Plan, upload: Callable[..., list[UploadOutcome]], act: dict[str, object]
) -> None:
    unread = upload({"措施.txt": CITY_PLAN})[0].edition
    actions.reread(plan.editions.get(), **act)
    for edition in (unread, plan.editions.get()):
        with pytest.raises(ConflictError, match="conflict"):
            actions.publish_edition(edition, **act)
    with pytest.raises(ConflictError):
        actions.make_current(unread, **act)


def test_deleting_takes_a_plan_out_of_everything_and_restoring_puts_it_back(
    plan: Plan, zone: Zone, coordinator: Account, act: dict[str, object]
) -> None:
    actions.delete_plan(plan, **act)
    assert queries.plan_cards(coordinator, zone) == []
    assert [c.plan for c in queries.plan_cards(coordinator, zone, deleted=True)] == [plan]
    assert values(zone, coordinator) == set()
    assert search(coordinator, zone, "农村公路").total == 0
    actions.restore_plan(plan, **act)
    assert values(zone, coordinator) == {12}
    assert search(coordinator, zone, "农村公路").total > 0


def test_deleting_and_restoring_are_said_once(plan: Plan, act: dict[str, object]) -> None:
    actions.delete_plan(plan, **act)
    with pytest.raises(ConflictError):
        actions.delete_plan(plan, **act)
    actions.restore_plan(plan, **act)
    with pytest.raises(ConflictError):
        actions.restore_plan(plan, **act)


def test_purging_removes_what_was_deleted_long_ago_with_its_file(
    plan: Plan, act: dict[str, object], django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    stored = SourceFile.objects.get().content.name
    call_command("purge", days=0, stdout=StringIO())
    assert Plan.objects.filter(pk=plan.pk).exists()
    actions.delete_plan(plan, **act)
    out = StringIO()
    call_command("purge", days=0, dry_run=True, stdout=out)
    assert plan.title in out.getvalue()
    assert Plan.objects.filter(pk=plan.pk).exists()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("purge", days=0, stdout=StringIO())
    assert not Plan.objects.filter(pk=plan.pk).exists()
    assert not Passage.objects.exists()
    assert not SourceFile.objects.exists()
    assert not default_storage.exists(stored)
    assert AuditEntry.objects.filter(action="plan.purged", actor=None).exists()


def test_purging_keeps_a_file_that_another_plan_uses(
    plan: Plan, upload: Callable[..., list[UploadOutcome]], act: dict[str, object]
) -> None:
    actions.delete_plan(plan, **act)
    upload({"again.txt": OPINION})
    call_command("purge", days=0, stdout=StringIO())
    assert SourceFile.objects.count() == 1


def test_nobody_purges_from_the_pages(plan: Plan, act: dict[str, object]) -> None:
    with pytest.raises(ConflictError):
        actions.purge_plan(plan, **act)
    actions.delete_plan(plan, **act)
    with pytest.raises(ConflictError):
        actions.purge_plan(plan, **act)


def test_what_a_person_set_stays_when_the_document_is_read_again(
    plan: Plan, zone: Zone, administrator: Account, act: dict[str, object], do_jobs: Jobs
) -> None:
    place = create_place("桐江县", PlaceLevel.COUNTY, zone=zone, acting_user=administrator, at=zone.created_at)
    actions.update_plan(plan, PlanChange(title="梅江县实施意见", level="county", place=place), **act)
    actions.reread(plan.editions.get(), **act)
    do_jobs()
    plan.refresh_from_db()
    assert (plan.title, plan.level, plan.place) == ("梅江县实施意见", "county", place)
    changed = AuditEntry.objects.filter(action="plan.updated").get()
    assert changed.new == {"title": "梅江县实施意见", "place": "桐江县"}


@pytest.mark.parametrize("change", [PlanChange(title=" "), PlanChange(title="长" * 501), PlanChange(level="galaxy")])
def test_a_title_or_level_that_makes_no_sense_is_refused(
    plan: Plan, act: dict[str, object], change: PlanChange
) -> None:
    with pytest.raises(InvalidError):
        actions.update_plan(plan, change, **act)


def test_a_place_of_another_zone_is_refused(
    plan: Plan, other_zone: Zone, outsider: Account, act: dict[str, object]
) -> None:
    strange = create_place("汀江县", "county", zone=other_zone, acting_user=outsider, at=other_zone.created_at)
    with pytest.raises(InvalidError):
        actions.update_plan(plan, PlanChange(place=strange), **act)


WRITES: list[Callable[[Plan, Account], object]] = [
    lambda p, u: actions.delete_plan(p, acting_user=u, at=p.created_at),
    lambda p, u: actions.update_plan(p, PlanChange(title="x"), acting_user=u, at=p.created_at),
    lambda p, u: actions.reread(p.editions.get(), acting_user=u, at=p.created_at),
    lambda p, u: actions.publish_edition(p.editions.get(), acting_user=u, at=p.created_at),
    lambda p, u: actions.make_current(p.editions.get(), acting_user=u, at=p.created_at),
    lambda p, u: actions.dismiss_annex_guess(p, acting_user=u, at=p.created_at),
    lambda p, u: actions.join_annex(p, p, acting_user=u, at=p.created_at),
    lambda p, u: actions.add_edition(p, [IncomingFile("a.txt", b"x")], acting_user=u, at=p.created_at),
]


@pytest.mark.parametrize("write", WRITES)
def test_who_only_reads_writes_nothing(
    write: Callable[[Plan, Account], object], plan: Plan, evaluator: Account
) -> None:
    entries = AuditEntry.objects.count()
    with pytest.raises(NotAllowedError):
        write(plan, evaluator)
    assert AuditEntry.objects.count() == entries
