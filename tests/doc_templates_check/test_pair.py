"""The lint of a Word file beside its PDF: nothing that was filled in is cut off on paper."""

from typing import Any

import pytest

from archive.domain.document import DocumentKind
from archive.domain.people import IssuerSystem
from doc_templates.check import lint_pair
from doc_templates.check.template import read_example
from doc_templates.render import fill
from tests.doc_templates_check.conftest import Print
from tests.doc_templates_check.good import filled, form, part, said, spoilt

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


LISTS = [DocumentKind.ASSIGNED_WORK, DocumentKind.SELF_ASSESSMENT]


def list_with(kind: DocumentKind, letters: int) -> bytes:
    """A list of tasks whose every text has so many letters, in words."""
    sample: Any = read_example(form(kind=kind))
    prose = ("nhiệm vụ " * letters)[:letters].rstrip()
    texts = {name for name in ("task", "product", "note", "source", "coordinators") if name in sample["rows"][0]}
    rows = [{**row, **dict.fromkeys(texts, prose)} for row in sample["rows"]]
    return fill(form(kind=kind), {**sample, "rows": rows}, title="bảng")


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("letters", [180, 181, 1500], ids=["the longest short row", "just not short", "long"])
def test_no_row_loses_text_whether_it_may_break_or_not(to_pdf: Print, kind: DocumentKind, letters: int) -> None:
    word = list_with(kind, letters)

    assert lint_pair(word, to_pdf(word, f"{kind} {letters}")) == ()


@pytest.mark.parametrize("kind", LISTS)
def test_a_short_row_stays_whole_and_a_long_one_may_break(kind: DocumentKind) -> None:
    def whole(word: bytes) -> int:
        return part(word).count("<w:cantSplit/>")

    sample: Any = read_example(form(kind=kind))["rows"]
    assert whole(list_with(kind, 180)) - whole(list_with(kind, 181)) == len(sample)


@pytest.mark.parametrize(("word", "pdf"), [(b"", b""), (GOOD, b"text")])
def test_what_cannot_be_read_is_told(word: bytes, pdf: bytes) -> None:
    assert [problem.code for problem in lint_pair(word, pdf)] == ["unreadable"]
