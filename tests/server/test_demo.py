"""The demo: the specimen loaded once, an account for each role, nothing changed by a second start."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation import ngettext_lazy

from gangmu_server.audit.models import AuditEntry
from gangmu_server.audit.queries import faults_of
from gangmu_server.demo import loading
from gangmu_server.demo.folder import NoPlansError, plan_files, specimen_folder
from gangmu_server.demo.management.commands.demo import banner
from gangmu_server.demo.place import choose_data_dir, plans_argument
from gangmu_server.demo.telling import VARIABLES, languages, said
from gangmu_server.demo.zone import EVERYBODY, PASSWORD, SPECIMEN_DAY
from gangmu_server.directory.models import Account, Membership, Organisation, Role, Zone
from gangmu_server.library import queries
from gangmu_server.library.models import Plan


@pytest.fixture
def load(db: None, do_jobs: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> Callable[[], Zone]:
    """Load the specimen; jobs are done on the test's own connection."""
    monkeypatch.setattr(loading, "work", lambda **options: do_jobs())
    files = plan_files(specimen_folder())
    at = dt.datetime(2026, 1, 5, tzinfo=dt.UTC)
    return lambda: loading.load_demo(files, today=SPECIMEN_DAY, at=at, say=lambda line: None)


def test_the_specimen_is_read_joined_and_its_units_are_registered(load: Callable[[], Zone]) -> None:
    zone = load()
    administrator = Account.objects.get(username="guanli")
    cards = queries.plan_cards(administrator, zone)
    assert {card.plan.level for card in cards} == {"national", "provincial", "prefectural", "county"}
    assert all(card.reading.state == "done" for card in cards)
    opinion = next(card for card in cards if card.plan.level == "county")
    assert [file.name for file in opinion.files] == [
        "district-opinions.docx",
        "annex-1-pilots.xlsx",
        "annex-2-actions.docx",
    ]
    assert opinion.counts["task"] == 28
    coverage = queries.unit_coverage(administrator, zone, SPECIMEN_DAY)
    assert coverage.unknown == ()
    assert len(coverage.known) > 40


def test_the_demo_zone_says_that_it_is_one_and_stands_still(load: Callable[[], Zone]) -> None:
    zone = load()
    assert zone.is_demo
    assert zone.fixed_today == SPECIMEN_DAY


def test_each_role_has_an_account_with_the_printed_password(load: Callable[[], Zone]) -> None:
    zone = load()
    request = RequestFactory().get("/", REMOTE_ADDR="127.0.0.1")
    for cast in EVERYBODY:
        account = authenticate(request, username=cast.username, password=PASSWORD)
        assert account is not None
        assert not account.must_change_password
        assert Membership.objects.get(zone=zone, account=account).role == cast.role
    assert {cast.role for cast in EVERYBODY} == set(Role)


def test_the_clerks_unit_has_something_to_show(load: Callable[[], Zone]) -> None:
    zone = load()
    unit = Membership.objects.get(zone=zone, role=Role.UNIT).organisation
    sheet = queries.unit_sheet(Account.objects.get(username="guanli"), unit, SPECIMEN_DAY)
    assert len(sheet.entries) >= 5


def test_a_second_start_changes_nothing(load: Callable[[], Zone]) -> None:
    zone = load()
    before = (AuditEntry.objects.count(), Plan.objects.count(), Organisation.objects.count(), Account.objects.count())
    assert load() == zone
    assert before == (
        AuditEntry.objects.count(),
        Plan.objects.count(),
        Organisation.objects.count(),
        Account.objects.count(),
    )
    assert list(faults_of(zone)) == []


def test_a_plan_somebody_deleted_in_the_demo_stays_deleted(load: Callable[[], Zone]) -> None:
    load()
    Plan.objects.filter(level="national").update(deleted_at=dt.datetime(2026, 1, 6, tzinfo=dt.UTC))
    load()
    assert not Plan.objects.filter(level="national", deleted_at__isnull=True).exists()


