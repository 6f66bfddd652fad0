"""A real server with its worker, a real browser, the specimen's files. Every page is watched for errors of its scripts."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
FIVE = [
    EXAMPLES / name
    for name in (
        "national-plan.docx",
        "development-plan.pdf",
        "district-opinions.docx",
        "annex-1-pilots.xlsx",
        "annex-2-actions.docx",
    )
]
PASSWORD = "xunwu-anyuan-77"
WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 390, "height": 844}
START_SECONDS = 90
expect.set_options(timeout=20_000)  # a page may be slow while other work holds the machine; what fails, fails still

SignIn = Callable[..., Page]


def browser_path() -> str | None:
    """The distribution's browser."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--lang=zh-CN"]
    quiet += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    return {**browser_type_launch_args, "executable_path": browser_path(), "args": quiet}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], base_url: str) -> dict[str, Any]:
    return {**browser_context_args, "viewport": WIDE, "locale": "zh-CN", "base_url": base_url}


@pytest.fixture(scope="session")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of our own, with a zone and its accounts in it."""
    with served(tmp_path_factory.mktemp("data")) as address:
        yield address


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server with its worker over a folder of data, the cast in it."""
    settings = {k: v for k, v in os.environ.items() if not k.startswith(("GANGMU_", "DJANGO_"))}
    settings["GANGMU_DATA_DIR"] = str(folder)
    subprocess.run([sys.executable, "-m", "tests.browser.cast"], cwd=ROOT, env=settings, check=True)
    port = _free_port()
    command = [sys.executable, "-m", "gangmu_server.manage", "serve", "--port", str(port), "--workers", "1"]
    with (folder / "serve.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=settings)
        try:
            _wait(f"http://127.0.0.1:{port}", server, folder / "serve.log")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)


@pytest.fixture
def faults() -> list[str]:
    """What went wrong inside a page. A test that expects something to go wrong clears it."""
    return []


@pytest.fixture
def watched(context: BrowserContext, base_url: str, faults: list[str]) -> Iterator[BrowserContext]:
    """A context whose pages may not raise, fail to load a part, or ask another host for anything."""
    context.on("weberror", lambda error: faults.append(str(error.error)))
    context.on("request", lambda r: None if r.url.startswith((base_url, "data:", "blob:")) else faults.append(r.url))
    context.on("response", lambda r: faults.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    yield context
    assert faults == []


@pytest.fixture
def sign_in(watched: BrowserContext) -> SignIn:
    """Sign in as one of the cast by the page itself."""

    def run(name: str = "tongchou") -> Page:
        page = watched.new_page()
        page.goto("/sign-in/")
        page.get_by_label("用户名或手机号").fill(name)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.wait_for_url("**/plans/")
        return page

    return run


@pytest.fixture
def desk(sign_in: SignIn) -> Page:
    """The coordinator's page, wide."""
    return sign_in()


@pytest.fixture
def read_library(desk: Page) -> Page:
    """The coordinator's page with the five files of the specimen uploaded and read."""
    return upload_five(desk)


def upload_five(page: Page) -> Page:
    """Upload the specimen by the file picker unless the library has it, wait until all is read, join its annexes."""
    if page.locator(".plan-card").count() == 0:
        page.locator("#files").set_input_files(FIVE)
        page.locator("#outcomes .note").nth(len(FIVE) - 1).wait_for(timeout=60_000)
    done_reading(page)
    while page.locator(".annex-guess").count():
        page.locator(".annex-guess").first.get_by_role("button", name="并入").click()
        page.locator(".note.is-success").first.wait_for()
        done_reading(page)
    return page


def done_reading(page: Page) -> None:
    """Wait until the list says that nothing is being read any more."""
    page.goto("/plans/")
    page.locator(".under-way").wait_for(state="detached", timeout=90_000)


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    pytest.fail(f"the server did not start:\n{log.read_text('utf-8')[-2000:]}")
