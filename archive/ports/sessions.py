"""What is remembered of people signing in, within a unit of work of the desk: sessions, wrong guesses, second factors.

Nothing kept here opens a page by itself: of what a browser holds only the digest is kept.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from archive.domain.accounts import AccountName
from archive.domain.sessions import Guesses, Session


class Sessions(Protocol):
    """Browsers that are signed in."""

    def find(self, digest: str) -> Session:
        """The session with that digest, live or not.

        Raises:
            NotFound: there is none.
        """
        ...

    def of(self, account: AccountName) -> Sequence[Session]:
        """Every session of an account, the last seen first."""
        ...

    def keep(self, session: Session) -> None:
        """Add the session, or put it in the place of the one with its digest."""
        ...

    def end(self, digest: str) -> None:
        """Forget a session; one that is not there is no error."""
        ...

    def end_of(self, account: AccountName) -> None:
        """Forget every session of the account."""
        ...

    def end_old(self, *, seen: datetime, began: datetime) -> None:
        """Forget every session last seen, or begun, no later than these moments."""
        ...


class WrongGuesses(Protocol):
    """Wrong passwords in a row, by what they were counted for; only a digest of that is kept."""

    def of(self, whom: str) -> Guesses:
        """The count; of what was never counted, none."""
        ...

    def keep(self, whom: str, guesses: Guesses) -> None:
        """Keep the count in the place of the old one."""
        ...

    def forgive(self, whom: str) -> None:
        """Begin at none again."""
        ...

    def forget_before(self, moment: datetime) -> None:
        """Drop the counts whose last guess is no later than this."""
        ...


class SecondFactors(Protocol):
    """Codes from a telephone (TOTP, RFC 6238); the secret is told once, when a person begins to use them."""

    def is_on(self, account: AccountName) -> bool:
        """Whether the account must give a code beside its password."""
        ...

    def begin(self, account: AccountName) -> str:
        """Give the account a new secret, in base32; it counts only after `confirm`, until then an older one stays.

        Raises:
            NotFound: there is no such account.
        """
        ...

    def confirm(self, account: AccountName, code: str, *, at: datetime) -> bool:
        """Whether the code proves that the telephone knows the new secret; from then on codes are asked for."""
        ...

    def accepts(self, account: AccountName, code: str, *, at: datetime) -> bool:
        """Whether this is the account's code now (or half a minute to either side); must take no code twice."""
        ...

    def drop(self, account: AccountName) -> None:
        """Ask for no more codes."""
        ...
