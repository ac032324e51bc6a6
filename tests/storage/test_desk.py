"""The desk in SQLite: the contract, and that any facts come back equal."""

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import event, select

from archive.domain.dossier import OpenDossier
from storage.database import SqlDesk
from storage.database.tables import metadata
from storage.database.translate_facts import FACTS
from tests.contracts.desk_contract import DeskContract, same_rows
from tests.quarters import QUARTER, SNV, complete_dossier, dossiers
from tests.storage.any_facts import any_dossiers


class TestSqlDesk(DeskContract):
    @pytest.fixture
    def desk(self, sql_desk: SqlDesk) -> SqlDesk:
        return sql_desk


def comes_back(desk: SqlDesk, dossier: OpenDossier) -> None:
    with desk.begin() as work:
        assert work.facts.replace(dossier) is True
        found = work.facts.dossier(dossier.unit.code, dossier.quarter)
        assert same_rows(found, dossier)
        assert work.facts.replace(found) is False


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(dossier=any_dossiers())
def test_any_facts_come_back_equal(sql_desk: SqlDesk, dossier: OpenDossier) -> None:
    comes_back(sql_desk, dossier)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(dossier=dossiers())
def test_likely_facts_come_back_equal(sql_desk: SqlDesk, dossier: OpenDossier) -> None:
    comes_back(sql_desk, dossier)


def test_a_dossier_takes_one_query_a_table_whatever_its_size(sql_desk: SqlDesk) -> None:
    dossier = complete_dossier(people=20)
    asked: list[str] = []
    with sql_desk.begin() as work:
        work.facts.replace(dossier)
        event.listen(sql_desk._engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
        work.facts.dossier(dossier.unit.code, dossier.quarter)

    assert len(asked) == len(set(asked)) == 1 + len(FACTS)


@pytest.mark.parametrize("table", [item.name for item in metadata.sorted_tables if "owner" in item.c])
def test_rows_of_a_dossier_are_found_by_an_index(sql_desk: SqlDesk, table: str) -> None:
    rows = metadata.tables[table]
    wanted = select(rows).where(rows.c.quarter == QUARTER, rows.c.owner == SNV)
    asked = str(wanted.compile(sql_desk._engine, compile_kwargs={"literal_binds": True}))

    with sql_desk._engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}").all()

    assert [row[-1].split(" (")[0].split(" USING ")[0] for row in plan] == [f"SEARCH {table}"]
