"""What every command is given: the environment, the home asked for, and a way to open it."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from archive.bootstrap import HomePlaces, create_home, open_home, places
from archive.ports import Parts

Serve = Callable[[Parts, str, int], None]
"""Serves the web over these parts at a host and port until stopped."""


@dataclass(slots=True)
class Door:
    """The way into a home; `serve` is handed in because the command line does not know the web."""

    environ: Mapping[str, str]
    serve: Serve
    home: Path | None = None

    def set_home(self, home: str) -> None:
        """Use another home than HOSO_HOME names."""
        self.home = Path(home)

    def open(self, *, writing: bool = False) -> AbstractContextManager[Parts]:
        """Open the home for one command; one that writes is alone in it."""
        return open_home(self.environ, home=self.home, writing=writing)

    def create(self) -> HomePlaces:
        """Make the home, or bring it up to date."""
        return create_home(self.environ, home=self.home)

    @property
    def places(self) -> HomePlaces:
        """Where things lie."""
        return places(self.environ, home=self.home)
