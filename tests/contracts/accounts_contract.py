"""What every desk must do with accounts (archive/ports/accounts.py)."""

from abc import ABC, abstractmethod
from dataclasses import replace

import pytest

from archive.domain.accounts import Account, AccountName, Grant, Role
from archive.domain.people import Management, PersonCode, UnitCode
from archive.errors import NotFound
from archive.ports.desk import Desk

AN, BINH, NOBODY = AccountName("an"), AccountName("binh"), AccountName("khong-co")
PASSWORD = "một câu dài dễ nhớ"  # noqa: S105 - of nobody
FULL = Account(
    name=AN,
    display="Nguyễn Văn An",
    person=PersonCode("CB-SNV-01"),
    must_change_password=True,
    grants=frozenset(
        {
            Grant(
                role=Role.OFFICIAL,
                units=frozenset({UnitCode("SNV"), UnitCode("STC")}),
                managements=frozenset({Management.UNIT, Management.STANDING_COMMITTEE}),
            ),
            Grant(role=Role.BOARD, units=frozenset(), managements=frozenset()),
            Grant(role=Role.CADRE),
        }
    ),
)
OTHER = Account(name=BINH, display="Bình")


class AccountsContract(ABC):
    """The suite of the accounts port."""

    @pytest.fixture
    @abstractmethod
    def desk(self) -> Desk:
        """A desk without accounts."""

    @pytest.fixture
    def filled(self, desk: Desk) -> Desk:
        with desk.begin() as work:
            for account in (OTHER, FULL):
                work.accounts.keep(account)
                work.accounts.set_password(account.name, PASSWORD)
            work.commit()
        return desk

    def test_a_new_desk_has_no_accounts(self, desk: Desk) -> None:
        with desk.begin() as work:
            assert list(work.accounts.all()) == []

    def test_an_account_comes_back_as_it_was_kept(self, filled: Desk) -> None:
        with filled.begin() as work:
            assert work.accounts.find(AN) == FULL

    def test_all_are_given_by_name(self, filled: Desk) -> None:
        with filled.begin() as work:
            assert list(work.accounts.all()) == [FULL, OTHER]

    def test_what_is_not_committed_is_not_there(self, desk: Desk) -> None:
        with desk.begin() as work:
            work.accounts.keep(FULL)

        with desk.begin() as work:
            assert list(work.accounts.all()) == []

    def test_an_unknown_name_is_not_found(self, filled: Desk) -> None:
        with filled.begin() as work:
            with pytest.raises(NotFound):
                work.accounts.find(NOBODY)
            with pytest.raises(NotFound):
                work.accounts.set_password(NOBODY, PASSWORD)

    def test_keeping_again_replaces_everything_but_the_password(self, filled: Desk) -> None:
        changed = replace(FULL, display="An", person=None, grants=frozenset({Grant(role=Role.INSPECTOR)}))
        with filled.begin() as work:
            work.accounts.keep(changed)
            work.commit()

        with filled.begin() as work:
            assert work.accounts.find(AN) == changed
            assert work.accounts.sign_in(AN, PASSWORD) == changed

    def test_the_password_opens_the_account(self, filled: Desk) -> None:
        with filled.begin() as work:
            assert work.accounts.sign_in(AN, PASSWORD) == FULL

    def test_the_new_password_opens_and_the_old_one_does_not(self, filled: Desk) -> None:
        with filled.begin() as work:
            work.accounts.set_password(AN, "một câu khác hẳn")
            work.commit()

        with filled.begin() as work:
            assert work.accounts.sign_in(AN, "một câu khác hẳn") == FULL
            with pytest.raises(NotFound):
                work.accounts.sign_in(AN, PASSWORD)

    def test_wrong_unknown_disabled_and_without_password_look_alike(self, filled: Desk) -> None:
        with filled.begin() as work:
            work.accounts.keep(replace(OTHER, is_active=False))
            work.accounts.keep(Account(name=AccountName("moi"), display="Mới"))
            refused = []
            for name, password in ((AN, "sai"), (AN, ""), (NOBODY, PASSWORD), (BINH, PASSWORD), ("moi", PASSWORD)):
                with pytest.raises(NotFound) as error:
                    work.accounts.sign_in(AccountName(name), password)
                refused.append((error.value.sentence, error.value.detail))

        assert refused == [refused[0]] * 5
