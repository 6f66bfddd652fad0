"""Reader of old office files (.doc, .wps, .rtf, .odt, .xls, .et, .ods) through a LibreOffice of this machine.

LibreOffice turns the file into .docx or .xlsx, which our own readers then read. It works in a folder and with a profile
of its own that are thrown away, with macros and links to other places off, and is killed when it takes too long.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from gangmu.errors import SourceTooLargeError, UnreadableSourceError, UnsupportedSourceError
from gangmu.model import SourceInfo
from gangmu.source import docx, xlsx
from gangmu.source.limits import MB
from gangmu.source.model import SourceText

TIME_LIMIT = 90.0
"""Seconds; a first start takes about five, a document of a hundred pages about ten."""
MAX_CONVERTED = 50 * MB
_PROGRAMS = ("soffice", "libreoffice")
_PLACES = ("/usr/lib/libreoffice/program/soffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>2</value></prop></item>
</oor:items>
"""
_SIGNATURES = ("ÐÏ", "PK")
"""How a text begins that is the bytes of a damaged container: LibreOffice opens as text what it does not know."""
_NOWHERE = "http://127.0.0.1:9"
"""A proxy that nobody answers at: what a document links to is not fetched."""


class _Way(NamedTuple):
    """How a kind is converted: the ending LibreOffice is to see, what it becomes, and its filter."""

    suffix: str
    target: str
    filter: str


_WORD = "docx:MS Word 2007 XML"
_SHEET = "xlsx:Calc MS Excel 2007 XML"
_WAYS: dict[str, _Way] = {
    "application/msword": _Way(".doc", ".docx", _WORD),
    "application/rtf": _Way(".rtf", ".docx", _WORD),
    "application/vnd.oasis.opendocument.text": _Way(".odt", ".docx", _WORD),
    "application/vnd.ms-excel": _Way(".xls", ".xlsx", _SHEET),
    "application/vnd.oasis.opendocument.spreadsheet": _Way(".ods", ".xlsx", _SHEET),
}


def read(data: bytes, info: SourceInfo) -> SourceText:
    """An old office file.

    Args:
        data: the file's bytes.
        info: where they came from; the media type says which kind it is.

    Returns:
        What the reader of .docx or .xlsx gives for the converted file. Name and hash are those of the file given.

    Raises:
        UnsupportedSourceError: there is no LibreOffice on this machine.
        SourceTooLargeError: larger than what is handed to it.
        UnreadableSourceError: it could not convert the file, or not in time.
        EmptySourceError: no text.
    """
    way = _WAYS[info.media_type]
    program = office()
    if program is None:
        advice = "advice.office_docx" if way.target == ".docx" else "advice.office_xlsx"
        raise UnsupportedSourceError(name=info.name, found=f"kind.{way.suffix[1:]}", advice=advice)
    if len(data) > MAX_CONVERTED:
        size, limit = len(data) / MB, MAX_CONVERTED / MB
        raise SourceTooLargeError(name=info.name, size_mb=size, limit_mb=limit, reason="size.file")
    converted = _converted(program, data, way, info.name)
    source = docx.read(converted, info) if way.target == ".docx" else xlsx.read(converted, info)
    if source.text.startswith(_SIGNATURES):
        raise UnreadableSourceError(name=info.name, reason="damage.conversion")
    return source


def office() -> str | None:
    """Where LibreOffice is: `GANGMU_SOFFICE` where that is set (empty: do not use any), the path, the usual places."""
    named = os.environ.get("GANGMU_SOFFICE")
    if named is not None:
        return shutil.which(named) if named else None
    found = (shutil.which(program) for program in (*_PROGRAMS, *_PLACES))
    return next((program for program in found if program), None)


def _converted(program: str, data: bytes, way: _Way, name: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="gangmu-office-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        (place / "profile" / "user").mkdir(parents=True)
        (place / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
        given = place / f"given{way.suffix}"
        given.write_bytes(data)
        _run(_command(program, place, given, way), place, name)
        made = place / "out" / f"given{way.target}"
        if not made.is_file():
            raise UnreadableSourceError(name=name, reason="damage.conversion")
        return made.read_bytes()


def _command(program: str, place: Path, given: Path, way: _Way) -> list[str]:
    options = ["--headless", "--nologo", "--nodefault", "--norestore", "--nolockcheck", "--nofirststartwizard"]
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    return [program, profile, *options, "--convert-to", way.filter, "--outdir", str(place / "out"), str(given)]


def _run(command: list[str], place: Path, name: str) -> None:
    """Runs LibreOffice as a group of its own, so that overrunning ends all of it."""
    environment = {
        **os.environ,
        "HOME": str(place),
        "LC_ALL": "C.UTF-8",
        "http_proxy": _NOWHERE,
        "https_proxy": _NOWHERE,
    }
    try:
        child = subprocess.Popen(
            command,
            cwd=place,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise UnreadableSourceError(name=name, reason="damage.conversion") from error
    try:
        child.wait(TIME_LIMIT)
    except subprocess.TimeoutExpired as error:
        raise UnreadableSourceError(name=name, reason="damage.conversion_time") from error
    finally:
        _end(child)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Ends what is left of the group; the wrapper may be gone and its program still there."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    elif child.poll() is None:
        child.kill()
    child.wait()
