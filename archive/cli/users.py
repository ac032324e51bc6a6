"""hoso users: accounts, their roles, and passwords that never stand on a command line or in a log."""

import getpass
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from archive.bootstrap import first_administrator
from archive.cli.door import Door
from archive.cli.printing import json_option, print_result, say
from archive.domain.accounts import Account, Grant, Role, account_name
from archive.domain.people import Management, UnitCode
from archive.domain.rights import Readable
from archive.errors import BadInput, UsageError
from archive.ports import Parts
from archive.workflow import accounts as steps

as_option = click.option("--as", "reader", metavar="TÀI_KHOẢN", help="Chỉ thấy những gì tài khoản này được xem.")
_NAME = click.argument("name", metavar="TÀI_KHOẢN")
_ROLE = click.Choice([role.value for role in Role])
_MANAGEMENT = {item.name.lower(): item for item in Management}
_MUST_SAY_UNITS = (Role.ASSESSOR, Role.OFFICIAL)  # rights over everything are never given by leaving something out
_LONGEST_LINE = 10_000  # bytes of a password file that are looked at

_Command = Callable[..., None]


def bounds(parts: Parts, reader: str | None) -> Readable | None:
    """What who asks may read; without --as it is the operator, who owns the files.

    Raises:
        NotFound: there is no such account, or it is disabled.
    """
    return None if reader is None else steps.reading_as(parts, reader)


def begin_accounts(door: Door, *, name: str | None = None) -> None:
    """Give a new home its administrator and tell the one-time password this once; a home with accounts keeps them.

    Raises:
        UsageError: that cannot be an account's name.
    """
    first = first_administrator(door.environ, home=door.home, name=name or _system_user())
    if first:
        say(f"Người quản trị: {first.name} · mật khẩu dùng một lần (chỉ hiện lần này): {first.password}")


def _system_user() -> str:
    try:
        return account_name(getpass.getuser())
    except UsageError:
        return "admin"  # the system lets people have names that accounts may not have


