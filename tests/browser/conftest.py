"""A real browser before a real server over the filled home; screenshots go to build/screens/."""

import shutil
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright

from api.server import listening, server
from archive.ports import Parts
from tests.browser.serving import PASSWORD, Office, office, sign_in
from tests.program import ROOT

_CHROMIUM = "/usr/bin/chromium"
_QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="package")
def site(demo_parts: Parts) -> Iterator[str]:
    """The address of the pages."""
    with listening("127.0.0.1", 0) as door:
        running = server(demo_parts)
        thread = threading.Thread(target=running.run, kwargs={"sockets": [door]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
        finally:
            running.should_exit = True
            thread.join()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium as Debian has it; closed with this folder, for its event loop would be in the way of signing tests."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=_CHROMIUM, args=_QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def held(browser: Browser, site: str) -> Callable[[str], StorageState]:
    """What a browser holds after that account of the demo came in by the form; each signs in once."""

    @cache
    def come_in(name: str) -> StorageState:
        context = browser.new_context(base_url=site)
        page = context.new_page()
        page.goto("/vao")
        page.get_by_label("Tên đăng nhập").fill(name)
        page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.wait_for_url(lambda address: "/vao" not in address)
        found = context.storage_state()
        context.close()
        return found

    return come_in


@pytest.fixture(scope="module")
def desk(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The filled home, copied and served by the real program with its worker: each file works in its own."""
    home = Path(shutil.copytree(demo_home, tmp_path_factory.mktemp("desk") / "home"))
    with office(home) as here:
        yield here


@pytest.fixture
def come_in(browser: Browser, desk: Office) -> Iterator[Callable[..., Page]]:
    """A window of an account of the demo, signed in; what a browser complains of fails the test."""
    opened: list[BrowserContext] = []
    complaints: list[str] = []

    def come(name: str, *, script: bool = True) -> Page:
        context = browser.new_context(
            base_url=desk.address,
            viewport={"width": 1280, "height": 900},
            locale="vi-VN",
            java_script_enabled=script,
            accept_downloads=True,
        )
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        sign_in(page, name)
        return page

    yield come
    for context in opened:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def screens() -> Path:
    """Where people look at what the pages look like."""
    folder = ROOT / "build" / "screens"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
