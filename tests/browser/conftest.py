"""A real browser before a real server over the filled home; screenshots go to build/screens/."""

import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, StorageState, sync_playwright

from api.server import listening, server
from archive.ports import Parts
from tests.program import ROOT

_PASSWORD = "chi-de-xem-thu"  # noqa: S105 - of every demo
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
        page.get_by_label("Mật khẩu", exact=True).fill(_PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.wait_for_url(lambda address: "/vao" not in address)
        found = context.storage_state()
        context.close()
        return found

    return come_in


@pytest.fixture(scope="session")
def screens() -> Path:
    """Where people look at what the pages look like."""
    folder = ROOT / "build" / "screens"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
