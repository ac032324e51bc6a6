"""A log of 300 entries in a real database and real tiles, published twice, with everything an attacker would want."""

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from archive.domain.log import SealedCheckpoint
from archive.domain.verification import VerificationReport
from archive.ports import Parts
from archive.signing import ArchiveSealer, DevelopmentKeys
from archive.signing.notes import ArchiveNotary
from archive.signing.stamp_authority import DevelopmentAuthority
from archive.signing.stamping import Rfc3161Stamper
from archive.workflow.audit import verify_log
from archive.workflow.log import publish
from storage.database import SqlDesk
from storage.log import FileLogTiles
from tests.contracts.desk_contract import event
from tests.contracts.log_contract import deed
from tests.parts import memory_parts

OLD, NEW = 250, 300  # entries when the log was published


@dataclass(frozen=True)
class World:
    """A home's database, log and keys in a folder; `old` is the folder as it was at the first publishing."""

    folder: Path
    old: Path

    @property
    def database(self) -> Path:
        return self.folder / "hoso.db"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def root_certificate(self) -> Path:
        return self.folder / "keys" / "root-certificate.pem"

    @contextmanager
    def parts(self, *, keys: DevelopmentKeys | None = None) -> Iterator[Parts]:
        """The parts over this folder; with `keys` of an attacker, who is not trusted."""
        own = DevelopmentKeys(self.folder / "keys")
        desk, parts = SqlDesk(f"sqlite:///{self.database}"), memory_parts()
        roots = [own.root_certificate]
        sealer = ArchiveSealer(keys=keys or own, trust_roots=roots)
        stamps = DevelopmentAuthority((keys or own).for_stamps(), now=parts.clock.now)
        yield replace(
            parts,
            desk=desk,
            tiles=FileLogTiles(self.log),
            sealer=sealer,
            notary=ArchiveNotary(sealer),
            stamper=Rfc3161Stamper(stamps, trust_roots=roots),
        )
        desk.close()

    def verify(self, *, given: SealedCheckpoint | None = None) -> VerificationReport:
        """What `hoso log verify` finds."""
        with self.parts() as parts:
            return verify_log(parts, given=given)

    def codes(self, *, given: SealedCheckpoint | None = None) -> set[str]:
        """The codes of the problems found."""
        return {problem.code for problem in self.verify(given=given).problems}

    def kept(self) -> SealedCheckpoint:
        """The checkpoint of the first publishing, as somebody kept it elsewhere."""
        with World(self.old, self.old).parts() as parts:
            found = parts.tiles.newest()
        assert found
        return found

    def newest(self) -> SealedCheckpoint:
        with self.parts() as parts:
            found = parts.tiles.newest()
        assert found
        return found

    def contents(self) -> list[bytes]:
        """The entries in the database, whatever they are now."""
        with self.parts() as parts, parts.desk.look() as work:
            return [row.content for row in work.log.rows()]

    def sql(self, *commands: str, **values: object) -> None:
        """Change the database as somebody may who owns the file: the schema's triggers are no obstacle to him."""
        with closing(sqlite3.connect(self.database)) as connection:
            names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for (name,) in names:
                connection.execute(f"DROP TRIGGER {name}")
            for command in commands:
                connection.execute(command, values)
            connection.commit()

    def overwrite(self, name: str, content: bytes) -> None:
        """Put other bytes into a file of the log."""
        path = self.log / name
        path.chmod(0o600)
        path.write_bytes(content)


def make(folder: Path) -> World:
    """The world, untouched."""
    world = World(folder / "now", folder / "old")
    world.folder.mkdir()
    desk = SqlDesk(f"sqlite:///{world.database}")
    desk.upgrade()
    desk.close()  # all of it in one file, which can be copied
    _grow(world, range(OLD))
    shutil.copytree(world.folder, world.old)
    _grow(world, range(OLD, NEW))
    return world


def copied(world: World, folder: Path) -> World:
    """The same, free to be attacked."""
    shutil.copytree(world.folder, folder)
    return World(folder, world.old)


def _grow(world: World, numbers: Sequence[int]) -> None:
    with world.parts() as parts:
        with parts.desk.begin() as work:
            for number in numbers:
                if number % 3:
                    work.log.append(deed(f"tra cứu {number}", hits=str(number)))
                else:
                    work.journal.write(event(f"văn bản {number}"))
            work.commit()
        publish(parts)
