"""What browsers are given: locked without a host, copied by a list, small, and asked for where it is missing."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "api" / "assets"
PAGES = ROOT / "api" / "pages"
VENDOR = PAGES / "static" / "vendor"
TOOLS = ("bash", "env", "dirname", "readlink", "cat", "sha256sum", "pwd")
MOST_BYTES = 1_500_000  # a first visit over a weak line


def copied() -> dict[str, str]:
    """Source by the name it gets."""
    lines = (ASSETS / "copied.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split() for line in lines if line and not line.startswith("#")]
    return {name: source for source, name in pairs}


def asked_for() -> set[str]:
    """The files below vendor/ that pages and looks name."""
    sources = [*PAGES.rglob("*.html"), *(PAGES / "static").glob("*.css"), *(PAGES / "static").glob("*.js")]
    return {name for path in sources for name in re.findall(r"vendor/([\w.-]+)", path.read_text(encoding="utf-8"))}


def test_the_lock_names_no_host() -> None:
    lock = (ASSETS / "package-lock.json").read_text(encoding="utf-8")

    assert not re.search(r"https?://|\"resolved\"", lock)
    assert all(package.get("integrity") for name, package in json.loads(lock)["packages"].items() if name), (
        "a package without its digest"
    )


def test_what_pages_ask_for_is_copied() -> None:
    assert asked_for() <= set(copied())


def test_what_is_copied_comes_from_a_locked_package_with_its_licence() -> None:
    wanted = json.loads((ASSETS / "package.json").read_text(encoding="utf-8"))["dependencies"]
    sources = list(copied().values())

    assert {name for name in wanted if any(source.startswith(f"{name}/") for source in sources)} == set(wanted)
    for name in wanted:
        assert any(source.startswith(f"{name}/LICENSE") for source in sources)


def test_what_was_copied_is_all_there_and_small() -> None:
    assert {path.name for path in VENDOR.iterdir()} == set(copied())
    assert sum(path.stat().st_size for path in VENDOR.iterdir()) < MOST_BYTES


def test_a_second_run_does_nothing() -> None:
    ran = subprocess.run([ROOT / "deploy" / "setup" / "node"], capture_output=True, text=True, timeout=60, check=False)

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_without_npm_it_says_what_is_missing(tmp_path: Path) -> None:
    script = tmp_path / "deploy" / "setup" / "node"
    script.parent.mkdir(parents=True)
    shutil.copy(ROOT / "deploy" / "setup" / "node", script)
    (tmp_path / "api" / "assets").mkdir(parents=True)
    shutil.copy(ASSETS / "package-lock.json", tmp_path / "api" / "assets")
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in TOOLS:
        found = shutil.which(name) or pytest.fail(name)
        (tools / name).symlink_to(found)

    ran = subprocess.run([script], env={"PATH": str(tools)}, capture_output=True, text=True, timeout=60, check=False)

    assert ran.returncode == 1
    assert "npm" in ran.stderr
