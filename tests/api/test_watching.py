"""Machines that watch learn how the system is, and nothing of what it holds."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from archive.domain.verification import VerificationReport
from archive.errors import Unavailable
from archive.ports.desk import Work
from tests.api.conftest import strange_client
from tests.api.world import World, small_world


@dataclass(frozen=True)
class LockedDesk:
    """A database that does not answer."""

    def begin(self) -> AbstractContextManager[Work]:
        raise Unavailable("Cơ sở dữ liệu bận.")

    look = begin

    def check(self) -> VerificationReport:
        raise Unavailable("Cơ sở dữ liệu bận.")


@pytest.fixture
def silent() -> TestClient:
    world = small_world()
    return strange_client(replace(world, parts=replace(world.parts, desk=LockedDesk())))


def gauges(client: TestClient) -> dict[str, float]:
    """Every sample, by name or by the sign it tells of."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {item.labels.get("sign", item.name): item.value for family in families for item in family.samples}


def test_a_system_that_answers_is_alive(client: TestClient) -> None:
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"ok": True})


def test_a_database_that_does_not_answer_is_told_without_details(silent: TestClient) -> None:
    answer = silent.get("/healthz")

    assert (answer.status_code, answer.json()) == (503, {"ok": False, "error": "unavailable"})


def test_each_sign_of_health_is_a_level_and_a_value(client: TestClient) -> None:
    found = gauges(client)

    assert (found["hoso_disk_free_percent"], found["disk_free"]) == (60.0, 0.0)
    assert found["backup_age"] == 1.0


def test_a_bad_sign_is_two(silent: TestClient) -> None:
    assert gauges(silent)["database"] == 2.0


def test_nothing_of_units_and_people_is_told(client: TestClient, world: World) -> None:
    told = client.get("/metrics").text

    with world.parts.desk.begin() as work:
        quarter = work.facts.quarters()[0]
        units = [work.facts.dossier(code, quarter).unit for code in work.facts.units(quarter)]
    assert [unit.name for unit in units if unit.name in told or f":{unit.code}:" in told] == []
