"""Readings: done by a worker, failing with a reason, picked up again when their worker dies."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gangmu.model import Plan as PlanRecords
from gangmu.source import Recognition, SourceText, load_bytes
from gangmu_server.audit.models import AuditEntry
from gangmu_server.base.errors import ConflictError
from gangmu_server.base.models import WorkerPulse
from gangmu_server.base.workers import PREFIX, beat, take_over, workers_alive
from gangmu_server.directory.models import Account, Zone
from gangmu_server.library import queries
from gangmu_server.library.models import Passage, Plan, Reading, ReadingState, Target
from gangmu_server.library.outcomes import failure
from gangmu_server.library.payloads import UploadOutcome
from gangmu_server.library.reading import jobs, run
from gangmu_server.library.reading.outcomes import fail_reading, finish_reading, start_reading
from gangmu_server.library.reading.paging import PageCount
from gangmu_server.library.reading.run import read_files
from gangmu_server.library.states import ATTEMPTS
from tests.server.texts import OPINION

SPECIMEN = Path(__file__).resolve().parents[2] / "examples" / "national-plan.docx"
Upload = Callable[..., list[UploadOutcome]]


@pytest.fixture
def queued(upload: Upload) -> Reading:
    return upload({"意见.txt": OPINION})[0].reading


def test_a_reading_gives_records_text_layout_and_facts(plan: Plan, evaluator: Account) -> None:
    edition = plan.editions.get()
    facts = queries.edition_facts(evaluator, edition)
    assert facts.reading.state == ReadingState.DONE
    assert facts.text == OPINION
    assert [node.heading for node in facts.outline if node.kind == "article"] == [
        "做强特色产业",
        "补齐公路短板",
        "守护一江清水",
    ]
    assert facts.blocks
    assert (edition.document_number, edition.issued_on) == ("梅县发〔2022〕6号", dt.date(2022, 5, 18))
    assert plan.title.endswith("的实施意见")


def test_a_scan_tells_how_many_of_its_pages_are_done_and_writes_no_audit_for_each(
    queued: Reading, coordinator: Account
) -> None:
    start_reading(queued, version="1", acting_user=coordinator, at=queued.queued_at)
    entries = AuditEntry.objects.count()
    ticks = iter([0.0, 0.1, 0.2, 0.4, 1.5, 1.6, 1.7, 3.0])
    count = PageCount(queued, clock=lambda: next(ticks))
    seen = []
    for done, pages in [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4), (0, 2), (1, 2), (2, 2)]:
        count(done, pages)
        queued.refresh_from_db()
        seen.append((queued.pages_done, queued.pages_in_all))
    told = [(0, 4), (0, 4), (0, 4), (0, 4), (4, 4), (4, 6), (4, 6), (6, 6)]
    assert seen == told, "when a file begins and ends, else once a second"
    assert AuditEntry.objects.count() == entries


def test_recognition_tells_the_reading_under_way_how_far_it_is(
    queued: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def load(content: bytes, name: str, recognition: Recognition) -> SourceText:
        recognition.progress(2, 9)
        seen.append(Reading.objects.values_list("state", "pages_done", "pages_in_all").get(pk=queued.pk))
        return load_bytes(content, name, recognition)

    monkeypatch.setattr(run, "load_bytes", load)
    jobs.read_edition.func(queued.pk)
    assert seen == [("running", 2, 9)]


def test_every_record_points_into_the_stored_text(plan: Plan, evaluator: Account) -> None:
    edition = plan.editions.get()
    text = queries.edition_facts(evaluator, edition).text
    rows = [row for kind in queries.tables.TABLES for row in queries.records(evaluator, edition, kind)]
    assert len(rows) > 10
    for row in rows:
        assert "".join(text[row.start : row.end].split()) == "".join(row.text.split())


def test_the_plan_json_is_kept_as_the_library_gave_it(plan: Plan, evaluator: Account) -> None:
    edition = plan.editions.get()
    records = queries.plan_of(evaluator, edition)
    assert isinstance(records, PlanRecords)
    assert records == read_files([("opinion.txt", OPINION.encode())]).plan
    assert json.loads(edition.readings.get().payload)["schema"] == "gangmu.plan/1"


def test_the_counts_on_the_card_are_the_rows_in_the_tables(plan: Plan, zone: Zone, evaluator: Account) -> None:
    card = queries.plan_cards(evaluator, zone)[0]
    for kind in queries.tables.TABLES:
        assert card.counts[kind] == queries.table(evaluator, zone, kind).count()


def damaged_document() -> bytes:
    """A .docx whose container is whole and whose text is cut off."""
    made = io.BytesIO()
    with zipfile.ZipFile(SPECIMEN) as good, zipfile.ZipFile(made, "w") as bad:
        for name in good.namelist():
            content = good.read(name)
            bad.writestr(name, content[:500] if name == "word/document.xml" else content)
    return made.getvalue()


def test_a_damaged_file_ends_as_a_failed_reading_with_a_reason(upload: Upload, do_jobs: Callable[[], None]) -> None:
    reading = upload({"坏.docx": damaged_document()})[0].reading
    do_jobs()
    reading.refresh_from_db()
    assert reading.state == ReadingState.FAILED
    sentence, step = failure(reading)
    assert "坏.docx" in sentence
    assert step


def test_an_unforeseen_fault_is_shown_and_logged_not_swallowed(
    queued: Reading, do_jobs: Callable[[], None], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(files: object, *_names: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(jobs, "read_files", broken)
    do_jobs()
    queued.refresh_from_db()
    assert (queued.state, queued.error_code) == (ReadingState.FAILED, "reading.error")
    assert "ZeroDivisionError" in failure(queued)[0]
    assert "ZeroDivisionError" in caplog.text


def test_a_reading_that_cannot_be_stored_leaves_the_edition_as_it_was(
    plan: Plan, coordinator: Account, zone: Zone, do_jobs: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    from gangmu_server.library.actions import reread
    from gangmu_server.library.reading import outcomes

    before = list(Target.objects.values_list("address", flat=True))
    reading = reread(plan.editions.get(), acting_user=coordinator, at=zone.created_at)

    def broken(edition: object, plan: object, *_names: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(outcomes, "replace_rows", broken)
    do_jobs()
    reading.refresh_from_db()
    assert (reading.state, reading.in_use) == (ReadingState.FAILED, False)
    assert list(Target.objects.values_list("address", flat=True)) == before
    assert Reading.objects.get(in_use=True).number == 1


def test_a_job_done_twice_changes_nothing(plan: Plan) -> None:
    reading = Reading.objects.get()
    passages = set(Passage.objects.values_list("pk", flat=True))
    assert jobs.read_edition.call(reading.pk) == ReadingState.DONE
    assert set(Passage.objects.values_list("pk", flat=True)) == passages
    assert jobs.read_edition.call(0) == "gone"


def test_a_file_that_kills_its_worker_is_given_up_in_the_end(queued: Reading, coordinator: Account) -> None:
    for _ in range(ATTEMPTS):
        start_reading(queued, version="test", acting_user=coordinator, at=queued.queued_at)
    assert jobs.read_edition.call(queued.pk) == ReadingState.FAILED
    queued.refresh_from_db()
    assert queued.error_code == "reading.crashed"
    assert f"{ATTEMPTS} 次" in failure(queued)[0]


def test_a_reading_that_is_over_cannot_move_again(plan: Plan, coordinator: Account) -> None:
    reading = Reading.objects.get()
    for move in (
        lambda: start_reading(reading, version="x", acting_user=coordinator, at=reading.queued_at),
        lambda: fail_reading(reading, "x", {}, acting_user=coordinator, at=reading.queued_at),
        lambda: finish_reading(reading, read_files([("a.txt", b"x")]), acting_user=coordinator, at=reading.queued_at),
    ):
        with pytest.raises(ConflictError):
            move()


def test_a_nul_in_a_file_is_no_harm(upload: Upload, do_jobs: Callable[[], None]) -> None:
    reading = upload({"意见.txt": OPINION.replace("节水", "节\x00水")})[0].reading
    do_jobs()
    reading.refresh_from_db()
    assert reading.state == ReadingState.DONE
    assert reading.text == OPINION.replace("节水", "节\ufffd水")


def claimed_by(worker_id: str) -> DBTaskResult:
    job = DBTaskResult.objects.get()
    job.claim(worker_id)
    return job


@pytest.mark.parametrize("silence", [0, 59])
def test_a_living_workers_job_is_left_alone(queued: Reading, now: dt.datetime, silence: int) -> None:
    job = claimed_by(PREFIX + "me")
    beat(PREFIX + "me", now)
    assert take_over(now + dt.timedelta(seconds=silence)) == 0
    job.refresh_from_db()
    assert job.status == TaskResultStatus.RUNNING


def test_a_silent_workers_job_waits_again(queued: Reading, now: dt.datetime) -> None:
    job = claimed_by(PREFIX + "far")
    WorkerPulse.objects.create(worker_id=PREFIX + "far", host="another-machine", pid=1, seen_at=now)
    assert take_over(now + dt.timedelta(seconds=61)) == 1
    job.refresh_from_db()
    assert job.status == TaskResultStatus.READY
    assert workers_alive(now) == 0


def test_a_job_whose_worker_left_no_pulse_waits_again_and_is_done(
    queued: Reading, now: dt.datetime, coordinator: Account, do_jobs: Callable[[], None]
) -> None:
    claimed_by(PREFIX + "killed")
    start_reading(queued, version="test", acting_user=coordinator, at=now)
    do_jobs()
    queued.refresh_from_db()
    assert queued.state == ReadingState.RUNNING
    assert take_over(now) == 1
    do_jobs()
    queued.refresh_from_db()
    assert (queued.state, queued.attempts) == (ReadingState.DONE, 2)


def test_jobs_of_workers_that_are_not_ours_are_left_alone(queued: Reading, now: dt.datetime) -> None:
    claimed_by("somebody-elses")
    assert take_over(now) == 0
