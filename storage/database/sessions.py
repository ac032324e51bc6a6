"""Signed-in browsers and wrong guesses in the database."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from archive.domain.accounts import AccountName
from archive.domain.sessions import Guesses, Session
from archive.errors import NotFound
from storage.database.session_tables import sessions, wrong_guesses


class SqlSessions:
    """Sessions within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, digest: str) -> Session:
        """The session with that digest, live or not.

        Raises:
            NotFound: there is none.
        """
        row = self._connection.execute(select(sessions).where(sessions.c.digest == digest)).mappings().one_or_none()
        if row is None:
            raise NotFound("Phiên làm việc này không còn; hãy đăng nhập lại.")
        return _session(row)

    def of(self, account: AccountName) -> Sequence[Session]:
        """Every session of an account, the last seen first."""
        held = select(sessions).where(sessions.c.account == account).order_by(sessions.c.seen.desc(), sessions.c.digest)
        return [_session(row) for row in self._connection.execute(held).mappings()]

    def keep(self, session: Session) -> None:
        """Add the session, or put it in the place of the one with its digest."""
        self.end(session.digest)
        row = {column.name: getattr(session, column.name) for column in sessions.c}
        times = {name: row[name].astimezone(UTC) for name in ("began", "seen")}  # of one offset, so that text sorts
        self._connection.execute(insert(sessions), row | times | {"messages": list(session.messages)})

    def end(self, digest: str) -> None:
        """Forget a session; one that is not there is no error."""
        self._connection.execute(delete(sessions).where(sessions.c.digest == digest))

    def end_of(self, account: AccountName) -> None:
        """Forget every session of the account."""
        self._connection.execute(delete(sessions).where(sessions.c.account == account))

    def end_old(self, *, seen: datetime, began: datetime) -> None:
        """Forget every session last seen, or begun, no later than these moments."""
        old = (sessions.c.seen <= seen.astimezone(UTC)) | (sessions.c.began <= began.astimezone(UTC))
        self._connection.execute(delete(sessions).where(old))


class SqlWrongGuesses:
    """Wrong guesses within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, whom: str) -> Guesses:
        """The count; of what was never counted, none."""
        kept = select(wrong_guesses).where(wrong_guesses.c.whom == _digest(whom))
        row = self._connection.execute(kept).mappings().one_or_none()
        return Guesses(count=row["count"], last=row["last"]) if row else Guesses()

    def keep(self, whom: str, guesses: Guesses) -> None:
        """Keep the count in the place of the old one."""
        self.forgive(whom)
        last = guesses.last.astimezone(UTC) if guesses.last else None
        self._connection.execute(insert(wrong_guesses), {"whom": _digest(whom), "count": guesses.count, "last": last})

    def forgive(self, whom: str) -> None:
        """Begin at none again."""
        self._connection.execute(delete(wrong_guesses).where(wrong_guesses.c.whom == _digest(whom)))

    def forget_before(self, moment: datetime) -> None:
        """Drop the counts whose last guess is no later than this."""
        self._connection.execute(delete(wrong_guesses).where(wrong_guesses.c.last <= moment.astimezone(UTC)))


def _digest(whom: str) -> str:
    """People type passwords into the field for names: what was typed is not kept."""
    return hashlib.sha256(whom.encode(errors="surrogatepass")).hexdigest()


def _session(row: Mapping[Any, Any]) -> Session:
    return Session(**{**row, "messages": tuple(row["messages"])})
