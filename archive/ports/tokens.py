"""Tokens for programs, within a unit of work of the desk; of the secret only its digest is kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from archive.domain.accounts import AccountName
from archive.domain.tokens import AccessToken


class Tokens(Protocol):
    """Tokens by digest."""

    def find(self, digest: str) -> AccessToken:
        """The token with that digest, live or not.

        Raises:
            NotFound: there is none.
        """
        ...

    def of(self, account: AccountName | None = None) -> Sequence[AccessToken]:
        """Every token of the account, or of all, the first to end first."""
        ...

    def add(self, token: AccessToken) -> None:
        """Keep a new token."""
        ...

    def end(self, digest: str) -> None:
        """Forget a token; one that is not there is no error."""
        ...

    def end_old(self, now: datetime) -> None:
        """Forget every token that has ended."""
        ...
