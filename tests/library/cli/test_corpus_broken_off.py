"""`gangmu corpus put` killed in the middle and started again: nothing is read twice, nothing is lost."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import gangmu
from gangmu.align.scale.corpus import STORE
from gangmu.align.scale.store import Store
from gangmu.model import Plan

FILES, SOME = 60, 8
COMMAND = [sys.executable, "-c", "from gangmu.cli.main import main; main()", "corpus", "put"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Sixty short opinions, each with a figure of its own."""
    made = tmp_path / "opinions"
    made.mkdir()
    for number in range(FILES):
        measures = "".join(f"{n}．新建乡村道路{number + n}公里，到2030年全部通车。\n" for n in range(1, 40))
        (made / f"{number:02d}.txt").write_text(f"某县第{number}号实施意见\n一、重点任务\n{measures}", "utf-8")
    return made


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that cannot be caught")
def test_a_run_that_was_killed_goes_on_where_it_stopped(folder: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    read_before = _killed_when(corpus, folder, SOME)
    assert SOME <= len(read_before) < FILES

    said = _put(corpus, folder)
    assert said == (FILES - len(read_before), len(read_before), 0)
    assert _put(corpus, folder) == (0, FILES, 0)

    paths = [path.as_posix() for path in folder.iterdir()]
    assert _kept(corpus) == {path: gangmu.read(Path(path).read_bytes(), name=path) for path in paths}


def test_of_a_folder_only_what_changed_is_read_again(folder: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    assert _put(corpus, folder) == (FILES, 0, 0)
    (folder / "07.txt").write_text("某县实施意见\n一、重点任务\n1．新建公园3个。\n", "utf-8")
    (folder / "08.txt").write_bytes(b"")
    assert _put(corpus, folder) == (1, FILES - 2, 1)


def _put(corpus: Path, folder: Path) -> tuple[int, ...]:
    """Read, unchanged, refused, as the command says."""
    command = [*COMMAND, str(corpus), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=_english())
    found = re.fullmatch(r"(\d+) read, (\d+) unchanged, (\d+) refused\.", done.stdout.strip())
    assert found is not None, done.stdout + done.stderr
    return tuple(int(number) for number in found.groups())


def _killed_when(corpus: Path, folder: Path, some: int) -> list[str]:
    """Start a run, kill it once some files are kept; the files it had kept."""
    child = subprocess.Popen([*COMMAND, str(corpus), str(folder)], env=_english(), stdout=subprocess.DEVNULL)
    try:
        while child.poll() is None and len(_keys(corpus)) < some:
            time.sleep(0.01)
    finally:
        child.kill()
        child.wait()
    return _keys(corpus)


def _keys(corpus: Path) -> list[str]:
    if not (corpus / STORE).exists():
        return []
    store = Store(corpus / STORE)
    try:
        return store.names()
    finally:
        store.close()


def _kept(corpus: Path) -> dict[str, Plan]:
    store = Store(corpus / STORE)
    try:
        return {key: store.plan(key) for key in store.names()}
    finally:
        store.close()


def _english() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "LANGUAGE": "en"}
