"""`hoso status` over a whole province: 150 units of 12 cadres with 8 tasks each, in one pass and bounded memory."""

import json
import resource
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

from tests.bench.measures import Measured
from tests.bench.province import CADRES, TASKS, UNITS, fill
from tests.program import command, environment
from tests.quarters import QUARTER


def status() -> Measured:
    """All findings of the quarter as JSON, against reading the same rows with SQLite alone."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "hoso.json").write_text('{"format": 1}\n')
        fill(home / "hoso.db")
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


def _read_alone(database: Path) -> float:
    began = time.perf_counter()
    connection = sqlite3.connect(database)
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - names out of the schema itself
    connection.close()
    return time.perf_counter() - began
