"""Every record format ever released opens for ever: verified, found, rebuilt, packed again, on today's code."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.bootstrap import create_home, open_home
from archive.domain.dossier import Stage
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.ports import Parts
from archive.workflow.audit import verify_log
from archive.workflow.export import export
from archive.workflow.index import reindex
from archive.workflow.rebuild import rebuild
from archive.workflow.retrieve import search, show
from archive.workflow.verify import verify_all, verify_file
from tests.quarters import SNV
from tests.validators.ocfl import ocfl_problems

FORMATS = sorted(path for path in Path(__file__).parent.iterdir() if path.is_dir() and path.name.startswith("v"))
Q2 = Quarter(2026, 2)
RECORD = RecordId(SNV, Q2)


@pytest.fixture(scope="module", params=FORMATS, ids=lambda path: path.name)
def released(request: pytest.FixtureRequest) -> Path:
    """What was released in that format."""
    folder: Path = request.param
    return folder


@pytest.fixture(scope="module")
def parts(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    """A home of today with keys of its own, which trusts those of then and was rebuilt from what was released."""
    home = tmp_path_factory.mktemp(released.name) / "home"
    create_home(os.environ, home=home)
    for name in ("records", "log", "trust"):
        shutil.copytree(released / name, home / name, dirs_exist_ok=True)
    with open_home(os.environ, home=home, writing=True, mending=True) as parts:
        rebuild(parts)
        reindex(parts)
        yield parts


def test_there_is_a_format_to_keep() -> None:
    assert FORMATS


def test_not_a_byte_of_what_was_released_has_changed(released: Path) -> None:
    listed = (line.split("  ", 1) for line in released.with_suffix(".sha512").read_text("utf-8").splitlines())
    found = {
        path.relative_to(released.parent).as_posix(): hashlib.sha512(path.read_bytes()).hexdigest()
        for path in released.rglob("*")
        if path.is_file()
    }

    assert found == {name: digest for digest, name in listed}


def test_the_record_is_whole(parts: Parts) -> None:
    report = verify_all(parts)

    assert report.problems == ()
    assert report.checked > 20


def test_a_foreign_validator_says_so_too(released: Path) -> None:
    assert ocfl_problems(released / "records") == []


def test_the_log_is_whole(parts: Parts) -> None:
    assert verify_log(parts).problems == ()


def test_the_facts_come_back(parts: Parts) -> None:
    with parts.desk.look() as work:
        facts, progress = work.facts.dossier(SNV, Q2), work.shelf.progress(SNV, Q2)
        documents = work.shelf.documents(SNV, Q2)

    assert [cadre.name for cadre in facts.cadres] == ["Lý Thu Hà"]
    assert (progress.stage, progress.version) == (Stage.SEALED, 1)
    assert len(documents) == 6
    assert all(document.signatures and not document.unsigned_by for document in documents)


def test_its_evidence_is_found(parts: Parts) -> None:
    hits = search(parts, '"Bản Khoang"').hits

    assert any(hit.kind == "evidence" for hit in hits)


def test_its_files_are_listed(parts: Parts) -> None:
    assert {path.split("/")[0] for path in show(parts, RECORD).files} >= {
        "documents",
        "evidence",
        "text",
        "record.json",
    }


def test_its_package_verifies(parts: Parts, released: Path) -> None:
    (package,) = (released / "packages").iterdir()

    assert verify_file(parts, package).problems == ()


def test_it_can_be_packed_again_under_the_same_name(parts: Parts, released: Path, tmp_path: Path) -> None:
    (package,) = (released / "packages").iterdir()

    made = export(parts, Q2, [SNV], out=tmp_path, whole=True).package

    assert made.name == package.name
