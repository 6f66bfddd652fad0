"""Files in: each gets an outcome, known bytes are noticed, and none hinders another."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.storage import default_storage

from gangmu_server.base.errors import NotAllowedError
from gangmu_server.directory.models import Account, Zone
from gangmu_server.library.actions import add_edition, delete_plan
from gangmu_server.library.actions.storing import clean_name
from gangmu_server.library.models import Edition, FileRole, Plan, Reading, SourceFile
from gangmu_server.library.payloads import IncomingFile, UploadOutcome, UploadStatus
from gangmu_server.library.reading.annexes import group_names, looks_like_annex
from tests.server.texts import CITY_PLAN, OPINION

Upload = Callable[..., list[UploadOutcome]]


def test_each_file_becomes_a_plan_with_a_draft_edition_and_a_reading_in_the_queue(upload: Upload) -> None:
    first, second = upload({"意见.txt": OPINION, "措施.txt": CITY_PLAN})
    assert (first.status, second.status) == (UploadStatus.CREATED, UploadStatus.CREATED)
    assert [plan.title for plan in Plan.objects.order_by("pk")] == ["意见", "措施"]
    assert (first.edition.number, first.edition.state, first.reading.state) == (1, "draft", "queued")


def test_the_same_bytes_are_noticed_in_the_zone(upload: Upload) -> None:
    made = upload({"意见.txt": OPINION})[0]
    again = upload({"意见（副本）.txt": OPINION})[0]
    assert again.status == UploadStatus.DUPLICATE
    assert again.edition == made.edition
    assert "意见" in again.sentence
    assert Plan.objects.count() == 1


def test_the_same_bytes_twice_in_one_upload_are_noticed(upload: Upload) -> None:
    outcomes = upload({"a.txt": OPINION, "b.txt": OPINION})
    assert [o.status for o in outcomes] == [UploadStatus.CREATED, UploadStatus.DUPLICATE]
    assert "a.txt" in outcomes[1].sentence


def test_another_zone_may_have_the_same_file(upload: Upload, other_zone: Zone, outsider: Account, zone: Zone) -> None:
    from gangmu_server.library.actions import upload_files

    upload({"意见.txt": OPINION})
    files = [IncomingFile("意见.txt", OPINION.encode())]
    outcome = upload_files(files, zone=other_zone, acting_user=outsider, at=zone.created_at)[0]
    assert outcome.status == UploadStatus.CREATED


def test_a_file_of_a_deleted_plan_may_come_again_and_its_bytes_are_kept_once(
    upload: Upload, coordinator: Account, zone: Zone
) -> None:
    made = upload({"意见.txt": OPINION})[0]
    delete_plan(made.edition.plan, acting_user=coordinator, at=zone.created_at)
    assert upload({"意见.txt": OPINION})[0].status == UploadStatus.CREATED
    assert SourceFile.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("空.txt", b"", "source.empty"),
        ("录音.mp3", b"ID3\x04" + b"\0" * 64, "source.unsupported"),
        ("程序.exe", b"MZ" + b"\0" * 64, "source.unsupported"),
        ("大.txt", "规划".encode() * 700_000, "upload.too_large"),
    ],
)
def test_what_cannot_be_read_is_refused_at_once_and_hinders_no_other_file(
    upload: Upload, settings: object, name: str, content: bytes, code: str
) -> None:
    settings.UPLOAD_LIMIT_BYTES = 4_000_000
    bad, good = upload({name: content, "意见.txt": OPINION})
    assert (bad.status, bad.code) == (UploadStatus.REFUSED, code)
    assert name in bad.sentence
    assert good.status == UploadStatus.CREATED
    assert SourceFile.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\规划\\意见.docx", "意见.docx"),
        ("意\x00见\n.txt", "意见.txt"),
        ("长" * 400 + ".docx", "长" * 200 + ".docx"),
        ("", "未命名"),
    ],
)
def test_names_are_kept_as_names_only(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def test_the_bytes_are_stored_as_they_came(upload: Upload) -> None:
    upload({"意见.txt": OPINION.encode("gb18030")})
    file = SourceFile.objects.get()
    with file.content.open("rb") as stored:
        assert stored.read() == OPINION.encode("gb18030")
    assert file.sha256 in file.content.name
    assert file.size == len(OPINION.encode("gb18030"))
    assert default_storage.exists(file.content.name)


@pytest.mark.parametrize("who", ["evaluator", "administrator", "clerk", "supervisor", "outsider"])
def test_only_the_coordinator_uploads(who: str, upload: Upload, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAllowedError):
        upload({"意见.txt": OPINION}, user=request.getfixturevalue(who))
    assert Plan.objects.count() == 0
    assert SourceFile.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "annex"),
    [
        ("附件1：任务分工表.xlsx", True),
        ("附件2.docx", True),
        ("附表3 重点项目.xlsx", True),
        ("示范区建设重点任务责任分工表.docx", True),
        ("annex-1.xlsx", True),
        ("实施意见.docx", False),
        ("附件：示范区发展规划.docx", False),
        ("关于印发示范区建设方案的通知.pdf", False),
        ("政府工作报告.txt", False),
    ],
)
def test_an_annex_is_known_by_its_name(name: str, annex: bool) -> None:
    assert looks_like_annex(name) is annex


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        (["意见.docx", "附件1.xlsx", "附件2.docx"], {0: [1, 2]}),
        (["附件1.xlsx", "意见.docx"], {1: [0]}),
        (["甲县实施意见.docx", "乙县实施意见.docx", "附件1.xlsx"], {0: [], 1: [], 2: []}),
        (
            ["梅江县落实建设方案的实施意见.docx", "汀江县若干措施.docx", "梅江县落实建设方案责任分工表.xlsx"],
            {0: [2], 1: []},
        ),
        (["附件1.xlsx", "附件2.xlsx"], {0: [], 1: []}),
        ([], {}),
    ],
)
def test_annexes_of_one_upload_join_their_opinion_where_it_is_clear(
    names: list[str], groups: dict[int, list[int]]
) -> None:
    assert group_names(names) == groups


def test_an_annex_of_the_same_upload_is_part_of_the_edition(upload: Upload) -> None:
    main, annex = upload({"意见.txt": OPINION, "附件1.txt": "附件1\n\n任务分工表\n"})
    assert (main.status, annex.status) == (UploadStatus.CREATED, UploadStatus.ANNEX)
    assert annex.edition == main.edition
    parts = main.edition.parts.order_by("position")
    assert [(part.file.name, part.role) for part in parts] == [
        ("意见.txt", FileRole.MAIN),
        ("附件1.txt", FileRole.ANNEX),
    ]
    assert Reading.objects.count() == 1


def test_a_new_edition_with_a_bad_file_leaves_nothing(plan: Plan, coordinator: Account, zone: Zone) -> None:
    from gangmu.errors import UnsupportedSourceError

    files = [IncomingFile("新版.txt", CITY_PLAN.encode()), IncomingFile("录音.mp3", b"ID3\x04" + b"\0" * 64)]
    with pytest.raises(UnsupportedSourceError):
        add_edition(plan, files, acting_user=coordinator, at=zone.created_at)
    assert Edition.objects.filter(plan=plan).count() == 1


def packed(**entries: str | bytes) -> bytes:
    """A .zip with these entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_the_files_of_an_archive_come_in_like_files_chosen_one_by_one(upload: Upload) -> None:
    archive = packed(**{"材料/实施意见.txt": OPINION, "材料/附件1 任务表.txt": "附件1\n任务表", "照片.mp4": b"\0" * 9})
    outcomes = {outcome.name: outcome for outcome in upload({"材料.zip": archive, "措施.txt": CITY_PLAN})}
    assert outcomes["实施意见.txt"].status == UploadStatus.CREATED
    assert outcomes["附件1 任务表.txt"].status == UploadStatus.ANNEX
    assert outcomes["附件1 任务表.txt"].edition == outcomes["实施意见.txt"].edition
    assert outcomes["材料.zip/照片.mp4"].code == "upload.no_document"
    assert outcomes["措施.txt"].status == UploadStatus.CREATED


@pytest.mark.parametrize(
    ("archive", "code"),
    [
        (b"PK\x03\x04 broken", "source.unreadable"),
        (packed(**{"../../意见.txt": OPINION}), "source.archive"),
        (packed(), "upload.archive_empty"),
        (packed(**{f"{n}.txt": str(n) for n in range(201)}), "upload.archive_too_large"),
        (packed(**{f"{n}.txt": b"a" * 900_000 for n in range(5)}), "upload.archive_too_large"),
    ],
    ids=["broken", "leads out", "empty", "too many", "too much"],
)
def test_an_archive_that_cannot_be_taken_says_why_and_hinders_no_other_file(
    upload: Upload, settings: object, archive: bytes, code: str
) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1_000_000
    *bad, good = upload({"材料.zip": archive, "意见.txt": OPINION})
    assert [outcome.code for outcome in bad] == [code]
    assert "材料.zip" in bad[0].sentence
    assert good.status == UploadStatus.CREATED
