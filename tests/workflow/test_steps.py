"""The steps keep what they finished, refuse what is out of turn, and do nothing twice."""

import io
import json
from dataclasses import replace
from typing import Any, cast

import pytest

from archive.domain.dossier import AssembledDossier, SignedDossier, Stage
from archive.domain.evidence import StoredFile
from archive.domain.people import UnitCode
from archive.domain.record import RecordId
from archive.errors import DigestMismatch, DossierIncomplete, NotFound, SignatureInvalid, WrongOrder
from archive.jobs.run import refuse_unfinished, run
from archive.ports import Parts
from archive.workflow.assemble import assemble
from archive.workflow.index import index, reindex
from archive.workflow.retrieve import document, get, search, show
from archive.workflow.review import review, units_of
from archive.workflow.seal import seal
from archive.workflow.sign import sign
from archive.workflow.verify import verify_all, verify_record
from tests.parts import MemoryBlobs, MemoryDesk, MemoryRecords, PlainRenderer, PlainSigner, memory_parts
from tests.quarters import QUARTER, SNV, complete_dossier, unit

RECORD = RecordId(SNV, QUARTER)


def sealed(dossier: Any = None) -> Parts:
    """Parts in which the dossier went all the way."""
    parts = memory_parts(dossier or complete_dossier())
    report = run(parts, QUARTER, [SNV])
    assert report.sealed == (SNV,)
    return parts


def change(parts: Parts, **facts: Any) -> None:
    """Correct the facts as a second import would."""
    with parts.desk.begin() as work:
        work.facts.replace(replace(work.facts.dossier(SNV, QUARTER), **facts))
        work.shelf.move(replace(work.shelf.progress(SNV, QUARTER), stage=Stage.OPEN))
        work.commit()


def test_an_incomplete_dossier_is_not_assembled_and_every_gap_is_told() -> None:
    parts = memory_parts(replace(complete_dossier(), evidence=(), meeting=None))

    with pytest.raises(DossierIncomplete) as refused:
        assemble(parts, SNV, QUARTER)

    assert {item.code for item in cast("tuple[Any, ...]", refused.value.findings)} == {
        "evidence_missing",
        "minutes_missing",
    }


def test_documents_made_before_a_stop_are_not_made_again() -> None:
    parts = memory_parts(complete_dossier())
    renderer = cast("PlainRenderer", parts.renderer)
    renderer.broken_after = 3

    with pytest.raises(KeyboardInterrupt):
        assemble(parts, SNV, QUARTER)
    renderer.broken_after = None
    assembled = assemble(parts, SNV, QUARTER)

    assert renderer.rendered == len(assembled.documents)


def test_only_documents_whose_facts_changed_are_made_again() -> None:
    parts = memory_parts(complete_dossier())
    before = assemble(parts, SNV, QUARTER)
    first = before.facts.self_assessments[0]
    change(parts, self_assessments=(replace(first, strengths="Khác"), *before.facts.self_assessments[1:]))

    assemble(parts, SNV, QUARTER)

    assert cast("PlainRenderer", parts.renderer).rendered == len(before.documents) + 1


def test_a_document_no_longer_due_is_dropped() -> None:
    parts = memory_parts(complete_dossier(people=3))
    before = assemble(parts, SNV, QUARTER)
    excluded = replace(before.facts.cadres[-1], excluded="chức danh kiêm nhiệm")
    change(parts, cadres=(*before.facts.cadres[:-1], excluded))

    after = assemble(parts, SNV, QUARTER)

    assert len(after.documents) == len(before.documents) - 1
    with parts.desk.begin() as work:
        assert len(work.shelf.documents(SNV, QUARTER)) == len(after.documents)


def test_nothing_is_signed_before_it_is_assembled() -> None:
    with pytest.raises(WrongOrder, match="lập hồ sơ"):
        sign(memory_parts(complete_dossier()), SNV, QUARTER)


def test_the_organ_does_not_sign_before_the_head() -> None:
    parts = memory_parts(complete_dossier())
    assemble(parts, SNV, QUARTER)

    sign(parts, SNV, QUARTER, signer="ORGAN")

    assert cast("PlainSigner", parts.signer).signed == 0


def test_signers_one_by_one_make_a_signed_dossier() -> None:
    parts = memory_parts(complete_dossier())
    facts = assemble(parts, SNV, QUARTER).facts

    assert isinstance(sign(parts, SNV, QUARTER, signer=facts.cadres[0].code), AssembledDossier)
    sign(parts, SNV, QUARTER, signer="ORGAN")
    sign(parts, SNV, QUARTER, signer="Lò Thị Mai")
    sign(parts, SNV, QUARTER, signer=facts.cadres[0].code)
    last = sign(parts, SNV, QUARTER, signer=facts.cadres[1].code)

    assert isinstance(last, SignedDossier)


