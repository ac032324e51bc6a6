"""hoso keys, hoso backup --encrypt and hoso restore as people call them, from a new home to the same home again."""

import shutil
from pathlib import Path

import pytest

from tests.program import Finished, hoso


@pytest.fixture
def home(tmp_path: Path) -> Path:
    assert hoso("--home", tmp_path / "home", "init").code == 0
    return tmp_path / "home"


@pytest.fixture
def key(tmp_path: Path) -> dict[str, str]:
    """The environment that names a new key."""
    assert hoso("keys", "new-master", tmp_path / "khoa.bin").code == 0
    return {"HOSO_MASTER_KEY_FILE": str(tmp_path / "khoa.bin")}


def back_up(home: Path, to: Path, environ: dict[str, str] | None = None) -> Finished:
    return hoso("--home", home, "backup", "--to", to, "--encrypt", "--json", environ=environ)


def test_a_home_comes_back_with_its_key_and_not_without(home: Path, key: dict[str, str], tmp_path: Path) -> None:
    saved = back_up(home, tmp_path / "backup", key)
    kept = {str(path.relative_to(home)): path.read_bytes() for path in (home / "keys").rglob("*.pem")}
    shutil.rmtree(home)

    refused = hoso("--home", tmp_path / "new", "restore", tmp_path / "backup")
    restored = hoso("--home", tmp_path / "new", "restore", tmp_path / "backup", "--json", environ=key)

    assert (saved.code, saved.json["encrypted"], saved.json["checked"]) == (0, True, True), saved.talk
    assert (refused.code, "HOSO_MASTER_KEY_FILE" in refused.talk) == (2, True), refused.talk
    assert restored.code == 0, restored.talk
    assert {path: (tmp_path / "new" / path).read_bytes() for path in kept} == kept
    pieces = [path.read_bytes() for path in (tmp_path / "backup").rglob("*") if path.is_file()]
    assert not any(b"PRIVATE KEY" in piece for piece in pieces)


def test_without_a_key_nothing_is_encrypted_nor_written(home: Path, tmp_path: Path) -> None:
    refused = back_up(home, tmp_path / "backup")

    assert (refused.code, "hoso keys new-master" in refused.talk) == (2, True), refused.talk
    assert not (tmp_path / "backup").exists()


def test_a_key_inside_the_home_is_refused(home: Path, tmp_path: Path) -> None:
    hoso("keys", "new-master", home / "keys" / "master")

    refused = back_up(home, tmp_path / "backup", {"HOSO_MASTER_KEY_FILE": str(home / "keys" / "master")})

    assert (refused.code, "mất kho là mất khóa" in refused.talk) == (2, True), refused.talk


def test_an_open_backup_needs_no_key_and_ignores_one(home: Path, key: dict[str, str], tmp_path: Path) -> None:
    assert hoso("--home", home, "backup", "--to", tmp_path / "backup", environ=key).code == 0

    assert hoso("--home", tmp_path / "new", "restore", tmp_path / "backup", environ=key).code == 0
