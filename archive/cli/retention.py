"""hoso retention: how long records are kept, what holds them, what is due, and destruction by decision."""

from collections.abc import Callable, Iterator
from datetime import date

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result, progress
from archive.domain.destruction import Destruction, DisposalDecision
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.domain.retention import Disposability
from archive.errors import UsageError
from archive.language import day
from archive.ports import Parts
from archive.workflow import dispose as steps

_Command = Callable[..., None]


@click.group(
    "retention",
    invoke_without_command=True,
    help="Thời hạn bảo quản: xem, đặt, giữ, thôi giữ, đề xuất và quyết định tiêu hủy.",
)
@click.pass_context
def retention(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        raise UsageError(
            f"Hãy chọn một việc: {', '.join(sorted(retention.commands))}. Xem cách dùng: hoso retention --help."
        )


def _which(command: _Command) -> _Command:
    """The options that say which records are meant."""
    for option in (
        click.option("--record", "records", metavar="MÃ_HỒ_SƠ", multiple=True, help="Hồ sơ này; lặp lại được."),
        click.option("--quarter", metavar="QUÝ", help="Mọi hồ sơ của quý, ví dụ 2026-Q2."),
        click.option("--unit", metavar="MÃ", help="Chỉ của một đơn vị."),
    ):
        command = option(command)
    return command


def _chosen(
    parts: Parts, records: tuple[str, ...], quarter: str | None, unit: str | None, *, must_say: bool = True
) -> list[RecordId]:
    if records and (quarter or unit):
        raise UsageError("Chỉ chọn một: --record, hoặc --quarter và --unit.")
    if must_say and not (records or quarter):
        raise UsageError("Hãy nói hồ sơ nào: --record MÃ_HỒ_SƠ hoặc --quarter QUÝ.")
    return steps.choose(
        parts,
        [RecordId.parse(record) for record in records],
        quarter=Quarter.parse(quarter) if quarter else None,
        unit=UnitCode(unit) if unit else None,
    )


@retention.command("show", help="Thời hạn, căn cứ, lệnh giữ của từng hồ sơ, và vì sao chưa được tiêu hủy.")
@_which
@json_option
@click.pass_obj
def show(door: Door, records: tuple[str, ...], quarter: str | None, unit: str | None, *, as_json: bool) -> None:
    with door.open() as parts:
        found = steps.overview(parts, _chosen(parts, records, quarter, unit, must_say=False))
    _print(found, as_json=as_json)


@retention.command("set", help="Đặt thời hạn bảo quản kèm căn cứ; chỉ kéo dài, không rút ngắn.")
@_which
@click.option("--years", type=int, metavar="NĂM", help="Số năm, tính từ hết năm kết thúc công việc.")
@click.option("--permanent", is_flag=True, help="Bảo quản vĩnh viễn.")
@click.option("--basis", required=True, metavar="CĂN_CỨ", help="Văn bản quy định thời hạn: số, ngày, điều khoản.")
@json_option
@click.pass_obj
def set_period(
    door: Door,
    records: tuple[str, ...],
    quarter: str | None,
    unit: str | None,
    *,
    years: int | None,
    permanent: bool,
    basis: str,
    as_json: bool,
) -> None:
    if permanent == (years is not None):
        raise UsageError("Chỉ chọn một: --years NĂM hoặc --permanent.")
    with door.open(writing=True) as parts:
        found = steps.set_period(parts, _chosen(parts, records, quarter, unit), years=years, basis=basis)
    _print(found, as_json=as_json)


@retention.command("hold", help="Giữ hồ sơ, không cho tiêu hủy, đến khi thôi giữ.")
@_which
@click.option("--number", required=True, metavar="SỐ", help="Số văn bản yêu cầu giữ.")
@click.option("--reason", required=True, metavar="LÝ_DO", help="Vì sao phải giữ.")
@json_option
@click.pass_obj
def hold(
    door: Door,
    records: tuple[str, ...],
    quarter: str | None,
    unit: str | None,
    *,
    number: str,
    reason: str,
    as_json: bool,
) -> None:
    with door.open(writing=True) as parts:
        found = steps.hold(parts, _chosen(parts, records, quarter, unit), number=number, reason=reason)
    _print(found, as_json=as_json)


@retention.command("release", help="Thôi giữ hồ sơ theo số văn bản đã yêu cầu giữ.")
@_which
@click.option("--number", required=True, metavar="SỐ", help="Số văn bản yêu cầu giữ.")
@json_option
@click.pass_obj
def release(
    door: Door, records: tuple[str, ...], quarter: str | None, unit: str | None, *, number: str, as_json: bool
) -> None:
    with door.open(writing=True) as parts:
        found = steps.release(parts, _chosen(parts, records, quarter, unit), number=number)
    _print(found, as_json=as_json)


@retention.command("propose", help="Các hồ sơ đã hết thời hạn và không bị giữ, để trình tiêu hủy; không hủy gì.")
@json_option
@click.pass_obj
def propose(door: Door, *, as_json: bool) -> None:
    with door.open() as parts:
        found = steps.propose(parts)
    _print(found, as_json=as_json, none="Chưa có hồ sơ nào đến hạn tiêu hủy.")


@retention.command("decide", help="Tiêu hủy các hồ sơ nêu tên theo quyết định; lập biên bản có chữ ký, giữ mãi mãi.")
@click.option("--record", "records", metavar="MÃ_HỒ_SƠ", multiple=True, required=True, help="Hồ sơ này; lặp lại được.")
@click.option("--number", required=True, metavar="SỐ", help="Số quyết định tiêu hủy.")
@click.option("--date", "decided_on", required=True, metavar="NGÀY", help="Ngày quyết định, ví dụ 2037-01-15.")
@click.option("--body", required=True, metavar="CƠ_QUAN", help="Cơ quan ban hành quyết định.")
@json_option
@click.pass_obj
def decide(door: Door, records: tuple[str, ...], *, number: str, decided_on: str, body: str, as_json: bool) -> None:
    decision = DisposalDecision(number=number.strip(), decided_on=_day(decided_on), body=body.strip())
    with door.open(writing=True) as parts, progress() as tell:
        done = steps.destroy(parts, _chosen(parts, records, None, None), decision, tell=tell)
    print_result(
        {"destroyed": [_plain_destruction(item) for item in done]},
        as_json=as_json,
        lines=lambda: (
            f"Đã tiêu hủy {item.record} theo {item.decision.number}; biên bản được giữ trong kho." for item in done
        ),
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise UsageError(f"Ngày '{text}' không đúng dạng; hãy viết như 2037-01-15.") from wrong


def _print(found: list[Disposability], *, as_json: bool, none: str = "Kho chưa có hồ sơ nào.") -> None:
    print_result(
        {"records": [_plain(item) for item in found]},
        as_json=as_json,
        lines=lambda: (line for item in found for line in _lines(item)) if found else [none],
    )


def _plain(item: Disposability) -> dict[str, object]:
    kept = item.retention
    period = kept.period
    return {
        "record": str(kept.record),
        "period": period
        and {
            "years": period.years,
            "basis": period.basis,
            "set_by": period.set_by,
            "set_on": period.set_on.isoformat(),
        },
        "work_ended": kept.work_ended.isoformat(),
        "due": kept.due.isoformat() if kept.due else None,
        "holds": [
            {"number": held.number, "reason": held.reason, "set_by": held.set_by, "set_on": held.set_on.isoformat()}
            for held in kept.holds
        ],
        "may_be_disposed": item.is_due,
        "obstacles": list(item.obstacles),
    }


def _plain_destruction(item: Destruction) -> dict[str, object]:
    return {
        "record": str(item.record),
        "decision": {
            "number": item.decision.number,
            "date": item.decision.decided_on.isoformat(),
            "body": item.decision.body,
        },
        "destroyed": item.destroyed.isoformat(),
        "versions": len(item.versions),
        "files": sum(len(version.files) for version in item.versions),
    }


def _lines(item: Disposability) -> Iterator[str]:
    kept = item.retention
    if kept.period:
        by = f"{kept.period.basis}; {kept.period.set_by} đặt ngày {day(kept.period.set_on)}"
        yield f"{kept.record}: {kept.period.words} ({by})"
    else:
        yield f"{kept.record}: chưa đặt thời hạn bảo quản"
    for held in kept.holds:
        yield f"  giữ theo {held.number} từ ngày {day(held.set_on)} ({held.set_by}): {held.reason}"
    yield "  đã đến hạn, được đề xuất tiêu hủy" if item.is_due else f"  chưa được tiêu hủy: {', '.join(item.obstacles)}"
