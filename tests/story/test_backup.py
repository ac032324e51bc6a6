"""A home restored from its backup answers as the one it was taken of, also when others went on working meanwhile."""

import shutil
from pathlib import Path

from tests.program import hoso

QUARTER = "2026-Q2"


def test_a_restored_home_verifies_and_answers_the_same(copied_home: Path, tmp_path: Path) -> None:
    asked = ("status", "--quarter", QUARTER, "--json")
    before = hoso("--home", copied_home, *asked).data

    saved = hoso("--home", copied_home, "backup", "--to", tmp_path / "backup", "--json")
    shutil.rmtree(copied_home)
    restored = hoso("--home", tmp_path / "new", "restore", tmp_path / "backup", "--json")

    assert (saved.code, restored.code) == (0, 0), saved.talk + restored.talk
    assert saved.json["problems"] == []
    assert hoso("--home", tmp_path / "new", *asked).data == before
    assert hoso("--home", tmp_path / "new", "verify", "--all", "--json").json["ok"]
    assert hoso("--home", tmp_path / "new", "search", "báo cáo", "--json").json["total"] > 0
    assert hoso("--home", tmp_path / "new", "run", "--quarter", QUARTER, "--json").code == 0


def test_a_second_backup_copies_little(copied_home: Path, tmp_path: Path) -> None:
    first = hoso("--home", copied_home, "backup", "--to", tmp_path / "backup", "--json").json
    environ = {"HOSO_NOW": "2026-07-01T08:00:00+07:00"}

    second = hoso("--home", copied_home, "backup", "--to", tmp_path / "backup", "--json", environ=environ).json

    assert second["files"] >= first["files"]
    assert second["added"] <= 3  # the database, and what upkeep noted


def test_one_flipped_byte_in_the_backup_is_found_and_nothing_is_restored(copied_home: Path, tmp_path: Path) -> None:
    hoso("--home", copied_home, "backup", "--to", tmp_path / "backup", "--json")
    victim = max((tmp_path / "backup/data").rglob("*"), key=lambda path: path.stat().st_size if path.is_file() else 0)
    victim.chmod(0o600)
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 1
    victim.write_bytes(content)

    restored = hoso("--home", tmp_path / "new", "restore", tmp_path / "backup", "--json")

    assert restored.code == 5
    assert not (tmp_path / "new").exists()
