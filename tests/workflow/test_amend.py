"""Single rows and single files: kept with a line in the history, refused where the rules refuse an import."""

from dataclasses import replace
from pathlib import Path

import pytest

from archive.domain.document import DocumentKind
from archive.domain.dossier import OpenDossier, Stage
from archive.domain.history import EventKind
from archive.domain.paper import PaperClassification
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.domain.secrecy import Classification
from archive.errors import BadForm, ChangedMeanwhile, NotFound, RuleBroken
from archive.ports import Parts
from archive.workflow.amend import RowEdit, amend
from archive.workflow.assemble import assemble
from archive.workflow.attach import Attachment, attach
from tests.parts import memory_parts
from tests.quarters import QUARTER, SNV, complete_dossier


@pytest.fixture
def parts() -> Parts:
    return memory_parts(complete_dossier())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "tải lên"
    path.write_bytes(b"%PDF-1.4 evidence")
    return path


def facts(parts: Parts) -> OpenDossier:
    with parts.desk.begin() as work:
        return work.facts.dossier(SNV, QUARTER)


def edit(parts: Parts, sheet: str, **texts: str) -> RowEdit:
    return RowEdit(sheet=sheet, mark=parts.forms.rows(facts(parts), sheet)[0].mark, texts=texts)


def test_an_edit_tells_what_it_changed(parts: Parts) -> None:
    changed = amend(parts, SNV, QUARTER, [edit(parts, "Kết quả", note="đã nghiệm thu")])

    assert [(item.sheet, item.column, item.after) for item in changed] == [("Kết quả", "Ghi chú", "đã nghiệm thu")]
    assert facts(parts).results[0].note == "đã nghiệm thu"


def test_an_edit_that_changes_nothing_leaves_no_trace(parts: Parts) -> None:
    assert amend(parts, SNV, QUARTER, [edit(parts, "Kết quả")]) == ()

    with parts.desk.begin() as work:
        assert work.journal.events(RecordId(SNV, QUARTER)) == []


def test_an_edit_is_a_line_in_the_history(parts: Parts) -> None:
    amend(parts, SNV, QUARTER, [edit(parts, "Kết quả", note="đã nghiệm thu")])

    with parts.desk.begin() as work:
        (event,) = work.journal.events(RecordId(SNV, QUARTER))
    assert (event.kind, event.actor) == (EventKind.MODIFICATION, "thư ký")
    assert "đã nghiệm thu" in event.note


def test_an_edit_opens_the_dossier_again(parts: Parts) -> None:
    assemble(parts, SNV, QUARTER)

    amend(parts, SNV, QUARTER, [edit(parts, "Kết quả", note="đã nghiệm thu")])

    with parts.desk.begin() as work:
        assert work.shelf.progress(SNV, QUARTER).stage is Stage.OPEN


def test_of_several_edits_with_one_bad_none_is_kept(parts: Parts) -> None:
    before = facts(parts)

    with pytest.raises(BadForm):
        amend(parts, SNV, QUARTER, [edit(parts, "Kết quả", note="x"), edit(parts, "Xếp loại", votes_for="nhiều")])
    assert facts(parts) == before


def test_the_second_of_two_editors_is_told_and_the_first_loses_nothing(parts: Parts) -> None:
    mine, other = edit(parts, "Kết quả", note="của tôi"), edit(parts, "Kết quả", note="của người khác")
    amend(parts, SNV, QUARTER, [other])

    with pytest.raises(ChangedMeanwhile):
        amend(parts, SNV, QUARTER, [mine])
    assert facts(parts).results[0].note == "của người khác"


def test_an_approved_list_does_not_change_without_a_reason(parts: Parts) -> None:
    with pytest.raises(RuleBroken, match="danh mục đã duyệt"):
        amend(parts, SNV, QUARTER, [edit(parts, "Nhiệm vụ", product="Sản phẩm khác")])


def test_a_unit_without_facts_is_not_found(parts: Parts) -> None:
    with pytest.raises(NotFound):
        amend(parts, SNV, Quarter(2026, 3), [])


def given(file: Path, name: str = "Báo cáo.pdf", **texts: str) -> Attachment:
    return Attachment(path=file, name=name, texts=texts)


def test_a_file_becomes_evidence_of_its_task(parts: Parts, file: Path) -> None:
    task = facts(parts).tasks[0].code
    before = facts(parts).evidence

    evidence = attach(parts, SNV, QUARTER, task, given(file, number="12-BC/ĐU", issued="02/06/2026"))

    assert evidence.file is not None
    assert (evidence.task, evidence.number, evidence.file.name) == (task, "12-BC/ĐU", "Báo cáo.pdf")
    assert facts(parts).evidence == (*before, evidence)
    with parts.blobs.open(evidence.file.sha512) as kept:
        assert kept.read() == file.read_bytes()


def test_the_same_file_given_twice_is_kept_once(parts: Parts, file: Path) -> None:
    task = facts(parts).tasks[0].code
    first = attach(parts, SNV, QUARTER, task, given(file))
    there = facts(parts)

    assert attach(parts, SNV, QUARTER, task, given(file, name="tên khác.pdf")) == first
    assert facts(parts) == there


@pytest.mark.parametrize(
    "name", ["../../etc/Báo cáo.pdf", "C:\\Hồ sơ\\Báo cáo.pdf", "\x00/Báo cáo.pdf", "Báo cáo.\u202epdf"]
)
def test_a_name_never_holds_a_path_or_hidden_signs(parts: Parts, file: Path, name: str) -> None:
    evidence = attach(parts, SNV, QUARTER, facts(parts).tasks[0].code, given(file, name=name))

    assert evidence.file is not None
    assert evidence.file.name == "Báo cáo.pdf"


def test_evidence_of_no_task_is_refused(parts: Parts, file: Path) -> None:
    with pytest.raises(NotFound):
        attach(parts, SNV, QUARTER, facts(parts).tasks[0].code + "-x", given(file))  # type: ignore[arg-type]  # made up


@pytest.mark.parametrize("texts", [{"classification": "Mật"}, {"issued": "31/02/2026"}], ids=["secret", "bad date"])
def test_what_must_not_be_stored_is_refused_before_its_bytes_are(
    parts: Parts, file: Path, texts: dict[str, str]
) -> None:
    before = facts(parts)

    with pytest.raises((RuleBroken, BadForm)):
        attach(parts, SNV, QUARTER, before.tasks[0].code, given(file, **texts))
    assert facts(parts) == before
    assert list(parts.blobs.digests()) == []


def test_a_secret_list_of_evidence_takes_no_file(file: Path) -> None:
    secret = PaperClassification(
        kind=DocumentKind.EVIDENCE_LIST, unit=SNV, classification=Classification.SECRET, decided_by="Giám đốc"
    )
    parts = memory_parts(replace(complete_dossier(), papers=(secret,), evidence=()))

    with pytest.raises(RuleBroken, match="văn bản mật"):
        attach(parts, SNV, QUARTER, facts(parts).tasks[0].code, given(file))
