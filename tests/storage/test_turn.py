"""One writer at a time: the second is told who works, and a killed one leaves the turn free."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.errors import Unavailable
from storage.turn import take_turn

NOW = datetime(2026, 6, 24, 1, tzinfo=UTC)
HOLD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from storage.turn import take_turn
with take_turn(Path(sys.argv[1]), actor="lan", at=datetime(2026, 6, 24, 1, tzinfo=UTC)):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_writer_is_told_who_is_at_work_since_when(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "turn")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout
    holder.stdout.readline()

    with (
        pytest.raises(Unavailable, match=rf"{holder.pid} của lan \(từ 24/06/2026 08:00\)"),
        take_turn(tmp_path / "turn", actor="hà", at=NOW),
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

    with take_turn(tmp_path / "turn", actor="hà", at=NOW):
        assert "hà" in (tmp_path / "turn").read_text().encode().decode("unicode_escape")


def test_the_turn_is_given_back_at_the_end(tmp_path: Path) -> None:
    for _ in range(2):
        with take_turn(tmp_path / "turn", actor="hà", at=NOW):
            pass
