"""Tokens for programs, and what programs asked for, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from archive.domain.accounts import AccountName
from archive.domain.asked import Asked
from archive.domain.tokens import AccessToken
from archive.errors import NotFound


@dataclass
class MemoryTokens:
    """Tokens by digest."""

    kept: dict[str, AccessToken] = field(default_factory=dict)

    def copy(self) -> "MemoryTokens":
        """The same, free to change."""
        return MemoryTokens(dict(self.kept))

    def find(self, digest: str) -> AccessToken:
        if digest not in self.kept:
            raise NotFound(digest)
        return self.kept[digest]

    def of(self, account: AccountName | None = None) -> Sequence[AccessToken]:
        own = [token for token in self.kept.values() if account in (None, token.account)]
        return sorted(own, key=lambda token: (token.ends, token.digest))

    def add(self, token: AccessToken) -> None:
        self.kept[token.digest] = token

    def end(self, digest: str) -> None:
        self.kept.pop(digest, None)

    def end_old(self, now: datetime) -> None:
        self.kept = {digest: token for digest, token in self.kept.items() if token.is_live(now)}


@dataclass
class MemoryAsked:
    """What was asked for, by account and key."""

    kept: dict[tuple[AccountName, str], Asked] = field(default_factory=dict)

    def copy(self) -> "MemoryAsked":
        """The same, free to change."""
        return MemoryAsked(dict(self.kept))

    def find(self, account: AccountName, key: str) -> Asked | None:
        return self.kept.get((account, key))

    def keep(self, asked: Asked) -> None:
        assert (asked.account, asked.key) not in self.kept
        self.kept[asked.account, asked.key] = asked

    def forget_before(self, moment: datetime) -> None:
        self.kept = {name: asked for name, asked in self.kept.items() if asked.at >= moment}
