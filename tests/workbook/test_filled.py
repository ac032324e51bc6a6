"""The filled workbook: what is stored comes out, can be edited, and read again is the same; texts never calculate."""

import re
import zipfile
from collections.abc import Collection, Sequence
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from archive.domain.change import changes
from archive.domain.criteria import Criterion, CriterionName
from archive.domain.document import DocumentKind
from archive.domain.dossier import OpenDossier
from archive.domain.evidence import StoredFile
from archive.domain.paper import PaperClassification
from archive.domain.people import UnitCode, UnitKind
from archive.domain.plan import Delegation, PlanApproval, Work
from archive.domain.quarter import Quarter
from archive.domain.rating import Rating
from archive.domain.ruling import Ruling, RulingKind
from archive.domain.secrecy import Classification
from archive.domain.transfer import Transfer, TransferKind
from archive.errors import UsageError
from archive.ports.intake import WorkbookFacts
from archive.workbook import ExcelWorkbookReader, ExcelWorkbookWriter, guide, writer
from tests.quarters import QUARTER, complete_dossier, dossiers, unit

DANGEROUS = ("=1+1", "+1", "-1+2", "@SUM(A1)", '=HYPERLINK("http://x")', "=cmd|'/c calc'!A0", "-", "#N/A", "007", "1/2")
SCAN = StoredFile(name="bản quét.pdf", sha512="ab" * 64, size=9, media_type="application/pdf")


