"""What every desk must do with the searches that people keep (archive/ports/saved_searches.py)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from archive.domain.saved_search import SavedSearch
from archive.ports.desk import Desk, Work
from tests.contracts.two_accounts import AN, BINH, TwoAccounts

NOW = datetime(2026, 6, 24, 8, tzinfo=UTC)
LATE = SavedSearch(account=AN, name="Chậm giải ngân", asked="q=gi%E1%BA%A3i&ket-qua=late", at=NOW)
EARLY = replace(LATE, name="Sớm", asked="ket-qua=early", at=NOW + timedelta(minutes=1))


class SavedSearchesContract(TwoAccounts):
    """The suite of the port."""

    def fill(self, work: Work) -> None:
        work.saved_searches.keep(LATE)
        work.saved_searches.keep(EARLY)

    def test_the_newest_comes_first_as_it_was_kept(self, filled: Desk) -> None:
        with filled.look() as work:
            assert list(work.saved_searches.of(AN)) == [EARLY, LATE]

    def test_another_account_has_none_of_them(self, filled: Desk) -> None:
        with filled.look() as work:
            assert list(work.saved_searches.of(BINH)) == []

    def test_one_of_the_same_name_makes_room(self, filled: Desk) -> None:
        again = replace(LATE, asked="q=khác", at=NOW + timedelta(hours=1))
        with filled.begin() as work:
            work.saved_searches.keep(again)
            work.commit()

        with filled.look() as work:
            assert list(work.saved_searches.of(AN)) == [again, EARLY]

    def test_what_is_forgotten_is_gone_and_forgetting_twice_is_nothing(self, filled: Desk) -> None:
        with filled.begin() as work:
            for _ in range(2):
                work.saved_searches.forget(AN, LATE.name)
            work.saved_searches.forget(BINH, EARLY.name)
            work.commit()

        with filled.look() as work:
            assert list(work.saved_searches.of(AN)) == [EARLY]

    def test_what_was_not_committed_was_not_kept(self, filled: Desk) -> None:
        with filled.begin() as work:
            work.saved_searches.forget(AN, LATE.name)

        with filled.look() as work:
            assert LATE in work.saved_searches.of(AN)
