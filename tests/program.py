"""Runs the real program as people do: as a process of its own, with its own exit code."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
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


@dataclass(frozen=True)
class Serving:
    """The pages as people get them: `hoso serve` with its worker, where it answers and the process to look at."""

    url: str
    process: "subprocess.Popen[bytes]"

    @property
    def peak_megabytes(self) -> int:
        """The most memory that it has held so far (RSS), its worker left out."""
        found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{self.process.pid}/status").read_text())
        assert found
        return int(found[1]) // 1024

    def kill(self, *, worker: bool) -> None:
        """End it as a power cut would, and its worker too when told; else that one must notice by itself."""
        if worker:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        else:
            self.process.kill()
        self.process.wait()


def begin_serving(home: Path, environ: Mapping[str, str] | None = None, *, port: int = 0) -> Serving:
    """Start it and wait until it says where; the caller ends it."""
    process = subprocess.Popen(
        command("serve", "--home", home, "--port", port, "--json"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        env=environment(environ),
        start_new_session=True,
    )
    assert process.stdout is not None
    told = process.stdout.readline()
    assert told, f"hoso serve ended with {process.wait()}"
    return Serving(json.loads(told)["url"].rstrip("/"), process)


@contextmanager
def serving(home: Path, environ: Mapping[str, str] | None = None) -> Iterator[Serving]:
    """The pages of a home for as long as the block lasts."""
    running = begin_serving(home, environ)
    try:
        yield running
    finally:
        running.process.terminate()
        running.process.communicate(timeout=_SECONDS)
