"""`hoso status` over a whole province: 150 units of 12 cadres with 8 tasks each, in one pass and bounded memory."""

import json
import resource
import sqlite3
import subprocess
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from archive.domain.dossier import OpenDossier
from archive.domain.people import UnitCode
from archive.domain.plan import TaskCode
from storage.database import SqlDesk
from tests.bench.measures import Measured
from tests.program import command, environment
from tests.quarters import QUARTER, complete_dossier, result, unit

UNITS, CADRES, TASKS = 150, 12, 8


def status() -> Measured:
    """All findings of the quarter as JSON, against reading the same rows with SQLite alone."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "hoso.json").write_text('{"format": 1}\n')
        _fill(home / "hoso.db")
        began = time.perf_counter()
        done = subprocess.run(
            command("--home", home, "status", "--quarter", QUARTER, "--json"),
            capture_output=True,
            env=environment(),
            check=True,
        )
        ours = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        units = json.loads(done.stdout)["units"]
        floor = _read_alone(home / "hoso.db")
    assert sum(len(item["tasks"]) for item in units) == UNITS * CADRES * TASKS
    note = f"{UNITS} units, {UNITS * CADRES * TASKS} tasks, largest process {peak} MiB; floor: the bare rows"
    return Measured(work="status of a province", count=UNITS, ours=ours, floor=floor, must="", note=note)


def _fill(database: Path) -> None:
    desk = SqlDesk(f"sqlite:///{database}")
    desk.upgrade()
    with desk.begin() as work:
        for number in range(UNITS):
            work.facts.replace(_dossier(f"DV{number:03d}"))
        work.commit()


def _dossier(code: str) -> OpenDossier:
    dossier = complete_dossier(of=replace(unit(), code=UnitCode(code)), people=CADRES)
    tasks = tuple(
        replace(task, code=TaskCode(f"{task.code}-{copy}"), due=task.due + timedelta(days=copy) if task.due else None)
        for task in dossier.tasks
        for copy in range(TASKS // 2)
    )
    return replace(dossier, tasks=tasks, results=tuple(result(task) for task in tasks), evidence=())


def _read_alone(database: Path) -> float:
    began = time.perf_counter()
    connection = sqlite3.connect(database)
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - names out of the schema itself
    connection.close()
    return time.perf_counter() - began
