"""Sessions of the pages: who stands behind a browser's secret, what it is told next, and how a session ends."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.domain.accounts import Account, AccountName
from archive.domain.sessions import Session, begin_session, digest_of
from archive.errors import NotFound
from archive.ports import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """Somebody who is signed in."""

    account: Account
    session: Session


def present(parts: Parts, secret: str) -> Present:
    """Who holds this secret; now and then it is written down that the browser was seen.

    Raises:
        NotFound: no live session has it, or its account is disabled.
    """
    now = parts.wall_clock.now()
    with parts.desk.look() as work:
        session = work.sessions.find(digest_of(secret))
        account = work.accounts.find(session.account)
    if not account.is_active or not session.is_live(now, parts.entry):
        raise NotFound("Phiên làm việc đã hết; hãy đăng nhập lại.")
    if session.is_stale(now):
        session = replace(session, seen=now)
        _keep(parts, session)
    return Present(account=account, session=session)


def _keep(parts: Parts, session: Session) -> None:
    """Keep a changed session, unless it was ended meanwhile."""
    with parts.desk.begin() as work:
        work.sessions.find(session.digest)
        work.sessions.keep(session)
        work.commit()


def tell(parts: Parts, session: Session, message: str) -> None:
    """Leave a message for the next page that this browser opens.

    Raises:
        NotFound: the session was ended meanwhile.
    """
    _keep(parts, replace(session, messages=(*session.messages, message)))


def take_messages(parts: Parts, session: Session) -> Sequence[str]:
    """The messages left for this browser, which are told once.

    Raises:
        NotFound: the session was ended meanwhile.
    """
    if session.messages:
        _keep(parts, replace(session, messages=()))
    return session.messages


def renew(parts: Parts, session: Session) -> str:
    """Give the browser another secret, in the place of the one it holds: after what it may do has changed."""
    with parts.desk.begin() as work:
        secret, fresh = begin_session(
            session.account, parts.wall_clock.now(), address=session.address, browser=session.browser
        )
        work.sessions.end(session.digest)
        work.sessions.keep(replace(fresh, began=session.began, messages=session.messages))
        work.commit()
    return secret


def sign_out(parts: Parts, session: Session) -> None:
    """End the session."""
    with parts.desk.begin() as work:
        work.sessions.end(session.digest)
        work.commit()


def own_sessions(parts: Parts, account: AccountName) -> Sequence[Session]:
    """The live sessions of an account, the last seen first."""
    now = parts.wall_clock.now()
    with parts.desk.look() as work:
        return [item for item in work.sessions.of(account) if item.is_live(now, parts.entry)]


def end_own(parts: Parts, account: AccountName, digest: str) -> None:
    """End one session of the account.

    Raises:
        NotFound: it has none of that digest.
    """
    with parts.desk.begin() as work:
        if work.sessions.find(digest).account != account:
            raise NotFound("Phiên làm việc này không còn; hãy đăng nhập lại.")
        work.sessions.end(digest)
        work.commit()
