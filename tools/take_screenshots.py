"""Take the pictures of README and docs from the demo, in real Chromium, into docs/images/.

make screenshots
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
PORT = 8917
ADDRESS = f"http://127.0.0.1:{PORT}"
ACCOUNT, PASSWORD = "tongchou", "shifanqu-2022"
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--lang=zh-CN",
)


def main() -> int:
    IMAGES.mkdir(parents=True, exist_ok=True)
    browser_path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with demo(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=list(FLAGS))
        page = browser.new_page(viewport=WIDE, locale="zh-CN")
        sign_in(page)
        take_all(page)
        browser.close()
    return 0


@contextmanager
def demo() -> Iterator[None]:
    """The demo on a port and in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        command = [str(Path(sys.executable).with_name("gangmu-server")), "demo", "--port", str(PORT)]
        environment = {**os.environ, "GANGMU_DATA_DIR": folder}
        server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)
        try:
            wait_for(f"{ADDRESS}/sign-in/", server)
            yield
        finally:
            os.killpg(server.pid, signal.SIGINT)
            server.wait(timeout=30)


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Until the page answers."""
    for _ in range(600):
        if server.poll() is not None:
            raise SystemExit(f"the demo ended with code {server.returncode}")
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except OSError:  # not there yet, or too busy to answer
            time.sleep(0.5)
        else:
            return
    raise SystemExit("the demo did not answer within five minutes")


def sign_in(page: Page) -> None:
    page.goto(f"{ADDRESS}/sign-in/")
    page.fill("input[name=username]", ACCOUNT)
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/plans/**")


def take_all(page: Page) -> None:
    """Each page of the tour, wide; the plan page narrow as well."""
    take(page, "/plans/", "plan-library")
    plan = first_link(page, "/plans/", "a[href^='/plans/']:has-text('章贡区人民政府')")
    take(page, plan, "plan-page", click="#rec-list li.rec >> nth=4")
    take(page, "/tables/task/", "table-of-tasks")
    take(page, first_link(page, "/units/", "main a[href^='/units/']:has-text('区卫健委')"), "unit-sheet")
    take(page, "/search/?q=乡村振兴", "search")
    take(page, "/review/", "review-desk")
    take(page, "/alignment/", "alignment")
    page.set_viewport_size(NARROW)
    take(page, plan, "plan-page-narrow")


def first_link(page: Page, path: str, selector: str) -> str:
    """Where the first such link of a page leads."""
    page.goto(f"{ADDRESS}{path}")
    return page.locator(selector).first.get_attribute("href") or path


def take(page: Page, path: str, name: str, click: str = "") -> None:
    """One picture, in few colours so that it stays small."""
    page.goto(f"{ADDRESS}{path}")
    page.wait_for_load_state("networkidle")
    if click:
        page.locator(click).click()
        page.wait_for_timeout(500)
    target = IMAGES / f"{name}.png"
    page.screenshot(path=target)
    with Image.open(target) as picture:
        picture.convert("RGB").quantize(128).save(target, optimize=True)
    print(f"docs/images/{name}.png: {target.stat().st_size // 1024} KB")


if __name__ == "__main__":
    sys.exit(main())
