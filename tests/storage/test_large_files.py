"""A large file passes through bounded memory: taken in, read again, put into a record, backed up and restored."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

EVERYTHING = os.environ.get("TORTURE") == "all"
WORK = ["take_in", "read_again", "seal", "back_up", "back_up_closed"] if EVERYTHING else ["take_in"]  # disks are slow
MEGABYTES = 300
MOST_GROWTH = 150  # MiB

_BEGIN = """
import io, re, sys
from datetime import UTC, datetime
from pathlib import Path
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.domain.people import UnitCode
from archive.ports.records import RecordVersion
from storage.backup import Snapshots
from storage.blobs import LocalBlobs
from storage.ocfl import OcflRecords

source, place = Path(sys.argv[1]), Path(sys.argv[2])
record, at = RecordId(UnitCode("SNV"), Quarter(2026, 2)), datetime(2026, 6, 24, tzinfo=UTC)

def memory(line):
    return int(re.search(line + r":\\s+([0-9]+)", Path("/proc/self/status").read_text())[1]) // 1024

def take_in():
    with source.open("rb") as file:
        return LocalBlobs(place / "blobs").put(file)[0]

def read_again():
    assert LocalBlobs(place / "blobs").check(take_in()).ok

def seal():
    version = RecordVersion(number=1, made=at, message="Nộp lần đầu", actor="vt01")
    records = OcflRecords(place / "records")
    records.add(record, {"evidence/NV-001/1.bin": lambda: source.open("rb")}, version)
    assert records.check(record).ok

def back_up(key=None):
    kept = Snapshots(place / "backup", key=key)
    kept.restore(kept.save({"blobs/1.bin": source}, at=at), place / "home")

def back_up_closed():
    back_up(bytes(32))

before = memory("VmRSS")
"""
_END = """
print(memory("VmHWM") - before)
"""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with holes: as long as any to who reads it, and quick to make."""
    path = tmp_path_factory.mktemp("large") / "video.bin"
    with path.open("wb") as file:
        file.truncate(MEGABYTES << 20)
    return path


def growth(work: str, *arguments: Path) -> int:
    """MiB by which a process of its own grows at the most while it does that."""
    program = f"{_BEGIN}{work}{_END}"
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True)
    return int(done.stdout)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A folder that is emptied at once: what is kept for a look afterwards would fill the disk."""
    yield tmp_path
    shutil.rmtree(tmp_path)


@pytest.mark.parametrize("work", WORK)
def test_it_is_never_held_as_a_whole(large: Path, place: Path, work: str) -> None:
    assert growth(f"{work}()", large, place) < MOST_GROWTH


def test_holding_it_as_a_whole_would_be_noticed(large: Path, place: Path) -> None:
    assert growth("source.read_bytes()", large, place) > MOST_GROWTH
