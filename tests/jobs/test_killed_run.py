"""A quarter run as a job, its worker killed in the middle: the next worker ends it, and all is there once."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.bootstrap import open_home
from archive.domain.job import Job, JobState
from archive.workflow.jobs import job_of, put
from tests.program import command, environment, hoso
from tests.validators.ocfl import ocfl_problems

QUARTER = "2026-Q2"
IN_TIME = {"HOSO_NOW": "2026-06-24T15:00:00+07:00"}


@pytest.fixture
def home(demo_home: Path, tmp_path: Path) -> Path:
    """A quarter imported and not yet run."""
    home, source = tmp_path / "home", demo_home / "demo"
    taken = hoso("--home", home, "import", source / "quy.xlsx", "--files", source / "minh-chung", environ=IN_TIME)
    assert taken.code == 0, taken.talk
    shutil.copytree(demo_home / "cache", home / "cache")  # what OCR read is known: the story is about the worker
    return home


def asked(home: Path, kind: str) -> Job:
    with open_home(os.environ, home=home) as parts:
        return put(parts, kind, {"quarter": QUARTER})


def now(home: Path, job: Job) -> Job:
    with open_home(os.environ, home=home) as parts:
        return job_of(parts, job.id)


def kill_a_worker_when(home: Path, reached: Callable[[], bool]) -> None:
    """Start a worker and kill it, with all it started, as soon as `reached`."""
    process = subprocess.Popen(
        command("--home", home, "worker", "--once"), env=environment(IN_TIME), start_new_session=True
    )
    while process.poll() is None and not reached():
        pass
    assert process.poll() is None, "the worker ended before it could be killed"
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def test_a_run_whose_worker_is_killed_is_ended_by_the_next(home: Path) -> None:
    job = asked(home, "run")
    kill_a_worker_when(home, lambda: any((home / "records").rglob("seal.json")))
    assert now(home, job).state is JobState.RUNNING

    assert hoso("--home", home, "worker", "--once", environ=IN_TIME).code == 0

    ended = now(home, job)
    assert (ended.state, ended.attempt) == (JobState.DONE, 2), ended.sentence
    assert ocfl_problems(home / "records") == []
    assert hoso("--home", home, "verify", "--all").code == 0
    assert hoso("--home", home, "log", "verify").code == 0
    for unit in hoso("--home", home, "status", "--quarter", QUARTER, "--json", environ=IN_TIME).json["units"]:
        record = f"urn:hoso:{unit['unit']}:{QUARTER}"
        assert len(hoso("--home", home, "show", record, "--json").json["versions"]) == 1
