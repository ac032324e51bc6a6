"""A sum over the rows of each table, kept by triggers, so that a cell that changed on the disk is found.

SQLite's pages bear no checksums. The sum of SHA-256 over the rows of a table, modulo 2^256, can be kept up row by row
in any order (an additive set hash); a change that did not come through a connection of ours leaves it behind. It
guards against damage, not against somebody who changes the sum as well: for that there is the log.
"""

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from archive.domain.verification import Problem, VerificationReport

TABLE = "row_sums"
_UNWATCHED = frozenset({TABLE, "alembic_version", "sqlite_sequence"})
_MODULUS = 1 << 256
_SCHEMA = "sqlite_master"
_EVENTS = ("INSERT", "UPDATE", "DELETE")

Value = str | int | float | bytes | None


def teach(connection: sqlite3.Connection) -> None:
    """Let the triggers of this connection find their functions."""
    connection.create_function("sum_put", -1, _put, deterministic=True)
    connection.create_function("sum_take", -1, _take, deterministic=True)


def _put(total: str, *row: Value) -> str:
    return f"{(int(total, 16) + _digest(row)) % _MODULUS:064x}"


def _take(total: str, *row: Value) -> str:
    return f"{(int(total, 16) - _digest(row)) % _MODULUS:064x}"


def _digest(row: Sequence[Value]) -> int:
    return int.from_bytes(hashlib.sha256(repr(tuple(row)).encode(errors="surrogatepass")).digest())


def watch(connection: Connection) -> None:
    """Make the triggers of every table, and count anew where they were others or none; else change nothing."""
    wanted = {name: text for table in _tables(connection) for name, text in _triggers(connection, table)}
    if _found(connection) == wanted:
        return
    unwatch(connection)
    connection.exec_driver_sql(f"DELETE FROM {TABLE}")  # noqa: S608 - names out of the schema itself, here and below
    for table in _tables(connection):
        connection.exec_driver_sql(f"INSERT INTO {TABLE} VALUES (?, ?)", (table, _sum(connection, table)))  # noqa: S608
    for text in wanted.values():
        connection.exec_driver_sql(text)
    connection.exec_driver_sql(f"INSERT INTO {TABLE} VALUES (?, ?)", (_SCHEMA, _schema_sum(connection)))  # noqa: S608


def unwatch(connection: Connection) -> None:
    """Take the triggers away, so that tables may be changed; `watch` makes them anew."""
    for name in _found(connection):
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


def _found(connection: Connection) -> dict[str, str]:
    of_ours = "type = 'trigger' AND name LIKE 'sum\\_%' ESCAPE '\\'"
    rows = connection.exec_driver_sql(f"SELECT name, sql FROM sqlite_master WHERE {of_ours}")  # noqa: S608 - a constant
    return {row.name: row.sql for row in rows}


def check_database(connection: Connection, name: str) -> VerificationReport:
    """What SQLite itself finds wrong, then each table against its sum.

    Raises:
        sqlalchemy.exc.DBAPIError: the file cannot be read far enough to be checked.
    """
    problems = [
        Problem("database_damaged", name, f"SQLite báo: {line}. Hãy khôi phục từ bản sao lưu.")
        for line in connection.exec_driver_sql("PRAGMA integrity_check").scalars()
        if line != "ok"
    ]
    problems += [
        Problem("database_damaged", f"{name}, bảng {line[0]}", f"Dòng {line[1]} nói đến một dòng không còn.")
        for line in connection.exec_driver_sql("PRAGMA foreign_key_check")
    ]
    rows = connection.exec_driver_sql(f"SELECT name, sum FROM {TABLE}")  # noqa: S608 - ours
    kept = {row.name: row.sum for row in rows}
    tables = _tables(connection)
    problems += [
        Problem(
            "database_damaged",
            f"{name}, bảng {table}",
            "Có ô khác với lúc ghi. Hãy khôi phục từ bản sao lưu hoặc chạy hoso rebuild.",
        )
        for table in sorted({*tables, *kept} - {_SCHEMA}, key=str)
        if table not in tables or kept.get(table) != _sum(connection, table)
    ]
    if kept.get(_SCHEMA) != _schema_sum(connection):
        problems.append(
            Problem("database_damaged", f"{name}, cấu trúc bảng", "Khác với lúc tạo. Hãy khôi phục từ bản sao lưu.")
        )
    return VerificationReport(len(tables), tuple(problems))


def _tables(connection: Connection) -> list[str]:
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
    )
    return [name for name in names.scalars() if name not in _UNWATCHED]


def _columns(connection: Connection, table: str) -> list[str]:
    return [f'"{row[1]}"' for row in connection.exec_driver_sql(f'PRAGMA table_info("{table}")')]


def _sum(connection: Connection, table: str) -> str:
    columns = ", ".join(_columns(connection, table))
    rows = connection.exec_driver_sql(f'SELECT {columns} FROM "{table}"')  # noqa: S608 - same
    return f"{sum(_digest(row) for row in rows) % _MODULUS:064x}"


def _schema_sum(connection: Connection) -> str:
    """The definitions of all tables, indexes and triggers, as bytes: a flipped one may be no text any more."""
    rows = connection.exec_driver_sql(
        "SELECT CAST(type || name || tbl_name || ifnull(sql, '') AS BLOB) FROM sqlite_master"
    )
    return f"{sum(_digest(row) for row in rows) % _MODULUS:064x}"


def _triggers(connection: Connection, table: str) -> Iterator[tuple[str, str]]:
    columns = _columns(connection, table)
    new, old = (", ".join(f"{side}.{column}" for column in columns) for side in ("NEW", "OLD"))
    totals = {
        "INSERT": f"sum_put(sum, {new})",
        "UPDATE": f"sum_put(sum_take(sum, {old}), {new})",
        "DELETE": f"sum_take(sum, {old})",
    }
    for event in _EVENTS:
        name = f"sum_{table}_{event.lower()}"
        keep = f"UPDATE {TABLE} SET sum = {totals[event]} WHERE name = '{table}'"  # noqa: S608 - same
        yield name, f'CREATE TRIGGER "{name}" AFTER {event} ON "{table}" BEGIN {keep}; END'
