"""The machine's own clock, behind the port; and where things lie in a home."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's clock, or the moment HOSO_NOW fixes in development."""

    fixed: datetime | None = None

    def now(self) -> datetime:
        """The present moment in UTC, without microseconds."""
        return (self.fixed or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class HomePlaces:
    """Where things lie in a home, for telling people."""

    home: Path
    records: Path
    index: Path
    database: Path
    keys: Path
    packages: Path

    @classmethod
    def below(cls, home: Path) -> "HomePlaces":
        """The places of the home in that folder."""
        records, index, database, keys, packages = "records", "index", "hoso.db", "keys", "packages"
        return cls(home, home / records, home / index, home / database, home / keys, home / packages)
