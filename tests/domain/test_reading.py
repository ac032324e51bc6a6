"""What a description says reads back into the very facts it was written from."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings

from archive.domain.description import describe_facts
from archive.domain.dossier import OpenDossier
from archive.domain.reading import read_documents, read_facts
from archive.domain.record import RecordId
from archive.domain.seal import RECORD_PATH
from archive.errors import RecordDamaged
from archive.jobs.run import run
from storage.database.order import in_order
from tests.contracts.desk_contract import full_dossier
from tests.parts import memory_parts
from tests.quarters import QUARTER, SNV, complete_dossier, dossiers


def described(dossier: OpenDossier) -> dict[str, Any]:
    """The description without files, as parsed JSON."""
    return cast("dict[str, Any]", json.loads(json.dumps({**describe_facts(dossier), "evidence": [], "documents": []})))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(dossiers())
def test_facts_read_back_as_they_were(dossier: OpenDossier) -> None:
    bare = replace(dossier, evidence=())

    assert in_order(read_facts(described(bare))) == in_order(bare)


def test_every_kind_of_fact_reads_back() -> None:
    full = replace(full_dossier(), evidence=())

    assert in_order(read_facts(described(full))) == in_order(full)


def test_a_sealed_record_gives_back_facts_evidence_and_documents() -> None:
    parts = memory_parts(complete_dossier())
    run(parts, QUARTER, [SNV])
    with parts.desk.begin() as work:
        facts, documents = work.facts.dossier(SNV, QUARTER), tuple(work.shelf.documents(SNV, QUARTER))
    with parts.records.content(RecordId(SNV, QUARTER)).open(RECORD_PATH) as file:
        said = json.load(file)
    files = [file for item in documents for file in (item.docx, item.pdf, item.signed) if file]

    back = read_documents(said, made=documents[0].made, sizes={file.sha512: file.size for file in files})

    assert in_order(read_facts(said)) == in_order(facts)
    assert back == tuple(replace(item, slots=()) for item in documents)


@pytest.mark.parametrize(
    "spoiled",
    [
        pytest.param({"format": "hoso-record/9"}, id="another format"),
        pytest.param({"people": None}, id="no people"),
        pytest.param({"unit": {"code": "SNV"}}, id="half a unit"),
        pytest.param({"quarter": "2026-Q9"}, id="no quarter"),
        pytest.param({"period": {"cutoff": 5}}, id="a number for a day"),
    ],
)
def test_a_description_that_is_none_is_refused(spoiled: dict[str, object]) -> None:
    with pytest.raises(RecordDamaged, match="khôi phục"):
        read_facts({**described(complete_dossier()), **spoiled})


def test_documents_of_another_shape_are_refused() -> None:
    with pytest.raises(RecordDamaged, match="khôi phục"):
        read_documents({"record": "urn:hoso:SNV:2026-Q2", "documents": [{}]}, made=datetime.now(UTC), sizes={})
