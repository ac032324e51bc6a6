"""Accounts and what they keep in memory, and made-up ones for tests."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.domain.accounts import Account, AccountName, Grant, Role
from archive.domain.people import PersonCode, UnitCode
from archive.domain.saved_search import SavedSearch
from archive.errors import NotFound


@dataclass
class MemoryAccounts:
    """Accounts and digests of their passwords."""

    kept: dict[AccountName, Account] = field(default_factory=dict)
    digests: dict[AccountName, str] = field(default_factory=dict)

    def copy(self) -> "MemoryAccounts":
        """The same, free to change."""
        return MemoryAccounts(dict(self.kept), dict(self.digests))

    def all(self) -> Sequence[Account]:
        return [self.kept[name] for name in sorted(self.kept)]

    def find(self, name: AccountName) -> Account:
        if name not in self.kept:
            raise NotFound(name)
        return self.kept[name]

    def keep(self, account: Account) -> None:
        self.kept[account.name] = account

    def set_password(self, name: AccountName, password: str) -> None:
        self.digests[self.find(name).name] = _digest(password)

    def sign_in(self, name: AccountName, password: str) -> Account:
        account = self.kept.get(name)
        if account is None or not account.is_active or self.digests.get(name) != _digest(password):
            raise NotFound("Tên tài khoản hoặc mật khẩu không đúng.")
        return account


def _digest(password: str) -> str:
    return hashlib.sha256(password.encode()).hexdigest()


def account(role: Role | None = None, *, name: str = "an", person: str = "", units: Sequence[str] = ()) -> Account:
    """An account with one role, as wide as the role may be."""
    made = Account(name=AccountName(name), display="An", person=PersonCode(person) if person else None)
    here = frozenset(map(UnitCode, units)) if units else None
    return made.granted(Grant(role=role, units=here)) if role else made


@dataclass
class MemorySavedSearches:
    """Searches by account and name."""

    kept: dict[tuple[AccountName, str], SavedSearch] = field(default_factory=dict)

    def copy(self) -> "MemorySavedSearches":
        """The same, free to change."""
        return MemorySavedSearches(dict(self.kept))

    def of(self, account: AccountName) -> Sequence[SavedSearch]:
        own = sorted((item for item in self.kept.values() if item.account == account), key=lambda item: item.name)
        return sorted(own, key=lambda item: item.at, reverse=True)

    def keep(self, search: SavedSearch) -> None:
        self.kept[search.account, search.name] = search

    def forget(self, account: AccountName, name: str) -> None:
        self.kept.pop((account, name), None)
