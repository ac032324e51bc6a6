"""Programs with tokens, in front of the small world with real sheets, real file checks and a real search index."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

from fastapi.testclient import TestClient

from api.app import create_app
from archive.domain.accounts import Account, Role
from archive.domain.rights import RIGHTS, Action
from archive.ports import Parts
from archive.ports.scratch import Scratch
from archive.scanning import open_inspector
from archive.workbook import ExcelWorkbookReader
from archive.workflow.index import index
from archive.workflow.tokens import issue
from indexer.engines import TantivyEngine
from storage.database import SqlDesk
from tests.api.conftest import made_account
from tests.api.world import World, small_world

Q, SNV, STC, MISS = "/quarters/2026-Q2", "/quarters/2026-Q2/units/SNV", "/quarters/2026-Q2/units/STC", "BAC-HA"
RESULTS, EVIDENCE = f"{SNV}/sheets/ket-qua/rows", f"{SNV}/sheets/minh-chung/rows"
OWN, OTHER = "CB-SNV-02", "CB-SNV-01"
NOT_FOUND = {
    "error": {
        "code": "not_found",
        "message": "Không thấy, hoặc không thuộc phạm vi của khóa truy cập này.",
        "detail": {},
    }
}


def open_world(tmp_path: Path) -> World:
    """Three units in three states, behind the parts that read files and find texts."""
    world = small_world()
    parts = replace(
        world.parts,
        workbooks=ExcelWorkbookReader(),
        inspector=open_inspector(megabytes=1, unpacked=2, megapixels=1),
        scratch=Scratch(folder=tmp_path / "scratch", megabytes=1),
        search=TantivyEngine(tmp_path / "index"),
    )
    for record in parts.records.all():
        index(parts, record)
    return replace(world, parts=parts)


def with_database(world: World, path: Path) -> World:
    """The same on SQLite instead of in memory."""
    desk = SqlDesk(f"sqlite:///{path}")
    desk.upgrade()
    with world.desk.look() as was, desk.begin() as work:
        for dossier in was.dossiers.values():
            work.facts.replace(dossier)
        for progress in was.stages.values():
            work.shelf.move(progress)
        for document in was.made.values():
            work.shelf.keep(document)
        for event in was.happened:
            work.journal.write(event)
        work.commit()
    return replace(world, desk=cast("Any", desk), parts=replace(world.parts, desk=desk))


def secret_of(parts: Parts, account: Account, actions: Collection[Action] = ()) -> str:
    """The secret of a new token of that account, for these actions or all that a token may have."""
    every = {action for grant in account.grants for action in RIGHTS[grant.role]} - {Action.MANAGE_ACCOUNTS}
    return issue(parts, account.name, "thử", actions or every, lasting=timedelta(days=30)).secret


def program(
    world: World,
    role: Role = Role.SECRETARY,
    *,
    unit: str = "SNV",
    person: str = "",
    actions: Collection[Action] = (),
    secret: str | None = None,
) -> TestClient:
    """A program with a token of an account of that role."""
    account = made_account(
        world, role, name=f"{role.value}-{unit.lower()}-{person.lower()}".strip("-"), unit=unit, person=person
    )
    shown = secret_of(world.parts, account, actions) if secret is None else secret
    return stranger(world, authorization=f"Bearer {shown}")


def stranger(world: World, **headers: str) -> TestClient:
    """A program that shows what the headers say."""
    return TestClient(
        create_app(world.parts), base_url="http://localhost/api/v1", raise_server_exceptions=False, headers=headers
    )


def first_row(client: TestClient, address: str) -> dict[str, Any]:
    """The first row of a sheet."""
    row: dict[str, Any] = client.get(address).json()["items"][0]
    return row


def own(href: str) -> str:
    """An address as the client here takes it."""
    return href.removeprefix("/api/v1")
