"""Who is signed in, who guesses, and codes from telephones, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pyotp

from archive.domain.accounts import AccountName
from archive.domain.sessions import Guesses, Session
from archive.errors import NotFound


@dataclass
class MemorySessions:
    """Sessions by digest."""

    kept: dict[str, Session] = field(default_factory=dict)

    def copy(self) -> "MemorySessions":
        """The same, free to change."""
        return MemorySessions(dict(self.kept))

    def find(self, digest: str) -> Session:
        if digest not in self.kept:
            raise NotFound(digest)
        return self.kept[digest]

    def of(self, account: AccountName) -> Sequence[Session]:
        own = sorted((item for item in self.kept.values() if item.account == account), key=lambda item: item.digest)
        return sorted(own, key=lambda item: item.seen, reverse=True)

    def keep(self, session: Session) -> None:
        self.kept[session.digest] = session

    def end(self, digest: str) -> None:
        self.kept.pop(digest, None)

    def end_of(self, account: AccountName) -> None:
        self.kept = {digest: item for digest, item in self.kept.items() if item.account != account}

    def end_old(self, *, seen: datetime, began: datetime) -> None:
        self.kept = {
            digest: item for digest, item in self.kept.items() if not (item.seen <= seen or item.began <= began)
        }


@dataclass
class MemoryWrongGuesses:
    """Counts by whom."""

    kept: dict[str, Guesses] = field(default_factory=dict)

    def copy(self) -> "MemoryWrongGuesses":
        """The same, free to change."""
        return MemoryWrongGuesses(dict(self.kept))

    def of(self, whom: str) -> Guesses:
        return self.kept.get(whom, Guesses())

    def keep(self, whom: str, guesses: Guesses) -> None:
        self.kept[whom] = guesses

    def forgive(self, whom: str) -> None:
        self.kept.pop(whom, None)

    def forget_before(self, moment: datetime) -> None:
        self.kept = {whom: item for whom, item in self.kept.items() if not (item.last and item.last <= moment)}


@dataclass
class MemorySecondFactors:
    """Secrets, those being tried, and the last half minute whose code was used."""

    secrets: dict[AccountName, str] = field(default_factory=dict)
    pending: dict[AccountName, str] = field(default_factory=dict)
    used: dict[AccountName, int] = field(default_factory=dict)

    def copy(self) -> "MemorySecondFactors":
        """The same, free to change."""
        return MemorySecondFactors(dict(self.secrets), dict(self.pending), dict(self.used))

    def is_on(self, account: AccountName) -> bool:
        return account in self.secrets

    def begin(self, account: AccountName) -> str:
        self.pending[account] = pyotp.random_base32()
        return self.pending[account]

    def confirm(self, account: AccountName, code: str, *, at: datetime) -> bool:
        secret = self.pending.get(account)
        if secret is None or not self._takes(account, secret, code, at, after=-1):
            return False
        self.secrets[account] = self.pending.pop(account)
        return True

    def accepts(self, account: AccountName, code: str, *, at: datetime) -> bool:
        secret = self.secrets.get(account)
        return secret is not None and self._takes(account, secret, code, at, after=self.used.get(account, 0))

    def drop(self, account: AccountName) -> None:
        for kept in (self.secrets, self.pending, self.used):
            kept.pop(account, None)

    def _takes(self, account: AccountName, secret: str, code: str, at: datetime, *, after: int) -> bool:
        made = pyotp.TOTP(secret)
        now = made.timecode(at)
        right = [step for step in (now - 1, now, now + 1) if step > after and made.generate_otp(step) == code]
        self.used[account] = max(right, default=self.used.get(account, 0))
        return bool(right)
