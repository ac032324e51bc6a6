"""One writer at a time: the second is told who works, and a killed one leaves the turn free."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.errors import Unavailable
from archive.machine import SystemClock
from storage.turn import FileTurn

NOW = datetime(2026, 6, 24, 1, tzinfo=UTC)
HOLD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from archive.machine import SystemClock
from storage.turn import FileTurn
with FileTurn(Path(sys.argv[1]), clock=SystemClock(datetime(2026, 6, 24, 1, tzinfo=UTC))).take(actor="lan"):
    print("held", flush=True)
    sys.stdin.read()
"""


def turn(folder: Path) -> FileTurn:
    return FileTurn(folder / "turn", clock=SystemClock(NOW))


def test_a_second_writer_is_told_who_is_at_work_since_when(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "turn")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout
    holder.stdout.readline()

    with (
        pytest.raises(Unavailable, match=rf"{holder.pid} của lan \(từ 24/06/2026 08:00\)"),
        turn(tmp_path).take(actor="hà"),
    ):
        pass

    holder.kill()
    holder.communicate()


def test_the_turn_of_a_killed_writer_is_free(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "turn")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout
    holder.stdout.readline()
    holder.kill()
    holder.communicate()

    with turn(tmp_path).take(actor="hà"):
        assert "hà" in (tmp_path / "turn").read_text().encode().decode("unicode_escape")


def test_the_turn_is_given_back_at_the_end(tmp_path: Path) -> None:
    for _ in range(2):
        with turn(tmp_path).take(actor="hà"):
            pass
