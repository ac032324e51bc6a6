"""hoso verify: a package, a signed PDF, one record, or everything."""

from pathlib import Path

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result, progress
from archive.domain.record import RecordId
from archive.domain.verification import VerificationReport
from archive.errors import IntegrityError, NotFound, UsageError
from archive.workflow.audit import verify_log
from archive.workflow.verify import verify_all, verify_file, verify_record

_EXIT = IntegrityError.exit_code


@click.command("verify", help="Kiểm tra gói, văn bản đã ký, một hồ sơ, hoặc toàn bộ kho (mặc định).")
@click.argument("package", metavar="[GÓI]", required=False, type=click.Path(path_type=Path))
@click.option("--record", metavar="MÃ_HỒ_SƠ", help="Chỉ một hồ sơ.")
@click.option("--all", "everything", is_flag=True, help="Mọi hồ sơ và tệp trong kho.")
@json_option
@click.pass_obj
def verify(door: Door, package: Path | None, record: str | None, *, everything: bool, as_json: bool) -> int:
    if sum((package is not None, record is not None, everything)) > 1:
        raise UsageError("Chỉ chọn một: GÓI, --record hoặc --all.")
    with door.open() as parts, progress() as tell:
        if package is not None:
            report = verify_file(parts, package)
        elif record is not None:
            report = verify_record(parts, RecordId.parse(record))
        else:
            report = verify_all(parts, tell=tell) + verify_log(parts)
    if not report.checked:
        raise NotFound("Kho chưa có gì để kiểm tra.")
    print_result(_plain(report), as_json=as_json, lines=lambda: _lines(report))
    return 0 if report.ok else _EXIT


def _plain(report: VerificationReport) -> dict[str, object]:
    problems = [{"code": item.code, "where": item.where, "message": item.message} for item in report.problems]
    return {"ok": report.ok, "checked": report.checked, "problems": problems}


def _lines(report: VerificationReport) -> list[str]:
    problems = [f"  - {item.where}: {item.message}" for item in report.problems]
    verdict = "Nguyên vẹn." if report.ok else f"CÓ {len(problems)} VẤN ĐỀ:"
    trial = sum("chữ ký thử" in note for note in report.notes)
    notes = [f"Lưu ý: {trial} chữ ký là BẢN THỬ, không có giá trị pháp lý."] if trial else []
    return [f"Đã kiểm tra {report.checked} mục. {verdict}", *problems, *notes]
