"""Signing in to the pages: how long a session lives, and how long who keeps guessing must wait.

A browser holds a random secret of which only the digest is kept. Passwords and codes are the adapters' business.
"""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from archive.domain.accounts import AccountName

_FREE_GUESSES = 5  # everybody mistypes: so many wrong passwords in a row cost nothing
_FREE_GUESSES_OF_ADDRESS = 20  # a whole office may come from one address
_FIRST_WAIT = timedelta(seconds=10)
_LONGEST_WAIT = timedelta(minutes=15)  # an outsider who types wrong passwords shall not keep the owner out for long
FORGOTTEN_AFTER = timedelta(hours=24)  # without a further guess
_SECRET_BYTES = 32
_LONGEST_BROWSER = 200  # characters of what a browser calls itself
_NOTICED_AFTER = timedelta(minutes=1)  # how exactly `seen` is kept, so that reading pages seldom writes


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """How people come in: how long a session rests and lives, by which host names, and for a demo its accounts."""

    idle: timedelta = timedelta(minutes=30)
    longest: timedelta = timedelta(hours=12)
    hosts: frozenset[str] = frozenset()
    trial: "TrialAccounts | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialAccounts:
    """Accounts of a demo, shown to everybody: name → role in words, and their one password."""

    password: str
    roles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One browser that is signed in. `digest` is the SHA-256 of what the browser holds; `csrf` goes into its forms."""

    digest: str
    account: AccountName
    csrf: str
    began: datetime
    seen: datetime
    address: str = ""
    browser: str = ""
    messages: tuple[str, ...] = ()

    def is_live(self, now: datetime, entry: Entry) -> bool:
        """Whether it still opens pages."""
        return now < self.seen + entry.idle and now < self.began + entry.longest

    def is_stale(self, now: datetime) -> bool:
        """Whether `seen` should be written anew."""
        return now >= self.seen + _NOTICED_AFTER


def begin_session(account: AccountName, now: datetime, *, address: str = "", browser: str = "") -> tuple[str, Session]:
    """A new session and the secret that the browser is to hold."""
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    session = Session(
        digest=digest_of(secret),
        account=account,
        csrf=secrets.token_urlsafe(_SECRET_BYTES),
        began=now,
        seen=now,
        address=address,
        browser=browser[:_LONGEST_BROWSER],
    )
    return secret, session


def digest_of(secret: str) -> str:
    """Under what the session of that secret is kept."""
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()


def counted_for(account: AccountName) -> str:
    """Under what wrong guesses at the account are counted."""
    return f"account {account}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guesses:
    """Wrong passwords in a row, for one account name or from one address."""

    count: int = 0
    last: datetime | None = None

    def one_more(self, now: datetime) -> "Guesses":
        """After another wrong password; old ones are forgotten."""
        remembered = self.remembered(now)
        return replace(remembered, count=remembered.count + 1, last=now)

    def remembered(self, now: datetime) -> "Guesses":
        """The same, or none when the last one is long ago."""
        return self if self.last is not None and now < self.last + FORGOTTEN_AFTER else Guesses()

    def open_from(self, *, is_address: bool) -> datetime | None:
        """From when on the next guess is looked at; each wait is twice the one before. None: at once."""
        beyond = self.count - (_FREE_GUESSES_OF_ADDRESS if is_address else _FREE_GUESSES)
        if self.last is None or beyond < 0:
            return None
        return self.last + min(_LONGEST_WAIT, _FIRST_WAIT * (1 << min(beyond, 20)))
