"""Both engines keep the port's contract, and meet trouble in words."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.errors import IntegrityError, Unavailable
from archive.ports.search import SearchEngine
from indexer.engines import TantivyEngine, WhooshEngine
from tests.contracts.search_contract import EVERY, MINUTES, PLAN, REPORT, SNV, STC, SearchContract


class TestTantivy(SearchContract):
    @pytest.fixture
    def engine(self, tmp_path: Path) -> SearchEngine:
        return TantivyEngine(tmp_path / "index")


class TestWhoosh(SearchContract):
    @pytest.fixture
    def engine(self, tmp_path: Path) -> SearchEngine:
        return WhooshEngine(tmp_path / "index")


Make = type[TantivyEngine] | type[WhooshEngine]
ENGINES = pytest.mark.parametrize("make", [TantivyEngine, WhooshEngine])

ROOT = Path(__file__).parents[2]

WRITE = """
import sys
from pathlib import Path
from indexer.engines import TantivyEngine, WhooshEngine
from tests.contracts.search_contract import PLAN, STC
engine = {"tantivy": TantivyEngine, "whoosh": WhooshEngine}[sys.argv[1]](Path(sys.argv[2]))
engine.replace(STC, [PLAN])
"""
HOLD = {
    TantivyEngine: """
import sys, tantivy
writer = tantivy.Index.open(sys.argv[1]).writer(15_000_000, 1)
print("held", flush=True)
sys.stdin.read()
""",
    WhooshEngine: """
import sys
from whoosh import index
writer = index.open_dir(sys.argv[1]).writer()
print("held", flush=True)
sys.stdin.read()
writer.cancel()
""",
}


@contextmanager
def held_by_another_process(make: Make, folder: Path) -> Iterator[None]:
    """Another process has the index open for writing."""
    command = [sys.executable, "-W", "ignore", "-c", HOLD[make], str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        try:
            yield
        finally:
            holder.communicate(timeout=60)


@ENGINES
def test_a_reader_sees_what_another_process_wrote(make: Make, tmp_path: Path) -> None:
    engine = make(tmp_path)
    engine.replace(SNV, [REPORT, MINUTES])
    assert engine.search("*").total == 2

    name = make.__name__.removesuffix("Engine").lower()
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", WRITE, name, str(tmp_path)], check=True, timeout=120, cwd=ROOT
    )

    assert {hit.id for hit in engine.search("*").hits} == EVERY


@ENGINES
def test_an_index_being_written_by_another_process_is_unavailable(make: Make, tmp_path: Path) -> None:
    engine = make(tmp_path, lock_timeout=0.2)
    engine.replace(SNV, [REPORT])

    with held_by_another_process(make, tmp_path):
        with pytest.raises(Unavailable, match="tiến trình khác"):
            engine.replace(STC, [PLAN])
        with pytest.raises(Unavailable, match="tiến trình khác"):
            engine.clear()
        assert engine.search("*").total == 1


@ENGINES
def test_writing_goes_on_when_the_other_process_is_done(make: Make, tmp_path: Path) -> None:
    engine = make(tmp_path, lock_timeout=60)
    engine.replace(SNV, [REPORT])
    with held_by_another_process(make, tmp_path):
        late = threading.Thread(target=engine.replace, args=(STC, [PLAN]))
        late.start()

    late.join(timeout=60)

    assert engine.search("*").total == 2


@ENGINES
def test_threads_writing_and_reading_at_once_lose_nothing(make: Make, tmp_path: Path) -> None:
    engine = make(tmp_path)
    records = [RecordId(UnitCode(f"U{number}"), Quarter(2026, 2)) for number in range(8)]

    with ThreadPoolExecutor(4) as pool:
        futures: list[Future[object]] = []
        for record in records:
            futures.append(pool.submit(engine.replace, record, [replace(REPORT, id=f"{record}/x", record=record)]))
            futures.append(pool.submit(engine.search, "báo cáo"))

    assert [future.exception(timeout=60) for future in futures] == [None] * len(futures)

    assert engine.search("*").total == len(records)


@ENGINES
def test_an_index_of_another_format_asks_for_reindexing(make: Make, tmp_path: Path) -> None:
    make(tmp_path).replace(SNV, [REPORT])
    marker = tmp_path / "hoso-index.json"
    marker.write_text(json.dumps({**json.loads(marker.read_text()), "format": 0}))

    with pytest.raises(Unavailable, match="hoso reindex"):
        make(tmp_path).search("*")
    with pytest.raises(Unavailable, match="hoso reindex"):
        make(tmp_path).replace(SNV, [REPORT])


def test_an_index_of_the_other_engine_asks_for_reindexing(tmp_path: Path) -> None:
    WhooshEngine(tmp_path).replace(SNV, [REPORT])

    with pytest.raises(Unavailable, match="hoso reindex"):
        TantivyEngine(tmp_path).search("*")


def lose_the_marker(folder: Path) -> None:
    (folder / "hoso-index.json").unlink()


def garble_the_marker(folder: Path) -> None:
    (folder / "hoso-index.json").write_text("[]")


def lose_the_list_of_segments(folder: Path) -> None:
    for path in [folder / "meta.json", *folder.glob("*.toc")]:
        path.unlink(missing_ok=True)


def lose_the_segments(folder: Path) -> None:
    for path in [*folder.glob("*.idx"), *folder.glob("*.store"), *folder.glob("*.seg")]:
        path.unlink()


def overwrite_the_segments(folder: Path) -> None:
    for path in [*folder.glob("*.idx"), *folder.glob("*.store"), *folder.glob("*.term"), *folder.glob("*.seg")]:
        path.write_bytes(b"\xff" * path.stat().st_size)


def cut_the_segments(folder: Path) -> None:
    for path in [*folder.glob("*.idx"), *folder.glob("*.store"), *folder.glob("*.term"), *folder.glob("*.seg")]:
        path.write_bytes(path.read_bytes()[:20])


DAMAGES = [
    lose_the_marker, garble_the_marker, lose_the_list_of_segments,
    lose_the_segments, overwrite_the_segments, cut_the_segments,
]  # fmt: skip


@ENGINES
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: str(damage.__name__))
def test_a_damaged_index_says_so_and_is_made_anew(make: Make, damage: Callable[[Path], None], tmp_path: Path) -> None:
    make(tmp_path).replace(SNV, [REPORT, MINUTES])
    damage(tmp_path)

    engine = make(tmp_path)
    with pytest.raises(IntegrityError, match="hoso reindex"):
        engine.search("báo cáo")

    engine.clear()
    engine.replace(STC, [PLAN])
    assert {hit.id for hit in engine.search("*").hits} == {PLAN.id}


@ENGINES
def test_an_engine_may_be_made_before_its_folder(make: Make, tmp_path: Path) -> None:
    engine = make(tmp_path / "a" / "b")

    assert not (tmp_path / "a").exists()
    assert engine.search("*").total == 0
    assert (tmp_path / "a" / "b").stat().st_mode & 0o077 == 0


def test_tantivy_leaves_no_segments_behind(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path)

    for _ in range(40):
        engine.replace(SNV, [REPORT, MINUTES])

    assert len(list(tmp_path.glob("*.idx"))) <= 3
