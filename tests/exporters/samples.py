"""What the tests of exporters share: packages to look at, and a disk that ends."""

import resource
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import bagit

from archive.domain.verification import VerificationReport
from archive.exporters import BagExporter, BagReader
from tests.contracts.exporting_contract import AT, two_records

RECORD = "data/SNV-2026-Q2/record.json"
PDF = "data/SNV-2026-Q2/documents/1-submission/submission.pdf"


def export(out: Path, name: str = "goi") -> Path:
    return BagExporter().export(name, two_records(), out=out, at=AT, actor="vt01")


def unzip(package: Path, into: Path) -> Path:
    with zipfile.ZipFile(package) as archive:
        archive.extractall(into)
    return into / package.stem


def report_of(path: Path) -> VerificationReport:
    with BagReader().open(path) as opened:
        return opened.report


def problems_of(path: Path) -> set[tuple[str, str]]:
    return {(problem.code, problem.where) for problem in report_of(path).problems}


def change(path: Path, edit: Callable[[bytes], bytes]) -> None:
    path.write_bytes(edit(path.read_bytes()))


def write_bag(bag: Path, payload: dict[str, bytes]) -> None:
    """Made by the library from elsewhere: the reader must not depend on our own writer."""
    for path, content in payload.items():
        (bag / path).parent.mkdir(parents=True, exist_ok=True)
        (bag / path).write_bytes(content)
    bagit.make_bag(str(bag), checksums=["sha512"])


@contextmanager
def files_end_at(size: int) -> Iterator[None]:
    """No file may grow beyond that, as on a stick with an old file system."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