def test_of_one_document_in_two_formats_the_better_is_loaded(tmp_path: Path) -> None:
    for name in ("b.txt", "b.docx", "a.pdf", "a.html", "notes.md", ".hidden.txt", "~$b.docx", "C.TXT"):
        (tmp_path / name).write_text("x")
    (tmp_path / "folder.txt").mkdir()
    assert [path.name for path in plan_files(tmp_path)] == ["C.TXT", "a.pdf", "b.docx"]


def test_folders_inside_and_documents_from_the_exchange_are_loaded_too(tmp_path: Path) -> None:
    for name in ("方案.ofd", "附件/方案.xlsx", "附件/旧/办法.wps", ".cache/草稿.docx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [str(path.relative_to(tmp_path)) for path in plan_files(tmp_path)] == [
        "方案.ofd",
        "附件/方案.xlsx",
        "附件/旧/办法.wps",
    ]


def test_a_folder_without_plans_is_said_so(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(NoPlansError, match=str(folder)):
            plan_files(folder)


def test_the_command_says_in_one_line_what_is_wrong(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="没有文件夹"):
        call_command("demo", plans=str(tmp_path / "missing"), load_only=True, stdout=StringIO())


@pytest.mark.parametrize(
    ("arguments", "plans"),
    [
        (["demo"], ""),
        (["demo", "--plans", "/a"], "/a"),
        (["demo", "--plans=/a", "--port", "1"], "/a"),
        (["demo", "--plans"], ""),
    ],
)
def test_the_folder_is_found_on_the_command_line(arguments: list[str], plans: str) -> None:
    assert plans_argument(arguments) == plans


def test_each_folder_of_plans_has_a_demo_of_its_own_apart_from_real_data() -> None:
    def chosen(*arguments: str, **environment: str) -> str | None:
        choose_data_dir(arguments, environment)
        return environment.get("GANGMU_DATA_DIR")

    places = {chosen("demo"), chosen("demo", "--plans", "/a"), chosen("demo", "--plans", "/b")}
    assert len(places) == 3
    assert None not in places
    assert chosen("demo", "--plans", "/a") == chosen("demo", "--plans", "/a/../a")
    assert chosen("demo", GANGMU_DATA_DIR="/mine") == "/mine"
    assert chosen("serve") is None


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({"LANG": "zh_CN.UTF-8"}, ["zh-hans"]),
        ({"LANG": "en_US.UTF-8"}, ["en"]),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, ["en"]),
        ({"LANG": "C.UTF-8"}, ["zh-hans", "en"]),
        ({}, ["zh-hans", "en"]),
    ],
)
def test_the_demo_speaks_the_language_of_the_terminal_and_both_where_it_has_none(
    environment: dict[str, str], spoken: list[str]
) -> None:
    assert list(languages(environment)) == spoken


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", ("账号（密码都是 shifanqu-2022）", "统筹人员", "（还没有自己的页面）")),
        ("en", ("Accounts (password of all: shifanqu-2022)", "Coordinator", "(no pages of its own yet)")),
    ],
)
def test_the_demo_says_in_both_languages_who_may_sign_in_and_who_has_no_pages_yet(
    language: str, words: tuple[str, ...]
) -> None:
    with translation.override(language):
        lines = banner("http://127.0.0.1:8000").splitlines()
    assert all(any(word in line for line in lines) for word in words)
    apart = {line.split()[0] for line in lines if words[-1] in line}
    assert apart == {"lingdao", "ducha", "danwei"}


def test_progress_is_told_in_both_languages_where_the_terminal_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    told = [said(ngettext_lazy("正在读取 %(n)s 个文件…", "正在读取 %(n)s 个文件…", n), n=n) for n in (1, 3)]
    assert told == ["正在读取 1 个文件…\nReading 1 file…", "正在读取 3 个文件…\nReading 3 files…"]
