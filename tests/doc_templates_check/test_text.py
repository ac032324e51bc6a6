"""The lint of a Word file: good ones pass, and each fault is found alone."""

from unicodedata import normalize

import pytest

from archive.domain.document import DocumentKind
from archive.domain.people import IssuerSystem
from doc_templates.author.layouts import PARTY, STATE
from doc_templates.catalog import Catalog
from doc_templates.check import lint_docx
from tests.doc_templates_check.good import filled, layout, part, restyled, said, spoilt, with_parts

FORMS = [(kind, system) for kind in DocumentKind for system in IssuerSystem if Catalog().newest(kind, system)]
GOOD_PARTY, GOOD_STATE = filled(IssuerSystem.PARTY), filled(IssuerSystem.STATE)
PARTY_STATE_NAME = "ĐẢNG CỘNG SẢN VIỆT NAM"


def codes(word: bytes, system: IssuerSystem = IssuerSystem.PARTY) -> set[str]:
    return {problem.code for problem in lint_docx(word, layout(system))}


@pytest.mark.parametrize(("kind", "system"), FORMS)
def test_every_filled_example_is_good(kind: DocumentKind, system: IssuerSystem) -> None:
    assert lint_docx(filled(system, kind), layout(system)) == ()


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ('w:w="11906"', 'w:w="12240"', "page_size"),
        ('w:left="1701"', 'w:left="1134"', "margins"),
        ('w:top="1134"', 'w:top="1701"', "margins"),
        ("<w:titlePg/>", "", "page_number"),
        (said(PARTY_STATE_NAME), said("ĐẢNG CỘNG SẢN"), "header"),
        ("Số       -TTr/ĐU", "Số:      /TTr-ĐU", "number_line"),
        ("Số       -TTr/ĐU", "Số 12/TTr-ĐU", "number_line"),
        ("Kính trình: ", "Kính trình: {{ addressee }} ", "tag_left"),
        ("Kính trình: ", "Kính trình: None ", "none_printed"),
        ("Kính trình: ", normalize("NFD", "Kính trình: "), "not_nfc"),
        (said("TỜ TRÌNH"), "<w:r><w:rPr><w:b w:val='0'/></w:rPr><w:t>TỜ TRÌNH</w:t></w:r>", "weight"),
        (said("TỜ TRÌNH"), "<w:r><w:rPr><w:sz w:val='24'/></w:rPr><w:t>TỜ TRÌNH</w:t></w:r>", "size"),
        (
            said("TỜ TRÌNH"),
            "<w:r><w:rPr><w:rFonts w:ascii='Arial'/></w:rPr><w:t>TỜ TRÌNH</w:t></w:r>",
            "font",
        ),
        (
            said("TỜ TRÌNH"),
            "<w:r><w:rPr><w:rFonts w:asciiTheme='minorHAnsi'/></w:rPr><w:t>TỜ TRÌNH</w:t></w:r>",
            "font",
        ),
    ],
)
def test_one_fault_in_the_text_is_found_and_no_other(before: str, after: str, code: str) -> None:
    assert codes(spoilt(GOOD_PARTY, before, after)) == {code}


@pytest.mark.parametrize(
    ("style", "pattern", "after", "code"),
    [
        ("Body", r'w:sz w:val="\d+"', 'w:sz w:val="24"', "size"),
        ("Body", r"<w:rPr>", '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>', "font"),
        ("Body", r'w:line="\d+"', 'w:line="480"', "line_spacing"),
        ("Body", r'w:lineRule="exact"', 'w:lineRule="auto"', "line_spacing"),
        ("PlaceDate", r"<w:i/>", "", "weight"),
        ("Issuer", r"<w:b/>", "", "weight"),
        ("Superior", r"<w:rPr>", "<w:rPr><w:b/>", "weight"),
    ],
)
def test_one_fault_in_a_style_is_found_and_no_other(style: str, pattern: str, after: str, code: str) -> None:
    assert codes(restyled(GOOD_PARTY, style, pattern, after)) == {code}


def test_the_other_systems_words_are_a_fault() -> None:
    motto = f'<w:p><w:pPr><w:pStyle w:val="Motto"/></w:pPr>{said("Độc lập - Tự do - Hạnh phúc")}</w:p>'

    assert codes(spoilt(GOOD_PARTY, "</w:tbl>", f"</w:tbl>{motto}")) == {"mixed_systems"}


@pytest.mark.parametrize("line", ["Số 12-TTr/ĐU", "Số       -TTr/ĐU"])
def test_a_party_number_line_is_good_with_its_number_and_blank(line: str) -> None:
    assert codes(spoilt(GOOD_PARTY, "Số       -TTr/ĐU", line)) == set()


@pytest.mark.parametrize("line", ["Số: 12/TTr-SNV", "Số:       /SNV-VP"])
def test_a_state_number_line_is_good_with_its_number_and_for_a_letter(line: str) -> None:
    assert codes(spoilt(GOOD_STATE, "Số:       /TTr-SNV", line), IssuerSystem.STATE) == set()


@pytest.mark.parametrize("line", ["Số 12-TTr/SNV", "Số: 12-TTr/SNV", "Số 12/TTr-SNV"])
def test_a_state_number_line_has_a_colon_and_a_slash(line: str) -> None:
    assert codes(spoilt(GOOD_STATE, "Số:       /TTr-SNV", line), IssuerSystem.STATE) == {"number_line"}


def test_a_header_without_page_number_is_a_fault() -> None:
    assert codes(spoilt(GOOD_PARTY, 'w:instr=" PAGE "', 'w:instr=" DATE "', name="word/header1.xml")) == {"page_number"}


def test_a_number_on_the_first_page_is_a_fault() -> None:
    first = part(GOOD_PARTY).replace('w:headerReference w:type="default"', 'w:headerReference w:type="first"', 1)

    assert codes(with_parts(GOOD_PARTY, {"word/document.xml": first.encode()})) == {"page_number"}


@pytest.mark.parametrize("word", [b"", b"text", GOOD_PARTY[:2000], with_parts(GOOD_PARTY, {"word/document.xml": None})])
def test_what_is_no_word_file_is_told_and_not_raised(word: bytes) -> None:
    assert codes(word) == {"unreadable"}


def test_entities_are_never_read() -> None:
    evil = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
    word = with_parts(GOOD_PARTY, {"word/document.xml": f"{evil}{part(GOOD_PARTY).partition('?>')[2]}".encode()})

    assert codes(word) == {"unreadable"}


def test_a_style_that_names_itself_as_its_base_ends() -> None:
    looped = restyled(GOOD_PARTY, "Body", r"(<w:name [^>]+>)", r'\1<w:basedOn w:val="Body"/>')

    assert codes(looped) == set()


@pytest.mark.parametrize(
    ("before", "after"),
    [("<w:p/></w:tc>", "</w:tc>"), ('<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="170"/></w:tcPr><w:p/></w:tc>', "")],
)
def test_a_cell_without_paragraph_and_a_lost_cell_are_faults(before: str, after: str) -> None:
    assert codes(spoilt(GOOD_PARTY, before, after)) == {"table"}


def test_a_problem_names_the_paragraph() -> None:
    (problem,) = lint_docx(spoilt(GOOD_PARTY, "Kính trình: ", "Kính trình: None "), PARTY)

    assert problem.where.startswith("document.xml, đoạn ")
    assert "Kính trình: None" in problem.where


def test_another_size_within_the_states_range_is_good() -> None:
    assert lint_docx(restyled(GOOD_STATE, "Body", r'w:sz w:val="\d+"', 'w:sz w:val="26"'), STATE) == ()
