"""Single flipped bits all over a small home and its package, each looked for by one check of everything."""

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from archive.errors import HosoError
from archive.exporters import BagExporter, BagReader
from archive.jobs.run import run
from archive.ports import Parts
from archive.signing import ArchiveSealer, DevelopmentKeys
from archive.signing.notes import ArchiveNotary
from archive.signing.stamp_authority import DevelopmentAuthority
from archive.signing.stamping import Rfc3161Stamper
from archive.workflow.audit import verify_log
from archive.workflow.export import export
from archive.workflow.intake import take_in
from archive.workflow.log import publish
from archive.workflow.verify import verify_all, verify_file
from storage.database import SqlDesk
from storage.log import FileLogTiles
from tests.quarters import QUARTER, SNV
from tests.torture.homes import parts_of

ROOMS = ("records", "blobs", "log", "packages", "hoso.db")


@dataclass(frozen=True, slots=True)
class Flip:
    """One bit of one file."""

    path: Path
    byte: int
    bit: int

    def __str__(self) -> str:
        return f"{self.path.name} byte {self.byte} bit {self.bit}"


def flips(home: Path, count: int, *, seed: int) -> Iterator[Flip]:
    """Bits drawn evenly over the bytes of each room in turn, the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    rooms = [files for room in ROOMS if (files := _files(home / room))]
    for place in range(count):
        files = rooms[place % len(rooms)]
        (path,) = dice.choices(files, weights=[path.stat().st_size for path in files])
        yield Flip(path, dice.randrange(path.stat().st_size), dice.randrange(8))


def _files(room: Path) -> list[Path]:
    if room.is_file():
        return [room]
    return sorted(path for path in room.rglob("*") if path.is_file() and path.stat().st_size)


def flip(one: Flip) -> None:
    """Turn the bit; done twice, it is as it was."""
    one.path.chmod(0o600)
    with one.path.open("r+b") as file:
        file.seek(one.byte)
        (old,) = file.read(1)
        file.seek(one.byte)
        file.write(bytes([old ^ (1 << one.bit)]))


def whole_parts(home: Path) -> Parts:
    """The parts of the scenes, with real seals, stamps and packages."""
    parts = parts_of(home)
    keys = DevelopmentKeys(home / "keys" / "development")
    sealer = ArchiveSealer(keys=keys, trust_roots=[keys.root_certificate])
    stamps = DevelopmentAuthority(keys.for_stamps(), now=parts.clock.now)
    return replace(
        parts,
        sealer=sealer,
        notary=ArchiveNotary(sealer),
        stamper=Rfc3161Stamper(stamps, trust_roots=[keys.root_certificate]),
        exporter=BagExporter(organisation="Ban Tổ chức Tỉnh ủy", scratch=home / "scratch"),
        packages=BagReader(),
    )


def fill(home: Path) -> None:
    """A sealed record, its package, and the log of both."""
    parts = whole_parts(home)
    take_in(parts, Path("quy.xlsx"), None)
    run(parts, QUARTER, [SNV])
    export(parts, QUARTER, [SNV], out=home / "packages", whole=True)
    publish(parts)
    with closing(sqlite3.connect(home / "hoso.db")) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def looked_through(home: Path) -> Sequence[str]:
    """Where one check of everything finds something wrong; an error of ours that stops it is a finding as well."""
    try:
        parts = whole_parts(home)
        with closing(cast("SqlDesk", parts.desk)):
            report = verify_all(parts) + verify_log(parts)
            for package in (home / "packages").iterdir():
                report += verify_file(parts, package)
    except HosoError as stopped:
        return [stopped.sentence]
    return [f"{problem.where}: {problem.message}" for problem in report.problems]


def meaning(home: Path) -> object:
    """What all of it says: a flip that is not found must have left this as it was."""
    with BagReader().open(next((home / "packages").iterdir())) as opened:
        packed = {
            (record, path): content.open(path).read()
            for record, content in opened.records.items()
            for path in content.digests()
        }
    log = [(where, sealed.promised if sealed else None) for where, sealed in FileLogTiles(home / "log").checkpoints()]
    return packed, log, rows(home / "hoso.db")


def rows(database: Path) -> object:
    """Everything that the database says: what a flip that is not found must have left as it was."""
    with closing(sqlite3.connect(f"file:{database}?immutable=1", uri=True)) as raw:
        schema = raw.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
        return schema, {
            name: raw.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608 - names out of the schema itself
            for kind, name, *_ in schema
            if kind == "table"
        }
