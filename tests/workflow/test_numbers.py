"""Numbers as papers are released, written again, dropped, issued, and kept beside the office's own register."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from archive.domain.contents import Wanted
from archive.domain.document import Document, DocumentId, DocumentKind
from archive.domain.dossier import OpenDossier, Stage
from archive.domain.dossier.withholding import without_secrets
from archive.domain.numbering import NumberEntry
from archive.domain.paper import PaperClassification
from archive.domain.people import UnitCode, UnitKind
from archive.domain.secrecy import Classification
from archive.errors import NotFound, RuleBroken, UsageError
from archive.ports import Parts
from archive.workflow import numbers
from archive.workflow.assemble import assemble
from archive.workflow.letters import WrittenLetter, choose, write
from archive.workflow.rebuild import rebuild
from archive.workflow.seal import seal
from archive.workflow.sign import sign
from tests.letters import province
from tests.parts import MemoryDesk, PlainRenderer, memory_parts
from tests.quarters import QUARTER, SNV, complete_dossier, unit

SUBMISSION, MINUTES = DocumentId("2026-Q2.SNV.submission"), DocumentId("2026-Q2.SNV.minutes")
DUBH = UnitCode("DUBH")


def change(parts: Parts, dossier: OpenDossier) -> None:
    """Other facts, as an import brings them: the dossier is open again."""
    with parts.desk.begin() as work:
        work.facts.replace(dossier)
        work.shelf.move(replace(work.shelf.progress(SNV, QUARTER), stage=Stage.OPEN))
        work.commit()


def with_difficulties(text: str) -> OpenDossier:
    dossier = complete_dossier()
    assert dossier.meeting
    return replace(dossier, meeting=replace(dossier.meeting, difficulties=text))


def without_minutes() -> OpenDossier:
    """The minutes turned out to be a secret paper."""
    paper = PaperClassification(
        kind=DocumentKind.MINUTES,
        unit=SNV,
        classification=Classification.CONFIDENTIAL,
        decided_by="Sở Nội vụ",
        kept_at="tủ mật",
    )
    dossier = complete_dossier()
    return without_secrets(replace(dossier, papers=(*dossier.papers, paper)))


def document(parts: Parts, name: str) -> Document:
    with parts.desk.begin() as work:
        return next(item for item in work.shelf.documents(SNV, QUARTER) if item.due.id == name)


def sign_of(parts: Parts, name: str) -> str:
    number = document(parts, name).number
    assert number
    return number.sign


def said(parts: Parts, name: str) -> str:
    with parts.blobs.open(document(parts, name).pdf.sha512) as source:
        return source.read().decode()


def lines(parts: Parts) -> Sequence[NumberEntry]:
    with parts.desk.begin() as work:
        return work.numbers.entries()


def notices(parts: Parts, out: Path, *, issue: bool = True) -> tuple[WrittenLetter, ...]:
    letters = choose(parts, QUARTER, Wanted(kind=DocumentKind.NOTICE, units=()))
    return write(parts, letters, out, issue=issue)


def test_submission_and_minutes_get_the_first_numbers_of_their_types() -> None:
    parts = memory_parts(complete_dossier())

    assembled = assemble(parts, SNV, QUARTER)

    borne = {item.due.id: item.number.sign for item in assembled.documents if item.number}
    assert borne == {SUBMISSION: "01/TTr-SNV", MINUTES: "01/BB-SNV"}
    assert "Số: 01/TTr-SNV" in said(parts, SUBMISSION)


def test_a_committee_counts_in_its_term() -> None:
    parts = memory_parts(complete_dossier(of=unit("DUBH", kind=UnitKind.PARTY_COMMITTEE)))

    assemble(parts, DUBH, QUARTER)

    assert {line.register.term for line in lines(parts)} == {"2025-2030"}


def test_a_dossier_that_misses_something_takes_no_number() -> None:
    parts = memory_parts(replace(complete_dossier(), meeting=None))

    with pytest.raises(RuleBroken):
        assemble(parts, SNV, QUARTER)

    assert lines(parts) == []


def test_a_paper_written_again_keeps_its_number() -> None:
    parts = memory_parts(complete_dossier())
    assemble(parts, SNV, QUARTER)

    change(parts, with_difficulties("Thiếu biên chế."))
    assemble(parts, SNV, QUARTER)

    assert "Thiếu biên chế." in said(parts, SUBMISSION)
    assert sign_of(parts, SUBMISSION) == "01/TTr-SNV"
    assert len(lines(parts)) == 2


def test_an_unchanged_numbered_paper_is_not_written_again() -> None:
    renderer = PlainRenderer()
    parts = replace(memory_parts(complete_dossier()), renderer=renderer)
    made = len(assemble(parts, SNV, QUARTER).documents)

    change(parts, with_difficulties("Thiếu biên chế."))
    assemble(parts, SNV, QUARTER)

    assert renderer.rendered == made + 1


def test_a_stop_in_the_middle_gives_no_second_number() -> None:
    parts = memory_parts(complete_dossier())
    with pytest.raises(KeyboardInterrupt):
        assemble(replace(parts, renderer=PlainRenderer(broken_after=1)), SNV, QUARTER)

    assemble(parts, SNV, QUARTER)

    assert [(line.register.symbol, line.number) for line in lines(parts)] == [("BB", 1), ("TTr", 1)]


def test_a_paper_no_longer_due_leaves_its_number_cancelled_with_the_reason() -> None:
    parts = memory_parts(complete_dossier())
    assemble(parts, SNV, QUARTER)

    change(parts, without_minutes())
    assemble(parts, SNV, QUARTER)

    (struck,) = [line for line in lines(parts) if not line.is_in_force]
    assert (struck.document, struck.number, struck.cancelled_because) == (MINUTES, 1, "văn bản không còn trong hồ sơ")


def test_a_paper_due_again_gets_another_number() -> None:
    parts = memory_parts(complete_dossier())
    for dossier in (complete_dossier(), without_minutes(), complete_dossier()):
        change(parts, dossier)
        assemble(parts, SNV, QUARTER)

    assert sign_of(parts, MINUTES) == "02/BB-SNV"


def test_a_draft_takes_no_number(tmp_path: Path) -> None:
    parts = memory_parts(*province())

    written = notices(parts, tmp_path / "du-thao", issue=False)

    assert (lines(parts), {item.number for item in written}) == ([], {None})


def test_issued_papers_keep_number_and_day_when_issued_again(tmp_path: Path) -> None:
    parts = memory_parts(*province())

    first, again = notices(parts, tmp_path / "1"), notices(parts, tmp_path / "2")

    signs = [item.number.sign for item in first if item.number]
    assert len(set(signs)) == len(first) > 1
    assert [item.number for item in again] == [item.number for item in first]
    printed = (tmp_path / "1" / f"{first[0].letter.stem}.pdf").read_text()
    assert signs[0] in printed
    assert "ngày 22 tháng 6 năm 2026" in printed


def test_a_paper_that_bears_no_number_is_not_issued(tmp_path: Path) -> None:
    parts = memory_parts(*province())
    letters = choose(parts, QUARTER, Wanted(kind=DocumentKind.ASSIGNED_WORK, units=(SNV,)))

    with pytest.raises(UsageError, match="--issue"):
        write(parts, letters, tmp_path / "ra", issue=True)


def test_the_number_of_a_paper_not_issued_after_all_is_struck_out(tmp_path: Path) -> None:
    parts = memory_parts(*province())
    (first, *_) = notices(parts, tmp_path / "1")
    name = f"{QUARTER}.{first.letter.stem}"

    struck = numbers.cancel(parts, name, reason="không ban hành")

    assert struck.cancelled_because == "không ban hành"
    with pytest.raises(NotFound):
        numbers.cancel(parts, name, reason="không ban hành")


def test_a_number_that_stands_in_a_dossier_is_not_struck_out() -> None:
    parts = memory_parts(complete_dossier())
    assemble(parts, SNV, QUARTER)

    with pytest.raises(RuleBroken, match="01/TTr-SNV"):
        numbers.cancel(parts, SUBMISSION, reason="nhầm")


def test_a_register_goes_on_where_the_offices_own_stands() -> None:
    parts = memory_parts(complete_dossier())

    view = numbers.start(parts, "SNV", "TTr", at=13, reason="sổ giấy 2026")
    assemble(parts, SNV, QUARTER)

    assert (view.following, view.missing) == (13, ())
    assert sign_of(parts, SUBMISSION) == "13/TTr-SNV"


def test_a_register_does_not_go_back() -> None:
    parts = memory_parts(complete_dossier())
    numbers.start(parts, "SNV", "TTr", at=13, reason="sổ giấy")

    with pytest.raises(UsageError, match="đã tới số 12"):
        numbers.start(parts, "SNV", "TTr", at=5, reason="sổ giấy")


def test_an_issuer_nobody_knows_is_not_found() -> None:
    with pytest.raises(NotFound, match="XYZ"):
        numbers.start(memory_parts(complete_dossier()), "XYZ", "TTr", at=2, reason="sổ giấy")


def test_a_new_term_counts_from_one_again() -> None:
    parts = memory_parts(complete_dossier())
    numbers.start(parts, "TU", "TB", at=40, reason="sổ giấy")

    view = numbers.start(parts, "TU", "TB", at=1, term="2030-2035")

    assert (view.register.term, view.following) == ("2030-2035", 1)


def test_the_offices_number_is_taken_before_and_after_the_paper_was_written() -> None:
    parts = memory_parts(complete_dossier())
    numbers.assign(parts, SUBMISSION, 15, reason="sổ văn phòng")
    assemble(parts, SNV, QUARTER)
    assert sign_of(parts, SUBMISSION) == "15/TTr-SNV"

    numbers.assign(parts, SUBMISSION, 18, reason="sổ văn phòng ghi lại")
    assemble(parts, SNV, QUARTER)

    (view,) = [view for view in numbers.show(parts, "SNV") if view.register.symbol == "TTr"]
    assert sign_of(parts, SUBMISSION) == "18/TTr-SNV"
    assert (view.missing, view.following) == ((), 19)
    assert [line.number for line in view.entries if line.document] == [15, 18]


def test_the_number_of_another_paper_is_not_taken() -> None:
    parts = memory_parts(complete_dossier(), complete_dossier(of=replace(unit(), code=UnitCode("STC"))))
    numbers.assign(parts, SUBMISSION, 2, reason="sổ")

    with pytest.raises(NotFound, match="không phải văn bản có số"):
        numbers.assign(parts, "2026-Q2.SNV.evidence_list", 2, reason="sổ")


def test_a_signed_paper_keeps_its_number() -> None:
    parts = memory_parts(complete_dossier())
    assemble(parts, SNV, QUARTER)
    sign(parts, SNV, QUARTER)

    with pytest.raises(RuleBroken, match="đã có chữ ký"):
        numbers.assign(parts, SUBMISSION, 9, reason="sổ")


def test_numbers_of_sealed_papers_come_back_from_the_records() -> None:
    parts = memory_parts(complete_dossier())
    numbers.start(parts, "SNV", "TTr", at=13, reason="sổ giấy")
    assemble(parts, SNV, QUARTER)
    sign(parts, SNV, QUARTER)
    seal(parts, SNV, QUARTER)
    before = document(parts, SUBMISSION)

    lost = replace(parts, desk=MemoryDesk())
    rebuild(lost)

    assert document(lost, SUBMISSION).number == before.number
    (view,) = [view for view in numbers.show(lost) if view.register.symbol == "TTr"]
    assert (view.following, view.missing) == (14, tuple(range(1, 13)))


def test_what_people_do_to_a_register_is_told_in_the_log() -> None:
    parts = memory_parts(complete_dossier())

    numbers.start(parts, "SNV", "TTr", at=13, reason="sổ giấy")
    numbers.assign(parts, SUBMISSION, 15, reason="sổ văn phòng")

    with parts.desk.begin() as work:
        told = b"\n".join(row.content for row in work.log.rows()).decode()
    assert all(word in told for word in ("number/started", "sổ giấy", "number/assigned", "sổ văn phòng", SUBMISSION))
