"""Opens packages from anywhere: unpacks aside, checks the bag, and shows the records inside.

What the records say of themselves (seal, signatures) is not asked here: a bag proves only that it arrived as packed.
"""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from archive.domain.record import RecordId
from archive.domain.seal import RECORD_PATH
from archive.domain.selection import SELECTION_PATH
from archive.domain.verification import Problem, VerificationReport
from archive.errors import BadPackage, NotFound
from archive.exporters.entries import Limits
from archive.exporters.envelope import refuse_enveloped
from archive.exporters.judging import Judgement, judge
from archive.exporters.naming import DECLARATION, PAYLOAD, record_of
from archive.exporters.unpacking import unpack


@dataclass(frozen=True, slots=True)
class PackedRecord:
    """The files of one record in a package: its digests are the manifest's words."""

    folder: Path
    recorded: Mapping[str, str]

    def digests(self) -> Mapping[str, str]:
        """Path → SHA-512 in hex as the manifest tells it."""
        return self.recorded

    def open(self, path: str) -> BinaryIO:
        """Read one file; the caller closes.

        Raises:
            NotFound: the package has no such file.
        """
        if path not in self.recorded:
            raise NotFound(f"Hồ sơ trong gói không có tệp {path}.", path=path)
        try:
            return (self.folder / path).open("rb")
        except FileNotFoundError as error:
            raise NotFound(f"Gói thiếu tệp {path} của hồ sơ; hãy xin bên gửi gửi lại gói.", path=path) from error


@dataclass(frozen=True, slots=True)
class OpenPackage:
    """A package opened for reading: what the check of its bag found, whole records and selections inside."""

    report: VerificationReport
    records: Mapping[RecordId, PackedRecord]
    selections: Mapping[RecordId, PackedRecord]


class BagReader:
    """Reads `<name>.zip`, or the folder it was unzipped to; `scratch` is where zips are unpacked."""

    def __init__(self, *, scratch: Path | None = None, limits: Limits | None = None) -> None:
        self._scratch = scratch
        self._limits = limits or Limits()

    @contextmanager
    def open(self, path: Path) -> Iterator[OpenPackage]:
        """Open a package and check its bag; what was unpacked is gone when the block is left.

        Raises:
            BadPackage: it is not a package of ours, is encrypted, or cannot be read at all.
            StorageFull: there is no room to unpack it.
        """
        if path.is_dir():
            yield _opened(_bag_folder(path), ())
            return
        refuse_enveloped(path)
        with tempfile.TemporaryDirectory(prefix=".hoso-package-", dir=self._scratch) as scratch:
            folder, damaged = unpack(path, Path(scratch), self._limits)
            yield _opened(folder, damaged)


def _bag_folder(path: Path) -> Path:
    """The bag itself, or the one folder in it: unzipping often makes a folder around the folder."""
    if (path / DECLARATION).exists():
        return path
    inside = list(path.iterdir())
    return inside[0] if len(inside) == 1 and inside[0].is_dir() else path


def _opened(folder: Path, damaged: tuple[Problem, ...]) -> OpenPackage:
    judgement = judge(folder)
    report = VerificationReport(problems=damaged) + judgement.report
    records: dict[RecordId, PackedRecord] = {}
    selections: dict[RecordId, PackedRecord] = {}
    strangers: list[str] = []
    for top, recorded in sorted(_by_folder(judgement).items()):
        record, packed = record_of(top), PackedRecord(folder / PAYLOAD / top, recorded)
        if record and RECORD_PATH in recorded and SELECTION_PATH not in recorded:
            records[record] = packed
        elif record and SELECTION_PATH in recorded:
            selections[record] = packed
        else:
            strangers.append(PAYLOAD + top)
    if not records and not selections and not report.problems:
        raise BadPackage("Gói không có hồ sơ nào; đây không phải gói hồ sơ quý.")
    return OpenPackage(report + _told(strangers, strict=bool(selections)), records, selections)


def _told(strangers: list[str], *, strict: bool) -> VerificationReport:
    """Files of no record: a remark, but a problem where each file must prove that it belongs."""
    if strict:
        problems = (
            Problem("file_extra", path, "Không thuộc hồ sơ nào trong gói; đừng dùng tệp.") for path in strangers
        )
        return VerificationReport(problems=tuple(problems))
    return VerificationReport(notes=tuple(f"{path} không thuộc hồ sơ nào trong gói." for path in strangers))


def _by_folder(judgement: Judgement) -> dict[str, dict[str, str]]:
    """The payload's digests by top folder, then by the path within it."""
    found: dict[str, dict[str, str]] = {}
    for path, digest in judgement.payload.items():
        top, _, inner = path.removeprefix(PAYLOAD).partition("/")
        found.setdefault(top, {})[inner] = digest
    return found
