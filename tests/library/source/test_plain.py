"""Plain text: the text is the file as decoded, character for character."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gangmu.errors import EmptySourceError, UnreadableSourceError
from gangmu.source import load, load_bytes

TEXT = "\n实施意见\r\n一、总体要求\r\n到2025年，新建公路10公里。\n"
ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", [TEXT, "公路", "一、要求", TEXT * 5000, "“十四五”期间——①②③", "Plan A, 2025: 10 km\n"])
def test_text_comes_back_exactly_whatever_its_encoding(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    source = load_bytes(data, "方案.txt")
    assert source.text == text
    assert data.decode(source.info.encoding or "") == text
    assert source.is_plain
    assert source.blocks is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le"])
def test_a_byte_order_mark_counts_as_one_character(encoding: str) -> None:
    data = ("\ufeff" + TEXT).encode(encoding)
    source = load_bytes(data, "方案.txt")
    assert source.text[0] == "\ufeff"
    assert source.text[1:] == TEXT
    assert data.decode(source.info.encoding or "") == source.text


def test_a_line_end_of_two_characters_stays_two() -> None:
    assert load_bytes("一\r\n二".encode(), "a.txt").text.index("二") == 3


@given(
    st.text(alphabet=st.sampled_from("一二三四五年月日的和，。；、（）“”《》2025%\r\n\t 区局建设完成项目"), min_size=1)
)
@example("0")
def test_any_utf8_text_of_a_plan_comes_back(text: str) -> None:
    if text.strip():
        assert load_bytes(text.encode(), "a.txt").text == text


@given(st.text(alphabet="全市区县年月日的和，。；、项目建设完成新增改造", min_size=6), st.sampled_from(ENCODINGS[1:]))
def test_chinese_text_in_other_encodings_comes_back(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    source = load_bytes(data, "a.txt")
    assert data.decode(source.info.encoding or "") == source.text


def test_one_broken_byte_is_noted_and_does_not_stop_the_reading() -> None:
    data = (TEXT * 100).encode() + "末".encode()[:2]
    source = load_bytes(data, "a.txt")
    assert source.text.startswith(TEXT)
    assert source.text.endswith("\ufffd")
    assert source.info.encoding is None
    assert not source.is_plain
    assert [issue.code for issue in source.issues] == ["source.damaged_bytes"]
    assert source.text[slice(*source.issues[0].span)] == "\ufffd"


@pytest.mark.parametrize("data", [b" \r\n\t", "\u3000\n".encode(), b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_a_blank_file_is_refused(data: bytes) -> None:
    with pytest.raises(EmptySourceError, match="blank"):
        load_bytes(data, "a.txt")


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnreadableSourceError, match="no known encoding"):
        load_bytes(bytes(range(256)) * 20, "a.txt")


def test_a_file_on_disk_is_known_by_name_and_hash(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "方案.txt"
    path.write_bytes(b"plan text, 2025")
    info = load(path).info
    assert (info.name, info.media_type) == ("方案.txt", "text/plain")
    assert info.sha256 == hashlib.sha256(b"plan text, 2025").hexdigest()
    assert load(path.read_bytes(), name="x.txt").info.sha256 == info.sha256
