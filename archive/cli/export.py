"""hoso export: sealed records into one package, whole or what goes to the central level, plain or encrypted."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result, quarter_option, say, unit_option
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.errors import UsageError
from archive.language import moment
from archive.ports import Parts
from archive.workflow.central import NAME_MARK, PUBLIC_NOTE, choose, withhold
from archive.workflow.export import ExportReport, hand_over, package_name
from archive.workflow.export import export as export_records
from archive.workflow.review import units_of

_PUBLIC, _SECRET = "public", "secret"
_WHO_DECIDES = (
    "Tập hồ sơ gửi Bộ Chính trị, Ban Bí thư có thể là bí mật nhà nước khi chưa công khai; việc này do cơ quan ban hành "
    "và người có thẩm quyền xác định độ mật quyết định, không phải chương trình."
)


@click.command("export", help="Kết xuất hồ sơ đã niêm phong của một đơn vị hoặc cả quý thành gói .zip.")
@quarter_option
@unit_option
@click.option("--to", "receiver", type=click.Choice(["central"]), help="central: chỉ phần gửi Trung ương.")
@click.option(
    "--secrecy", type=click.Choice([_PUBLIC, _SECRET]), help="Tập gửi Trung ương có mật không; do người trả lời."
)
@click.option(
    "--encrypt-for",
    "certificates",
    multiple=True,
    metavar="CHỨNG_THƯ",
    type=click.Path(path_type=Path),
    help="Mã hóa cho người có chứng thư X.509 này; dùng được nhiều lần.",
)
@click.option("--out", required=True, metavar="THƯ_MỤC", type=click.Path(path_type=Path), help="Thư mục đặt gói.")
@json_option
@click.pass_obj
def export(
    door: Door,
    *,
    quarter: str,
    unit: str | None,
    receiver: str | None,
    secrecy: str | None,
    certificates: Sequence[Path],
    out: Path,
    as_json: bool,
) -> None:
    asked = Quarter.parse(quarter)
    if secrecy and not receiver:
        raise UsageError("--secrecy chỉ dùng cùng --to central.")
    answer = _secrecy(secrecy) if receiver else None
    with door.open(writing=True) as parts:
        if answer == _SECRET:
            _print_withheld(withhold(parts, asked, units_of(parts, asked, unit)), as_json=as_json)
            return
        if receiver:
            report = _to_centre(parts, asked, unit, out, certificates)
        else:
            units = units_of(parts, asked, unit)
            report = export_records(parts, asked, units, out=out, whole=unit is None, certificates=certificates)
    _print(report, secrecy=answer, as_json=as_json)


def _secrecy(given: str | None) -> str:
    """The answer of the person at the terminal, unless given: asked before anything is made (domain notes §3.7)."""
    if given:
        return given
    if not sys.stdin.isatty():
        raise UsageError(
            f"{_WHO_DECIDES} Hãy hỏi rồi thêm --secrecy public (không mật) hoặc --secrecy secret (mật, gửi bản giấy)."
        )
    say(_WHO_DECIDES)
    question = "Cơ quan ban hành đã xác định tập này không mật (public) hay mật (secret)?"
    answer: str = click.prompt(question, type=click.Choice([_PUBLIC, _SECRET]), err=True)
    return answer


def _to_centre(
    parts: Parts, quarter: Quarter, unit: str | None, out: Path, certificates: Sequence[Path]
) -> ExportReport:
    chosen = choose(parts, quarter, units_of(parts, quarter, unit))
    for event in chosen.withheld:
        say(
            f"Lưu ý: ngày {moment(event.at)} {event.actor} đã ghi tập của {event.unit} là mật; nay lại trả lời là "
            "không mật. Nếu nhầm, hãy hủy ngay gói này."
        )
    name = package_name(quarter, chosen.contents, whole=unit is None, mark=NAME_MARK)
    return hand_over(
        parts,
        name,
        chosen.contents,
        out=out,
        certificates=certificates,
        left_out=chosen.left_out,
        note=PUBLIC_NOTE,
    )


def _print(report: ExportReport, *, secrecy: str | None, as_json: bool) -> None:
    if report.left_out:
        say(f"Chưa niêm phong nên không có trong gói: {', '.join(report.left_out)}.")
    if report.already_there:
        say("Gói này đã kết xuất từ trước và còn nguyên vẹn.")
    for recipient in report.recipients:
        say(f"Mã hóa cho: {recipient.name}. Hãy đối chiếu vân tay SHA-256 với bên nhận: {recipient.sha256}.")
    plain = report.package.with_suffix("")
    if report.recipients and plain.exists():
        say(f"Lưu ý: trong thư mục còn bản chưa mã hóa {plain.name}, kết xuất từ trước; hãy xóa nếu không cần.")
    data = {
        "package": str(report.package),
        "records": [str(record) for record in report.records],
        "left_out": list(report.left_out),
        "encrypted_for": [{"name": item.name, "sha256": item.sha256} for item in report.recipients],
        "secrecy": secrecy,
    }
    print_result(data, as_json=as_json, lines=lambda: [str(report.package)])


def _print_withheld(records: Sequence[RecordId], *, as_json: bool) -> None:
    units = ", ".join(record.unit for record in records)
    say(
        f"Không lập gói: tập gửi Trung ương của {units} được xác định là mật, gửi bản giấy theo chế độ mật. Đã ghi vào "
        "nhật ký. Bản điện tử đang có trong kho phải được xử lý theo quy định về bảo vệ bí mật nhà nước."
    )
    data = {
        "package": None,
        "records": [str(record) for record in records],
        "left_out": [],
        "encrypted_for": [],
        "secrecy": _SECRET,
    }
    print_result(data, as_json=as_json, lines=list)
