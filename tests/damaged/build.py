"""Makes the damaged files of this folder, each from something good: `<opener>/<code>--<what>.<ending>`.

    python -m tests.damaged.build

What an office, a disk or an attacker leaves behind, kept: the committed files are what the test opens, so that code
of later years meets the very bytes of today. Run again, other files of the same faults come out.
"""

import io
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.ports.records import RecordVersion
from storage.backup import Snapshots
from storage.ocfl import OcflRecords
from tests.contracts.exporting_contract import record_files
from tests.damaged import centre, homes, papers
from tests.damaged.keeping import AT, FORMAT, KEY, bag_again, flipped, folder_of, keep, writable
from tests.exporters.samples import export
from tests.quarters import SNV
from tests.scanning import samples as evidence
from tests.workbook.sample import good_sheets, write


def workbooks(scratch: Path) -> None:
    good = write(scratch / "quy.xlsx", good_sheets()).read_bytes()
    keep("workbook/bad_workbook--empty.xlsx", b"")
    keep("workbook/bad_workbook--cut.xlsx", good[: len(good) // 2])
    keep("workbook/bad_workbook--a-letter.xlsx", "Kính gửi: Ban Tổ chức Tỉnh ủy".encode())
    sheets = good_sheets()
    del sheets["Kỳ"]
    keep("workbook/bad_workbook--no-period.xlsx", write(scratch / "a.xlsx", sheets).read_bytes())
    sheets = good_sheets()
    sheets["Kết quả"][1][1] = "31/02/2026"
    keep("workbook/bad_workbook--no-such-day.xlsx", write(scratch / "b.xlsx", sheets).read_bytes())


def files_of_evidence() -> None:
    keep("evidence/bad_evidence--empty.pdf", b"")
    keep("evidence/bad_evidence--macros.docx", papers.with_macros())
    keep("evidence/bad_evidence--locked.docx", evidence.locked_zip())
    keep("evidence/bad_evidence--program.pdf", b"MZ" + bytes(200) + b"This program cannot be run in DOS mode")


def packages(scratch: Path) -> None:
    good = export(scratch / "out").read_bytes()
    keep("package/bad_package--cut.zip", good[: len(good) // 2])
    keep("package/bad_package--empty.zip", b"")
    keep("package/file_damaged--one-letter.zip", good.replace(b"%PDF-1.4 SNV", b"%PDF-1.4 SNX"))
    bag = _unpacked(good, scratch / "bag")
    (bag / "bagit.txt").unlink()
    bag_again(bag, "package/bad_package--no-bag.zip")
    bag = _unpacked(good, scratch / "bag0")
    _package(bag, "digest_mismatch--other-bytes", lambda: _over(bag, "record.json", b"{}"))
    bag = _unpacked(good, scratch / "bag1")
    _package(bag, "bag_damaged--stray-blank", lambda: _over(bag, "bagit.txt", b"BagIt-Version : 1.0\n"))
    bag = _unpacked(good, scratch / "bag2")
    _package(bag, "file_missing--one-taken-out", lambda: next(bag.rglob("submission.pdf")).unlink())
    bag = _unpacked(good, scratch / "bag3")
    _package(
        bag, "file_extra--one-put-in", lambda: (next(bag.rglob("record.json")).parent / "thêm.txt").write_bytes(b"x")
    )


def _unpacked(package: bytes, into: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        archive.extractall(into)
    return next(into.iterdir())


def _package(bag: Path, name: str, damage: Callable[[], object]) -> None:
    damage()
    bag_again(bag, f"package/{name}.zip")


def _over(folder: Path, name: str, content: bytes) -> None:
    next(folder.rglob(name)).write_bytes(content)


def stores(scratch: Path) -> None:
    def store(name: str, damage: Callable[[Path], object]) -> None:
        root = scratch / name
        records = OcflRecords(root)
        opened = {path: lambda content=content: io.BytesIO(content) for path, content in record_files(SNV).items()}
        version = RecordVersion(number=1, made=AT, message="Nộp lần đầu", actor="thư ký")
        records.add(RecordId(SNV, Quarter(2026, 2)), opened, version)
        damage(writable(root))
        keep(f"records/{name}.tar.xz", folder_of(root))

    store("digest_mismatch--one-bit", lambda root: _flip(root, "submission.pdf"))
    store("file_missing--one-gone", lambda root: next(root.rglob("submission.pdf")).unlink())
    store("file_extra--one-more", lambda root: (next(root.rglob("record.json")).parent / "thêm").write_bytes(b"x"))
    store("inventory_damaged--no-json", lambda root: _over(root, "inventory.json", b"{"))
    store("inventory_damaged--other-than-its-sidecar", lambda root: _flip(root, "inventory.json"))


def _flip(root: Path, name: str) -> None:
    path = next(root.rglob(name))
    path.write_bytes(flipped(path.read_bytes(), 40))


def logs(scratch: Path) -> None:
    def log(name: str, damage: Callable[[Path], object]) -> None:
        folder = Path(shutil.copytree(FORMAT / "log", scratch / name))
        damage(folder)
        keep(f"log/{name}.tar.xz", folder_of(folder))

    def entries(folder: Path) -> Path:
        return next((folder / "tile" / "entries").rglob("22"))

    def hashes(folder: Path) -> Path:
        return next((folder / "tile" / "0").rglob("22"))

    log("log_tile_damaged--one-entry-bit", lambda folder: _bit(entries(folder)))
    log("log_tile_damaged--one-hash-bit", lambda folder: _bit(hashes(folder)))
    log("log_tile_damaged--cut", lambda folder: entries(folder).write_bytes(entries(folder).read_bytes()[:100]))
    log("log_checkpoint_damaged--no-json", lambda folder: next((folder / "checkpoints").iterdir()).write_bytes(b"{"))


def _bit(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(flipped(path.read_bytes(), 60))


def backups(scratch: Path) -> None:
    source = scratch / "hoso.json"
    source.write_text('{"format": 1}\n')

    def backup(name: str, key: bytes | None, damage: Callable[[Path], object]) -> None:
        folder = scratch / name.replace("/", "-")
        Snapshots(folder, key=key).save({"hoso.json": source}, at=AT)
        damage(writable(folder))
        keep(f"{name}.tar.xz", folder_of(folder))

    def stored(folder: Path) -> Path:
        return max((path for path in (folder / "data").rglob("*") if path.is_file()), key=lambda item: item.name)

    def listed(folder: Path) -> Path:
        return next((folder / "snapshots").iterdir())

    backup("backup/digest_mismatch--open-one-bit", None, lambda folder: _first_bit(stored(folder)))
    backup("backup/file_missing--open-one-gone", None, lambda folder: stored(folder).unlink())
    backup("backup/digest_mismatch--closed-one-bit", KEY, lambda folder: _first_bit(stored(folder)))
    backup("backup/bad_package--open-list-cut", None, lambda folder: listed(folder).write_bytes(b"{"))
    backup("backup/bad_package--closed-list-bit", KEY, lambda folder: _bit(listed(folder)))
    backup("restore/digest_mismatch--open-one-bit", None, lambda folder: _first_bit(stored(folder)))
    backup("restore/digest_mismatch--closed-one-bit", KEY, lambda folder: _first_bit(stored(folder)))
    backup("restore/not_found--open-one-gone", None, lambda folder: stored(folder).unlink())


def _first_bit(path: Path) -> None:
    path.write_bytes(flipped(path.read_bytes(), 5))


def build() -> None:
    """All of them."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        workbooks(scratch)
        files_of_evidence()
        packages(scratch)
        stores(scratch)
        logs(scratch)
        backups(scratch)
        homes.build(scratch)
        papers.build(scratch)
        centre.build(scratch)


if __name__ == "__main__":
    build()
