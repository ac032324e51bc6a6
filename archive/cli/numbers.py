"""hoso numbers: the registers of numbers, and keeping them the same as the office's own."""

from collections.abc import Iterable, Sequence

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result, say
from archive.domain.numbering import NumberEntry, Register
from archive.language import day
from archive.workflow.numbers import RegisterView, assign
from archive.workflow.numbers import cancel as strike_out
from archive.workflow.numbers import show as registers
from archive.workflow.numbers import start as go_on

_reason = click.option("--reason", default="", metavar="LÝ_DO", help="Được giữ trong sổ.")


@click.group("numbers", help="Sổ số văn bản: mỗi loại, cơ quan, nhiệm kỳ (Đảng) hoặc năm (Nhà nước) một dãy số.")
def numbers() -> None:
    pass


@numbers.command("show", help="Xem các sổ: số nào của văn bản nào, số nào đã hủy, số nào dùng ở nơi khác.")
@click.option("--issuer", metavar="MÃ", help="Chỉ một cơ quan: mã đơn vị, hoặc ký hiệu như TU.")
@json_option
@click.pass_obj
def show(door: Door, *, issuer: str | None, as_json: bool) -> None:
    with door.open() as parts:
        found = registers(parts, issuer)
    print_result({"registers": [_json(view) for view in found]}, as_json=as_json, lines=lambda: _lines(found))


@numbers.command("start", help="Bắt đầu hoặc đi tiếp một sổ từ số cho trước; mở nhiệm kỳ mới của cấp ủy.")
@click.argument("issuer", metavar="MÃ")
@click.argument("symbol", metavar="LOẠI")
@click.option("--at", required=True, type=click.IntRange(1), metavar="SỐ", help="Số sẽ cấp tiếp theo.")
@click.option("--term", metavar="NHIỆM_KỲ", help="Nhiệm kỳ (2030-2035) hoặc năm; mặc định đang dùng.")
@_reason
@json_option
@click.pass_obj
def start(door: Door, *, issuer: str, symbol: str, at: int, term: str | None, reason: str, as_json: bool) -> None:
    with door.open(writing=True) as parts:
        view = go_on(parts, issuer, symbol, at=at, term=term, reason=reason)
    print_result(_json(view), as_json=as_json, lines=lambda: [_head(view)])


@numbers.command(
    "set", help="Ghi số mà sổ của cơ quan đã cấp cho một văn bản chưa ký; các số trước là dùng ở nơi khác."
)
@click.argument("document", metavar="MÃ_VĂN_BẢN")
@click.argument("number", metavar="SỐ", type=click.IntRange(1))
@_reason
@json_option
@click.pass_obj
def set_number(door: Door, *, document: str, number: int, reason: str, as_json: bool) -> None:
    with door.open(writing=True) as parts:
        entry = assign(parts, document, number, reason=reason)
    say("Hãy chạy hoso assemble để văn bản mang số này.")
    print_result(_entry_json(entry), as_json=as_json, lines=lambda: [_line(entry)])


@numbers.command("cancel", help="Hủy số của một văn bản không ban hành nữa; số đó không cấp cho ai khác.")
@click.argument("document", metavar="MÃ_VĂN_BẢN")
@_reason
@json_option
@click.pass_obj
def cancel(door: Door, *, document: str, reason: str, as_json: bool) -> None:
    with door.open(writing=True) as parts:
        entry = strike_out(parts, document, reason=reason)
    print_result(_entry_json(entry), as_json=as_json, lines=lambda: [_line(entry)])


def _json(view: RegisterView) -> dict[str, object]:
    return {
        **_register_json(view.register),
        "next": view.following,
        "missing": list(view.missing),
        "numbers": [_entry_json(entry) for entry in view.entries],
    }


def _register_json(register: Register) -> dict[str, object]:
    return {"issuer": register.issuer, "symbol": register.symbol, "term": register.term}


def _entry_json(entry: NumberEntry) -> dict[str, object]:
    return {
        **_register_json(entry.register),
        "number": entry.number,
        "document": entry.document,
        "given": entry.given.isoformat(),
        "actor": entry.actor,
        "note": entry.note,
        "cancelled": entry.cancelled_on.isoformat() if entry.cancelled_on else None,
        "reason": entry.cancelled_because,
    }


def _lines(found: Sequence[RegisterView]) -> Iterable[str]:
    for view in found:
        yield _head(view)
        yield from (f"  {_line(entry)}" for entry in view.entries)
        if view.missing:
            told = ", ".join(map(str, view.missing))
            yield f"  Không rõ: {told} (không có trong hồ sơ nào đã niêm phong; ghi bằng hoso numbers set hoặc sổ giấy)"
    if not found:
        yield "Chưa cấp số nào."


def _head(view: RegisterView) -> str:
    register = view.register
    return f"Sổ {register.symbol} của {register.issuer}, {register.term}: số tiếp theo {view.following}"


def _line(entry: NumberEntry) -> str:
    told = entry.document or f"dùng ở nơi khác: {entry.note}"
    struck = f"; hủy {day(entry.cancelled_on)}: {entry.cancelled_because}" if entry.cancelled_on else ""
    return f"{entry.number:02d}  {day(entry.given)}  {told}{struck}"
