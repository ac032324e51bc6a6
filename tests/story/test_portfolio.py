"""The portfolio of a record of the demo's quarter, by the real program."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from archive.ports import Parts
from archive.workflow.index import read_description
from tests.program import Finished

Run = Callable[..., Finished]


@pytest.fixture(scope="module")
def written(run_in: Run, demo_parts: Parts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The portfolio of the first record."""
    out = tmp_path_factory.mktemp("portfolio") / "hồ sơ.pdf"
    done = run_in("portfolio", next(demo_parts.records.all()), "--out", out, "--json")
    assert (done.code, done.json["unshown"]) == (0, []), done.talk
    return out


def test_the_signed_originals_come_out_as_they_were_sealed(written: Path, demo_parts: Parts) -> None:
    said = read_description(demo_parts.records.content(next(demo_parts.records.all())))

    attached = {hashlib.sha512(content).hexdigest() for (content,) in PdfReader(written).attachments.values()}
    assert attached == {document["sha512"] for document in said["documents"]}


def test_an_original_taken_out_of_the_portfolio_verifies(written: Path, run_in: Run, tmp_path: Path) -> None:
    original = tmp_path / "gốc.pdf"
    original.write_bytes(next(iter(PdfReader(written).attachments.values()))[0])

    assert run_in("verify", original).code == 0


def test_the_portfolio_itself_bears_no_signature(written: Path) -> None:
    assert PdfReader(written).get_fields() is None


def test_the_program_does_not_overwrite_it(written: Path, run_in: Run, demo_parts: Parts) -> None:
    assert run_in("portfolio", next(demo_parts.records.all()), "--out", written).code == 2


def test_who_may_not_read_the_record_gets_none(run_in: Run, demo_parts: Parts, tmp_path: Path) -> None:
    refused = run_in("portfolio", next(demo_parts.records.all()), "--as", "quantri", "--out", tmp_path / "x.pdf")

    assert refused.code == 4
    assert list(tmp_path.iterdir()) == []
