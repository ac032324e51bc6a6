"""The small world with the sheets of the workbook behind its forms, so that pages can change rows of it."""

import re
from dataclasses import replace

from fastapi.testclient import TestClient

from archive.domain.accounts import Role
from archive.workbook import ExcelWorkbookReader
from tests.api.conftest import signed_in, strange_client
from tests.api.world import World, small_world


def editable_world() -> World:
    """Three units in three states whose facts may be changed."""
    world = small_world()
    return replace(world, parts=replace(world.parts, workbooks=ExcelWorkbookReader()))


def browser(world: World, role: Role, *, unit: str = "SNV", person: str = "") -> TestClient:
    """Somebody of that role, in a browser of one's own."""
    return signed_in(strange_client(world), world, role, unit=unit, person=person)


def field(page: str, name: str) -> str:
    """The value of a hidden field or an input of that name."""
    found = re.search(rf'name="{re.escape(name)}"[^>]* value="([^"]*)"', page)
    assert found, name
    return found[1]
