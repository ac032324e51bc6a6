"""hoso export as people call it: the question of secrecy, who may open the package, and what is said."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.bootstrap import open_home
from archive.domain.history import Event, EventKind
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from tests.exporters.receivers import Receiver, receiver, rsa_key
from tests.program import Finished, command, environment, hoso

RECORD = RecordId(UnitCode("BTCTU"), Quarter(2026, 2))
MOMENT = {"HOSO_NOW": "2026-07-02T08:00:00+07:00"}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Receiver:
    return receiver(tmp_path_factory.mktemp("office"), rsa_key())


def export(home: Path, *arguments: object) -> Finished:
    return hoso("--home", home, "export", "--quarter", "2026-Q2", *arguments, environ=MOMENT)


def remembered(home: Path) -> list[Event]:
    with open_home(environment(), home=home) as parts, parts.desk.begin() as work:
        return [event for event in work.journal.events(RECORD) if event.kind is EventKind.DISSEMINATION][1:]


def test_off_a_terminal_the_question_of_secrecy_must_be_answered_first(copied_home: Path, tmp_path: Path) -> None:
    refused = export(copied_home, "--to", "central", "--out", tmp_path / "goi")

    assert refused.code == 2
    assert "người có thẩm quyền xác định độ mật" in refused.talk
    assert "--secrecy" in refused.talk
    assert not (tmp_path / "goi").exists()
    assert remembered(copied_home) == []


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """Both ends of a terminal: what a person types goes into the first."""
    typed, seen = os.openpty()
    yield typed, seen
    os.close(typed)
    os.close(seen)


def test_at_a_terminal_a_person_is_asked(copied_home: Path, tmp_path: Path, terminal: tuple[int, int]) -> None:
    typed, seen = terminal
    os.write(typed, b"secret\n")

    done = subprocess.run(
        command("--home", copied_home, "export", "--quarter", "2026-Q2", "--to", "central", "--out", tmp_path / "goi"),
        stdin=seen,
        capture_output=True,
        text=True,
        env=environment(MOMENT),
        timeout=120,
        check=False,
    )

    assert done.returncode == 0
    assert "không mật (public) hay mật (secret)?" in done.stderr
    assert done.stdout == ""
    assert [event.outcome for event in remembered(copied_home)] == ["withheld"]


def test_a_secret_set_makes_no_package_and_is_remembered(copied_home: Path, tmp_path: Path) -> None:
    done = export(copied_home, "--to", "central", "--secrecy", "secret", "--out", tmp_path / "goi", "--json")

    assert done.code == 0
    assert (done.json["package"], done.json["records"]) == (None, [str(RECORD)])
    assert "bản giấy theo chế độ mật" in done.talk
    assert not (tmp_path / "goi").exists()
    assert ["bản giấy theo chế độ mật" in event.note for event in remembered(copied_home)] == [True]


def test_a_public_set_is_a_package_that_verifies(copied_home: Path, tmp_path: Path) -> None:
    done = export(copied_home, "--to", "central", "--secrecy", "public", "--out", tmp_path / "goi", "--json")

    package = Path(done.json["package"])
    assert package.name.startswith("hoso-2026-Q2-trung-uong-")
    assert done.json["secrecy"] == "public"
    assert hoso("--home", copied_home, "verify", package, environ=MOMENT).code == 0
    assert ["không mật" in event.note for event in remembered(copied_home)] == [True]


def test_who_said_secret_before_is_named_when_the_answer_changes(copied_home: Path, tmp_path: Path) -> None:
    export(copied_home, "--to", "central", "--secrecy", "secret", "--out", tmp_path)

    done = export(copied_home, "--to", "central", "--secrecy", "public", "--out", tmp_path)

    assert "đã ghi tập của BTCTU là mật" in done.talk


def test_a_unit_without_such_a_cadre_gives_nothing(copied_home: Path, tmp_path: Path) -> None:
    done = export(copied_home, "--to", "central", "--secrecy", "public", "--unit", "SNV", "--out", tmp_path / "goi")

    assert done.code == 4
    assert "không có cán bộ nào thuộc diện Bộ Chính trị" in done.talk
    assert not (tmp_path / "goi").exists()


def test_secrecy_is_asked_of_what_goes_to_the_centre_only(copied_home: Path, tmp_path: Path) -> None:
    assert export(copied_home, "--secrecy", "public", "--out", tmp_path).code == 2


def test_an_encrypted_package_is_opened_by_openssl_and_then_verifies(
    copied_home: Path, office: Receiver, tmp_path: Path
) -> None:
    out = tmp_path / "goi"
    done = export(copied_home, "--encrypt-for", office.certificate, "--out", out, "--json")
    closed, opened = Path(done.json["package"]), tmp_path / "mo.zip"

    assert [path.name for path in out.iterdir()] == [closed.name]
    assert done.json["encrypted_for"][0]["sha256"] in done.talk
    assert office.opens(closed, opened)
    assert hoso("--home", copied_home, "verify", opened, environ=MOMENT).code == 0
    assert list((copied_home / "scratch" / "export").iterdir()) == []


def test_verify_says_that_a_package_is_encrypted_and_how_to_open_it(
    copied_home: Path, office: Receiver, tmp_path: Path
) -> None:
    done = export(copied_home, "--encrypt-for", office.certificate, "--out", tmp_path, "--json")

    asked = hoso("--home", copied_home, "verify", done.json["package"], "--json", environ=MOMENT)

    assert asked.code == 7
    assert asked.json["error"]["code"] == "bad_package"
    assert "openssl cms -decrypt" in asked.talk


def test_a_plain_package_beside_the_encrypted_one_is_pointed_out(
    copied_home: Path, office: Receiver, tmp_path: Path
) -> None:
    export(copied_home, "--out", tmp_path)

    assert "bản chưa mã hóa" in export(copied_home, "--encrypt-for", office.certificate, "--out", tmp_path).talk


def test_an_expired_certificate_stops_the_export(copied_home: Path, office: Receiver, tmp_path: Path) -> None:
    late = {"HOSO_NOW": "2029-07-02T08:00:00+07:00"}
    arguments = ["--quarter", "2026-Q2", "--encrypt-for", office.certificate, "--out", tmp_path / "goi"]

    done = hoso("--home", copied_home, "export", *arguments, environ=late)

    assert done.code == 7
    assert "hết hạn" in done.talk
    assert not (tmp_path / "goi").exists()
