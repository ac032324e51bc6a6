"""What every command is given: the environment, the home asked for, and a way to open it."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from archive.bootstrap import back_up, create_home, open_home, places, restore_home
from archive.domain.snapshot import Snapshot
from archive.domain.verification import VerificationReport
from archive.machine import HomePlaces
from archive.ports import Parts
from archive.ports.telling import Tell

Ready = Callable[[str], None]
"""Told the address once the pages can be had there."""

Serve = Callable[[Parts, str, int, Ready], None]
"""Serves the web over these parts at a host and port until stopped; port 0 lets the system choose one."""


@dataclass(slots=True)
class Door:
    """The way into a home; `serve` is handed in because the command line does not know the web."""

    environ: Mapping[str, str]
    serve: Serve
    home: Path | None = None

    def set_home(self, home: str) -> None:
        """Use another home than HOSO_HOME names."""
        self.home = Path(home)

    def open(self, *, writing: bool = False, mending: bool = False) -> AbstractContextManager[Parts]:
        """Open the home for one command; one that writes is alone in it, one that mends may find it damaged."""
        return open_home(self.environ, home=self.home, writing=writing, mending=mending)

    def create(self) -> HomePlaces:
        """Make the home, or bring it up to date."""
        return create_home(self.environ, home=self.home)

    def back_up(
        self, to: Path, *, check: bool, encrypt: bool, tell: Tell
    ) -> tuple[Snapshot, VerificationReport | None]:
        """Keep a snapshot of the home; see `archive.bootstrap.back_up`."""
        return back_up(self.environ, home=self.home, to=to, check=check, encrypt=encrypt, tell=tell)

    def restore(self, source: Path, name: str | None, *, tell: Tell) -> Snapshot:
        """Make the home out of a snapshot; see `archive.bootstrap.restore_home`."""
        return restore_home(self.environ, home=self.home, source=source, name=name, tell=tell)

    @property
    def places(self) -> HomePlaces:
        """Where things lie."""
        return places(self.environ, home=self.home)
