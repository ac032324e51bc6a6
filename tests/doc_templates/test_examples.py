"""Each form through the real LibreOffice: what people read, where they sign, and that it is a PDF/A."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from archive.domain.document import DocumentKind
from archive.domain.people import IssuerSystem
from archive.domain.signature import SignerRole
from archive.ports.rendering import RenderedDocument
from doc_templates.author.press import PATTERNS
from doc_templates.renderer import OfficeRenderer
from tests.doc_templates.conftest import Examples
from tests.doc_templates.samples import (
    ALL,
    drawings_of,
    example,
    leaves,
    line_of,
    pages_of,
    squeezed,
    text_in,
    with_rows,
)
from tests.validators.preflight import is_pdfa_1b

LYING = [kind for kind, pattern in PATTERNS.items() if pattern.lying]
A4 = (595, 842)  # points
NATION = {IssuerSystem.PARTY: "ĐẢNG CỘNG SẢN VIỆT NAM", IssuerSystem.STATE: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"}
MOTTO = {IssuerSystem.PARTY: "ĐẢNG CỘNG SẢN VIỆT NAM", IssuerSystem.STATE: "Độc lập - Tự do - Hạnh phúc"}


@pytest.fixture(params=ALL, ids=lambda pair: f"{pair[0]}-{pair[1].folder}")
def document(examples: Examples, request: pytest.FixtureRequest) -> RenderedDocument:
    return examples[request.param]


def test_every_text_of_the_data_can_be_read(document: RenderedDocument) -> None:
    read = squeezed("".join(pages_of(document.pdf)))
    data = example(document.request.kind, document.request.system)

    assert [text for text in leaves(data) if isinstance(text, str) and squeezed(text) not in read] == []


def test_nothing_of_the_template_is_left(document: RenderedDocument) -> None:
    read = "\n".join(pages_of(document.pdf))

    assert [sign for sign in ("{{", "}}", "{%", "%}", "None", "Mẫu tạm", "�") if sign in read] == []


def test_the_file_says_what_it_is_and_that_its_form_is_provisional(document: RenderedDocument) -> None:
    about = PdfReader(io.BytesIO(document.pdf)).metadata
    assert about is not None

    assert (about.title, about.author) == (document.request.title, document.request.data["issuer"])
    assert "Mẫu tạm" in str(about.subject)


def test_pages_are_a4_and_those_with_wide_tables_lie(document: RenderedDocument) -> None:
    box = PdfReader(io.BytesIO(document.pdf)).pages[0].mediabox
    size = (round(float(box.width)), round(float(box.height)))

    assert size == (A4[::-1] if document.request.kind in LYING else A4)


def test_page_numbers_begin_on_the_second_page(document: RenderedDocument) -> None:
    first_lines = [page.split("\n")[0].strip() for page in pages_of(document.pdf)]

    assert first_lines[0] != "1"
    assert first_lines[1:] == [str(number) for number in range(2, document.pages + 1)]


def test_only_the_words_of_its_own_system_stand_at_the_top(document: RenderedDocument) -> None:
    """Domain notes §2.2: the systems are never mixed."""
    read = squeezed(pages_of(document.pdf)[0])

    assert {system for system, words in NATION.items() if squeezed(words) in read} == {document.request.system}


def test_a_state_document_ends_with_its_sign_and_a_party_document_does_not(document: RenderedDocument) -> None:
    assert ("./." in "".join(pages_of(document.pdf))) == (document.request.system is IssuerSystem.STATE)


def test_the_rule_at_the_top_is_as_long_as_the_line_above_it(document: RenderedDocument) -> None:
    left, bottom, right = line_of(document.pdf, MOTTO[document.request.system])
    rules = {  # LibreOffice draws each twice
        (round(start), round(end))
        for start, low, end, _ in drawings_of(document.pdf)
        if bottom - 12 < low < bottom and start < (left + right) / 2 < end
    }

    assert list(rules) == [pytest.approx((left, right), abs=4)]


def test_signatures_lie_on_the_last_page_in_the_columns_of_their_signers(document: RenderedDocument) -> None:
    middle = (A4[1] if document.request.kind in LYING else A4[0]) / 2

    for slot in document.slots:
        assert slot.page == document.pages - 1
        assert ((slot.left + slot.right) / 2 > middle) == (slot.role is not SignerRole.SECRETARY)


def test_signatures_touch_no_text(document: RenderedDocument) -> None:
    """The organ's seal alone lies over others on purpose."""
    slots = [slot for slot in document.slots if slot.role is not SignerRole.ORGAN]

    assert [text_in(document.pdf, slot) for slot in slots] == [""] * len(slots)


def test_all_are_valid_pdfa(examples: Examples, tmp_path: Path) -> None:
    for (kind, system), made in examples.items():
        (tmp_path / f"{kind}-{system.folder}.pdf").write_bytes(made.pdf)

    assert {path.stem: faults for path, faults in is_pdfa_1b(tmp_path.glob("*.pdf")).items() if faults} == {}


@pytest.mark.parametrize(
    ("kind", "column"),
    [
        (DocumentKind.EVIDENCE_LIST, "Tài liệu minh chứng"),
        (DocumentKind.SUMMARY_PROVINCIAL_BODIES, "Họ và tên"),
    ],
)
def test_a_table_of_sixty_rows_names_its_columns_on_each_page(
    office: OfficeRenderer, kind: DocumentKind, column: str
) -> None:
    (made,) = office.render([with_rows(kind, 60)])

    *pages, _ = pages_of(made.pdf)  # the last may hold the sum and the signature only
    assert [number for number, page in enumerate(pages, start=1) if squeezed(column) not in squeezed(page)] == []


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (DocumentKind.SUMMARY_STANDING_COMMITTEE, "Tổng số cán bộ"),
        (DocumentKind.MINUTES, "Biên bản được lập"),
        (DocumentKind.EVIDENCE_LIST, "Danh mục gồm"),
        (DocumentKind.SELF_ASSESSMENT, "Tự đề xuất mức xếp loại"),
    ],
)
def test_signatures_never_stand_alone_on_a_page(office: OfficeRenderer, kind: DocumentKind, sentence: str) -> None:
    for made in list(office.render(with_rows(kind, count) for count in range(1, 9))):
        assert sentence in pages_of(made.pdf)[-1], made.request.title
        assert {slot.page for slot in made.slots} == {made.pages - 1}, made.request.title
