"""Minh chứng sent piece by piece becomes evidence once, with what was said of it, and its end is told."""

import os
import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from archive.domain.accounts import Role
from tests.api.conftest import token
from tests.api.editing import browser
from tests.api.sending import TUS, Moody, address, begun, given, piece, receiving_world
from tests.api.world import SIGNING, World


@pytest.fixture
def moody() -> Moody:
    return Moody()


@pytest.fixture
def world(tmp_path: Path, moody: Moody) -> World:
    return receiving_world(tmp_path, moody)


@pytest.fixture
def secretary(world: World) -> TestClient:
    return browser(world, Role.SECRETARY, unit=SIGNING)


def test_pieces_become_evidence_with_what_was_said(world: World, secretary: TestClient) -> None:
    at = address(secretary, 8)

    assert piece(secretary, at, 0, b"%PDF").headers["upload-offset"] == "4"
    assert piece(secretary, at, 4, b"-1.4").status_code == 204

    (new,) = given(world)
    assert new.file
    assert (new.file.name, new.number) == ("báo cáo.pdf", "15/BC-STC")
    assert world.blobs.kept[new.file.sha512] == b"%PDF-1.4"


def test_the_outcome_is_told_in_words(secretary: TestClient) -> None:
    at = address(secretary, 4)
    piece(secretary, at, 0, b"%PDF")

    said = secretary.get(f"{at}/ket-qua").json()

    assert said["is_taken"]
    assert said["sentence"] == "Đã nhận tệp báo cáo.pdf. Đã kiểm tra: PDF, 1 KB."


def test_the_bytes_do_not_stay_beside(world: World, secretary: TestClient) -> None:
    piece(secretary, address(secretary, 4), 0, b"%PDF")

    assert not [
        path for path in world.parts.scratch.folder.rglob("*") if path.is_file() and b"%PDF" in path.read_bytes()
    ]


def test_a_lost_last_answer_is_asked_for_again_without_sending_twice(secretary: TestClient) -> None:
    at = address(secretary, 4)
    piece(secretary, at, 0, b"%PDF")

    assert secretary.head(at, headers=TUS).headers["upload-offset"] == "4"


def test_a_file_that_is_refused_is_told_and_not_kept(world: World, secretary: TestClient, moody: Moody) -> None:
    moody.mood = "bad"
    at = address(secretary, 4)

    assert piece(secretary, at, 0, b"%PDF").status_code == 204

    said = secretary.get(f"{at}/ket-qua").json()
    assert (said["is_taken"], said["sentence"]) == (False, "Tệp này có mã độc.")
    assert given(world) == []


def test_without_the_scanner_a_file_waits_and_is_taken_later(world: World, secretary: TestClient, moody: Moody) -> None:
    moody.mood = "busy"
    at = address(secretary, 4)
    piece(secretary, at, 0, b"%PDF")
    assert not secretary.get(f"{at}/ket-qua").json()["is_over"]
    moody.mood = ""

    said = secretary.post(f"{at}/lam-lai", headers={"X-CSRF": token(secretary)}).json()

    assert said["is_taken"]
    assert len(given(world)) == 1


def test_what_a_stop_left_beyond_the_known_end_is_cut_off(world: World, secretary: TestClient) -> None:
    at = address(secretary, 8)
    piece(secretary, at, 0, b"%PDF")
    path = next(path for path in world.parts.scratch.folder.rglob(at.rpartition("/")[2]))
    path.write_bytes(path.read_bytes() + b"rac")

    piece(secretary, at, 4, b"-1.4")

    (new,) = given(world)
    assert new.file
    assert world.blobs.kept[new.file.sha512] == b"%PDF-1.4"


def test_what_lost_bytes_begins_anew(world: World, secretary: TestClient) -> None:
    at = address(secretary, 8)
    piece(secretary, at, 0, b"%PDF")
    path = next(path for path in world.parts.scratch.folder.rglob(at.rpartition("/")[2]))
    path.write_bytes(b"%")

    assert piece(secretary, at, 4, b"-1.4").status_code == 404
    assert secretary.head(at, headers=TUS).status_code == 404


def test_what_is_half_way_for_days_is_thrown_away(world: World, secretary: TestClient) -> None:
    at = address(secretary, 8)
    old = time.time() - 3 * 24 * 3600
    for path in world.parts.scratch.folder.rglob(f"{at.rpartition('/')[2]}*"):
        os.utime(path, (old, old))

    begun(secretary, 4)

    assert secretary.head(at, headers=TUS).status_code == 404


def test_what_is_on_its_way_can_be_given_up(world: World, secretary: TestClient) -> None:
    at = address(secretary, 8)

    assert secretary.delete(at, headers={**TUS, "X-CSRF": token(secretary)}).status_code == 204
    assert not [path for path in world.parts.scratch.folder.rglob("*") if path.is_file()]
