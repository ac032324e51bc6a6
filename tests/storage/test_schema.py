"""The tables as the migrations make them are the tables the code speaks to, up, down and up again."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, Table, inspect

from archive.domain.evidence import Evidence
from archive.domain.history import Event
from archive.domain.meeting import Meeting
from archive.domain.outcome import Result
from archive.domain.people import Cadre
from archive.domain.plan import Delegation, Task
from archive.domain.rating import Proposal, SelfAssessment
from archive.ports.desk import Progress
from storage.database import SqlDesk, tables
from storage.database.engine import open_engine
from storage.database.migrate import configuration, downgrade, upgrade
from storage.database.migrations import HEAD, VERSION_TABLE
from storage.database.sums import unwatch

KEPT = {
    tables.cadres: Cadre,
    tables.tasks: Task,
    tables.results: Result,
    tables.evidence: Evidence,
    tables.self_assessments: SelfAssessment,
    tables.meetings: Meeting,
    tables.proposals: Proposal,
    tables.delegations: Delegation,
    tables.progress: Progress,
    tables.events: Event,
}
ADDED = {"owner", "ordinal", "id"}


@pytest.fixture
def engine(database: Path) -> Iterator[Engine]:
    engine = open_engine(f"sqlite:///{database}", patience=5)
    yield engine
    engine.dispose()


def names(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def test_migrations_make_the_tables_the_code_speaks_to(engine: Engine) -> None:
    upgrade(engine)

    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []


def test_the_comparison_sees_a_missing_column(engine: Engine) -> None:
    upgrade(engine)
    with engine.begin() as connection:
        unwatch(connection)
        connection.exec_driver_sql("ALTER TABLE tasks DROP COLUMN coordinators")

    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) != []


def test_up_down_and_up_again_ends_where_it_began(engine: Engine) -> None:
    upgrade(engine)
    before = names(engine)

    downgrade(engine, "base")
    assert names(engine) <= {VERSION_TABLE, "sqlite_sequence"}

    upgrade(engine)
    assert names(engine) == before


def test_an_upgrade_of_what_is_up_to_date_changes_nothing(sql_desk: SqlDesk, database: Path) -> None:
    before = database.read_bytes()

    sql_desk.upgrade()

    assert database.read_bytes() == before


def test_several_may_upgrade_at_once(database: Path) -> None:
    desks = [SqlDesk(f"sqlite:///{database}") for _ in range(3)]

    with ThreadPoolExecutor(3) as threads:
        list(threads.map(SqlDesk.upgrade, desks))

    with desks[0].begin() as work:
        assert list(work.facts.quarters()) == []


def test_the_newest_revision_is_the_one_the_desk_asks_for(engine: Engine) -> None:
    with engine.connect() as connection:
        assert ScriptDirectory.from_config(configuration(connection)).get_current_head() == HEAD


@pytest.mark.parametrize(("table", "kind"), KEPT.items(), ids=[table.name for table in KEPT])
def test_every_field_has_a_column_and_no_column_is_left_over(table: Table, kind: type[object]) -> None:
    fields = set(kind.__dataclass_fields__)  # type: ignore[attr-defined]  # all are dataclasses

    assert set(table.columns.keys()) - ADDED - ({"quarter"} - fields) == fields
