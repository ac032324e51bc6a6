"""Names of records and their files, and where files lie."""

from dataclasses import replace

import pytest

from archive.domain.evidence import StoredFile
from archive.domain.layout import evidence_paths
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import ItemId, RecordId
from archive.errors import UsageError
from tests.quarters import complete_dossier


def test_a_record_is_named_after_unit_and_quarter() -> None:
    record = RecordId(UnitCode("SNV"), Quarter(2026, 2))

    assert str(record) == "urn:hoso:SNV:2026-Q2"
    assert RecordId.parse(str(record)) == record


@pytest.mark.parametrize("text", ["SNV", "urn:hoso:SNV", "urn:hoso::2026-Q2", "urn:other:SNV:2026-Q2"])
def test_what_is_no_records_name_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError, match=r"2026-Q2"):
        RecordId.parse(text)


def test_a_file_of_a_record_is_named_by_its_path() -> None:
    name = "urn:hoso:SNV:2026-Q2/documents/1-submission/submission.pdf"

    assert str(ItemId.parse(name)) == name


def test_an_evidence_file_keeps_its_ending_and_not_its_name() -> None:
    """Names people gave can hold anything; paths in a record hold ASCII only."""
    dossier = complete_dossier()
    file = StoredFile(name="Báo cáo quý II.PDF", sha512="ab", size=1, media_type="application/pdf")
    given = replace(dossier, evidence=(replace(dossier.evidence[0], file=file),))

    assert [path for _, path in evidence_paths(given)] == ["evidence/NV-SNV-01-02/1.pdf"]


@pytest.mark.parametrize("name", ["x.../../etc", "x.p d f", "không đuôi", "x.đuôi", "x.abcdefgh"])
def test_a_strange_ending_is_left_out_of_the_path(name: str) -> None:
    dossier = complete_dossier()
    file = StoredFile(name=name, sha512="ab", size=1, media_type="text/plain")
    given = replace(dossier, evidence=(replace(dossier.evidence[0], file=file),))

    assert [path for _, path in evidence_paths(given)] == ["evidence/NV-SNV-01-02/1"]
