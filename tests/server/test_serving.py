"""`serve` for real: pages and worker in one, Ctrl-C ends all, and a killed worker's job is done by the next."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings as live_settings
from django.core.checks import CheckMessage

from gangmu_server.base.serving import ServingError, check_port
from gangmu_server.config import checks
from gangmu_server.config.env import read_environment
from tests.server.texts import OPINION

COMMAND = [sys.executable, "-m", "gangmu_server.manage"]
UPLOAD = f"""
import sys, django; django.setup()
from gangmu_server.base.clock import now
from gangmu_server.directory.actions import grant_role
from gangmu_server.directory.models import Account, Role, Zone
from gangmu_server.library.actions import upload_files
from gangmu_server.library.payloads import IncomingFile
zone, user = Zone.objects.get(), Account.objects.get()
grant_role(user, Role.COORDINATOR, zone=zone, acting_user=user, at=now())
upload_files([IncomingFile("a.txt", {OPINION!r}.encode())], zone=zone, acting_user=user, at=now())
"""
CLAIM = """
import os, django; django.setup()
from django_tasks_db.models import DBTaskResult
from gangmu_server.base.clock import now
from gangmu_server.base.workers import beat
from gangmu_server.library.models import Reading
from gangmu_server.library.reading.outcomes import start_reading
beat("gangmu-to-be-killed", now())
DBTaskResult.objects.get().claim("gangmu-to-be-killed")
reading = Reading.objects.get()
start_reading(reading, version="test", acting_user=reading.requested_by, at=now())
print("claimed", flush=True)
os.kill(os.getpid(), 9)
"""
STATE = """
import django; django.setup()
from gangmu_server.library.models import Reading
print(*Reading.objects.values_list("state", "attempts").get())
"""

Run = Callable[..., str]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An installation of its own, on SQLite."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GANGMU_")}
    settings = "gangmu_server.config.settings"
    return {**kept, "GANGMU_DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": settings, "PYTHONUNBUFFERED": "1"}


@pytest.fixture
def run(environment: dict[str, str]) -> Run:
    """Run a command or a program to its end."""

    def go(*command: str, code: int = 0, **extra: str) -> str:
        done = subprocess.run(
            command, env={**environment, **extra}, capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    return go


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Serving:
    """A server in a process group of its own, and what it has printed."""

    def __init__(self, environment: dict[str, str], port: int) -> None:
        self.process = subprocess.Popen(
            [*COMMAND, "serve", "--port", str(port), "--workers", "1"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.lines: list[str] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self.process.stdout or ():
            self.lines.append(line)

    def wait_for(self, words: str, seconds: float = 60) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if any(words in line for line in self.lines):
                return
            assert self.process.poll() is None, "".join(self.lines)
            time.sleep(0.1)
        raise AssertionError("".join(self.lines))

    def family(self) -> list[int]:
        """The process, its children and theirs."""
        listing = subprocess.run(["ps", "-eo", "pid=,ppid=,stat="], capture_output=True, text=True, check=True).stdout
        rows = [line.split() for line in listing.splitlines()]
        parents = {int(pid): int(parent) for pid, parent, stat in rows if not stat.startswith("Z")}
        family = [self.process.pid]
        for pid in family:
            family.extend(child for child, parent in parents.items() if parent == pid)
        return family

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(timeout=30)


def alive(pids: list[int]) -> list[int]:
    """Those of the processes that still run."""
    listing = subprocess.run(["ps", "-eo", "pid=,stat="], capture_output=True, text=True, check=True).stdout
    running = {int(pid) for pid, stat in (line.split() for line in listing.splitlines()) if not stat.startswith("Z")}
    return [pid for pid in pids if pid in running]


@pytest.fixture
def serving(environment: dict[str, str], port: int) -> Iterator[Serving]:
    server = Serving(environment, port)
    yield server
    server.kill()


ENDS: dict[str, tuple[Callable[[int], None], int]] = {
    "Ctrl-C at the terminal": (lambda pid: os.killpg(pid, signal.SIGINT), 0),
    "a stop from the system": (lambda pid: os.kill(pid, signal.SIGTERM), 0),
    "a kill that leaves no time": (lambda pid: os.kill(pid, signal.SIGKILL), -signal.SIGKILL),
}


@pytest.mark.parametrize(("end", "expected"), ENDS.values(), ids=ENDS)
def test_one_command_serves_and_its_end_ends_all(
    serving: Serving, port: int, end: Callable[[int], None], expected: int
) -> None:
    serving.wait_for(f"http://127.0.0.1:{port}/")
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in/", timeout=10) as answer:
        page = answer.read().decode()
    assert "密码" in page
    family = serving.family()
    assert len(family) >= 4
    style = re.search(r'href="(/static/[^"]+\.css)"', page)
    assert style is not None
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{style[1]}", timeout=10) as answer:
        assert "immutable" in answer.headers["Cache-Control"]
    end(serving.process.pid)
    assert serving.process.wait(timeout=30) == expected
    until = time.monotonic() + 10
    while alive(family) and time.monotonic() < until:
        time.sleep(0.1)
    assert alive(family) == []


BEHIND_A_PROXY = {
    "by its name only": {"GANGMU_ALLOWED_HOSTS": "plans.example.cn"},
    "HTTPS in front, this machine allowed too": {
        "GANGMU_ALLOWED_HOSTS": "127.0.0.1,plans.example.cn",
        "GANGMU_HTTPS": "yes",
        "GANGMU_PROXIES": "1",
    },
}


@pytest.mark.parametrize("settings", BEHIND_A_PROXY.values(), ids=BEHIND_A_PROXY)
def test_a_server_behind_a_proxy_says_at_once_that_it_is_up(
    environment: dict[str, str], port: int, settings: dict[str, str]
) -> None:
    server = Serving({**environment, **settings}, port)
    try:
        server.wait_for("纲目已启动", seconds=40)
        until = time.monotonic() + 10
        while not [line for line in running(server.family()) if line.endswith("work")] and time.monotonic() < until:
            time.sleep(0.1)
        assert [line for line in running(server.family()) if line.endswith("work")], "no worker"
    finally:
        server.kill()
    assert not [line for line in server.lines if "Traceback" in line]


def running(pids: list[int]) -> list[str]:
    """The command lines of the processes."""
    listing = subprocess.run(["ps", "-eo", "pid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 1) for line in listing.splitlines()]
    return [args for pid, args in rows if int(pid) in pids]


def test_a_job_whose_worker_was_killed_is_done_after_the_restart(run: Run, environment: dict[str, str]) -> None:
    run(*COMMAND, "migrate", "-v", "0")
    secret = {"GANGMU_ADMIN_PASSWORD": "hongjun-chuzheng-86"}
    run(*COMMAND, "createadmin", "--zone", "梅江", "--username", "first", "--name", "甲乙", **secret)
    run(sys.executable, "-c", UPLOAD)
    assert "claimed" in run(sys.executable, "-c", CLAIM, code=-signal.SIGKILL)
    assert run(sys.executable, "-c", STATE).split() == ["running", "1"]
    run(*COMMAND, "work", "--once")
    assert run(sys.executable, "-c", STATE).split() == ["done", "2"]


def test_a_port_in_use_is_said_before_anything_starts(port: int) -> None:
    check_port("127.0.0.1", port)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with pytest.raises(ServingError, match=rf"127\.0\.0\.1:{port}.*--port {port + 1}"):
            check_port("127.0.0.1", port)


def ids(found: list[CheckMessage]) -> list[str]:
    return [str(message.id) for message in found]


def test_system_checks_name_what_is_unsafe_or_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def environment(**values: str) -> None:
        given = {f"GANGMU_{key}": value for key, value in values.items()}
        monkeypatch.setattr(live_settings, "ENV", read_environment({"GANGMU_DATA_DIR": str(tmp_path), **given}))

    environment(ALLOWED_HOSTS="plans.example.cn", DEBUG="yes", DATABSE_URL="x")
    assert ids(checks.check_environment(None)) == ["gangmu.W001"]
    assert ids(checks.check_exposure(None)) == ["gangmu.W003", "gangmu.E004"]
    environment(ALLOWED_HOSTS="plans.example.cn", HTTPS="yes")
    assert checks.check_environment(None) == []
    assert checks.check_exposure(None) == []


def test_a_data_folder_that_cannot_be_written_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    blocked = read_environment({"GANGMU_DATA_DIR": str(tmp_path)})
    monkeypatch.setattr(live_settings, "ENV", blocked)

    def refuse(path: Path, *args: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "touch", refuse)
    assert ids(checks.check_environment(None)) == ["gangmu.E002"]


def test_the_database_in_use_passes_its_checks(db: None) -> None:
    assert checks.check_database(None, ["default"]) == []
