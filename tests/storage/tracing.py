"""Programs run under strace: killed or refused at a chosen call, or watched in the order of their calls."""

import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_SECONDS = 60
_CALL = re.compile(r"^\d+ +(?P<name>\w+)\((?P<arguments>.*)\) += (?P<result>-?\d+)")


@dataclass(frozen=True, slots=True)
class Call:
    """One call to the system that succeeded."""

    name: str
    arguments: str

    @property
    def paths(self) -> list[str]:
        """The absolute paths it names, directly or by an open file."""
        return re.findall(r'[<"](/[^">]*)[">]', self.arguments)


def run(*arguments: str, strace: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    """Run a Python module of the tests, if wanted under strace."""
    traced = ["strace", "-f", *strace] if strace else []
    return subprocess.run(
        [*traced, sys.executable, "-B", "-m", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=_SECONDS,
    )


def killed_at(call: str, number: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a module that gets SIGKILL as it makes its n-th call of this name."""
    inject = f"inject={call}:signal=SIGKILL:when={number}"
    return run(*arguments, strace=["-o", "/dev/null", "-e", f"trace={call}", "-e", inject])


def refused_at(call: str, number: int, error: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a module whose n-th call of this name fails with this error."""
    inject = f"inject={call}:error={error}:when={number}"
    return run(*arguments, strace=["-o", "/dev/null", "-e", f"trace={call}", "-e", inject])


def watched(log: Path, *arguments: str) -> list[Call]:
    """Run a module and list its calls that write, in order."""
    done = run(*arguments, strace=["-y", "-s", "4096", "-o", str(log), "-e", "trace=openat,write,fsync,rename"])
    assert done.returncode == 0, done.stderr
    found = [_CALL.match(line) for line in log.read_text().splitlines()]
    return [Call(item["name"], item["arguments"]) for item in found if item and int(item["result"]) >= 0]
