"""Every operation asked for real by every role, with the names of things of the own unit, of another, and of none."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi.testclient import TestClient

from archive.domain.accounts import Account, AccountName, Grant, Role
from archive.domain.people import PersonCode, UnitCode
from archive.domain.rights import RIGHTS, Action
from archive.workflow.jobs import cancel, put
from tests.api.conftest import PASSWORD, send, strange_client, token
from tests.api.world import World
from tests.api_v1.programs import secret_of
from tests.rights.operations import Operation

OWN, OTHER, NOWHERE = "SNV", "STC", "QQQ"  # as long as each other, so that answers can be compared
_PERSON = "CB-SNV-02"
_UNREACHED = frozenset({Role.CADRE, Role.ADMINISTRATOR})  # grants of theirs name no units
_BODIES: Mapping[str, dict[str, Any]] = {
    "/jobs": {"json": {"kind": "assemble"}},
    "/rows": {"json": {"texts": {"task": "NV-SNV-02-01"}}},
    "/{row}": {"json": {"texts": {"note": "x"}}},
    "/evidence": {"files": {"file": ("a.txt", b"a", "text/plain")}},
    "/imports": {"files": {"workbook": ("a.xlsx", b"PK")}},
}


@dataclass(frozen=True, slots=True)
class Asker:
    """One account, in a browser and with a program."""

    role: Role
    browser: TestClient
    csrf: str
    secret: str

    def may(self, operation: Operation) -> bool:
        """Whether the role may do such things at all; accounts are never managed with a token."""
        if operation.is_for_programs and Action.MANAGE_ACCOUNTS in operation.actions:
            return False
        return operation.is_for(RIGHTS[self.role])

    def ask(self, operation: Operation, names: Mapping[str, str]) -> tuple[int, str]:
        """The status and the words that come back."""
        address = re.sub(r"\{([^}]+)\}", lambda found: names.get(found[1].split(":")[0], "khong-co"), operation.path)
        if operation.is_for_programs:
            body = next((body for end, body in _BODIES.items() if operation.path.endswith(end)), {})
            sent = {} if operation.method in {"GET", "DELETE"} else body
            headers = {"Authorization": f"Bearer {self.secret}", "If-Match": '"x"'}
            found = self.browser.request(operation.method, address, headers=headers, **sent)
        else:
            headers = {} if operation.method == "GET" else {"X-CSRF": self.csrf}
            found = self.browser.request(operation.method, address, headers=headers, follow_redirects=False)
        return found.status_code, f"{found.headers.get('location', '')} {found.text}"


def asker(world: World, role: Role) -> Asker:
    """Somebody of that role, for one unit where grants of the role name units; a person of that unit."""
    units = None if role in _UNREACHED else frozenset({UnitCode(OWN)})
    account = Account(name=AccountName(f"mot-{role.value}"), display=role.words, person=PersonCode(_PERSON))
    account = account.granted(Grant(role=role, units=units))
    with world.desk.begin() as work:
        work.accounts.keep(account)
        work.accounts.set_password(account.name, PASSWORD)
        work.commit()
    browser = strange_client(world)
    assert send(browser, "/vao", name=account.name, password=PASSWORD).status_code == 303
    return Asker(role, browser, token(browser), secret_of(world.parts, account))


def names_in(world: World, unit: str, *, person: int = 1) -> dict[str, str]:
    """Names of real things of that unit and its person; of a unit that does not exist, names of the same form."""
    someone = f"CB-{unit}-{person:02}"
    job = "f" * 16 if unit == NOWHERE else ended_job(world, unit)
    return {
        "quy": "2026-Q2", "quarter": "2026-Q2", "year": "2026", "unit": unit, "version": "1", "kind": "assemble",
        "person": someone, "task": f"NV-{unit}-{person:02}-01", "slug": "ket-qua", "sheet": "ket-qua", "job": job,
        "row": f"NV-{unit}-{person:02}-01", "document": f"2026-Q2.{unit}.self_assessment.{someone}",
        "name": f"2026-Q2.{unit}.self_assessment.{someone}", "path": "record.json", "sha512": "c" * 128,
        "sequence": "0", "system": "party",
    }  # fmt: skip


def ended_job(world: World, unit: str) -> str:
    """Work on a dossier of that unit, cancelled: nobody waits for what it does."""
    asked = put(world.parts, "assemble", {"quarter": "2026-Q2", "unit": unit})
    return cancel(world.parts, asked.id).id


def told_alike(words: str, names: Mapping[str, str]) -> str:
    """An answer without the names it was asked with, for these are the asker's own words."""
    for name in sorted({names["job"], names["unit"]}, key=len, reverse=True):
        words = words.replace(name, "·")
    return words
