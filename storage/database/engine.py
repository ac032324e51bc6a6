"""The connection to SQLite: durable at commit, foreign keys on, and one writer at a time from the first statement."""

import sqlite3

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from archive.errors import UsageError

_SCHEME = "sqlite:///"


def open_engine(url: str, *, patience: float) -> Engine:
    """An engine that waits `patience` seconds for another writer; nothing is opened yet.

    Raises:
        UsageError: the address is not that of an SQLite file.
    """
    file = url.removeprefix(_SCHEME)
    if not (url.startswith(_SCHEME) and file):
        raise UsageError(f"Địa chỉ cơ sở dữ liệu '{url}' chưa được hỗ trợ; hãy dùng sqlite:///<tệp>.", url=url)
    address = URL.create("sqlite", database=file)  # not parsed: a folder's name may hold ? or %20
    engine = create_engine(address, connect_args={"timeout": patience}, pool_size=0)  # 0: no limit; threads wait inside
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
    del entry
    connection.isolation_level = None  # the driver shall not open transactions by its own rules
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Lock for writing at once: a unit of work that reads and then writes would else fail when another came between."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