@pytest.fixture(autouse=True)
def _few_open_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two thousand open rows a sheet are for people; here they would only take time."""
    for module in (writer, guide):
        monkeypatch.setattr(module, "LAST_ROW", 20)
    monkeypatch.setattr(writer, "_SPARE_ROWS", 5)


def full_dossier(of: str = "SNV") -> OpenDossier:
    """A dossier with something on every sheet."""
    dossier = complete_dossier(of=unit(of))
    owner, head = UnitCode(of), dossier.cadres[0]
    return replace(
        dossier,
        evidence=(replace(dossier.evidence[0], file=SCAN), *dossier.evidence[1:]),
        delegations=(
            Delegation(post="Giám đốc", managed_by="BTV", lead_body="BTC", assigned_by="UBND", decided_by="BTV"),
        ),
        works=(Work(task=dossier.tasks[0].code, name="Rà soát", quantity=Decimal("12.5"), measure="lượt"),),
        approval=PlanApproval(unit=owner, approved_on=date(2026, 4, 5), approved_by="Ban Thường vụ", number="7-QĐ"),
        criteria=(
            Criterion(name=CriterionName.POINTS_FROM, rating=Rating.GOOD, value=Decimal(70), basis="02-HD"),
            Criterion(name=CriterionName.GENERAL_MAX, value=Decimal(30), basis="02-HD"),
        ),
        transfers=(
            Transfer(kind=TransferKind.RESULTS, unit=owner, body="Sở Tài chính", person=head.code),
            Transfer(kind=TransferKind.OPINION, unit=owner, body="Tỉnh đoàn", sent=date(2026, 6, 1), number="3-CV"),
        ),
        rulings=(
            Ruling(
                kind=RulingKind.LARGER_SHARE,
                unit=owner,
                decided_on=date(2026, 6, 20),
                decided_by="BTV",
                reason="Nhiều thành tích",
                group="Nhóm 1",
            ),
        ),
        papers=(
            PaperClassification(
                kind=DocumentKind.MINUTES,
                unit=owner,
                classification=Classification.PUBLIC,
                decided_by="Chánh Văn phòng",
            ),
            PaperClassification(
                kind=DocumentKind.SELF_ASSESSMENT,
                unit=owner,
                classification=Classification.SECRET,
                decided_by="Chánh Văn phòng",
                person=head.code,
                kept_at="Tủ số 3",
            ),
        ),
    )


def written(folder: Path, *stored: OpenDossier) -> Path:
    path = folder / "ra.xlsx"
    path.unlink(missing_ok=True)
    ExcelWorkbookWriter().write(path, quarter=QUARTER, dossiers=stored)
    return path


def read_again(path: Path, stored: Sequence[OpenDossier], *, update: bool = False) -> WorkbookFacts:
    def recall(quarter: Quarter, units: Collection[UnitCode]) -> Sequence[OpenDossier]:
        return [item for item in stored if item.quarter == quarter and (not units or item.unit.code in units)]

    return ExcelWorkbookReader().read(path, None, stored=recall, update=update)


def with_evidence(facts: WorkbookFacts) -> list[OpenDossier]:
    return [
        replace(item, evidence=tuple(given.evidence for given in facts.evidence.get(item.unit.code, ())))
        for item in facts.dossiers
    ]


def differences(before: OpenDossier, after: OpenDossier) -> list[str]:
    state = ExcelWorkbookReader().state
    return [str(change) for change in changes(before.unit.code, state(before), state(after))]


def test_what_was_written_reads_as_the_same_facts_on_every_sheet(tmp_path: Path) -> None:
    dossier = full_dossier()
    assert all(getattr(dossier, field.name) for field in fields(dossier))

    (again,) = with_evidence(read_again(written(tmp_path, dossier), [dossier]))

    assert again == dossier


def test_a_supplement_of_what_was_written_changes_nothing(tmp_path: Path) -> None:
    dossier = full_dossier()

    (again,) = read_again(written(tmp_path, dossier), [dossier], update=True).dossiers

    assert again == dossier


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dossiers(), st.text("=+-@\t\rĐảng ủy'\"<&_x0041_\x07 1/2", max_size=12))
def test_whatever_is_stored_comes_back(tmp_path: Path, dossier: OpenDossier, text: str) -> None:
    (proposal, *others) = dossier.proposals
    kept = " ".join(text.replace("\x07", "").split())
    dossier = replace(dossier, proposals=(replace(proposal, reason=kept, votes_for=0), *others))

    (again,) = with_evidence(read_again(written(tmp_path, dossier), [dossier]))

    assert differences(dossier, again) == []


@pytest.mark.parametrize("value", ["0", "-1.5", "0.1", "123456789012345", "12345678901234567.89", "1000", "1E+3"])
def test_a_number_comes_back_with_all_its_digits(tmp_path: Path, value: str) -> None:
    dossier = complete_dossier()
    dossier = replace(dossier, tasks=(replace(dossier.tasks[0], target=Decimal(value)), *dossier.tasks[1:]))

    (again,) = read_again(written(tmp_path, dossier), [dossier]).dossiers

    assert again.tasks[0].target == Decimal(value)


def test_a_moment_comes_back_in_viet_nam_time(tmp_path: Path) -> None:
    dossier = complete_dossier()
    assert dossier.meeting
    dossier = replace(dossier, meeting=replace(dossier.meeting, held=datetime(2026, 6, 22, 1, 30, 5, tzinfo=UTC)))

    (again,) = read_again(written(tmp_path, dossier), [dossier]).dossiers

    assert again.meeting
    assert again.meeting.held == datetime(2026, 6, 22, 1, 30, 5, tzinfo=UTC)


def test_an_edited_cell_is_the_one_change(tmp_path: Path) -> None:
    dossier = full_dossier()
    path = written(tmp_path, dossier)
    book = load_workbook(path)
    book["Kết quả"]["C2"] = 130
    book.save(path)

    (again,) = with_evidence(read_again(path, [dossier]))

    assert differences(dossier, again) == ["SNV · Kết quả · NV-SNV-01-01 · Kết quả đạt: '100' → '130'"]


def test_many_units_stand_in_one_workbook(tmp_path: Path) -> None:
    two = [complete_dossier(), complete_dossier(of=unit("DUBH", kind=UnitKind.PARTY_COMMITTEE))]

    assert with_evidence(read_again(written(tmp_path, *two), two)) == two


def other_period(dossier: OpenDossier) -> OpenDossier:
    return replace(dossier, period=replace(dossier.period, cutoff=date(2026, 6, 20)))


def other_delegations(dossier: OpenDossier) -> OpenDossier:
    return replace(dossier, delegations=full_dossier().delegations)


def same_codes(dossier: OpenDossier) -> OpenDossier:
    first = complete_dossier()
    return replace(dossier, cadres=tuple(replace(item, unit=dossier.unit.code) for item in first.cadres))


@pytest.mark.parametrize(
    ("change", "sheet"), [(other_period, "Kỳ"), (other_delegations, "Phân cấp"), (same_codes, "Cán bộ")]
)
def test_units_that_contradict_each_other_are_not_put_into_one_workbook(
    tmp_path: Path, change: object, sheet: str
) -> None:
    assert callable(change)
    two = [complete_dossier(), change(complete_dossier(of=unit("STC")))]

    with pytest.raises(UsageError, match=f"'{sheet}'.*--unit"):
        written(tmp_path, *two)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_is_written_as_text_and_quoted_when_it_could_calculate(tmp_path: Path, text: str) -> None:
    dossier = complete_dossier()
    dossier = replace(dossier, tasks=(replace(dossier.tasks[0], name=text), *dossier.tasks[1:]))

    cell = load_workbook(written(tmp_path, dossier))["Nhiệm vụ"]["C2"]

    assert (cell.value, cell.data_type) == (text, "s")
    assert bool(cell.quotePrefix) == text.startswith(("=", "+", "-", "@"))


def test_a_text_that_begins_with_a_tab_or_a_return_is_quoted_too(tmp_path: Path) -> None:
    dossier = complete_dossier()
    first, second, *others = dossier.tasks
    dossier = replace(dossier, tasks=(replace(first, name="\t=1+1"), replace(second, name="\r=1+1"), *others))

    sheet = load_workbook(written(tmp_path, dossier))["Nhiệm vụ"]

    assert [bool(sheet[cell].quotePrefix) for cell in ("C2", "C3", "C4")] == [True, True, False]


@pytest.mark.parametrize("filled", [True, False], ids=["filled", "empty"])
def test_no_cell_of_a_workbook_calculates(tmp_path: Path, filled: bool) -> None:  # noqa: FBT001 - a table of tests
    """What the file itself says, whoever opens it: no cell holds a formula, every text is a string."""
    dossier = full_dossier()
    tasks = tuple(replace(item, name=text) for item, text in zip(dossier.tasks, DANGEROUS, strict=False))
    path = written(tmp_path, *([replace(dossier, tasks=tasks)] if filled else []))
    with zipfile.ZipFile(path) as container:
        sheets = [container.read(name) for name in container.namelist() if re.match(r"xl/worksheets/sheet", name)]
    cells = [cell for sheet in sheets for cell in ET.fromstring(sheet).iter() if cell.tag.endswith("}c")]  # noqa: S314 - our own file

    assert not any(part.tag.endswith("}f") for cell in cells for part in cell)
    assert {cell.get("t", "n") for cell in cells} <= {"inlineStr", "s", "n", "d"}
