"""What every desk must do with what programs asked for under keys of their own (archive/ports/asked.py)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from archive.domain.asked import Asked
from archive.ports.desk import Desk, Work
from tests.contracts.two_accounts import AN, BINH, TwoAccounts

NOW = datetime(2026, 6, 24, 8, tzinfo=UTC)
ASKED = Asked(account=AN, key="k-1", digest="a" * 64, made="NV-01", at=NOW)
LATER = replace(ASKED, key="k-2", at=NOW + timedelta(days=1))


class AskedContract(TwoAccounts):
    """The suite of the port."""

    def fill(self, work: Work) -> None:
        work.asked.keep(ASKED)
        work.asked.keep(LATER)

    def test_what_was_asked_comes_back_as_it_was_kept(self, filled: Desk) -> None:
        with filled.look() as work:
            assert work.asked.find(AN, "k-1") == ASKED

    def test_an_unknown_key_is_nothing(self, filled: Desk) -> None:
        with filled.look() as work:
            assert work.asked.find(AN, "k-3") is None

    def test_the_same_key_of_somebody_else_is_another(self, filled: Desk) -> None:
        with filled.look() as work:
            assert work.asked.find(BINH, "k-1") is None

    def test_what_was_not_committed_was_not_asked(self, filled: Desk) -> None:
        with filled.begin() as work:
            work.asked.keep(replace(ASKED, key="k-3"))

        with filled.look() as work:
            assert work.asked.find(AN, "k-3") is None

    def test_what_is_old_is_forgotten_and_nothing_else(self, filled: Desk) -> None:
        with filled.begin() as work:
            work.asked.forget_before(LATER.at)
            work.commit()

        with filled.look() as work:
            assert (work.asked.find(AN, "k-1"), work.asked.find(AN, "k-2")) == (None, LATER)
