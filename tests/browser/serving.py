"""An office with the pages open over a home of its own; and how people come in and press."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect

from archive.bootstrap import open_home
from archive.domain.accounts import AccountName
from archive.domain.document import Document
from archive.domain.dossier import OpenDossier
from archive.domain.people import PersonCode, UnitCode
from archive.domain.quarter import FIRST_QUARTER
from tests.program import serving

PASSWORD = "chi-de-xem-thu"  # noqa: S105 - of every demo
SLOW = 60_000  # milliseconds: a bound against a hang, no measure


@dataclass(frozen=True, slots=True)
class Office:
    """A served home, and the unit and the cadre whose accounts the demo made."""

    home: Path
    address: str
    unit: UnitCode
    person: PersonCode

    @property
    def dossier(self) -> OpenDossier:
        """The unit's facts as they are stored now."""
        with open_home(os.environ, home=self.home) as parts, parts.desk.look() as work:
            return work.facts.dossier(self.unit, FIRST_QUARTER)

    @property
    def documents(self) -> Sequence[Document]:
        """The unit's papers as they are stored now."""
        with open_home(os.environ, home=self.home) as parts, parts.desk.look() as work:
            return work.shelf.documents(self.unit, FIRST_QUARTER)


@contextmanager
def office(home: Path) -> Iterator[Office]:
    """That home, served."""
    with open_home(os.environ, home=home) as parts, parts.desk.look() as work:
        (unit,) = [unit for grant in work.accounts.find(AccountName("thuky")).grants for unit in grant.units or ()]
        person = work.accounts.find(AccountName("canbo")).person or PersonCode("")
    with serving(home) as running:
        yield Office(home, running.url, unit, person)


def sign_in(page: Page, name: str) -> None:
    page.goto("/vao")
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_label("Mật khẩu", exact=True).press("Enter")
    page.wait_for_url(lambda found: "/vao" not in found)


def ended(page: Page) -> None:
    """The work that was asked for is over, and the page says so by itself."""
    expect(page.locator("[data-over]")).to_be_visible(timeout=SLOW)


def press(page: Page, name: str) -> None:
    """With the keyboard."""
    page.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")
