"""Old office files: handed to LibreOffice where there is one, with advice where there is none."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import docx as python_docx
import pytest
from source_makers import cell, docx, para, table, xlsx, zipped

from gangmu.errors import EmptySourceError, SourceTooLargeError, UnreadableSourceError, UnsupportedSourceError
from gangmu.source import legacy, load_bytes

WORD = docx(para("一、总体要求") + table(cell("序号") + cell("内容"), cell("1") + cell("修路")))
BOOK = xlsx(lambda book: book.add_worksheet().write(0, 0, "正文"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + bytes(100)


def opened(kind: str) -> bytes:
    return zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<x/>"})


OLD = {
    "a.doc": ole("WordDocument"),
    "a.wps": ole("WordDocument"),
    "a": ole("WordDocument"),
    "a.rtf": b"{\\rtf1 text}",
    "a.odt": opened("text"),
    "a.xls": ole("Workbook"),
    "a.et": ole("Workbook"),
    "a.ods": opened("spreadsheet"),
}
SHEETS = ("a.xls", "a.et", "a.ods")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """`office(code)`: a program that stands in for LibreOffice, its command line in `argv`."""

    def put(code: str) -> None:
        program = tmp_path / "soffice"
        program.write_text(
            f"#!{sys.executable}\nimport sys, time, subprocess\nfrom pathlib import Path\n{code}", "utf-8"
        )
        program.chmod(0o755)
        monkeypatch.setenv("GANGMU_SOFFICE", str(program))

    return put


def giving(content: bytes, kind: str) -> str:
    return (
        "out = Path(sys.argv[sys.argv.index('--outdir') + 1]); out.mkdir()\n"
        f"made = out / ('given.' + {kind!r})\n"
        f"made.write_bytes(bytes.fromhex({content.hex()!r}))\n"
        "assert Path(sys.argv[-1]).is_file() and any(a.startswith('-env:UserInstallation=file:') for a in sys.argv)"
    )


@pytest.mark.parametrize("name", OLD)
def test_an_old_file_is_read_as_what_it_was_converted_to_and_keeps_its_name(name: str, office) -> None:  # type: ignore[no-untyped-def]
    sheet = name in SHEETS
    office(giving(BOOK if sheet else WORD, "xlsx" if sheet else "docx"))
    source = load_bytes(OLD[name], name)
    assert ("正文" if sheet else "修路") in source.text
    assert (source.info.name, source.info.media_type != "text/plain") == (name, True)


@pytest.mark.parametrize(("name", "step"), [("a.doc", "save it as .docx"), ("a.et", "save it as .xlsx")])
def test_without_libreoffice_the_way_out_is_said(name: str, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GANGMU_SOFFICE", "")
    with pytest.raises(UnsupportedSourceError, match=f"Install LibreOffice.*{step}"):
        load_bytes(OLD[name], name)


def test_on_a_machine_without_libreoffice_the_way_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GANGMU_SOFFICE", raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(legacy, "_PLACES", ())
    with pytest.raises(UnsupportedSourceError) as caught:
        load_bytes(OLD["a.wps"], "a.wps")
    assert (caught.value.code, caught.value.data["advice"]) == ("source.unsupported", "advice.office_docx")


def test_a_file_that_libreoffice_cannot_open_is_refused(office) -> None:  # type: ignore[no-untyped-def]
    office("sys.exit(1)")
    with pytest.raises(UnreadableSourceError, match="LibreOffice cannot open it"):
        load_bytes(OLD["a.doc"], "a.doc")


def test_a_file_converted_to_nothing_is_empty(office) -> None:  # type: ignore[no-untyped-def]
    office(giving(docx(para("")), "docx"))
    with pytest.raises(EmptySourceError):
        load_bytes(OLD["a.doc"], "a.doc")


def test_a_conversion_that_takes_too_long_is_ended_with_all_it_started(
    office,  # type: ignore[no-untyped-def]
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(legacy, "TIME_LIMIT", 1.0)
    office(
        f"child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"Path({str(tmp_path / 'pid')!r}).write_text(str(child.pid))\ntime.sleep(60)"
    )
    start = time.monotonic()
    with pytest.raises(UnreadableSourceError, match="did not finish in time"):
        load_bytes(OLD["a.doc"], "a.doc")
    assert time.monotonic() - start < 20
    assert _ends(int((tmp_path / "pid").read_text()))


def _ends(pid: int) -> bool:
    """Whether a process is gone, or waits to be buried."""
    for _ in range(50):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        state = Path(f"/proc/{pid}/stat")
        if state.exists() and ") Z" in state.read_text():
            return True
        time.sleep(0.1)
    return False


def test_a_file_too_large_to_convert_is_refused(office, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    office("sys.exit(1)")
    monkeypatch.setattr(legacy, "MAX_CONVERTED", 100)
    with pytest.raises(SourceTooLargeError):
        load_bytes(OLD["a.doc"], "a.doc")


def test_a_damaged_container_that_libreoffice_opens_as_text_is_refused(office) -> None:  # type: ignore[no-untyped-def]
    office(giving(docx(para("ÐÏà¡±á;þÿ")), "docx"))
    with pytest.raises(UnreadableSourceError, match="cannot open"):
        load_bytes(OLD["a.doc"], "a.doc")


@pytest.mark.skipif(legacy.office() is None, reason="no LibreOffice on this machine")
@pytest.mark.parametrize("ending", ["doc", "rtf", "odt"])
def test_a_real_conversion_keeps_the_text_and_the_table(ending: str, tmp_path: Path) -> None:
    document = python_docx.Document()
    document.add_paragraph("一、总体要求")
    grid = document.add_table(rows=2, cols=2)
    grid.style = "Table Grid"
    for row, texts in zip(grid.rows, (("序号", "内容"), ("1", "修路")), strict=True):
        for place, text in zip(row.cells, texts, strict=True):
            place.text = text
    document.add_paragraph("完")
    document.save(str(tmp_path / "a.docx"))
    program = legacy.office()
    assert program
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        program,
        profile,
        "--headless",
        "--convert-to",
        ending,
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    source = load_bytes((tmp_path / f"a.{ending}").read_bytes(), f"a.{ending}")
    assert source.text.split() == ["一、总体要求", "序号", "内容", "1", "修路", "完"]
    assert [block.kind for block in source.blocks or ()] == ["paragraph", "table", "paragraph"]
