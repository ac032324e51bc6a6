"""hoso log: what happened in this home, whether nobody changed that, and proof of it for others."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result, say
from archive.domain.log import LogEntry, checkpoint_document, entry_document
from archive.domain.log.words import words_of
from archive.domain.verification import VerificationReport
from archive.errors import IntegrityError, NotFound, UsageError
from archive.language import VIETNAM, moment
from archive.workflow import log as steps
from archive.workflow.audit import verify_log

_OUT = click.option("--out", required=True, metavar="TỆP", type=click.Path(path_type=Path), help="Ghi ra tệp này.")
_KEPT = click.Path(path_type=Path)


@click.group("log", invoke_without_command=True, help="Nhật ký không sửa được: xem, kiểm tra, chứng minh, lấy mốc.")
@click.pass_context
def log(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        raise UsageError(f"Hãy chọn một việc: {', '.join(sorted(log.commands))}. Xem cách dùng: hoso log --help.")


@log.command("show", help="Các mục mới nhất, cũ trước mới sau; lọc theo hồ sơ, người làm, ngày.")
@click.option("--record", default="", metavar="MÃ_HỒ_SƠ", help="Chỉ các mục về hồ sơ này.")
@click.option("--actor", default="", metavar="NGƯỜI_LÀM", help="Chỉ việc của người này.")
@click.option("--since", metavar="NGÀY", help="Từ ngày (2026-06-24) hoặc thời điểm ISO 8601 này.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1), help="Số mục tối đa.")
@json_option
@click.pass_obj
def show(door: Door, record: str, actor: str, since: str | None, limit: int, *, as_json: bool) -> None:
    begin = _moment(since) if since else None
    with door.open() as parts:
        found = steps.entries(parts, record=record, actor=actor, since=begin, limit=limit)
    data = {"entries": [entry_document(entry) for entry in found]}
    print_result(data, as_json=as_json, lines=lambda: (_line(entry) for entry in found))


@log.command("verify", help="Kiểm tra cơ sở dữ liệu, tệp đã công bố, mốc, chữ ký và dấu thời gian; lệch thì thoát 5.")
@click.option("--checkpoint", "kept", metavar="TỆP", type=_KEPT, help="Mốc đã lấy trước đây và giữ ở nơi khác.")
@json_option
@click.pass_obj
def verify(door: Door, kept: Path | None, *, as_json: bool) -> int:
    given = steps.checkpoint_file(kept) if kept else None
    with door.open() as parts:
        report = verify_log(parts, given=given)
    if not report.checked:
        raise NotFound("Nhật ký chưa có mục nào để kiểm tra.")
    print_result(_plain(report), as_json=as_json, lines=lambda: _report(report))
    return 0 if report.ok else IntegrityError.exit_code


@log.command("prove", help="Chứng minh một mục nằm trong nhật ký, bằng một tệp JSON mà ai cũng kiểm tra được.")
@click.argument("sequence", metavar="SỐ_MỤC", type=click.IntRange(0))
@click.option("--since", "kept", metavar="TỆP", type=_KEPT, help="Chứng minh luôn rằng nhật ký tiếp nối mốc này.")
@_OUT
@json_option
@click.pass_obj
def prove(door: Door, sequence: int, kept: Path | None, out: Path, *, as_json: bool) -> None:
    since = steps.checkpoint_file(kept) if kept else None
    with door.open() as parts:
        proof = steps.prove(parts, sequence, since=since)
    _write(out, proof)
    print_result({"proof": str(out), "sequence": sequence}, as_json=as_json, lines=lambda: [str(out)])


@log.command("checkpoint", help="Công bố các mục mới và lấy mốc mới nhất ra tệp, để giữ ở nơi khác.")
@_OUT
@json_option
@click.pass_obj
def checkpoint(door: Door, out: Path, *, as_json: bool) -> None:
    with door.open() as parts:
        sealed = steps.publish(parts)
    if sealed is None:
        raise NotFound("Nhật ký chưa có mục nào.")
    _write(out, checkpoint_document(sealed))
    if sealed.stamp is None:
        say("Lưu ý: mốc chưa có dấu thời gian.")
    promised = sealed.promised
    data = {"checkpoint": str(out), "origin": promised.origin, "size": promised.size, "root": promised.root.hex()}
    print_result(data, as_json=as_json, lines=lambda: [f"Mốc {promised.size} mục, gốc {promised.root.hex()}: {out}"])


def _moment(text: str) -> datetime:
    try:
        if len(text) == len("2026-06-24"):
            return datetime.combine(date.fromisoformat(text), time.min, VIETNAM)
        found = datetime.fromisoformat(text)
    except ValueError as wrong:
        raise UsageError(f"--since là '{text}'; cần dạng 2026-06-24 hoặc 2026-06-24T08:00:00+07:00.") from wrong
    return found if found.tzinfo else found.replace(tzinfo=VIETNAM)


def _write(out: Path, document: Mapping[str, object]) -> None:
    out.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", "utf-8")


def _line(entry: LogEntry) -> str:
    deed = entry.deed
    told = [f"{entry.sequence:>6}", moment(deed.at), deed.actor, words_of(deed.action), deed.subject, deed.reason]
    return " · ".join(part for part in told if part)


def _plain(report: VerificationReport) -> dict[str, object]:
    problems = [{"code": item.code, "where": item.where, "message": item.message} for item in report.problems]
    return {"ok": report.ok, "checked": report.checked, "problems": problems, "notes": list(report.notes)}


def _report(report: VerificationReport) -> Iterator[str]:
    verdict = "Nguyên vẹn." if report.ok else f"CÓ {len(report.problems)} VẤN ĐỀ:"
    yield f"Đã kiểm tra {report.checked} mục của nhật ký. {verdict}"
    yield from (f"  - {item.where}: {item.message}" for item in report.problems)
    yield from (f"Lưu ý: {note}." for note in report.notes)
