"""Giving and taking rights: nobody locks everybody out, and passwords pass through without staying."""

import unicodedata
from typing import cast

import pytest

from archive.domain.accounts import Grant, Role
from archive.domain.people import UnitCode
from archive.domain.rights import Readable, Scope
from archive.errors import NotFound, RuleBroken, UsageError
from archive.ports import Parts
from archive.workflow import accounts as steps
from tests.accounts import MemoryAccounts
from tests.contracts.accounts_contract import AccountsContract
from tests.given import NOW
from tests.parts import MemoryDesk, memory_parts

SECRET = "một câu dài dễ nhớ"  # noqa: S105 - of nobody
ADMINISTRATOR = Grant(role=Role.ADMINISTRATOR)


class TestMemoryAccounts(AccountsContract):
    @pytest.fixture
    def desk(self) -> MemoryDesk:
        return MemoryDesk()


@pytest.fixture
def parts() -> Parts:
    """A home with one administrator."""
    made = memory_parts()
    steps.first_administrator(made.desk, "Chu", at=NOW, actor="máy")
    return made


def kept(parts: Parts) -> MemoryAccounts:
    return cast("MemoryDesk", parts.desk).state.accounts


def test_a_new_home_gets_one_administrator_whose_password_is_to_be_changed(parts: Parts) -> None:
    (account,) = steps.accounts(parts)

    assert (account.name, account.must_change_password) == ("chu", True)
    assert account.grants == {ADMINISTRATOR}


def test_a_home_with_accounts_gets_no_other_administrator(parts: Parts) -> None:
    assert steps.first_administrator(parts.desk, "khac", at=NOW, actor="máy") is None
    assert [account.name for account in steps.accounts(parts)] == ["chu"]


def test_the_one_time_password_opens_until_it_is_changed() -> None:
    parts = memory_parts()
    first = steps.first_administrator(parts.desk, "chu", at=NOW, actor="máy")
    assert first
    assert steps.sign_in(parts, "Chu", first.password).must_change_password

    changed = steps.change_password(parts, "chu", SECRET)

    assert not changed.must_change_password
    assert steps.sign_in(parts, "chu", SECRET) == changed
    with pytest.raises(NotFound):
        steps.sign_in(parts, "chu", first.password)


def test_one_time_passwords_differ_and_are_long_enough_to_be_used() -> None:
    made = {steps.one_time_password() for _ in range(50)}

    assert len(made) == 50
    assert min(map(len, made)) >= 12


def test_a_password_typed_on_another_keyboard_is_the_same(parts: Parts) -> None:
    steps.add(parts, "an", password=unicodedata.normalize("NFD", SECRET))

    assert steps.sign_in(parts, "an", SECRET) == steps.sign_in(parts, "an", unicodedata.normalize("NFD", SECRET))


def test_an_account_whose_password_somebody_else_chose_must_change_it(parts: Parts) -> None:
    assert steps.add(parts, "an", password=SECRET).must_change_password


def test_a_name_is_taken_whatever_its_capitals(parts: Parts) -> None:
    with pytest.raises(UsageError, match="Đã có tài khoản"):
        steps.add(parts, "CHU", password=SECRET)


def test_an_account_that_is_refused_leaves_nothing(parts: Parts) -> None:
    with pytest.raises(UsageError):
        steps.add(parts, "an", password="ngắn")  # noqa: S106 - too short to be one
    with pytest.raises(UsageError):
        steps.add(parts, "an", password=SECRET, grant=Grant(role=Role.CADRE))

    assert [account.name for account in steps.accounts(parts)] == ["chu"]


def test_a_weak_new_password_leaves_the_old_one(parts: Parts) -> None:
    steps.add(parts, "an", password=SECRET)

    with pytest.raises(UsageError):
        steps.change_password(parts, "an", "ngắn")

    assert steps.sign_in(parts, "an", SECRET).must_change_password


def test_a_cadre_is_granted_together_with_the_person(parts: Parts) -> None:
    steps.add(parts, "an", password=SECRET)

    account = steps.grant(parts, "an", Grant(role=Role.CADRE), person="CB-1")

    assert steps.accounts(parts)[0] == account
    assert steps.reading_as(parts, "an") == Readable((Scope(person=account.person),))


@pytest.mark.parametrize("change", [steps.disable, lambda parts, name: steps.revoke(parts, name, Role.ADMINISTRATOR)])
def test_the_last_active_administrator_stays(parts: Parts, change: object) -> None:
    steps.add(parts, "an", password=SECRET, grant=ADMINISTRATOR)
    steps.disable(parts, "an")
    before = steps.accounts(parts)

    with pytest.raises(RuleBroken, match="quản trị cuối cùng"):
        change(parts, "chu")  # type: ignore[operator]  # both are steps over a name

    assert steps.accounts(parts) == before


def test_an_administrator_may_go_when_another_is_there(parts: Parts) -> None:
    steps.add(parts, "an", password=SECRET, grant=ADMINISTRATOR)

    assert not steps.disable(parts, "chu").is_active
    assert steps.enable(parts, "chu").is_active
    assert steps.revoke(parts, "an", Role.ADMINISTRATOR).grants == frozenset()


def test_in_a_home_without_administrator_others_can_still_be_disabled() -> None:
    parts = memory_parts()
    steps.add(parts, "an", password=SECRET)

    assert not steps.disable(parts, "an").is_active


def test_a_role_that_was_not_given_cannot_be_taken(parts: Parts) -> None:
    with pytest.raises(NotFound, match="không có vai trò"):
        steps.revoke(parts, "chu", Role.BOARD)


def test_who_is_disabled_reads_nothing_and_does_not_get_in(parts: Parts) -> None:
    steps.add(parts, "an", password=SECRET, grant=Grant(role=Role.SECRETARY, units=frozenset({UnitCode("SNV")})))
    assert steps.reading_as(parts, "an").scopes

    steps.disable(parts, "an")

    with pytest.raises(NotFound, match="khóa"):
        steps.reading_as(parts, "an")
    with pytest.raises(NotFound):
        steps.sign_in(parts, "an", SECRET)


@pytest.mark.parametrize("name", ["khong-co", "", "ân", "a/b"])
def test_an_unknown_name_is_not_found(parts: Parts, name: str) -> None:
    for step in (steps.disable, steps.enable, steps.reading_as):
        with pytest.raises(NotFound):
            step(parts, name)
    with pytest.raises(NotFound):
        steps.sign_in(parts, name, SECRET)


def test_no_password_is_kept_as_it_was_typed(parts: Parts) -> None:
    steps.add(parts, "an", password=SECRET)

    assert SECRET not in repr(kept(parts))
