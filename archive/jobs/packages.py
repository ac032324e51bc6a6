"""Packages by job: made of whole records or of what goes to the central level, then checked and given a slip."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.domain.slip import Slip
from archive.domain.verification import Problem, VerificationReport
from archive.errors import BadPackage, IntegrityError
from archive.ports import Parts
from archive.ports.telling import Tell
from archive.workflow.central import NAME_MARK, PUBLIC_NOTE, choose
from archive.workflow.export import ExportReport, export, hand_over, package_name
from archive.workflow.outbox import file_slip, former_slip, is_closed, locate
from archive.workflow.verify import verify_package

_PEM_START = "-----BEGIN CERTIFICATE-----"
_STEPS = 3

Result = Mapping[str, str]


def make_package(
    parts: Parts, quarter: Quarter, units: Sequence[UnitCode], *, whole: bool, certificates: str, tell: Tell
) -> Result:
    """One package of sealed records; `certificates` are those of its receivers, in PEM one after another."""
    tell("Lập gói", 0, _STEPS)
    parts.outbox.mkdir(parents=True, exist_ok=True)
    with _files(certificates) as paths:
        report = export(parts, quarter, units, out=parts.outbox, whole=whole, certificates=paths)
    return _made(parts, report, tell)


def make_central(
    parts: Parts, quarter: Quarter, units: Sequence[UnitCode], *, whole: bool, certificates: str, tell: Tell
) -> Result:
    """One package of what goes up; who asked has said that the issuing body found it not secret."""
    tell("Lập gói gửi Trung ương", 0, _STEPS)
    parts.outbox.mkdir(parents=True, exist_ok=True)
    chosen = choose(parts, quarter, units)
    name = package_name(quarter, chosen.contents, whole=whole, mark=NAME_MARK)
    with _files(certificates) as paths:
        report = hand_over(
            parts,
            name,
            chosen.contents,
            out=parts.outbox,
            certificates=paths,
            left_out=chosen.left_out,
            note=PUBLIC_NOTE,
        )
    return _made(parts, report, tell)


def check_package(parts: Parts, name: str, tell: Tell) -> Result:
    """Check a package of the outbox again.

    Raises:
        NotFound: it is not there.
        IntegrityError: it can be opened by its receivers alone, and is not the file that was made for them.
    """
    path = locate(parts, name)
    tell("Kiểm tra gói", 0, 1)
    former = former_slip(path)
    if is_closed(path):
        found, records = VerificationReport(), former.records if former else ()
    else:
        found, records = _looked_into(parts, path)
    slip = file_slip(path, found, records, now=parts.wall_clock.now())
    if former and slip.closed and former.sha256 != slip.sha256:
        raise IntegrityError(f"Gói {name} không còn là tệp đã lập; hãy xóa tệp này rồi lập lại gói.", package=name)
    return {"said": _verdict(slip), "package": name}


def _looked_into(parts: Parts, path: Path) -> tuple[VerificationReport, tuple[RecordId, ...]]:
    try:
        return verify_package(parts, path)
    except BadPackage as wrong:
        return VerificationReport(1, (Problem(wrong.code, path.name, wrong.sentence),)), ()


def _made(parts: Parts, report: ExportReport, tell: Tell) -> Result:
    tell("Kiểm tra gói", 1, _STEPS)
    found = VerificationReport() if report.recipients else verify_package(parts, report.package)[0]
    tell("Tính vân tay", 2, _STEPS)
    slip = file_slip(report.package, found, report.records, now=parts.wall_clock.now())
    left = f" Chưa niêm phong nên không có trong gói: {', '.join(report.left_out)}." if report.left_out else ""
    closed = "".join(f" Vân tay chứng thư của {item.name}: {item.sha256}." for item in report.recipients)
    said = f"Đã lập gói {report.package.name}. {_verdict(slip)}{closed}{left}"
    return {"said": said, "package": report.package.name}


def _verdict(slip: Slip) -> str:
    if slip.closed:
        return "Gói đã mã hóa, chỉ bên nhận mở được."
    if slip.ok:
        return f"Đã kiểm tra {slip.checked} mục, gói nguyên vẹn."
    return f"Đã kiểm tra {slip.checked} mục, có {len(slip.problems)} lỗi; đừng giao gói này."


@contextmanager
def _files(certificates: str) -> Iterator[list[Path]]:
    """The certificates as files, which is how receivers hand them over."""
    found = [f"{_PEM_START}{rest}" for rest in certificates.split(_PEM_START)[1:]]
    with tempfile.TemporaryDirectory(prefix="hoso-nguoi-nhan-") as folder:
        paths = [Path(folder, f"{place}.pem") for place, _ in enumerate(found, start=1)]
        for path, text in zip(paths, found, strict=True):
            path.write_text(text, encoding="ascii")
        yield paths
