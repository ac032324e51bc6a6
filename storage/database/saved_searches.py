"""The searches that people keep, in the database."""

from collections.abc import Sequence
from datetime import UTC

from sqlalchemy import Connection, delete, insert, select

from archive.domain.accounts import AccountName
from archive.domain.saved_search import SavedSearch
from storage.database.tables import saved_searches


class SqlSavedSearches:
    """Searches, within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, account: AccountName) -> Sequence[SavedSearch]:
        """The searches of an account, the newest first."""
        columns = saved_searches.c
        wanted = select(saved_searches).where(columns.account == account).order_by(columns.at.desc(), columns.name)
        return [SavedSearch(**row) for row in self._connection.execute(wanted).mappings()]

    def keep(self, search: SavedSearch) -> None:
        """Keep it, in the place of the account's search of that name if there is one."""
        self.forget(search.account, search.name)
        row = {column.name: getattr(search, column.name) for column in saved_searches.c}
        self._connection.execute(insert(saved_searches), row | {"at": search.at.astimezone(UTC)})  # text sorts by time

    def forget(self, account: AccountName, name: str) -> None:
        """Forget the account's search of that name."""
        columns = saved_searches.c
        self._connection.execute(delete(saved_searches).where(columns.account == account, columns.name == name))
