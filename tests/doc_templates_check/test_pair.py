"""The lint of a Word file beside its PDF: nothing that was filled in is cut off on paper."""

import pytest

from archive.domain.document import DocumentKind
from archive.domain.people import IssuerSystem
from doc_templates.check import lint_pair
from doc_templates.check.template import read_example
from doc_templates.render import fill
from tests.doc_templates_check.conftest import Print
from tests.doc_templates_check.good import filled, form, said, spoilt

GOOD = filled(IssuerSystem.PARTY)


@pytest.mark.parametrize("kind", [DocumentKind.SUBMISSION, DocumentKind.MINUTES, DocumentKind.EVIDENCE_LIST])
def test_a_printed_example_has_every_text(to_pdf: Print, kind: DocumentKind) -> None:
    word = filled(IssuerSystem.PARTY, kind)

    assert lint_pair(word, to_pdf(word, kind)) == ()


def test_a_text_spread_over_pages_is_not_lost(to_pdf: Print) -> None:
    data = {**read_example(form()), "difficulties": " ".join(f"Khó khăn {number}." for number in range(3000))}
    word = fill(form(), data, title="dài")

    assert lint_pair(word, to_pdf(word, "dài")) == ()


def test_a_text_that_is_cut_off_is_named(to_pdf: Print) -> None:
    whole = spoilt(GOOD, said("TỜ TRÌNH"), said("TỜ TRÌNH số bảy"))

    (problem,) = lint_pair(whole, to_pdf(GOOD, "cut"))

    assert (problem.code, "số bảy" in problem.message) == ("text_lost", True)


def test_a_row_too_high_for_its_page_loses_text_and_is_found(to_pdf: Print) -> None:
    """The real fault: LibreOffice clips a row of fixed height."""
    low = spoilt(GOOD, "<w:cantSplit/>", '<w:cantSplit/><w:trHeight w:val="200" w:hRule="exact"/>')

    assert {problem.code for problem in lint_pair(low, to_pdf(low, "low"))} == {"text_lost"}


@pytest.mark.parametrize(("word", "pdf"), [(b"", b""), (GOOD, b"text")])
def test_what_cannot_be_read_is_told(word: bytes, pdf: bytes) -> None:
    assert [problem.code for problem in lint_pair(word, pdf)] == ["unreadable"]
