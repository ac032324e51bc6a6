"""The papers outside the seven components at the limits of their data, and what must stand in the real PDF of each."""

import io
from typing import Any

import docx
import pytest

from archive.domain.document import OTHER_TITLE, DocumentKind
from archive.domain.people import IssuerSystem
from doc_templates.render import fill
from doc_templates.renderer import OfficeRenderer
from tests.doc_templates.conftest import Examples
from tests.doc_templates.samples import ALL, example, form, pages_of, request, squeezed

LETTERS = [(kind, system) for kind, system in ALL if kind in OTHER_TITLE]
ODD = "Công ty <Hòa Bình> & Con \"A\" 'B'\nDòng hai\tthụt lề; {{ 7*7 }} 100 % – 5 < 6"
LONG = "Nhiệmvụdàikhôngcókhoảngtrắng" * 12  # one word wider than any line
CENTRAL = (DocumentKind.CENTRAL_SUBMISSION, DocumentKind.CENTRAL_REPORT, DocumentKind.PERIODIC_REPORT)


def emptied(value: object) -> Any:
    """The same fields with nothing in them."""
    if isinstance(value, dict):
        return {name: emptied(inner) for name, inner in value.items()}
    return [] if isinstance(value, list) else 0 if isinstance(value, int) else ""


def telling(value: object, text: str) -> Any:
    """The same fields and rows with another text in each."""
    if isinstance(value, dict):
        return {name: telling(inner, text) for name, inner in value.items()}
    if isinstance(value, list):
        return [telling(inner, text) for inner in value]
    return value if isinstance(value, int) else text


def limits(kind: DocumentKind, system: IssuerSystem) -> dict[str, Any]:
    """Data at its limits, by a name for it."""
    given = example(kind, system)
    many = {**given, "rows": [given["rows"][0]] * 300} if "rows" in given else given
    return {"trống": emptied(given), "lạ": telling(given, ODD), "dài": telling(given, LONG), "300 dòng": many}


def test_every_kind_of_the_design_has_a_form() -> None:
    assert {kind for kind, _ in ALL} == set(DocumentKind)


@pytest.mark.parametrize("kind", [kind for kind in DocumentKind if kind not in CENTRAL])
def test_what_a_state_body_issues_has_its_layout(kind: DocumentKind) -> None:
    assert (kind, IssuerSystem.STATE) in ALL


@pytest.mark.parametrize("kind", CENTRAL)
def test_what_the_provinces_committee_issues_has_the_partys_layout_alone(kind: DocumentKind) -> None:
    assert [system for known, system in ALL if known is kind] == [IssuerSystem.PARTY]


@pytest.mark.parametrize(("kind", "system"), LETTERS)
def test_no_cell_is_left_without_a_paragraph_whatever_the_data(kind: DocumentKind, system: IssuerSystem) -> None:
    """Word refuses a file with such a cell, and LibreOffice shifts the row."""
    found = form(kind, system)
    for name, data in limits(kind, system).items():
        body = docx.Document(io.BytesIO(fill(found, data, title=name))).element.body
        assert [cell for cell in body.iter("{*}tc") if cell.find("{*}p") is None] == [], name


def test_every_letter_becomes_a_pdf_with_empty_and_with_odd_data(office: OfficeRenderer) -> None:
    wanted = [
        request(kind, system, name=f"{kind} {system} {name}", data=data)
        for kind, system in LETTERS
        for name, data in limits(kind, system).items()
        if name in ("trống", "lạ")
    ]

    made = list(office.render(wanted))
    assert len(made) == len(wanted)
    assert [one.request.title for one in made if {slot.page for slot in one.slots} - {one.pages - 1}] == []


def test_both_receivers_stand_in_the_printed_report(examples: Examples) -> None:
    """R36."""
    (first, *_) = pages_of(examples[DocumentKind.CENTRAL_REPORT, IssuerSystem.PARTY].pdf)

    assert squeezed("Ban Tổ chức Trung ương; Văn phòng Trung ương Đảng") in squeezed(first)


@pytest.mark.parametrize(
    ("kind", "system", "line"),
    [
        (DocumentKind.CONCLUSION, IssuerSystem.PARTY, "-KL/ĐU"),
        (DocumentKind.CONCLUSION, IssuerSystem.STATE, "/KL-SNV"),
        (DocumentKind.OPINION_REQUEST, IssuerSystem.PARTY, "-CV/ĐU"),
        (DocumentKind.OPINION_REPLY, IssuerSystem.STATE, "/SNV-VP"),
        (DocumentKind.CENTRAL_SUBMISSION, IssuerSystem.PARTY, "-TTr/TU"),
        (DocumentKind.CENTRAL_REPORT, IssuerSystem.PARTY, "-BC/TU"),
        (DocumentKind.PERIODIC_REPORT, IssuerSystem.PARTY, "-BC/TU"),
        (DocumentKind.NOTICE, IssuerSystem.PARTY, "-TB/TU"),
        (DocumentKind.NOTICE, IssuerSystem.STATE, "/TB-SNV"),
    ],
)
def test_the_number_line_is_printed_as_the_system_writes_it(
    examples: Examples, kind: DocumentKind, system: IssuerSystem, line: str
) -> None:
    assert line in pages_of(examples[kind, system].pdf)[0]


@pytest.mark.parametrize("system", IssuerSystem)
def test_a_letter_has_no_title_and_says_below_its_number_what_it_is_about(
    examples: Examples, system: IssuerSystem
) -> None:
    first = pages_of(examples[DocumentKind.OPINION_REQUEST, system].pdf)[0]

    assert "V/v xin ý kiến" in first
    assert "CÔNG VĂN" not in first.upper()


def test_a_committee_without_a_superior_leaves_no_line_for_it(examples: Examples) -> None:
    first = pages_of(examples[DocumentKind.CENTRAL_REPORT, IssuerSystem.PARTY].pdf)[0]

    assert first.strip().startswith("TỈNH ỦY LÀO CAI")
