"""Alembic, configured from code: moves a database between versions of its tables."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, inspect

from archive.errors import Unavailable
from storage.database.migrations import HEAD, VERSION_TABLE
from storage.database.sums import TABLE as SUMS
from storage.database.sums import unwatch, watch

_FOLDER = Path(__file__).with_name("migrations")


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the tables up to a revision, wholly or not at all.

    Raises:
        Unavailable: the database was made by a newer version of this software.
    """
    try:
        with engine.begin() as connection:
            if not _is_at(connection, revision):
                unwatch(connection)
                command.upgrade(configuration(connection), revision)
            _watch_again(connection)
    except CommandError as wrong:
        raise Unavailable(
            f"Cơ sở dữ liệu {engine.url.database} do phiên bản phần mềm mới hơn tạo ra; hãy cập nhật phần mềm."
        ) from wrong


def downgrade(engine: Engine, revision: str) -> None:
    """Take the tables back to a revision; what the older ones cannot hold is lost."""
    with engine.begin() as connection:
        unwatch(connection)
        command.downgrade(configuration(connection), revision)
        _watch_again(connection)


def _watch_again(connection: Connection) -> None:
    if inspect(connection).has_table(SUMS):
        watch(connection)


def _is_at(connection: Connection, revision: str) -> bool:
    """Whether there is nothing to do; only the newest revision is asked for by name."""
    if revision != "head" or not inspect(connection).has_table(VERSION_TABLE):
        return False
    found = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").scalar()  # noqa: S608 - a constant
    return bool(found == HEAD)


def configuration(connection: Connection) -> Config:
    """What Alembic must know; `migrations/env.py` takes the connection from it."""
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))  # Alembic interpolates percent signs
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
