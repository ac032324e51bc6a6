"""Every version of a record holds its Mục lục hồ sơ; the program makes it, and no dossier waits for it."""

import io
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from archive.domain.document import DocumentKind
from archive.domain.dossier import Stage, due_documents
from archive.domain.evidence import StoredFile
from archive.domain.layout import INDEX_DOCX, INDEX_PDF, text_path
from archive.domain.paper import PaperClassification
from archive.domain.record import RecordId
from archive.domain.rights import about_files
from archive.domain.secrecy import Classification
from archive.jobs.run import run
from archive.ports import Parts
from archive.workflow.seal import seal
from archive.workflow.verify import verify_record
from tests.parts import FixedClock, memory_parts
from tests.quarters import QUARTER, SNV, complete_dossier

RECORD = RecordId(SNV, QUARTER)


def sealed(**facts: Any) -> Parts:
    """Parts in which the dossier, with these facts changed, went all the way."""
    parts = memory_parts(replace(complete_dossier(), **facts))
    assert run(parts, QUARTER, [SNV]).sealed == (SNV,)
    return parts


def move(parts: Parts, stage: Stage, **facts: Any) -> None:
    """Put the dossier back to a stage, with other facts."""
    with parts.desk.begin() as work:
        work.facts.replace(replace(work.facts.dossier(SNV, QUARTER), **facts))
        work.shelf.move(replace(work.shelf.progress(SNV, QUARTER), stage=stage))
        work.commit()


def index_of(parts: Parts, version: int | None = None) -> str:
    with parts.records.content(RECORD, version).open(INDEX_PDF) as source:
        return source.read().decode()


def described(parts: Parts) -> Any:
    with parts.records.content(RECORD).open("record.json") as source:
        return json.load(source)


def test_the_index_of_a_record_names_every_document() -> None:
    said = index_of(sealed())

    assert all(due.title in said for due in due_documents(complete_dossier()))


def test_the_index_of_a_record_names_every_evidence_file_with_its_pages() -> None:
    parts = memory_parts(complete_dossier())
    sha512, size = parts.blobs.put(io.BytesIO(b"%PDF- so lieu"))
    file = StoredFile(name="so-lieu.pdf", sha512=sha512, size=size, media_type="application/pdf")
    with parts.desk.begin() as work:
        first, *rest = work.facts.dossier(SNV, QUARTER).evidence
    named = replace(first, number="12/BC", summary="Số liệu quý", file=file)
    move(parts, Stage.OPEN, evidence=(named, *rest))
    run(parts, QUARTER, [SNV])

    row = next(part for part in index_of(parts).split("{") if "Số liệu quý" in part)
    assert "'sign': '12/BC'" in row
    assert "'pages': '1'" in row


def test_the_description_names_the_index_and_its_files_lie_there() -> None:
    parts = sealed()

    files = parts.records.content(RECORD).digests()
    named = described(parts)["index"]
    assert (named["file"], named["source"], named["text"]) == (INDEX_PDF, INDEX_DOCX, text_path(INDEX_PDF))
    assert {INDEX_PDF, INDEX_DOCX, text_path(INDEX_PDF)} <= set(files)


def test_a_record_with_an_index_verifies() -> None:
    assert verify_record(sealed(), RECORD).ok


def test_an_index_that_was_changed_breaks_the_seal() -> None:
    parts = sealed()
    content: Any = parts.records.content(RECORD)
    content.files[INDEX_PDF] += b" "

    assert "seal_mismatch" in {problem.code for problem in verify_record(parts, RECORD).problems}


def test_each_version_has_an_index_of_its_own() -> None:
    parts = sealed()
    with parts.desk.begin() as work:
        first, *rest = work.facts.dossier(SNV, QUARTER).evidence
    move(parts, Stage.OPEN, evidence=(replace(first, summary="Bổ sung sau niêm phong"), *rest))
    run(parts, QUARTER, [SNV])

    assert ["Bổ sung sau niêm phong" in index_of(parts, number) for number in (1, 2)] == [False, True]


def test_sealing_again_on_another_day_after_a_stop_adds_no_version() -> None:
    parts = sealed()
    move(parts, Stage.SIGNED)
    later = replace(parts, clock=FixedClock(parts.clock.now() + timedelta(days=3)))

    assert seal(later, SNV, QUARTER).version == 1
    assert len(parts.records.versions(RECORD)) == 1


def test_no_dossier_waits_for_an_index() -> None:
    assert DocumentKind.DOSSIER_INDEX not in {due.kind for due in due_documents(complete_dossier())}


def test_an_index_said_to_be_secret_is_not_made() -> None:
    secret = PaperClassification(
        kind=DocumentKind.DOSSIER_INDEX,
        unit=SNV,
        classification=Classification.SECRET,
        decided_by="Ban Thường vụ",
        kept_at="Văn phòng",
    )
    parts = sealed(papers=(secret,))

    assert INDEX_PDF not in parts.records.content(RECORD).digests()
    assert "index" not in described(parts)


def test_only_who_may_read_everything_of_the_unit_may_read_the_index() -> None:
    assert INDEX_PDF not in about_files(described(sealed()), unit=SNV)
