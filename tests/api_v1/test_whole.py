"""The whole API against its own OpenAPI document: made-up requests get no crash and no answer that is not told there.

Schemathesis makes them up (https://schemathesis.readthedocs.io): the examples of the document, every boundary of every
field, and random ones; the seed is fixed. The first test below says what a failure looks like to it.
"""

from collections import Counter
from dataclasses import dataclass, field

import pytest
import schemathesis
from pydantic import TypeAdapter, ValidationError
from schemathesis.config import (
    ChecksConfig,
    GenerationConfig,
    PhasesConfig,
    PositiveDataAcceptanceConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
    StatefulPhaseConfig,
)
from schemathesis.engine import Status, events, from_schema
from schemathesis.engine.recorder import CheckNode
from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from api.v1.addresses import PREFIX
from api.v1.app import create_api, mounted
from api.v1.schemas.jobs import SignJob, UnitJob
from archive.domain.accounts import Account, AccountName, Grant, Role
from archive.domain.people import UnitCode
from tests.api.world import MISSING, SEALED, SIGNING, World, small_world
from tests.api_v1.programs import open_world, secret_of

SEED, EXAMPLES, NO_LIMIT = 366, 8, 1_000_000
ALL_ROLES = (Role.SECRETARY, Role.HEAD, Role.BOARD, Role.ADMINISTRATOR, Role.INSPECTOR)


@dataclass
class Seen:
    """What was asked and answered."""

    failures: list[str] = field(default_factory=list)
    statuses: dict[str, Counter[int]] = field(default_factory=dict)


def run(app: ASGIApp, secret: str) -> Seen:
    """Everything that Schemathesis finds."""
    project = ProjectConfig(
        headers={"Authorization": f"Bearer {secret}"},
        # A rule of the guidance may refuse what the form of a message allows.
        checks=ChecksConfig(positive_data_acceptance=PositiveDataAcceptanceConfig(enabled=False)),
        phases=PhasesConfig(stateful=StatefulPhaseConfig(enabled=False)),
        generation=GenerationConfig(max_examples=EXAMPLES, deterministic=True, database="none"),
    )
    config = SchemathesisConfig(seed=SEED, projects=ProjectsConfig(default=project))
    schema = schemathesis.openapi.from_asgi(f"{PREFIX}/openapi.json", on_this_machine(app), config=config)
    seen = Seen()
    for event in from_schema(schema).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            seen.failures.append(str(event))
        if isinstance(event, events.ScenarioFinished):
            note(seen, event)
    return seen


def note(seen: Seen, event: events.ScenarioFinished) -> None:
    statuses = seen.statuses.setdefault(str(event.label), Counter())
    statuses.update(item.response.status_code for item in event.recorder.interactions.values() if item.response)
    for case, checks in event.recorder.checks.items():
        asked = event.recorder.interactions[case].request
        seen.failures += [
            f"{event.label}: {check.name}: {check.failure_info}"
            for check in checks
            if check.status is Status.FAILURE and not is_good_after_all(check, asked.body or b"")
        ]


def is_good_after_all(check: CheckNode, body: bytes) -> bool:
    """Whether what is called a violation is none: of a oneOf, Schemathesis 4 spoils one branch for another's words."""
    said = str(check.failure_info.failure) if check.failure_info else ""
    if check.name != "negative_data_rejection" or "in body - violates `enum` at /oneOf/" not in said:
        return False
    try:
        TypeAdapter(UnitJob | SignJob).validate_json(body)
    except ValidationError:
        return False
    return True


def on_this_machine(app: ASGIApp) -> ASGIApp:
    """Whatever name the tester calls it by."""

    async def called(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers = [(name, b"localhost" if name == b"host" else value) for name, value in scope["headers"]]
            scope = {**scope, "headers": headers}
        await app(scope, receive, send)

    return called


def everybody(world: World) -> Account:
    """An account with every role, so that nothing ends at the door."""
    units = frozenset(map(UnitCode, (SEALED, SIGNING, MISSING)))
    account = Account(name=AccountName("moi-vai-tro"), display="Mọi vai trò")
    for role in ALL_ROLES:
        account = account.granted(Grant(role=role, units=units if role in (Role.SECRETARY, Role.HEAD) else None))
    with world.desk.begin() as work:
        work.accounts.keep(account)
        work.commit()
    return account


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    world = open_world(tmp_path_factory.mktemp("whole"))
    secret = secret_of(world.parts, everybody(world))
    return run(Starlette(routes=[mounted(create_api(world.parts, per_minute=NO_LIMIT))]), secret)


def test_every_answer_is_told_in_the_document_and_none_is_a_crash(seen: Seen) -> None:
    assert seen.failures == []


def test_every_operation_was_asked_for_and_most_did_what_they_are_for(seen: Seen) -> None:
    """Else the test above would be content with requests that all ended at the door."""
    document = create_api(small_world().parts).openapi()
    every = {f"{method.upper()} {path}" for path, methods in document["paths"].items() for method in methods}
    asked = {name.replace(PREFIX, ""): statuses for name, statuses in seen.statuses.items()}

    assert every <= asked.keys()
    answered = {name for name in every if any(status < 300 for status in asked[name])}
    assert len(answered) > len(every) / 2, sorted(every - answered)