def test_namesakes_do_not_sign_for_each_other() -> None:
    dossier = complete_dossier()
    namesake = replace(dossier.cadres[1], name=dossier.cadres[0].name)
    parts = memory_parts(replace(dossier, cadres=(dossier.cadres[0], namesake)))
    assemble(parts, SNV, QUARTER)

    sign(parts, SNV, QUARTER, signer=namesake.code)

    with parts.desk.begin() as work:
        signed = [item.due.person for item in work.shelf.documents(SNV, QUARTER) if item.signatures]
    assert signed == [namesake.code]


def test_a_signature_that_does_not_check_is_not_kept() -> None:
    parts = memory_parts(complete_dossier())
    assemble(parts, SNV, QUARTER)
    cast("PlainSigner", parts.signer).spoil = True

    with pytest.raises(SignatureInvalid):
        sign(parts, SNV, QUARTER)

    with parts.desk.begin() as work:
        assert not [item for item in work.shelf.documents(SNV, QUARTER) if item.signatures]


def test_signatures_are_checked_again_on_the_bytes_that_are_sealed() -> None:
    parts = memory_parts(complete_dossier())
    assemble(parts, SNV, QUARTER)
    signed = sign(parts, SNV, QUARTER)
    assert isinstance(signed, SignedDossier)
    digest = signed.assembled.documents[0].current_pdf.sha512
    cast("MemoryBlobs", parts.blobs).kept[digest] = (
        cast("MemoryBlobs", parts.blobs).kept[digest].replace(b"%PDF", b"%PDX")
    )

    with pytest.raises(SignatureInvalid):
        seal(parts, SNV, QUARTER)

    assert parts.records.versions(RECORD) == []


def test_a_working_file_that_changed_on_the_disk_is_not_sealed() -> None:
    parts = memory_parts(complete_dossier())
    assemble(parts, SNV, QUARTER)
    signed = sign(parts, SNV, QUARTER)
    assert isinstance(signed, SignedDossier)
    cast("MemoryBlobs", parts.blobs).kept[signed.assembled.documents[0].docx.sha512] = b"PX"

    with pytest.raises(DigestMismatch):
        seal(parts, SNV, QUARTER)

    assert parts.records.versions(RECORD) == []


def test_a_seal_forgotten_by_the_database_is_not_made_twice() -> None:
    """The process may stop after the record was added and before the database knew."""
    parts = sealed()
    with parts.desk.begin() as work:
        work.shelf.move(replace(work.shelf.progress(SNV, QUARTER), stage=Stage.SIGNED, version=0))
        work.commit()

    assert seal(parts, SNV, QUARTER).version == 1
    assert len(parts.records.versions(RECORD)) == 1


def test_a_correction_after_the_seal_is_a_second_version() -> None:
    parts = sealed()
    with parts.desk.begin() as work:
        meeting = work.facts.dossier(SNV, QUARTER).meeting
    assert meeting is not None
    change(parts, meeting=replace(meeting, place="Hội trường"))

    run(parts, QUARTER, [SNV])

    assert [version.number for version in parts.records.versions(RECORD)] == [1, 2]
    assert verify_record(parts, RECORD).ok


def test_a_second_run_makes_signs_and_seals_nothing() -> None:
    parts = sealed()
    rendered, signed = cast("PlainRenderer", parts.renderer).rendered, cast("PlainSigner", parts.signer).signed

    report = run(parts, QUARTER, [SNV])

    assert (report.sealed, report.before) == ((), (SNV,))
    assert (cast("PlainRenderer", parts.renderer).rendered, cast("PlainSigner", parts.signer).signed) == (
        rendered,
        signed,
    )


def test_an_incomplete_dossier_does_not_hold_up_the_others() -> None:
    good, bad = complete_dossier(), replace(complete_dossier(of=unit("STC")), meeting=None)
    parts = memory_parts(good, bad)

    report = run(parts, QUARTER, units_of(parts, QUARTER))

    assert report.sealed == (SNV,)
    with pytest.raises(DossierIncomplete, match="STC"):
        refuse_unfinished(report)


