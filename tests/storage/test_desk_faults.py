"""What the desk says and keeps when something is in its way: other writers, a full disk, a kill, a strange file."""

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event as listening

from archive.domain.dossier import OpenDossier
from archive.domain.meeting import Meeting
from archive.domain.record import RecordId
from archive.errors import BadInput, RecordDamaged, StorageFull, Unavailable, UsageError
from archive.ports.desk import Progress
from storage.database import SqlDesk
from storage.database.sums import teach
from tests.contracts.desk_contract import event, full_dossier, give, same_rows
from tests.quarters import QUARTER, SNV
from tests.storage.tracing import killed_at, run


def count_up(desk: SqlDesk, times: int) -> None:
    """Read a number and write it one higher."""
    for _ in range(times):
        with desk.begin() as work:
            progress = work.shelf.progress(SNV, QUARTER)
            work.shelf.move(replace(progress, version=progress.version + 1))
            work.commit()


@pytest.mark.parametrize("shared", [True, False], ids=["threads of one desk", "desks of their own"])
def test_writers_never_overwrite_what_another_has_just_written(
    sql_desk: SqlDesk,
    database: Path,
    shared: bool,  # noqa: FBT001 - a table's column
) -> None:
    desk = SqlDesk(f"sqlite:///{database}")
    desks = [desk if shared else SqlDesk(f"sqlite:///{database}") for _ in range(4)]
    threads = [threading.Thread(target=count_up, args=(item, 10)) for item in desks]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with sql_desk.begin() as work:
        assert work.shelf.progress(SNV, QUARTER) == Progress(unit=SNV, quarter=QUARTER, version=40)


def test_who_waits_too_long_for_another_process_is_told_that_somebody_writes(sql_desk: SqlDesk, database: Path) -> None:
    other = SqlDesk(f"sqlite:///{database}")

    with other.begin(), pytest.raises(Unavailable, match="Người khác đang ghi"), sql_desk.begin():
        pass


def test_who_waits_too_long_for_another_thread_is_told_the_same(sql_desk: SqlDesk) -> None:
    with sql_desk.begin(), pytest.raises(Unavailable, match="Người khác đang ghi"), sql_desk.begin():
        pass


def test_after_a_refusal_work_goes_on(sql_desk: SqlDesk, database: Path) -> None:
    test_who_waits_too_long_for_another_process_is_told_that_somebody_writes(sql_desk, database)

    with sql_desk.begin() as work:
        assert list(work.facts.quarters()) == []


def test_a_commit_is_durable_and_rows_are_held_together(sql_desk: SqlDesk) -> None:
    pragmas = ("journal_mode", "synchronous", "foreign_keys")

    with sql_desk._engine.connect() as connection:
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas]

    assert found == ["wal", 2, 1]


def test_a_kill_at_any_write_to_disk_keeps_all_or_nothing(sql_desk: SqlDesk, database: Path, tmp_path: Path) -> None:
    sql_desk.close()
    for number in range(1, 100):
        copy = Path(shutil.copytree(database.parent, tmp_path / str(number))) / database.name
        done = killed_at("fdatasync", number, "tests.storage.writing", str(copy))
        with SqlDesk(f"sqlite:///{copy}").begin() as work:
            found = list(work.facts.units(QUARTER))
            assert len(work.journal.events(RecordId(SNV, QUARTER))) == len(found)
            assert not found or same_rows(work.facts.dossier(SNV, QUARTER), full_dossier())
        assert found or "committed" not in done.stdout
        if done.returncode == 0:
            break

    assert (number > 1, found) == (True, [SNV])


def test_a_full_disk_is_said_so_and_stores_nothing(sql_desk: SqlDesk, database: Path) -> None:
    small = SqlDesk(f"sqlite:///{database}")
    pages = database.stat().st_size // 4096 + 1
    listening.listen(small._engine, "connect", lambda raw, _: raw.execute(f"PRAGMA max_page_count = {pages}"))
    long = replace(full_dossier(), meeting=Meeting(unit=SNV, conclusion="dài " * 50_000))

    with pytest.raises(StorageFull, match="giải phóng chỗ"):
        give(small, long)

    with sql_desk.begin() as work:
        assert list(work.facts.quarters()) == []


TOO_MUCH: dict[str, Callable[[OpenDossier], OpenDossier]] = {
    "two cadres with one code": lambda old: replace(old, cadres=(*old.cadres, old.cadres[0])),
    "two results of one task": lambda old: replace(old, results=(*old.results, old.results[0])),
    "more votes than can be counted": lambda old: replace(
        old, proposals=(replace(old.proposals[0], votes_for=2**63), *old.proposals[1:])
    ),
}


@pytest.mark.parametrize("change", TOO_MUCH.values(), ids=TOO_MUCH)
def test_facts_that_cannot_be_kept_are_refused_and_the_old_ones_stay(
    sql_desk: SqlDesk, change: Callable[[OpenDossier], OpenDossier]
) -> None:
    give(sql_desk, full_dossier())

    with pytest.raises(BadInput):
        give(sql_desk, change(full_dossier()))

    with sql_desk.begin() as work:
        assert same_rows(work.facts.dossier(SNV, QUARTER), full_dossier())


@pytest.mark.parametrize("statement", ["UPDATE events SET actor = 'ai đó'", "DELETE FROM events"])
def test_events_cannot_be_changed_even_from_outside(sql_desk: SqlDesk, database: Path, statement: str) -> None:
    with sql_desk.begin() as work:
        work.journal.write(event("một"))
        work.commit()

    with closing(sqlite3.connect(database)) as raw:
        teach(raw)
        with pytest.raises(sqlite3.IntegrityError, match="only added"):
            raw.execute(statement)


def test_a_file_that_is_no_database_is_reported_as_damaged(database: Path) -> None:
    database.write_bytes(b"Day khong phai la co so du lieu. " * 100)

    with pytest.raises(RecordDamaged, match="bản sao lưu"), SqlDesk(f"sqlite:///{database}").begin():
        pass


def test_a_folder_that_is_not_there_is_unavailable(database: Path) -> None:
    desk = SqlDesk(f"sqlite:///{database.parent / 'khong co' / 'hoso.db'}")

    with pytest.raises(Unavailable), desk.begin():
        pass


def test_a_desk_nobody_made_says_what_to_do(database: Path) -> None:
    with pytest.raises(Unavailable, match="hoso init"), SqlDesk(f"sqlite:///{database}").begin():
        pass


def test_a_desk_of_a_newer_version_is_left_alone(sql_desk: SqlDesk, database: Path) -> None:
    with closing(sqlite3.connect(database)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()

    with pytest.raises(Unavailable, match="phiên bản khác"), sql_desk.begin():
        pass
    with pytest.raises(Unavailable, match="mới hơn"):
        sql_desk.upgrade()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "postgresql://kho/hoso", "hoso.db", ""])
def test_an_address_that_is_no_file_of_sqlite_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="sqlite:///"):
        SqlDesk(url)


def test_a_second_program_reads_what_a_first_one_committed(sql_desk: SqlDesk, database: Path) -> None:
    done = run("tests.storage.writing", os.fspath(database))

    assert done.stdout == "committed\n"
    with sql_desk.begin() as work:
        assert same_rows(work.facts.dossier(SNV, QUARTER), full_dossier())
