"""What programs asked for under keys of their own, within the unit of work that did it."""

from datetime import datetime
from typing import Protocol

from archive.domain.accounts import AccountName
from archive.domain.asked import Asked


class AskedBefore(Protocol):
    """Things asked for, by account and key."""

    def find(self, account: AccountName, key: str) -> Asked | None:
        """What the account asked for under that key; None when nothing is known of it."""
        ...

    def keep(self, asked: Asked) -> None:
        """Keep it; the key must not be taken."""
        ...

    def forget_before(self, moment: datetime) -> None:
        """Forget what was asked for before that moment."""
        ...
