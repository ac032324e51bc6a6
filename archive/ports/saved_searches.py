"""The searches that people keep, within the unit of work that changes them."""

from collections.abc import Sequence
from typing import Protocol

from archive.domain.accounts import AccountName
from archive.domain.saved_search import SavedSearch


class SavedSearches(Protocol):
    """Searches by account and name."""

    def of(self, account: AccountName) -> Sequence[SavedSearch]:
        """The searches of an account, the newest first."""
        ...

    def keep(self, search: SavedSearch) -> None:
        """Keep it, in the place of the account's search of that name if there is one."""
        ...

    def forget(self, account: AccountName, name: str) -> None:
        """Forget the account's search of that name; nothing happens when there is none."""
        ...
