"""The ledger file is replaced whole, and a damaged one only means that everything is read again."""

import errno
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.domain.fixity import FixityLedger
from archive.errors import StorageFull
from storage import ledger as ledger_file
from storage.ledger import FileLedger

AT = datetime(2026, 6, 1, 2, 3, 4, tzinfo=UTC)
LEDGER = FixityLedger(checked={"blob:ab": AT, "urn:hoso:SNV:2026-Q2": AT}, done=frozenset({"blob:ab"}))


def test_a_ledger_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    FileLedger(tmp_path / "upkeep").keep(LEDGER)

    assert FileLedger(tmp_path / "upkeep").read() == LEDGER


def test_where_nothing_was_kept_the_ledger_is_empty(tmp_path: Path) -> None:
    assert FileLedger(tmp_path / "upkeep").read() == FixityLedger()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"done": 5}', '{"done": [], "checked": {"a": "b"}}'])
def test_a_damaged_ledger_counts_as_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "fixity.json").write_text(content)

    assert FileLedger(tmp_path).read() == FixityLedger()


def test_a_full_disk_leaves_the_old_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = FileLedger(tmp_path)
    kept.keep(LEDGER)

    def full(path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(ledger_file, "sync", full)

    with pytest.raises(StorageFull):
        kept.keep(FixityLedger())
    assert kept.read() == LEDGER


def test_two_reports_of_one_moment_both_stay(tmp_path: Path) -> None:
    kept = FileLedger(tmp_path)

    first, second = kept.file({"a": 1}, at=AT), kept.file({"a": 2}, at=AT)

    assert (first.name, second.name) == ("scrub-20260601T020304Z.json", "scrub-20260601T020304Z-2.json")
