"""Tokens for programs: given out once, recognised by their secret, taken back; each of that is told in the log."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from archive.domain.accounts import AccountName
from archive.domain.log import Action as Told
from archive.domain.log import Deed
from archive.domain.rights import Action
from archive.domain.sessions import digest_of
from archive.domain.tokens import AccessToken, TokenHolder, issue_token
from archive.errors import NotFound
from archive.ports import Parts

_GONE = "Khóa truy cập không đúng, đã hết hạn hoặc đã bị thu hồi."


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedToken:
    """A token that was just made; `secret` is shown this once and kept nowhere."""

    token: AccessToken
    secret: str


def issue(
    parts: Parts, account: AccountName, name: str, actions: Collection[Action], *, lasting: timedelta
) -> IssuedToken:
    """Give a program a token for some actions of the account.

    Raises:
        NotFound: there is no such account.
        UsageError: the token would have no name, no end, or actions that the account does not do.
    """
    now = parts.wall_clock.now()
    with parts.desk.begin() as work:
        secret, token = issue_token(work.accounts.find(account), name, actions, now=now, lasting=lasting)
        work.tokens.end_old(now)
        work.tokens.add(token)
        work.log.append(_deed(parts, Told.TOKEN_ISSUED, token))
        work.commit()
    return IssuedToken(token=token, secret=secret)


def tokens_of(parts: Parts, account: AccountName | None = None) -> Sequence[AccessToken]:
    """The tokens of an account, or of all."""
    with parts.desk.look() as work:
        return work.tokens.of(account)


def revoke(parts: Parts, token_id: str, *, of: AccountName | None = None) -> AccessToken:
    """Take a token back, of this account or of any.

    Raises:
        NotFound: there is no such token.
    """
    with parts.desk.begin() as work:
        found = next((token for token in work.tokens.of(of) if token.id == token_id), None)
        if found is None:
            raise NotFound(f"Không có khóa truy cập '{token_id}'; xem bằng lệnh hoso tokens list.")
        work.tokens.end(found.digest)
        work.log.append(_deed(parts, Told.TOKEN_REVOKED, found))
        work.commit()
    return found


def holder(parts: Parts, secret: str) -> TokenHolder:
    """For whom the program acts that shows this secret.

    Raises:
        NotFound: no live token has it, or its account is disabled or must choose a password first.
    """
    with parts.desk.look() as work:
        try:
            token = work.tokens.find(digest_of(secret))
            account = work.accounts.find(token.account)
        except NotFound as unknown:
            raise NotFound(_GONE) from unknown
    if not (token.is_live(parts.wall_clock.now()) and account.is_active):
        raise NotFound(_GONE)
    return TokenHolder(account=account, token=token)


def _deed(parts: Parts, action: Told, token: AccessToken) -> Deed:
    return Deed(
        at=parts.clock.now(),
        actor=parts.actor,
        action=action,
        subject=token.account,
        details={"token": token.id, "name": token.name, "actions": ", ".join(sorted(token.actions))},
    )
