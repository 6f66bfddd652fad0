"""`gangmu-server serve`: web and worker side by side, one Ctrl-C for both."""

from __future__ import annotations

import ctypes
import hashlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

APPLICATION = "gangmu_server.config.wsgi:application"
START_SECONDS = 60
PR_SET_PDEATHSIG = 1
STOP_SECONDS = 15


class ServingError(Exception):
    """The server cannot start. The message says why and what to do."""


def prepare_static_files() -> bool:
    """Collect and compress the static files where they differ from last time.

    Returns:
        Whether there was anything to do.
    """
    root = Path(settings.STATIC_ROOT)
    stamp = root / ".stamp"
    seal = _seal()
    if stamp.is_file() and stamp.read_text() == seal:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    root.mkdir(parents=True, exist_ok=True)
    stamp.write_text(seal)
    return True


def _seal() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            facts = Path(storage.path(path)).stat()
            digest.update(f"{path}:{facts.st_size}:{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def migrate_if_needed() -> bool:
    """Bring the database up to date. Only looks where nothing is to be done: a start should take seconds.

    Returns:
        Whether there was anything to do.
    """
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", interactive=False, verbosity=0)
    return True


def check_port(host: str, port: int) -> None:
    """Refuse a port that somebody else has.

    Raises:
        ServingError: with the port and what to do.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ServingError(
                f"{host}:{port} 不能使用（{error.strerror}）。请换一个端口，例如 --port {port + 1}。\n"
                f"{host}:{port} cannot be used ({error.strerror}). Choose another port, such as --port {port + 1}."
            ) from error


def web_command(host: str, port: int, workers: int, threads: int) -> list[str]:
    """The command that serves pages."""
    options = ["--interface", "wsgi", "--workers", str(workers), "--blocking-threads", str(threads), "--no-ws"]
    options += ["--log-level", "warning", "--no-access-log", "--workers-kill-timeout", "5"]
    return [sys.executable, "-m", "granian", *options, "--host", host, "--port", str(port), APPLICATION]


def worker_command() -> list[str]:
    """The command that does jobs."""
    return [sys.executable, "-m", "gangmu_server.manage", "work"]


class Pair:
    """The web process and the worker. The worker is started again if it dies; the web's end ends both."""

    def __init__(self, web: Sequence[str], worker: Sequence[str]) -> None:
        self.commands = (list(web), list(worker))
        self.processes: list[subprocess.Popen[bytes]] = []
        self.stopping = False

    def run(self, address: str, ready: Callable[[], None]) -> int:
        """Start both, call `ready` once pages are answered, wait for the end.

        Returns:
            0 after a stop signal, 1 where the web process ended by itself.
        """
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        self.processes = [_start(self.commands[0])]
        try:
            answers = self._answers(address)
            self.processes.append(_start(self.commands[1]))  # after the web: pages are what somebody waits for
            if answers:
                ready()
            while not self.stopping and self.processes[0].poll() is None:
                self._keep_worker()
                time.sleep(0.2)
        finally:
            code = 0 if self.stopping else 1
            self._end()
        return code

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _answers(self, address: str) -> bool:
        until = time.monotonic() + START_SECONDS
        while not self.stopping and self.processes[0].poll() is None and time.monotonic() < until:
            if _is_up(address):
                return True
            time.sleep(0.1)
        return False

    def _keep_worker(self) -> None:
        if self.processes[1].poll() is not None:
            time.sleep(1)
            self.processes[1] = _start(self.commands[1])

    def _end(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.terminate()
        until = time.monotonic() + STOP_SECONDS
        for process in self.processes:
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _is_up(address: str) -> bool:
    """Whether pages are answered. A redirect is an answer: with GANGMU_HTTPS only the proxy in front speaks HTTPS."""
    parts = urlsplit(address)
    known_as = settings.ALLOWED_HOSTS[0].lstrip("*.") or parts.netloc
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=2)
    try:
        connection.request("GET", "/health", headers={"Host": known_as})
        return connection.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """A child in a session of its own: Ctrl-C reaches this process alone, which then ends the children in order.

    (A web server whose workers get the terminal's signal beside its own waits for them for ever.)
    """
    return subprocess.Popen(command, start_new_session=True, preexec_fn=_end_with_parent)  # noqa: PLW1509


def _end_with_parent() -> None:
    """Ask Linux to stop this child when its parent is killed without a chance to do so."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def serve(host: str, port: int, *, workers: int, threads: int, ready: Callable[[str], None]) -> int:
    """Bring the database up to date, collect static files, and run web and worker until stopped.

    Args:
        host: address to listen on.
        port: port to listen on.
        workers: web processes.
        threads: threads in each.
        ready: called with the address once pages are answered.

    Returns:
        The exit code.

    Raises:
        ServingError: the port cannot be used.
    """
    check_port(host, port)
    migrate_if_needed()
    prepare_static_files()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gangmu_server.config.settings")
    shown = f"[{host}]" if ":" in host else {"0.0.0.0": "127.0.0.1", "": "127.0.0.1"}.get(host, host)  # nosec B104 - how it is shown
    address = f"http://{shown}:{port}"
    return Pair(web_command(host, port, workers, threads), worker_command()).run(address, lambda: ready(address))
