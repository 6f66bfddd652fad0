"""Folders and archives: what is found in them, under which names, and what is not unpacked."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from source_makers import zipped

from gangmu.errors import ArchiveError, EncryptedSourceError, MissingSourceError, SourceError, UnreadableSourceError
from gangmu.source import Collected, archives, collect, collecting, is_collection, load_bytes

PLAN = "一、总体要求\n修路十公里。".encode()


def _names(found: Collected) -> list[str]:
    return [file.name for file in found.files]


def _said(found: Collected) -> list[tuple[str, str]]:
    return [(str(error.data["name"]), str(error.data.get("reason", error.code))) for error in found.refused]


def _stored(name: bytes, content: bytes, *, flags: int = 0, extra: bytes = b"", mode: int = 0) -> bytes:
    """An archive of one stored entry, its name as raw bytes."""
    fields = struct.pack("<HHHHHIII", 20, flags, 0, 0, 33, zlib.crc32(content), len(content), len(content))
    local = b"PK\x03\x04" + fields + struct.pack("<HH", len(name), len(extra)) + name + extra + content
    system = 3 if mode else 0
    entry = b"PK\x01\x02" + struct.pack("<BB", 20, system) + fields
    entry += struct.pack("<HHHHHII", len(name), len(extra), 0, 0, 0, mode << 16, 0) + name + extra
    return local + entry + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(entry), len(local), 0)


def test_a_folder_gives_its_documents_by_name_and_passes_over_the_rest(tmp_path: Path) -> None:
    for name in ("乙/附件.docx", "乙/~$附件.docx", "甲.txt", ".cache/x.txt", "图.exe", "b.WPS"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(PLAN)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "link.txt").symlink_to(tmp_path / "甲.txt")
    found = collect([tmp_path])
    assert [Path(name).relative_to(tmp_path).as_posix() for name in _names(found)] == [
        "b.WPS",
        "甲.txt",
        "乙/附件.docx",
    ]
    assert [Path(name).name for name in found.passed_over] == ["图.exe"]
    assert found.files[1].read() == PLAN


def test_a_file_named_by_itself_is_taken_whatever_its_ending(tmp_path: Path) -> None:
    path = tmp_path / "x.exe"
    path.write_bytes(PLAN)
    assert _names(collect([path])) == [path.as_posix()]


def test_a_missing_path_is_refused_and_the_others_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(PLAN)
    found = collect([tmp_path / "none", tmp_path / "a.txt"])
    assert [type(error) for error in found.refused] == [MissingSourceError]
    assert len(found.files) == 1


def test_an_archive_gives_its_documents_under_its_name_one_level_of_archives_deep() -> None:
    deepest = zipped({"c.txt": PLAN})
    inner = zipped({"b.txt": PLAN, "deep.zip": deepest})
    data = zipped({"附件/a.txt": PLAN, "__MACOSX/._a.txt": b"x", "inner.zip": inner, "a.mp3": b"x"})
    found = collect([("材料.zip", data)])
    assert _names(found) == ["材料.zip/附件/a.txt", "材料.zip/inner.zip/b.txt"]
    assert [file.read() for file in found.files] == [PLAN, PLAN]
    assert load_bytes(found.files[1].read(), found.files[1].name).text == PLAN.decode()
    assert _said(found) == [("材料.zip/inner.zip/deep.zip", "archive.nested")]
    assert found.passed_over == ("材料.zip/a.mp3",)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_written_without_saying_their_encoding_are_read(encoding: str) -> None:
    # 誠 is 0xD5 0x5C in GBK: its second byte is a backslash, which must not be taken for a folder.
    found = collect([("a.zip", _stored("实施誠意见.txt".encode(encoding), PLAN))])
    assert _names(found) == ["a.zip/实施誠意见.txt"]
    assert found.files[0].read() == PLAN


def test_a_name_given_a_second_time_in_utf8_is_that_name() -> None:
    raw = b"????.txt"
    field = b"\x01" + struct.pack("<I", zlib.crc32(raw)) + "附件一.txt".encode()
    extra = struct.pack("<HH", 0x7075, len(field)) + field
    assert _names(collect([("a.zip", _stored(raw, PLAN, extra=extra))])) == ["a.zip/附件一.txt"]


@pytest.mark.parametrize("name", [b"../a.txt", b"x/../../a.txt", b"/etc/a.txt", b"C:\\a.txt", b"x\\..\\..\\a.txt"])
def test_a_name_that_leads_out_of_the_archive_is_refused(name: bytes) -> None:
    found = collect([("a.zip", _stored(name, PLAN))])
    assert found.files == ()
    assert [error.data["reason"] for error in found.refused] == ["archive.path"]
    assert isinstance(found.refused[0], ArchiveError)


def test_a_link_in_an_archive_is_refused() -> None:
    found = collect([("a.zip", _stored(b"a.txt", b"/etc/passwd", mode=0o120777))])
    assert _said(found) == [("a.zip/a.txt", "archive.link")]


def test_an_encrypted_entry_is_refused_when_it_is_read_and_the_others_are_read() -> None:
    found = collect([("a.zip", _stored(b"a.txt", PLAN, flags=1)), ("b.zip", zipped({"b.txt": PLAN}))])
    with pytest.raises(EncryptedSourceError, match=r"a\.zip/a\.txt"):
        found.files[0].read()
    assert found.files[1].read() == PLAN


def test_an_entry_that_gives_other_than_it_declares_is_refused() -> None:
    data = bytearray(zipped({"a.txt": PLAN * 100}))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    found = collect([("a.zip", bytes(data))])
    with pytest.raises(UnreadableSourceError, match="container"):
        found.files[0].read()


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_UNPACKED", 1000)
    found = collect([("a.zip", zipped({"a.txt": PLAN * 100}))])
    assert found.files == ()
    assert found.refused[0].code == "source.too_large"


def test_a_file_too_large_to_be_read_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_FILE", 1000)
    found = collect([("a.zip", zipped({"a.txt": PLAN * 100}))])
    with pytest.raises(SourceError, match="over the limit"):
        found.files[0].read()


def test_entries_that_share_their_bytes_are_refused() -> None:
    data = _stored(b"a.txt", PLAN)
    start = data.find(b"PK\x01\x02")
    entry = data[start : data.find(b"PK\x05\x06")]
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 2, 2, 2 * len(entry), start, 0)
    assert _said(collect([("a.zip", data[:start] + entry * 2 + end)])) == [("a.zip", "archive.overlap")]


def test_an_archive_of_very_many_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_ENTRIES", 2)
    assert _said(collect([("a.zip", zipped(dict.fromkeys("abc", "x")))])) == [("a.zip", "archive.many")]


def test_a_bomb_spread_over_archives_in_an_archive_is_refused_as_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    inner = zipped({f"{n}.txt": PLAN * 1000 for n in range(40)})
    outer = zipped({f"{n}.zip": inner for n in range(3)})
    monkeypatch.setattr(archives, "MOST_UNPACKED", 3 * len(inner) + 60_000 * len(PLAN))
    found = collect([("a.zip", outer)])
    assert len(found.files) == 40
    assert [error.code for error in found.refused] == ["source.too_large"] * 2
    monkeypatch.undo()
    monkeypatch.setattr(collecting, "MOST_ENTRIES", 100)
    assert _said(collect([("a.zip", outer)])) == [("a.zip/2.zip", "archive.many_inside")]
    monkeypatch.setattr(collecting, "MOST_NESTED", 1)
    found = collect([("a.zip", outer), ("b.zip", outer)])
    assert _names(found)[::40] == ["a.zip/0.zip/0.txt", "b.zip/0.zip/0.txt"]
    assert _said(found)[:2] == [("a.zip/1.zip", "archive.many_nested"), ("a.zip/2.zip", "archive.many_nested")]


def test_a_broken_archive_is_refused() -> None:
    assert _said(collect([("a.zip", b"PK\x03\x04" + bytes(60))])) == [("a.zip", "damage.zip")]


def test_a_file_is_no_collection_but_a_folder_and_an_archive_are(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(PLAN)
    with zipfile.ZipFile(tmp_path / "a.ZIP", "w") as archive:
        archive.writestr("a.txt", PLAN)
    assert [is_collection(path) for path in (tmp_path / "a.txt", tmp_path, tmp_path / "a.ZIP")] == [False, True, True]
    assert is_collection(("a.zip", BytesIO().getvalue()))
