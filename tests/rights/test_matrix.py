"""Every operation × every role × own, another's and nobody's things: no surprise, and another's are nobody's.

The operations are those of the routes themselves, so a new one is asked without being added here.
"""

from collections.abc import Mapping

import pytest

from archive.domain.accounts import Role
from archive.domain.rights import RIGHTS, Action
from tests.api.world import World
from tests.api_v1.programs import open_world
from tests.rights.asking import NOWHERE, OTHER, OWN, Asker, asker, names_in, told_alike
from tests.rights.operations import Operation, operations

EVERY = list(operations())
FORBIDDEN, ABSENT, FAULT = 403, 404, 500
ABOUT_SOMEBODY = {"unit", "person", "document", "job", "name"}
NAMED = [item for item in EVERY if item.places & ABOUT_SOMEBODY]
_ELSEWHERE = {  # asked with the own things in other tests
    "POST /ra", "POST /tai-khoan/phien/ket-thuc",  # who has left is asked for the password again: test_sign_in.py
    "GET /ho-so/{quy}/{unit}/luu-tru/{version}/ban-doc",  # needs a real seal: tests/browser/test_official.py
    "GET /mau-van-ban", "GET /mau-van-ban/{kind}/{system}",  # need real forms: test_form_pages.py
}  # fmt: skip


@pytest.fixture(scope="module", params=Role)
def who(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[World, Asker]:
    """A world of its own for each role, and somebody of that role in it."""
    world = open_world(tmp_path_factory.mktemp("world"))
    return world, asker(world, request.param)


@pytest.fixture(scope="module")
def things(who: tuple[World, Asker]) -> Mapping[str, Mapping[str, str]]:
    return {unit: names_in(who[0], unit, person=2 if unit == OWN else 1) for unit in (OWN, OTHER, NOWHERE)}


def state_of(world: World, unit: str) -> object:
    """Everything kept of a unit, and how much was ever told of it."""
    state = world.desk.state
    kept = [
        {key: value for key, value in rows.items() if unit in str(key)}
        for rows in (state.dossiers, state.stages, state.made)
    ]
    return kept, len([event for event in state.happened if event.unit == unit])


@pytest.mark.parametrize("operation", NAMED, ids=lambda item: item.name)
def test_anothers_things_are_as_if_they_were_not_there(
    who: tuple[World, Asker], things: Mapping[str, Mapping[str, str]], operation: Operation
) -> None:
    world, one = who
    before = state_of(world, OTHER)

    theirs, nobodys = (one.ask(operation, things[unit]) for unit in (OTHER, NOWHERE))

    assert (theirs[0], told_alike(theirs[1], things[OTHER])) == (nobodys[0], told_alike(nobodys[1], things[NOWHERE]))
    assert theirs[0] < FAULT
    assert state_of(world, OTHER) == before


@pytest.mark.parametrize("operation", EVERY, ids=lambda item: item.name)
def test_a_role_passes_exactly_where_its_rights_let_it(
    who: tuple[World, Asker], things: Mapping[str, Mapping[str, str]], operation: Operation
) -> None:
    _, one = who
    if operation.name in _ELSEWHERE:
        return

    status, words = one.ask(operation, things[OWN])

    assert status < FAULT, words
    if not one.may(operation):
        is_hidden = operation.beyond and Action.READ not in RIGHTS[one.role]
        assert status == FORBIDDEN or (is_hidden and status == ABSENT)
    elif operation.places & {"unit"}:
        assert status != FORBIDDEN, words
