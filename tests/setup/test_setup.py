"""`make setup` asks for what is missing and for nothing else; the Makefile explains itself."""

import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SETUP = ROOT / "deploy" / "setup"
TOOLS = ("bash", "env", "dirname", "readlink", "sed", "tr", "grep", "comm", "sort", "mktemp", "cat", "rm")


def wanted() -> list[str]:
    lines = (SETUP / "packages.txt").read_text(encoding="utf-8").splitlines()
    return [line.split()[0] for line in lines if line and not line.startswith("#")]


class Machine:
    """A PATH of its own, on which dpkg, apt and id are scripts that note how they were called."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notes = folder / "notes"
        for name in TOOLS:
            found = shutil.which(name)
            assert found
            (folder / name).symlink_to(found)
        self.program("apt-get", f'echo "$@" >>"{self.notes}"')
        self.program("id", "echo 0")
        self.installed(wanted())

    def program(self, name: str, script: str) -> None:
        place = self.folder / name
        place.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        place.chmod(0o755)

    def installed(self, packages: list[str]) -> None:
        self.program("dpkg-query", "\n".join(f"echo installed {package}" for package in packages))

    def set_up(self) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [SETUP / "system"],
            env={"PATH": str(self.folder), "TMPDIR": str(self.folder)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    def asked(self) -> list[str]:
        return self.notes.read_text(encoding="utf-8").splitlines() if self.notes.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_machine_that_has_everything_is_left_alone_in_silence(machine: Machine) -> None:
    done = machine.set_up()

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert machine.asked() == []


def test_only_what_is_missing_is_installed(machine: Machine) -> None:
    machine.installed([package for package in wanted() if package not in ("qpdf", "strace")])

    assert machine.set_up().returncode == 0
    assert machine.asked() == ["update", "install --yes --no-install-recommends qpdf strace"]


def test_without_root_and_sudo_the_command_for_an_administrator_is_told(machine: Machine) -> None:
    machine.installed([package for package in wanted() if package != "qpdf"])
    machine.program("id", "echo 1000")

    done = machine.set_up()

    assert done.returncode == 1
    assert "apt-get install --no-install-recommends qpdf" in done.stderr
    assert machine.asked() == []


def test_sudo_is_used_when_it_is_there(machine: Machine) -> None:
    machine.installed([package for package in wanted() if package != "qpdf"])
    machine.program("id", "echo 1000")
    machine.program("sudo", f'echo sudo >>"{machine.notes}"; exec "$@"')

    assert machine.set_up().returncode == 0
    assert machine.asked() == ["sudo", "update", "sudo", "install --yes --no-install-recommends qpdf"]


def test_a_failed_installation_shows_what_was_said_and_fails(machine: Machine) -> None:
    machine.installed([])
    machine.program("apt-get", "echo E: no network; exit 100")

    done = machine.set_up()

    assert done.returncode != 0
    assert "E: no network" in done.stderr


def test_another_system_is_told_what_to_install(machine: Machine) -> None:
    (machine.folder / "dpkg-query").unlink()

    done = machine.set_up()

    assert done.returncode == 0
    assert "libreoffice-writer-nogui" in done.stderr


def test_every_package_has_a_reason() -> None:
    lines = (SETUP / "packages.txt").read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if line and not re.match(r"^(# |[a-z0-9.+-]+ +# \S)", line)] == []


def test_every_target_of_the_makefile_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    told = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert targets
    assert re.findall(r"^  make (\S+) +\S", told, re.MULTILINE) == targets[1].split()


@pytest.mark.parametrize("script", ["deploy/setup/system", "deploy/setup/python", ".ci/run"])
def test_scripts_stop_at_the_first_failure_and_can_be_run(script: str) -> None:
    place = ROOT / script

    assert "set -euo pipefail" in place.read_text(encoding="utf-8")
    assert place.stat().st_mode & stat.S_IXUSR


def test_the_continuous_check_runs_check_and_test_only() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    assert re.findall(r"^make (\S+)", script, re.MULTILINE) == ["check", "test"]
