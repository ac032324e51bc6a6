"""What programs asked for under keys of their own, in the database."""

from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select

from archive.domain.accounts import AccountName
from archive.domain.asked import Asked
from storage.database.tables import asked_before


class SqlAskedBefore:
    """Things asked for, within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, account: AccountName, key: str) -> Asked | None:
        """What the account asked for under that key; None when nothing is known of it."""
        wanted = select(asked_before).where(asked_before.c.account == account, asked_before.c.key == key)
        row = self._connection.execute(wanted).mappings().one_or_none()
        return Asked(**row) if row else None

    def keep(self, asked: Asked) -> None:
        """Keep it; the key must not be taken."""
        row = {column.name: getattr(asked, column.name) for column in asked_before.c}
        self._connection.execute(insert(asked_before), row | {"at": asked.at.astimezone(UTC)})  # text sorts by time

    def forget_before(self, moment: datetime) -> None:
        """Forget what was asked for before that moment."""
        self._connection.execute(delete(asked_before).where(asked_before.c.at < moment.astimezone(UTC)))
