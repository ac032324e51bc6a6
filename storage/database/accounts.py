"""Accounts in the database: one row each, one for each grant; what is kept of a password never leaves this file."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, insert, select, update

from archive.domain.accounts import Account, AccountName, Grant
from archive.domain.people import Management, UnitCode
from archive.errors import NotFound
from storage.database.tables import accounts, grants

if TYPE_CHECKING:
    from storage.database.accounts_passwords import Passwords

_SHOWN = [column for column in accounts.c if column.name != "password"]


class SqlAccounts:
    """Accounts within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> Sequence[Account]:
        """Every account, by name."""
        held = defaultdict(set)
        for row in self._connection.execute(select(grants)).mappings():
            held[row["account"]].add(_grant_from(dict(row)))
        found = self._connection.execute(select(*_SHOWN).order_by(accounts.c.name)).mappings()
        return [Account(**row, grants=frozenset(held[row["name"]])) for row in found]

    def find(self, name: AccountName) -> Account:
        """One account, active or not.

        Raises:
            NotFound: there is none of that name.
        """
        row = self._connection.execute(select(*_SHOWN).where(accounts.c.name == name)).mappings().one_or_none()
        if row is None:
            raise _unknown(name)
        held = self._connection.execute(select(grants).where(grants.c.account == name)).mappings()
        return Account(**row, grants=frozenset(_grant_from(dict(grant)) for grant in held))

    def keep(self, account: Account) -> None:
        """Add the account, or put it in the place of the one of that name; its password stays what it was."""
        own = {column.name: getattr(account, column.name) for column in _SHOWN}
        changed = self._connection.execute(update(accounts).where(accounts.c.name == account.name).values(own))
        if not changed.rowcount:
            self._connection.execute(insert(accounts), own)
        self._connection.execute(delete(grants).where(grants.c.account == account.name))
        for grant in account.grants:
            self._connection.execute(insert(grants), _grant_row(account.name, grant))

    def set_password(self, name: AccountName, password: str) -> None:
        """Keep what argon2 makes of the password.

        Raises:
            NotFound: there is no account of that name.
        """
        self.find(name)
        self._store(name, _passwords().closed(password))

    def sign_in(self, name: AccountName, password: str) -> Account:
        """The active account whose password this is; kept anew when argon2's parameters have changed.

        Raises:
            NotFound: unknown, disabled, or another password: all alike.
        """
        kept = self._connection.scalar(select(accounts.c.password).where(accounts.c.name == name, accounts.c.is_active))
        passwords = _passwords()
        if not passwords.opens(kept, password):
            raise NotFound("Tên tài khoản hoặc mật khẩu không đúng, hoặc tài khoản đã bị khóa.")
        if kept and passwords.is_old(kept):
            self._store(name, passwords.closed(password))
        return self.find(name)

    def _store(self, name: AccountName, kept: str) -> None:
        self._connection.execute(update(accounts).where(accounts.c.name == name).values(password=kept))


def _passwords() -> "Passwords":
    from storage.database.accounts_passwords import Passwords  # noqa: PLC0415 - few units of work need argon2

    return Passwords()


def _unknown(name: AccountName) -> NotFound:
    return NotFound(f"Không có tài khoản '{name}'; hãy xem danh sách bằng lệnh hoso users list.", account=name)


def _grant_row(account: AccountName, grant: Grant) -> dict[str, Any]:
    return {
        "account": account,
        "role": grant.role,
        "units": None if grant.units is None else sorted(grant.units),
        "managements": None if grant.managements is None else sorted(grant.managements),
    }


def _grant_from(row: Mapping[str, Any]) -> Grant:
    units, managements = row["units"], row["managements"]
    return Grant(
        role=row["role"],
        units=None if units is None else frozenset(map(UnitCode, units)),
        managements=None if managements is None else frozenset(map(Management, managements)),
    )
