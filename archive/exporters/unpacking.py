"""Unpacks a zip from anywhere below a folder, with bounded disk and memory; knows nothing of bags."""

import errno
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive.domain.verification import Problem
from archive.errors import BadPackage, StorageFull
from archive.exporters.entries import Limits, require_harmless
from archive.zip_damage import ZIP_DAMAGE

BLOCK = 2**20  # bytes copied at a time
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # EFBIG: a stick with FAT32 ends at 4 GiB


@dataclass(slots=True)
class _Budget:
    """Bytes that may still come out: the sizes a zip declares are only words."""

    left: int

    def spend(self, amount: int) -> None:
        self.left -= amount
        if self.left < 0:
            raise BadPackage("Gói nở ra quá mức cho phép khi giải nén. Không mở gói này.")


def unpack(package: Path, into: Path, limits: Limits) -> tuple[Path, tuple[Problem, ...]]:
    """Unpack everything and return the package's one top folder, with a problem for each file that came out damaged.

    A damaged file is left as far as it could be read, so that the rest can still be looked at.

    Raises:
        BadPackage: it is no zip, holds what may not be unpacked, or is more than allowed.
        StorageFull: there is no room to unpack.
    """
    with _readable(package), zipfile.ZipFile(package) as archive:
        entries = archive.infolist()
        packed_bytes = package.stat().st_size
        require_harmless(entries, limits, packed_bytes=packed_bytes)
        top = _top(entries)
        budget = _Budget(limits.allowance(packed_bytes))
        problems = tuple(
            problem for entry in entries for problem in _unpack_entry(archive, entry, into=into, budget=budget)
        )
    return into / top, problems


@contextmanager
def _readable(package: Path) -> Iterator[None]:
    try:
        yield
    except ZIP_DAMAGE as error:
        raise BadPackage(f"{package.name} không phải gói zip đọc được; hãy xin bên gửi gửi lại.") from error
    except OSError as error:
        if error.errno in NO_ROOM:
            raise StorageFull("Không đủ chỗ trên đĩa để giải nén gói; hãy dọn đĩa rồi làm lại.") from error
        raise BadPackage(f"Không đọc được {package.name} ({error.strerror}); hãy chép lại gói rồi thử lại.") from error


def _top(entries: list[zipfile.ZipInfo]) -> str:
    tops = {entry.filename.partition("/")[0] for entry in entries}
    if len(tops) != 1 or any("/" not in entry.filename for entry in entries):
        raise BadPackage("Gói phải có đúng một thư mục ngoài cùng; đây không phải gói hồ sơ.")
    return tops.pop()


def _unpack_entry(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, *, into: Path, budget: _Budget
) -> Iterator[Problem]:
    target = into / entry.filename
    if entry.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as output:
        try:
            with archive.open(entry) as source:
                while block := source.read(BLOCK):
                    budget.spend(len(block))
                    output.write(block)
        except (*ZIP_DAMAGE, OSError) as error:
            if isinstance(error, OSError) and error.errno is not None:  # of the disk, not of the file
                raise
            where = entry.filename.partition("/")[2]
            yield Problem(
                "file_damaged",
                where,
                f"Tệp {where} trong gói zip bị hỏng; hãy xin bên gửi gửi lại gói rồi kiểm tra lại.",
            )
