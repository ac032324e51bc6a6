"""What every Numbers must do (archive/ports/numbers.py)."""

from dataclasses import replace
from datetime import date

import pytest

from archive.domain.numbering import DocumentNumber, NumberEntry, Register, cancelled, used_elsewhere
from archive.errors import UsageError
from archive.ports.desk import Desk
from tests.contracts.desk_contract import document

TTR, BB, OTHER = Register("SNV", "TTr", "2026"), Register("SNV", "BB", "2026"), Register("STC", "TTr", "2026")
DAY, LATER = date(2026, 6, 22), date(2026, 6, 24)


def given(desk: Desk, register: Register, *documents: str, on: date = DAY) -> list[NumberEntry]:
    with desk.begin() as work:
        entries = [work.numbers.give(register, document, on=on, actor="an") for document in documents]
        work.commit()
    return entries


def kept(desk: Desk, *entries: NumberEntry) -> None:
    with desk.begin() as work:
        for entry in entries:
            work.numbers.keep(entry)
        work.commit()


def lines(desk: Desk, issuer: str | None = None) -> list[NumberEntry]:
    with desk.begin() as work:
        return list(work.numbers.entries(issuer))


class NumbersContract:
    """Subclass with the fixture `desk`: an empty one."""

    @pytest.fixture
    def desk(self) -> Desk:
        raise NotImplementedError  # abstract: each implementation gives its own

    def test_numbers_follow_each_other_in_each_register_alone(self, desk: Desk) -> None:
        numbers = [given(desk, register, f"d{place}")[0].number for place, register in enumerate((TTR, BB, TTR, OTHER))]

        assert numbers == [1, 1, 2, 1]

    def test_a_document_keeps_its_number_and_day(self, desk: Desk) -> None:
        (first,) = given(desk, TTR, "a")

        assert given(desk, TTR, "a", on=LATER) == [first]
        assert len(lines(desk)) == 1

    def test_a_document_keeps_its_number_when_the_term_has_changed(self, desk: Desk) -> None:
        (first,) = given(desk, TTR, "a")

        assert given(desk, replace(TTR, term="2027"), "a") == [first]

    def test_without_a_commit_no_number_was_given(self, desk: Desk) -> None:
        with desk.begin() as work:
            work.numbers.give(TTR, "a", on=DAY, actor="an")

        assert given(desk, TTR, "b")[0].number == 1

    def test_a_cancelled_number_stays_and_is_given_to_nobody_else(self, desk: Desk) -> None:
        (first,) = given(desk, TTR, "a")
        struck = cancelled(first, on=LATER, because="không còn")

        kept(desk, struck)

        assert [entry.number for entry in given(desk, TTR, "b", "a")] == [2, 3]
        assert lines(desk)[0] == struck

    def test_numbers_used_elsewhere_are_stepped_over(self, desk: Desk) -> None:
        kept(desk, *used_elsewhere(TTR, range(1, 13), on=DAY, actor="an", note="sổ giấy"))

        assert given(desk, TTR, "a")[0].number == 13
        assert [entry.number for entry in lines(desk)] == list(range(1, 14))

    def test_a_number_of_another_document_is_not_taken_away(self, desk: Desk) -> None:
        (first,) = given(desk, TTR, "a")

        with pytest.raises(UsageError, match="đã cấp cho a"):
            kept(desk, replace(first, document="b"))

        assert lines(desk) == [first]

    def test_a_number_used_elsewhere_may_turn_out_to_be_a_documents(self, desk: Desk) -> None:
        (elsewhere,) = used_elsewhere(TTR, range(1, 2), on=DAY, actor="an", note="sổ giấy")
        kept(desk, elsewhere)

        kept(desk, replace(elsewhere, document="a"))

        assert given(desk, TTR, "a")[0].number == 1

    def test_lines_come_by_register_and_number_of_one_issuer_or_all(self, desk: Desk) -> None:
        for register, name in ((OTHER, "x"), (TTR, "a"), (BB, "b"), (TTR, "c")):
            given(desk, register, name)

        assert [(line.register.symbol, line.number) for line in lines(desk, "SNV")] == [
            ("BB", 1),
            ("TTr", 1),
            ("TTr", 2),
        ]
        assert [line.register.issuer for line in lines(desk)] == ["SNV", "SNV", "SNV", "STC"]

    def test_the_term_opened_last_counts_for_its_issuer_alone(self, desk: Desk) -> None:
        with desk.begin() as work:
            for term in ("2025-2030", "2030-2035", "2030-2035"):
                work.numbers.open_term("ĐU", term, on=DAY, actor="an")
            work.commit()

        with desk.begin() as work:
            assert (work.numbers.term("ĐU"), work.numbers.term("TU")) == ("2030-2035", None)

    def test_a_document_comes_back_with_the_number_it_bears(self, desk: Desk) -> None:
        number = DocumentNumber(register=TTR, number=5, given=DAY, sign="05/TTr-SNV")
        kept = replace(document(), number=number)

        with desk.begin() as work:
            work.shelf.keep(kept)
            work.commit()

        with desk.begin() as work:
            assert list(work.shelf.documents(kept.due.unit, kept.due.quarter)) == [kept]
