"""Tokens for programs: what a machine shows instead of a password, for some actions of one account and a while only."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from archive.domain.accounts import Account, AccountName
from archive.domain.people import Management, PersonCode, UnitCode
from archive.domain.rights import Action, Readable, may, may_somewhere, readable
from archive.domain.sessions import digest_of
from archive.errors import UsageError
from archive.language import tidy

LONGEST = timedelta(days=366)  # who forgets a token shall not leave a door open for ever
PREFIX = "hoso_"  # so that scanners of leaked secrets know it for what it is
_SECRET_BYTES = 32
_LONGEST_NAME = 60
_NEVER = frozenset({Action.MANAGE_ACCOUNTS})  # who has such a token could make itself any other


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessToken:
    """One token; `digest` is the SHA-256 of what the program shows, `name` what people call it."""

    digest: str
    name: str
    account: AccountName
    actions: frozenset[Action]
    made: datetime
    ends: datetime

    @property
    def id(self) -> str:
        """What a person may write down of it: enough to take it back, nothing to use it."""
        return self.digest[:12]

    def is_live(self, now: datetime) -> bool:
        """Whether it still opens anything."""
        return now < self.ends


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenHolder:
    """A program acting for an account: it may what both the account and the token allow."""

    account: Account
    token: AccessToken

    @property
    def readable(self) -> Readable:
        """The bounds of what may be read: nothing, without the action to read."""
        return readable(self.account) if Action.READ in self.token.actions else Readable()

    def may(
        self,
        action: Action,
        *,
        unit: UnitCode | None = None,
        management: Management | None = None,
        person: PersonCode | None = None,
    ) -> bool:
        """Whether this may be done to that."""
        allowed = may(self.account, action, unit=unit, management=management, person=person)
        return action in self.token.actions and allowed


def issue_token(
    account: Account, name: str, actions: Collection[Action], *, now: datetime, lasting: timedelta
) -> tuple[str, AccessToken]:
    """A new token and the secret that its program is to show.

    Raises:
        UsageError: it has no name, no action, one that the account does not do or no program may, or lasts too long.
    """
    label = tidy(name)
    if not 0 < len(label) <= _LONGEST_NAME:
        raise UsageError(f"Hãy đặt tên cho khóa truy cập, từ 1 đến {_LONGEST_NAME} ký tự.")
    if not timedelta(0) < lasting <= LONGEST:
        raise UsageError(f"Khóa truy cập phải có thời hạn từ 1 đến {LONGEST.days} ngày.")
    refused = sorted(action for action in actions if action in _NEVER or not may_somewhere(account, action))
    if refused or not actions:
        which = f" ({', '.join(refused)})" if refused else ""
        raise UsageError(
            f"Khóa truy cập chỉ nhận những việc mà tài khoản '{account.name}' làm được, trừ quản lý tài khoản{which}."
        )
    secret = PREFIX + secrets.token_urlsafe(_SECRET_BYTES)
    token = AccessToken(
        digest=digest_of(secret),
        name=label,
        account=account.name,
        actions=frozenset(actions),
        made=now,
        ends=now + lasting,
    )
    return secret, token
