"""The sums over the rows of the database: kept up by every change of ours, left behind by any other."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from storage.database import SqlDesk, tables
from storage.database.sums import teach
from tests.quarters import QUARTER, SNV, complete_dossier


@pytest.fixture
def desk(tmp_path: Path) -> SqlDesk:
    desk = SqlDesk(f"sqlite:///{tmp_path / 'hoso.db'}")
    desk.upgrade()
    with desk.begin() as work:
        work.facts.replace(complete_dossier())
        work.commit()
    return desk


def problems(desk: SqlDesk) -> list[str]:
    return [problem.where for problem in desk.check().problems]


def behind(tmp_path: Path, statement: str, *, known: bool = True) -> None:
    """A change that no connection of ours made; the triggers are taken away first, as a flipped bit asks none."""
    with closing(sqlite3.connect(tmp_path / "hoso.db")) as raw:
        if known:
            for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute(statement)
        raw.commit()


def test_what_we_wrote_is_as_it_was_written(desk: SqlDesk) -> None:
    assert problems(desk) == []


def test_changes_and_removals_of_ours_are_kept_up_with(desk: SqlDesk) -> None:
    with desk.begin() as work:
        facts = work.facts.dossier(SNV, QUARTER)
        work.facts.replace(replace(facts, results=facts.results[1:], meeting=None))
        work.commit()

    assert problems(desk) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE results SET note = 'khác'",
        "UPDATE results SET self_points = self_points || '0'",
        "DELETE FROM evidence",
        "INSERT INTO accounts SELECT 'ai', 'Ai', NULL, 1, 0, NULL",
        "UPDATE row_sums SET sum = replace(sum, 'a', 'b')",
        "DELETE FROM row_sums WHERE name = 'tasks'",
    ],
)
def test_a_change_of_another_hand_is_found(desk: SqlDesk, tmp_path: Path, statement: str) -> None:
    desk.close()
    behind(tmp_path, statement)

    assert problems(desk) != []


def test_the_table_is_named(desk: SqlDesk, tmp_path: Path) -> None:
    desk.close()
    behind(tmp_path, "UPDATE results SET note = 'khác'")

    assert "hoso.db, bảng results" in problems(desk)


def test_a_plain_tool_cannot_change_a_table_by_mistake(desk: SqlDesk, tmp_path: Path) -> None:
    desk.close()

    with pytest.raises(sqlite3.OperationalError, match="sum_"):
        behind(tmp_path, "UPDATE results SET note = 'khác'", known=False)


def test_every_table_is_watched(desk: SqlDesk, tmp_path: Path) -> None:
    desk.close()
    with closing(sqlite3.connect(tmp_path / "hoso.db")) as raw:
        watched = {name for (name,) in raw.execute("SELECT name FROM row_sums")}

    assert watched == (set(tables.metadata.tables) - {"row_sums"}) | {"sqlite_master"}


def test_an_undone_change_leaves_no_trace(desk: SqlDesk) -> None:
    with desk.begin() as work:
        work.facts.replace(replace(complete_dossier(), results=()))

    assert problems(desk) == []


def test_the_functions_are_those_of_the_sums() -> None:
    with closing(sqlite3.connect(":memory:")) as raw:
        teach(raw)
        zero = "0" * 64
        (back,) = raw.execute("SELECT sum_take(sum_put(?, 1, 'a', NULL), 1, 'a', NULL)", (zero,)).fetchone()
        (one,) = raw.execute("SELECT sum_put(?, 'ab', '')", (zero,)).fetchone()
        (other,) = raw.execute("SELECT sum_put(?, 'a', 'b')", (zero,)).fetchone()

    assert back == zero
    assert one != other
