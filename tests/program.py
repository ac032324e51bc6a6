"""Runs the real program as people do: as a process of its own, with its own exit code."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
_SECONDS = 600  # bound against a hang; no test depends on how fast the program is


@dataclass(frozen=True)
class Finished:
    """What a run left: its exit code, data and talk."""

    code: int
    data: str
    talk: str

    @property
    def json(self) -> Any:
        """The data, parsed."""
        return json.loads(self.data)


def command(*arguments: object) -> list[str]:
    """The program's command line."""
    return [sys.executable, "-m", "archive", *map(str, arguments)]


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """This environment without settings of the machine's own, plus `extra`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HOSO_")}
    return {**kept, "PYTHONPATH": str(ROOT), **(extra or {})}


def hoso(*arguments: object, environ: Mapping[str, str] | None = None) -> Finished:
    """Run one command to its end."""
    done = subprocess.run(
        command(*arguments),
        capture_output=True,
        text=True,
        env=environment(environ),
        timeout=_SECONDS,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    return Finished(done.returncode, done.stdout, done.stderr)
