"""The store beside the tools of the system on the same bytes: taking in, reading again, checking a package."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import rfc8785

from archive.bootstrap import create_home, open_home
from archive.domain.record import RecordId
from archive.domain.seal import SEAL_PATH, Seal, root_of, seal_document, statement
from archive.exporters import BagExporter
from archive.ports import Parts
from storage.blobs import LocalBlobs
from tests.bench.measures import NOW, Measured
from tests.contracts.exporting_contract import MemoryContent
from tests.quarters import QUARTER, SNV

_MEGABYTE = 1024 * 1024
_SIZE = (2048 if os.environ.get("BENCH") == "all" else 512) * _MEGABYTE
_SCRUBBED, _PACKED, _EACH = 160, 60, 8 * _MEGABYTE


def intake() -> Measured:
    """One large file of evidence into the store, against cp + sha512sum + sync; in turn, the better of two each."""
    with tempfile.TemporaryDirectory(dir=Path.cwd() / "build") as folder:
        scratch = Path(folder)
        source = scratch / "video.bin"
        _write(source, _SIZE)
        ours, floor = [], []
        for turn in range(2):
            floor.append(_timed(partial(_by_hand, source, scratch / f"copy{turn}")))
            ours.append(_timed(partial(_take_in, source, scratch / f"store{turn}")))
        peak = _peak_of_taking(source, scratch / "apart")
    note = f"{_SIZE // _MEGABYTE} MiB; process of its own: {peak} MiB memory, must ≤ 150"
    return Measured("intake of one file", 1, min(ours), min(floor), "≤ 2.00", note)


def _by_hand(source: Path, copy: Path) -> None:
    subprocess.run(["cp", source, copy], check=True)
    subprocess.run(["sha512sum", copy], check=True, capture_output=True)
    subprocess.run(["sync", copy], check=True)


def _take_in(source: Path, store: Path) -> None:
    with source.open("rb") as file:
        LocalBlobs(store).put(file)


def _peak_of_taking(source: Path, store: Path) -> int:
    """MiB that a process takes which does nothing else, as the kernel counts since the program began."""
    program = (
        "import re,sys;from pathlib import Path;from storage.blobs import LocalBlobs;"
        "LocalBlobs(Path(sys.argv[2])).put(open(sys.argv[1],'rb'));"
        "print(int(re.search('VmHWM:\\\\s+([0-9]+)',Path('/proc/self/status').read_text())[1])//1024)"
    )
    done = subprocess.run([sys.executable, "-c", program, source, store], check=True, capture_output=True, text=True)
    return int(done.stdout)


def scrub() -> Measured:
    """`hoso scrub` over working files, against sha512sum over the same; the program's own start counts."""
    with tempfile.TemporaryDirectory(dir=Path.cwd() / "build") as folder:
        home = Path(folder) / "home"
        create_home(os.environ, home=home)
        blobs = LocalBlobs(home / "blobs")
        for place in range(_SCRUBBED):
            source = Path(folder) / "piece"
            _write(source, _EACH, seed=place)
            with source.open("rb") as file:
                blobs.put(file)
        files = [path for path in (home / "blobs").rglob("*") if path.is_file()]
        program = [sys.executable, "-m", "archive", "--home", str(home), "scrub", "--json"]
        ours, floor = [], []
        for _ in range(2):
            floor.append(_timed(lambda: subprocess.run(["sha512sum", *files], check=True, capture_output=True)))
            ours.append(_timed(lambda: subprocess.run(program, check=True, capture_output=True)))
    note = f"{_SCRUBBED} files of {_EACH // _MEGABYTE} MiB, start of the program included"
    return Measured("scrub", _SCRUBBED, min(ours), min(floor), "≤ 2.00", note)


def package() -> Measured:
    """`hoso verify` of a package with large evidence, unzipped, against sha512sum over the same files."""
    with tempfile.TemporaryDirectory(dir=Path.cwd() / "build") as folder:
        home, out = Path(folder) / "home", Path(folder) / "out"
        create_home(os.environ, home=home)
        with open_home(os.environ, home=home) as parts:
            content = MemoryContent(_sealed(parts, Path(folder)))
            made = BagExporter().export("goi", {RecordId(SNV, QUARTER): content}, out=out, at=NOW, actor="bench")
        shutil.unpack_archive(made, out)
        files = [path for path in (out / "goi").rglob("*") if path.is_file()]
        verify = [sys.executable, "-m", "archive", "--home", str(home), "verify"]
        ours, floor, zipped = [], [], []
        for _ in range(2):
            floor.append(_timed(lambda: subprocess.run(["sha512sum", *files], check=True, capture_output=True)))
            ours.append(_timed(lambda: subprocess.run([*verify, out / "goi"], check=True, capture_output=True)))
            zipped.append(_timed(lambda: subprocess.run([*verify, made], check=True, capture_output=True)))
    note = f"{_PACKED} files of {_EACH // _MEGABYTE} MiB, start of the program included; as a zip {min(zipped):.2f} s"
    return Measured("verify a package", len(files), min(ours), min(floor), note=note)


def _sealed(parts: Parts, scratch: Path) -> dict[str, bytes]:
    """The files of a record with nothing but evidence, under a real seal."""
    files = {"record.json": rfc8785.dumps({"documents": [], "evidence": []})}
    for place in range(_PACKED):
        _write(scratch / "piece", _EACH, seed=place)
        files[f"evidence/NV-{place:03d}/1.bin"] = (scratch / "piece").read_bytes()
    root = root_of({path: hashlib.sha512(content).hexdigest() for path, content in files.items()})
    record = str(RecordId(SNV, QUARTER))
    said = statement(record=record, version=1, tree_size=len(files), root=root, sealed=NOW)
    seal = Seal(
        record=record, version=1, tree_size=len(files), root=root, sealed=NOW, signature=parts.sealer.seal(said)
    )
    return {**files, SEAL_PATH: rfc8785.dumps(seal_document(seal))}  # type: ignore[arg-type]  # plain values only


def _write(path: Path, size: int, *, seed: int = 0) -> None:
    """Bytes that no disk can make smaller."""
    block = b"".join(hashlib.sha512(f"{seed} {number}".encode()).digest() for number in range(_MEGABYTE // 64))
    with path.open("wb") as file:
        for number in range(size // _MEGABYTE):
            file.write(number.to_bytes(8) + block[8:])


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
