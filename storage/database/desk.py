"""Where work is begun: one unit of work is one transaction, which leaves no trace unless it is committed."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table

from archive.domain.verification import Problem, VerificationReport
from archive.errors import RecordDamaged, Unavailable
from storage.database.accounts import SqlAccounts
from storage.database.asked import SqlAskedBefore
from storage.database.engine import open_engine
from storage.database.facts import SqlFacts
from storage.database.faults import busy, database_faults
from storage.database.jobs import SqlJobs
from storage.database.journal import SqlJournal
from storage.database.log import SqlLogBook
from storage.database.migrations import HEAD, VERSION_TABLE
from storage.database.numbers import SqlNumbers
from storage.database.retention import SqlRetentions
from storage.database.revisions import SqlRevisions
from storage.database.saved_searches import SqlSavedSearches
from storage.database.second_factors import SqlSecondFactors
from storage.database.sessions import SqlSessions, SqlWrongGuesses
from storage.database.shelf import SqlShelf
from storage.database.sums import check_database
from storage.database.tokens import SqlTokens

_PATIENCE_SECONDS = 30.0  # far longer than any unit of work: who waits longer waits for something stuck


class SqlWork:
    """One unit of work over facts, shelf, journal, accounts, retention and numbers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.facts = SqlFacts(connection)
        self.shelf = SqlShelf(connection)
        self.revisions = SqlRevisions(connection)
        self.log = SqlLogBook(connection)
        self.journal = SqlJournal(connection, self.log)
        self.accounts = SqlAccounts(connection)
        self.retentions = SqlRetentions(connection)
        self.sessions = SqlSessions(connection)
        self.wrong_guesses = SqlWrongGuesses(connection)
        self.second_factors = SqlSecondFactors(connection)
        self.numbers = SqlNumbers(connection)
        self.tokens = SqlTokens(connection)
        self.jobs = SqlJobs(connection)
        self.asked = SqlAskedBefore(connection)
        self.saved_searches = SqlSavedSearches(connection)

    def commit(self) -> None:
        """Make all changes of this unit of work durable at once."""
        self._connection.commit()


class SqlDesk:
    """A desk in the database at `url`, which `upgrade` makes; threads and processes may share it."""

    def __init__(self, url: str, *, patience: float = _PATIENCE_SECONDS) -> None:
        self._engine = open_engine(url, patience=patience)
        self._reading = open_engine(url, patience=patience, reads_only=True)
        self._name = str(self._engine.url.database)
        self._patience = patience
        self._turn = threading.Lock()  # threads of one process take turns here: SQLite itself would let them poll
        self._is_current = False

    def upgrade(self) -> None:
        """Make the tables, or bring those of an older version up to date.

        Raises:
            Unavailable: the database is busy, or was made by a newer version of this software.
            StorageFull: there is no room.
        """
        from storage.database.migrate import upgrade  # noqa: PLC0415 - Alembic takes 0.2 s to import, for this alone

        with database_faults(self._name):
            upgrade(self._engine)

    @contextmanager
    def begin(self) -> Iterator[SqlWork]:
        """A unit of work; leaving the block without `commit` undoes it all. Not to be nested.

        Raises:
            Unavailable: somebody else is writing, or the database is out of reach or not up to date.
            StorageFull: there is no room; nothing was stored.
            BadInput: two rows of the facts bear one code.
        """
        if not self._turn.acquire(timeout=self._patience):
            raise busy(self._name)
        try:
            with database_faults(self._name), self._engine.connect() as connection:
                connection.begin()
                self._require_current(connection)
                yield SqlWork(connection)
        finally:
            self._turn.release()

    @contextmanager
    def look(self) -> Iterator[SqlWork]:
        """A unit of work that only reads, as things stand when it first asks; it waits for nobody.

        Raises:
            Unavailable: the database is out of reach or not up to date, or something tried to write.
        """
        with database_faults(self._name), self._reading.connect() as connection:
            connection.begin()
            self._require_current(connection)
            yield SqlWork(connection)

    def check(self) -> VerificationReport:
        """Whether every cell is as it was written, as far as a sum over the rows of each table tells.

        Raises:
            Unavailable: the database is out of reach or not up to date.
        """
        try:
            with database_faults(self._name), self._reading.connect() as connection:
                connection.begin()
                self._require_current(connection)
                return check_database(connection, Path(self._name).name)
        except RecordDamaged as damaged:
            return VerificationReport(1, (Problem("database_damaged", Path(self._name).name, damaged.sentence),))

    def close(self) -> None:
        """Let go of the database; a next unit of work opens it again."""
        self._engine.dispose()
        self._reading.dispose()

    def _require_current(self, connection: Connection) -> None:
        if self._is_current:
            return
        known = inspect(connection).has_table(VERSION_TABLE)
        found = connection.scalar(select(column("version_num")).select_from(table(VERSION_TABLE))) if known else None
        if found != HEAD:
            raise Unavailable(
                f"Cơ sở dữ liệu {self._name} chưa được tạo hoặc thuộc phiên bản khác; hãy chạy hoso init.",
                found=found,
                expected=HEAD,
            )
        self._is_current = True
