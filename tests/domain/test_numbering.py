"""Registers: which one counts, which numbers are unaccounted for, and what a paper says once it bears a number."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from archive.domain.contents import content_of
from archive.domain.contents.issue import issued
from archive.domain.document import DocumentKind, DueDocument
from archive.domain.dossier import OpenDossier, due_documents
from archive.domain.numbering import (
    MOST_ELSEWHERE,
    NumberEntry,
    Register,
    cancelled,
    find_in_force,
    next_number,
    register_of,
    unaccounted,
    used_elsewhere,
)
from archive.domain.people import IssuerSystem, UnitKind
from archive.errors import NotFound, RuleBroken, UsageError
from tests.letters import letters, province
from tests.quarters import complete_dossier, unit

DAY = date(2026, 6, 25)
REGISTER = Register("SNV", "TTr", "2026")


def entry(number: int, document: str | None = "a") -> NumberEntry:
    return NumberEntry(register=REGISTER, number=number, given=DAY, actor="an", document=document)


def due(dossier: OpenDossier, kind: DocumentKind) -> DueDocument:
    return next(item for item in due_documents(dossier) if item.kind is kind)


@pytest.mark.parametrize(
    ("system", "opened", "term"),
    [
        (IssuerSystem.STATE, None, "2026"),
        (IssuerSystem.STATE, "2030-2035", "2026"),
        (IssuerSystem.PARTY, None, "2025-2030"),
        (IssuerSystem.PARTY, "2030-2035", "2030-2035"),
    ],
)
def test_the_state_counts_by_years_and_the_party_by_terms(system: IssuerSystem, opened: str | None, term: str) -> None:
    assert register_of("SNV", "TTr", system, on=DAY, term=opened) == Register("SNV", "TTr", term)


def test_a_year_begins_anew_for_the_state() -> None:
    later = register_of("SNV", "TTr", IssuerSystem.STATE, on=date(2027, 1, 1), term=None)

    assert later == replace(REGISTER, term="2027")


@pytest.mark.parametrize(("numbers", "missing", "following"), [((), (), 1), ((1, 2), (), 3), ((2, 5), (1, 3, 4), 6)])
def test_numbers_that_no_line_speaks_of_are_named(
    numbers: tuple[int, ...], missing: tuple[int, ...], following: int
) -> None:
    lines = [entry(number) for number in numbers]

    assert (unaccounted(lines), next_number(lines)) == (missing, following)


def test_a_cancelled_number_counts_as_accounted_for() -> None:
    assert unaccounted([cancelled(entry(1), on=DAY, because="thôi"), entry(2, "b")]) == ()


def test_a_number_is_not_cancelled_without_a_reason() -> None:
    with pytest.raises(UsageError, match="lý do"):
        cancelled(entry(1), on=DAY, because="")


@pytest.mark.parametrize("line", [entry(1, None), cancelled(entry(1), on=DAY, because="thôi")])
def test_a_number_that_no_paper_bears_is_not_cancelled(line: NumberEntry) -> None:
    with pytest.raises(RuleBroken):
        cancelled(line, on=DAY, because="thôi")


def test_a_paper_whose_number_was_cancelled_bears_none() -> None:
    with pytest.raises(NotFound):
        find_in_force([cancelled(entry(1), on=DAY, because="thôi")], "a")


@pytest.mark.parametrize(("last", "note"), [(3, ""), (MOST_ELSEWHERE + 2, "sổ giấy")])
def test_numbers_are_not_stepped_over_silently_nor_by_the_thousand(last: int, note: str) -> None:
    with pytest.raises(UsageError):
        used_elsewhere(REGISTER, range(1, last), on=DAY, actor="an", note=note)


@pytest.mark.parametrize(
    ("kind", "system", "number", "line"),
    [
        (UnitKind.PARTY_COMMITTEE, IssuerSystem.PARTY, 12, "Số 12-TTr/ĐU"),
        (UnitKind.PARTY_COMMITTEE, IssuerSystem.PARTY, 5, "Số 05-TTr/ĐU"),
        (UnitKind.PROVINCIAL_BODY, IssuerSystem.STATE, 12, "Số: 12/TTr-SNV"),
        (UnitKind.PROVINCIAL_BODY, IssuerSystem.STATE, 120, "Số: 120/TTr-SNV"),
    ],
)
def test_the_number_stands_in_the_line_of_the_issuers_system(
    kind: UnitKind, system: IssuerSystem, number: int, line: str
) -> None:
    """Domain notes §2.1 and §2.2; a number below ten has a nought in front."""
    dossier = complete_dossier(of=unit(kind=kind, system=system))
    paper = due(dossier, DocumentKind.SUBMISSION)

    said = issued(content_of(dossier, paper), paper.kind, entry(number))

    assert said.data["number_line"] == line
    assert line.endswith(said.number.sign)


@pytest.mark.parametrize(
    ("kind", "day"), [(DocumentKind.SUBMISSION, "25 tháng 6"), (DocumentKind.MINUTES, "22 tháng 6")]
)
def test_a_submission_bears_the_day_of_its_number_and_minutes_that_of_the_meeting(kind: DocumentKind, day: str) -> None:
    dossier = complete_dossier()
    paper = due(dossier, kind)

    said = issued(content_of(dossier, paper), kind, entry(1))

    assert said.data["place_date"] == f"Lào Cai, ngày {day} năm 2026"


def test_all_that_is_not_number_or_day_stays_as_it_was() -> None:
    dossier = complete_dossier()
    paper = due(dossier, DocumentKind.SUBMISSION)
    before = content_of(dossier, paper)

    after = issued(before, paper.kind, entry(1)).data

    assert {name for name in before if before[name] != after[name]} == {"number_line", "place_date"}


def papers() -> Iterator[tuple[str, str]]:
    """Issuer and number line of every paper that the made-up province issues."""
    for kind in (DocumentKind.NOTICE, DocumentKind.CENTRAL_REPORT, DocumentKind.PERIODIC_REPORT):
        for letter in letters(kind, *province()):
            yield letter.issuer, str(issued(letter.data, kind, entry(7)).data["number_line"])


def test_papers_of_the_province_are_counted_by_who_issues_them() -> None:
    signs = dict(papers())

    assert signs["TU"].endswith("/TU")
    assert set(signs) <= {"TU", "BTCTU", *(dossier.unit.code for dossier in province())}


def test_the_day_that_a_paper_left_open_is_written_in() -> None:
    (letter,) = letters(DocumentKind.PERIODIC_REPORT, *province())

    said = issued(letter.data, letter.kind, entry(7)).data

    assert said["place_date"] == "Lào Cai, ngày 25 tháng 6 năm 2026"
