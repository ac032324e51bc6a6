"""The connection to SQLite: durable at commit, foreign keys on, and one writer at a time from the first statement."""

import sqlite3
import time

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from archive.errors import UsageError
from storage.database.sums import teach

_SCHEME = "sqlite:///"
_PAUSE = 0.02  # seconds between two tries to change the journal of a new file


def open_engine(url: str, *, patience: float, reads_only: bool = False) -> Engine:
    """An engine that waits `patience` seconds for another writer; nothing is opened yet.

    One that `reads_only` sees the state of its first statement, waits for no writer, and is refused every change.

    Raises:
        UsageError: the address is not that of an SQLite file.
    """
    file = url.removeprefix(_SCHEME)
    if not (url.startswith(_SCHEME) and file):
        raise UsageError(f"Địa chỉ cơ sở dữ liệu '{url}' chưa được hỗ trợ; hãy dùng sqlite:///<tệp>.", url=url)
    address = URL.create("sqlite", database=file)  # not parsed: a folder's name may hold ? or %20
    engine = create_engine(address, connect_args={"timeout": patience}, pool_size=0)  # 0: no limit; threads wait inside
    event.listen(engine, "connect", _prepare_for_reading if reads_only else _prepare)
    event.listen(engine, "begin", _begin_reading if reads_only else _begin)
    return engine


def _prepare(connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
    del entry
    connection.isolation_level = None  # the driver shall not open transactions by its own rules
    teach(connection)
    _use_wal(connection)
    for pragma in ("synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _use_wal(connection: sqlite3.Connection) -> None:
    """The journal of a new file is changed once; SQLite refuses at once, without its patience, who comes second."""
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()  # milliseconds
    last = time.monotonic() + patience / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as refusal:
            if refusal.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > last:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _prepare_for_reading(connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
    _prepare(connection, entry)
    connection.execute("PRAGMA query_only = ON")


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN DEFERRED")


def _begin(connection: Connection) -> None:
    """Lock for writing at once: a unit of work that reads and then writes would else fail when another came between."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
