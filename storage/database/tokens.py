"""Tokens for programs in the database."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select

from archive.domain.accounts import AccountName
from archive.domain.rights import Action
from archive.domain.tokens import AccessToken
from archive.errors import NotFound
from storage.database.tables import tokens


class SqlTokens:
    """Tokens within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, digest: str) -> AccessToken:
        """The token with that digest, live or not.

        Raises:
            NotFound: there is none.
        """
        row = self._connection.execute(select(tokens).where(tokens.c.digest == digest)).mappings().one_or_none()
        if row is None:
            raise NotFound("Khóa truy cập này không còn; hãy tạo khóa mới.")
        return _token(row)

    def of(self, account: AccountName | None = None) -> Sequence[AccessToken]:
        """Every token of the account, or of all, the first to end first."""
        kept = select(tokens).order_by(tokens.c.ends, tokens.c.digest)
        if account is not None:
            kept = kept.where(tokens.c.account == account)
        return [_token(row) for row in self._connection.execute(kept).mappings()]

    def add(self, token: AccessToken) -> None:
        """Keep a new token."""
        row: dict[str, Any] = {column.name: getattr(token, column.name) for column in tokens.c}
        times = {name: row[name].astimezone(UTC) for name in ("made", "ends")}  # of one offset, so that text sorts
        self._connection.execute(insert(tokens), row | times | {"actions": sorted(token.actions)})

    def end(self, digest: str) -> None:
        """Forget a token; one that is not there is no error."""
        self._connection.execute(delete(tokens).where(tokens.c.digest == digest))

    def end_old(self, now: datetime) -> None:
        """Forget every token that has ended."""
        self._connection.execute(delete(tokens).where(tokens.c.ends <= now.astimezone(UTC)))


def _token(row: RowMapping) -> AccessToken:
    return AccessToken(**{**row, "actions": frozenset(Action(word) for word in row["actions"])})
