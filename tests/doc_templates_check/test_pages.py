"""The lint of a PDF: good ones pass, and each fault is found alone."""

import io
from unicodedata import normalize

import pikepdf
import pytest

from archive.domain.people import IssuerSystem
from doc_templates.check import lint_pdf
from tests.doc_templates_check.conftest import Print
from tests.doc_templates_check.good import filled, layout, restyled, said, spoilt

GOOD = filled(IssuerSystem.PARTY)
NAME = "ĐẢNG CỘNG SẢN VIỆT NAM"


@pytest.fixture(scope="module")
def good(to_pdf: Print) -> bytes:
    return to_pdf(GOOD, "good")


def codes(pdf: bytes, system: IssuerSystem = IssuerSystem.PARTY) -> set[str]:
    return {problem.code for problem in lint_pdf(pdf, layout(system))}


@pytest.mark.parametrize("system", IssuerSystem)
def test_a_printed_example_is_good(to_pdf: Print, system: IssuerSystem) -> None:
    assert lint_pdf(to_pdf(filled(system), "good"), layout(system)) == ()


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ('w:left="1701"', 'w:left="1134"', "margins"),
        ('w:right="850"', 'w:right="284"', "margins"),
        ("<w:titlePg/>", "", "page_number"),
        (said(NAME), said("ĐẢNG"), "header"),
        ("Số       -TTr/ĐU", "Số:      /TTr-ĐU", "number_line"),
        ("Kính trình: ", "Kính trình: {{ addressee }} ", "tag_left"),
        ("Kính trình: ", "Kính trình: None ", "none_printed"),
        (said("TỜ TRÌNH"), "<w:r><w:rPr><w:sz w:val='48'/></w:rPr><w:t>TỜ TRÌNH</w:t></w:r>", "size"),
    ],
)
def test_one_fault_is_found_and_no_other(to_pdf: Print, before: str, after: str, code: str) -> None:
    assert codes(to_pdf(spoilt(GOOD, before, after), code)) == {code}


def test_letters_in_pieces_are_found(to_pdf: Print) -> None:
    spoiltness = spoilt(GOOD, "Kính trình: ", normalize("NFD", "Kính trình: "))

    assert "not_nfc" in codes(to_pdf(spoiltness, "nfd"))


def test_a_font_put_in_by_the_converter_is_found(to_pdf: Print) -> None:
    other = restyled(GOOD, "Body", r"<w:rPr>", '<w:rPr><w:rFonts w:ascii="DejaVu Sans" w:hAnsi="DejaVu Sans"/>')

    assert codes(to_pdf(other, "font")) == {"font_substituted"}


def test_the_other_systems_words_are_a_fault(good: bytes) -> None:
    assert {"header", "mixed_systems", "number_line"} <= codes(good, IssuerSystem.STATE)


def test_a_missing_page_number_is_found(to_pdf: Print) -> None:
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    wordless = spoilt(GOOD, number, "", name="word/header1.xml")

    assert codes(to_pdf(wordless, "no number")) == {"page_number"}


def test_a_font_that_is_not_embedded_is_found(good: bytes) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(good)) as document:
        for font in document.pages[0].obj.Resources.Font.values():
            del font.FontDescriptor["/FontFile2"]
        document.save(out)

    assert "font_not_embedded" in codes(out.getvalue())  # and its letters are no longer as wide as they were


def test_paper_that_is_not_a4_is_found(good: bytes) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(good)) as document:
        for page in document.pages:
            page.mediabox = pikepdf.Array([0, 0, 612, 842])
        document.save(out)

    assert codes(out.getvalue()) == {"page_size"}


@pytest.mark.parametrize("pdf", [b"", b"text"])
def test_what_is_no_pdf_is_told_and_not_raised(pdf: bytes) -> None:
    assert codes(pdf) == {"unreadable"}
