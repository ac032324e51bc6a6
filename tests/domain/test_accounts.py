"""Accounts as values: names, passwords, what each role may be granted."""

import unicodedata
from dataclasses import replace

import pytest

from archive.domain.accounts import (
    AccountName,
    Grant,
    Role,
    account_name,
    require_administrator,
    usable_password,
)
from archive.domain.people import Management
from archive.errors import RuleBroken, UsageError
from tests.accounts import account
from tests.quarters import SNV

HERE = frozenset({SNV})
AN = AccountName("an")


@pytest.mark.parametrize("role", Role)
def test_every_role_has_words_for_people(role: Role) -> None:
    assert role.words


@pytest.mark.parametrize("text", ["an", "An ", "nguyen.an-2@so-noi-vu", "0"])
def test_a_name_is_kept_in_small_letters(text: str) -> None:
    assert account_name(text) == text.strip().lower()


@pytest.mark.parametrize("text", ["", " ", "ân", "a b", "-an", "an/..", "a\nb", "a" * 65])
def test_a_name_of_other_characters_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="không dùng được"):
        account_name(text)


def test_a_password_is_composed_so_that_every_keyboard_gives_the_same() -> None:
    assert usable_password(unicodedata.normalize("NFD", "mật khẩu dài của tôi"), of=AN) == "mật khẩu dài của tôi"


@pytest.mark.parametrize("password", ["", "ngan", "x" * 11, "x" * 1025])
def test_a_password_of_another_length_is_refused_without_being_shown(password: str) -> None:
    with pytest.raises(UsageError) as refused:
        usable_password(password, of=AN)

    assert "từ 12 đến 1024" in refused.value.sentence
    assert not password or password not in refused.value.sentence
    assert refused.value.detail == {}


def test_a_password_that_is_the_name_is_refused() -> None:
    with pytest.raises(UsageError, match="trùng"):
        usable_password("Nguyen.Van.An", of=AccountName("nguyen.van.an"))


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.HEAD])
@pytest.mark.parametrize("units", [None, frozenset()])
def test_a_role_of_a_unit_needs_a_unit(role: Role, units: frozenset[str] | None) -> None:
    with pytest.raises(UsageError, match="đơn vị"):
        Grant(role=role, units=units)  # type: ignore[arg-type]  # an empty set holds nothing of any kind


@pytest.mark.parametrize("role", [Role.CADRE, Role.ADMINISTRATOR])
def test_a_role_without_scope_takes_none(role: Role) -> None:
    with pytest.raises(UsageError, match="phạm vi"):
        Grant(role=role, units=HERE)
    with pytest.raises(UsageError, match="phạm vi"):
        Grant(role=role, managements=frozenset({Management.UNIT}))


def test_a_second_grant_of_a_role_takes_the_place_of_the_first() -> None:
    wide = account(Role.OFFICIAL)

    narrow = wide.granted(Grant(role=Role.OFFICIAL, units=HERE))

    assert narrow.grants == {Grant(role=Role.OFFICIAL, units=HERE)}


def test_only_an_account_of_a_cadre_becomes_a_cadre() -> None:
    with pytest.raises(UsageError, match="--person"):
        account().granted(Grant(role=Role.CADRE))

    assert account(Role.CADRE, person="CB-1").has(Role.CADRE)


def test_a_role_taken_away_leaves_the_others() -> None:
    both = account(Role.OFFICIAL).granted(Grant(role=Role.BOARD))

    assert both.without(Role.BOARD) == account(Role.OFFICIAL)


def test_one_active_administrator_is_enough() -> None:
    require_administrator([account(Role.BOARD), account(Role.ADMINISTRATOR)])


def test_a_disabled_administrator_does_not_count() -> None:
    with pytest.raises(RuleBroken, match="quản trị cuối cùng"):
        require_administrator([account(Role.BOARD), replace(account(Role.ADMINISTRATOR), is_active=False)])
