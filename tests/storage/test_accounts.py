"""Accounts in SQLite: the contract, and what is kept of a password."""

from pathlib import Path

import pytest
from argon2 import PasswordHasher, extract_parameters
from sqlalchemy import select, update

from archive.domain.accounts import AccountName
from archive.errors import NotFound
from storage.database import SqlDesk, tables
from storage.database.accounts_passwords import Passwords
from tests.contracts.accounts_contract import AN, FULL, PASSWORD, AccountsContract


class TestSqlAccounts(AccountsContract):
    @pytest.fixture
    def desk(self, sql_desk: SqlDesk) -> SqlDesk:
        return sql_desk


@pytest.fixture
def filled(sql_desk: SqlDesk) -> SqlDesk:
    with sql_desk.begin() as work:
        work.accounts.keep(FULL)
        work.accounts.set_password(AN, PASSWORD)
        work.commit()
    return sql_desk


def kept(desk: SqlDesk) -> str:
    with desk._engine.connect() as connection:
        return str(connection.scalar(select(tables.accounts.c.password)))


def put(desk: SqlDesk, value: str) -> None:
    with desk._engine.begin() as connection:
        connection.execute(update(tables.accounts).values(password=value))


def test_a_password_is_kept_as_argon2id(filled: SqlDesk) -> None:
    assert kept(filled).startswith("$argon2id$")


@pytest.mark.usefixtures("filled")
def test_a_password_is_nowhere_in_the_database(database: Path) -> None:
    files = [path.read_bytes() for path in database.parent.iterdir()]

    assert any(b"$argon2id$" in content for content in files)
    assert not any(PASSWORD.encode() in content for content in files)


def test_the_same_password_is_never_kept_the_same_way(filled: SqlDesk) -> None:
    before = kept(filled)
    with filled.begin() as work:
        work.accounts.set_password(AN, PASSWORD)
        work.commit()

    assert kept(filled) != before


def test_a_password_kept_with_older_parameters_is_kept_anew(filled: SqlDesk) -> None:
    put(filled, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD))

    with filled.begin() as work:
        work.accounts.sign_in(AN, PASSWORD)
        work.commit()

    assert extract_parameters(kept(filled)) == extract_parameters(PasswordHasher().hash(""))


def test_a_wrong_password_does_not_change_what_is_kept(filled: SqlDesk) -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    put(filled, old)

    with filled.begin() as work, pytest.raises(NotFound):
        work.accounts.sign_in(AN, "sai")

    assert kept(filled) == old


@pytest.mark.parametrize("damage", ["", "rác", "$argon2id$v=19$m=8,t=1,p=1$hỏng"])
def test_what_is_no_hash_opens_for_nobody(filled: SqlDesk, damage: str) -> None:
    put(filled, damage)

    with filled.begin() as work, pytest.raises(NotFound):
        work.accounts.sign_in(AN, PASSWORD)


def test_letters_that_are_none_are_a_wrong_password(filled: SqlDesk) -> None:
    with filled.begin() as work:
        for name in (AN, AccountName("khong-co")):
            with pytest.raises(NotFound):
                work.accounts.sign_in(name, "\udc80")


def test_an_unknown_name_costs_a_hash_as_well() -> None:
    made: list[str] = []

    class Counting(PasswordHasher):
        def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
            made.append("once")
            return super().hash(password, salt=salt)

    assert not Passwords(Counting(time_cost=1, memory_cost=8, parallelism=1)).opens(None, PASSWORD)
    assert made == ["once"]


def test_an_account_that_goes_takes_its_grants_along(filled: SqlDesk) -> None:
    with filled._engine.begin() as connection:
        connection.execute(tables.accounts.delete())
        assert connection.execute(select(tables.grants)).all() == []