@click.group(
    "users",
    invoke_without_command=True,
    help="Tài khoản và quyền: xem, thêm, cấp, thu hồi, khóa, mở, đặt mật khẩu.",
)
@click.pass_context
def users(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        raise UsageError(f"Hãy chọn một việc: {', '.join(sorted(users.commands))}. Xem cách dùng: hoso users --help.")


def _reach(command: _Command) -> _Command:
    """The options that say how far a role reaches."""
    for option in (
        click.option("--unit", "units", metavar="MÃ", multiple=True, help="Chỉ trong đơn vị này; lặp lại được."),
        click.option("--all-units", is_flag=True, help="Trong mọi đơn vị."),
        click.option(
            "--management",
            "managements",
            multiple=True,
            type=click.Choice(list(_MANAGEMENT)),
            help="Chỉ cán bộ thuộc diện quản lý này; lặp lại được, không ghi là mọi diện.",
        ),
        click.option("--person", default="", metavar="MÃ", help="Mã cán bộ của người dùng tài khoản."),
    ):
        command = option(command)
    return command


def _secret(command: _Command) -> _Command:
    """The options that say where a password comes from; without them it is asked for."""
    for option in (
        click.option("--password-file", metavar="TỆP", help="Lấy mật khẩu ở dòng đầu của tệp; - là stdin."),
        click.option("--one-time", is_flag=True, help="Sinh mật khẩu dùng một lần và báo trên stderr."),
    ):
        command = option(command)
    return command


@users.command("list", help="Các tài khoản và quyền của từng tài khoản.")
@json_option
@click.pass_obj
def list_accounts(door: Door, *, as_json: bool) -> None:
    with door.open() as parts:
        found = steps.accounts(parts)
    data = {"users": [_plain(account) for account in found]}
    print_result(data, as_json=as_json, lines=lambda: (line for account in found for line in _lines(account)))


@users.command("add", help="Thêm tài khoản; người dùng phải đổi mật khẩu ở lần đăng nhập đầu.")
@_NAME
@click.option("--display", default="", metavar="HỌ_TÊN", help="Tên hiện trên màn hình; mặc định là tên tài khoản.")
@click.option("--role", type=_ROLE, help="Cấp ngay một vai trò.")
@_reach
@_secret
@json_option
@click.pass_obj
def add(
    door: Door,
    name: str,
    *,
    display: str,
    role: str | None,
    units: tuple[str, ...],
    managements: tuple[str, ...],
    person: str,
    password_file: str | None,
    all_units: bool,
    one_time: bool,
    as_json: bool,
) -> None:
    if not role and (units or managements or all_units):
        raise UsageError("Phạm vi chỉ đi cùng vai trò; hãy thêm --role.")
    given = _grant(role, units, managements, all_units=all_units) if role else None
    with door.open() as parts:
        password = _password(password_file, one_time=one_time)
        account = steps.add(parts, name, display=display, person=person, grant=given, password=password)
    _tell(account, password if one_time else None)
    _show(account, as_json=as_json)


@users.command("grant", help="Cấp vai trò; thay phạm vi cũ của cùng vai trò.")
@_NAME
@click.option("--role", type=_ROLE, required=True, help="Vai trò.")
@_reach
@json_option
@click.pass_obj
def grant(
    door: Door,
    name: str,
    *,
    role: str,
    units: tuple[str, ...],
    managements: tuple[str, ...],
    person: str,
    all_units: bool,
    as_json: bool,
) -> None:
    given = _grant(role, units, managements, all_units=all_units)
    with door.open() as parts:
        account = steps.grant(parts, name, given, person=person)
    _show(account, as_json=as_json)


@users.command("revoke", help="Thu hồi vai trò.")
@_NAME
@click.option("--role", type=_ROLE, required=True, help="Vai trò.")
@json_option
@click.pass_obj
def revoke(door: Door, name: str, role: str, *, as_json: bool) -> None:
    with door.open() as parts:
        account = steps.revoke(parts, name, Role(role))
    _show(account, as_json=as_json)


@users.command("disable", help="Khóa tài khoản; không xóa, để nhật ký còn tên.")
@_NAME
@json_option
@click.pass_obj
def disable(door: Door, name: str, *, as_json: bool) -> None:
    with door.open() as parts:
        account = steps.disable(parts, name)
    _show(account, as_json=as_json)


@users.command("enable", help="Mở lại tài khoản đã khóa.")
@_NAME
@json_option
@click.pass_obj
def enable(door: Door, name: str, *, as_json: bool) -> None:
    with door.open() as parts:
        account = steps.enable(parts, name)
    _show(account, as_json=as_json)


@users.command("password", help="Đặt mật khẩu mới; hỏi trên màn hình, không bao giờ ghi trong câu lệnh.")
@_NAME
@_secret
@json_option
@click.pass_obj
def password(door: Door, name: str, password_file: str | None, *, one_time: bool, as_json: bool) -> None:
    with door.open() as parts:
        chosen = _password(password_file, one_time=one_time)
        account = steps.change_password(parts, name, chosen, must_change=one_time)
    _tell(account, chosen if one_time else None)
    _show(account, as_json=as_json)


def _grant(role: str, units: tuple[str, ...], managements: tuple[str, ...], *, all_units: bool) -> Grant:
    if units and all_units:
        raise UsageError("Chỉ chọn một: --unit hoặc --all-units.")
    if Role(role) in _MUST_SAY_UNITS and not units and not all_units:
        raise UsageError(f"Vai trò '{Role(role).words}' xem được đơn vị nào? Hãy thêm --unit MÃ hoặc --all-units.")
    return Grant(
        role=Role(role),
        units=frozenset(map(UnitCode, units)) if units else None,
        managements=frozenset(_MANAGEMENT[name] for name in managements) if managements else None,
    )


def _password(file: str | None, *, one_time: bool) -> str:
    if file is not None and one_time:
        raise UsageError("Chỉ chọn một: --password-file hoặc --one-time.")
    if one_time:
        return steps.one_time_password()
    return _asked() if file is None else _first_line(file)


def _asked() -> str:
    if not sys.stdin.isatty():
        raise UsageError(
            "Không có bàn phím để hỏi mật khẩu; hãy dùng --password-file TỆP, --password-file - hoặc --one-time."
        )
    first = click.prompt("Mật khẩu mới", hide_input=True, err=True)
    if click.prompt("Nhập lại mật khẩu", hide_input=True, err=True) != first:
        raise UsageError("Hai lần nhập mật khẩu không giống nhau; hãy chạy lại lệnh.")
    return str(first)


def _first_line(file: str) -> str:
    if file == "-":
        line = sys.stdin.buffer.readline(_LONGEST_LINE)
    else:
        with Path(file).open("rb") as source:
            line = source.readline(_LONGEST_LINE)
    try:
        return line.decode().rstrip("\r\n")
    except UnicodeDecodeError as wrong:
        raise BadInput("Tệp mật khẩu không phải văn bản UTF-8; hãy lưu lại bằng UTF-8.") from wrong


def _tell(account: Account, one_time: str | None) -> None:
    if one_time:
        say(f"Mật khẩu dùng một lần của {account.name} (chỉ hiện lần này): {one_time}")


def _show(account: Account, *, as_json: bool) -> None:
    print_result(_plain(account), as_json=as_json, lines=lambda: _lines(account))


def _plain(account: Account) -> dict[str, object]:
    return {
        "name": account.name,
        "display": account.display,
        "person": account.person,
        "active": account.is_active,
        "must_change_password": account.must_change_password,
        "roles": [
            {
                "role": item.role.value,
                "units": None if item.units is None else sorted(item.units),
                "managements": None
                if item.managements is None
                else sorted(one.name.lower() for one in item.managements),
            }
            for item in sorted(account.grants, key=lambda item: item.role)
        ],
    }


def _lines(account: Account) -> Iterator[str]:
    locked = "" if account.is_active else "đã khóa"
    pending = "phải đổi mật khẩu" if account.must_change_password else ""
    yield " · ".join(filter(None, (account.name, account.display, account.person, locked, pending)))
    for item in sorted(account.grants, key=lambda item: item.role):
        yield f"  {item.role.words}: {_reach_in_words(item)}"


def _reach_in_words(item: Grant) -> str:
    if item.role is Role.CADRE:
        return "chỉ tài liệu của chính mình"
    if item.role is Role.ADMINISTRATOR:
        return "vận hành hệ thống, không xem hồ sơ"
    units = "mọi đơn vị" if item.units is None else ", ".join(sorted(item.units))
    managements = "mọi diện" if item.managements is None else "; ".join(sorted(item.managements))
    return f"{units} · {managements}"