def test_a_record_says_everything_needed_to_find_its_files_again() -> None:
    dossier = complete_dossier()
    parts = memory_parts(dossier)
    content = b"bao cao so hoa"
    sha512, size = parts.blobs.put(io.BytesIO(content))
    file = StoredFile(name="Báo cáo.txt", sha512=sha512, size=size, media_type="text/plain")
    change(parts, evidence=(replace(dossier.evidence[0], file=file), *dossier.evidence[1:]))
    run(parts, QUARTER, [SNV])

    found = reindex(parts)

    with parts.desk.begin() as work:
        assert found == len(work.shelf.documents(SNV, QUARTER)) + 1
    hit = search(parts, "bao cao so hoa").hits[0]
    assert (hit.task, hit.kind) == (dossier.evidence[0].task, "evidence")
    with get(parts, hit.id) as source:
        assert source.read() == content


def test_a_hit_whose_record_is_gone_is_not_shown() -> None:
    parts = sealed()
    cast("MemoryRecords", parts.records).kept.clear()

    assert search(parts, "Tờ trình").total == 0


def test_a_document_not_yet_sealed_can_be_taken_out_by_its_id() -> None:
    parts = memory_parts(complete_dossier())
    assemble(parts, SNV, QUARTER)

    with get(parts, "2026-Q2.SNV.submission") as source:
        assert source.read().startswith(b"%PDF-")
    with pytest.raises(NotFound):
        document(parts, "2026-Q2.SNV.nothing")


def test_verify_says_what_is_wrong_with_a_record_and_where() -> None:
    """Each mechanism is broken alone; each is found by its own check."""
    breaks = {
        "record.json": "seal_mismatch",
        "seal.json": "seal_signature",
        "documents/1-submission/submission.pdf": "signature_invalid",
    }
    for path, code in breaks.items():
        parts = sealed()
        files = cast("MemoryRecords", parts.records).kept[RECORD][0][1].files
        content = files[path]
        changed = content.replace(b"2026", b"2027", 1)
        assert changed != content
        cast("dict[str, bytes]", files)[path] = changed
        assert code in {problem.code for problem in verify_record(parts, RECORD).problems}, path


def test_a_seal_of_another_record_is_not_accepted() -> None:
    parts = sealed()
    files = cast("MemoryRecords", parts.records).kept[RECORD][0][1].files
    seal_document = json.loads(files["seal.json"])
    other = RecordId(UnitCode("STC"), QUARTER)
    cast("MemoryRecords", parts.records).kept[other] = cast("MemoryRecords", parts.records).kept.pop(RECORD)

    assert seal_document["record"] == str(RECORD)
    assert "seal_other_record" in {problem.code for problem in verify_record(parts, other).problems}


def test_a_record_taken_away_whole_is_missed() -> None:
    parts = sealed()
    cast("MemoryRecords", parts.records).kept.clear()

    assert [problem.code for problem in verify_all(parts).problems] == ["record_missing"]


def test_verifying_an_untouched_home_finds_nothing() -> None:
    assert verify_all(sealed()).ok


def test_showing_a_record_that_was_never_sealed_is_not_found() -> None:
    with pytest.raises(NotFound, match="niêm phong"):
        show(memory_parts(complete_dossier()), RECORD)


def test_a_review_tells_stage_components_and_deadlines() -> None:
    reviewed = next(iter(review(sealed(), QUARTER)))

    assert reviewed.is_complete
    assert reviewed.progress.stage is Stage.SEALED
    assert len(reviewed.components) == 7
    states = {deadline.rule: state.value for deadline, state in reviewed.deadlines}
    assert (states["R54"], states["R55"]) == ("met", "open")


def test_an_unknown_unit_is_not_found_and_the_known_ones_are_named() -> None:
    with pytest.raises(NotFound, match="SNV"):
        units_of(memory_parts(complete_dossier()), QUARTER, "KHONG")


def test_rolling_back_leaves_no_trace() -> None:
    desk = MemoryDesk()
    with desk.begin() as work:
        work.replace(complete_dossier())

    with desk.begin() as work:
        assert work.units(QUARTER) == []


def test_indexing_again_replaces() -> None:
    parts = sealed()

    first, second = index(parts, RECORD), index(parts, RECORD)

    assert first == second == search(parts, "").total


def test_each_version_says_why_it_was_made() -> None:
    """Submitted, supplemented, decided (design §3)."""
    dossier = complete_dossier()
    parts = sealed(dossier)
    decided = tuple(replace(item, decided=item.proposed, decision_number="15-QĐ/TU") for item in dossier.proposals)

    change(parts, results=(replace(dossier.results[0], note="đã nghiệm thu"), *dossier.results[1:]))
    run(parts, QUARTER, [SNV])
    change(parts, proposals=decided)
    run(parts, QUARTER, [SNV])

    told = [version.message for version in parts.records.versions(RecordId(SNV, QUARTER))]
    assert told == ["Nộp lần đầu", "Bổ sung sau niêm phong", "Sau khi quyết định"]
