"""Accounts and their passwords, within a unit of work of the desk; how a password is kept never leaves the adapter."""

from collections.abc import Sequence
from typing import Protocol

from archive.domain.accounts import Account, AccountName


class Accounts(Protocol):
    """Who may sign in."""

    def all(self) -> Sequence[Account]:
        """Every account, by name."""
        ...

    def find(self, name: AccountName) -> Account:
        """One account, active or not.

        Raises:
            NotFound: there is none of that name.
        """
        ...

    def keep(self, account: Account) -> None:
        """Add the account, or put it in the place of the one of that name; its password stays what it was."""
        ...

    def set_password(self, name: AccountName, password: str) -> None:
        """Make this the account's password; must keep only what cannot be turned back into it.

        Raises:
            NotFound: there is no account of that name.
        """
        ...

    def sign_in(self, name: AccountName, password: str) -> Account:
        """The active account whose password this is.

        An unknown name, a disabled account and a wrong password must look alike and take the same work. A password
        kept with older parameters is kept anew, which lasts when the unit of work is committed.

        Raises:
            NotFound: any of the three.
        """
        ...
