"""hoso tokens: what programs show to use the data interface."""

from collections.abc import Sequence
from datetime import timedelta

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result
from archive.domain.accounts import account_name
from archive.domain.rights import Action
from archive.domain.tokens import AccessToken
from archive.language import moment
from archive.workflow.tokens import issue, revoke, tokens_of

_account = click.argument("account", metavar="TÀI_KHOẢN")


@click.group("tokens", help="Khóa truy cập cho chương trình khác dùng /api/v1 thay một tài khoản.")
def tokens() -> None:
    pass


@tokens.command("issue", help="Tạo khóa cho một số việc của tài khoản; khóa chỉ hiện một lần.")
@_account
@click.option("--name", required=True, metavar="TÊN", help="Dùng để nhận ra khóa, như tên phần mềm.")
@click.option(
    "--allow",
    "actions",
    required=True,
    multiple=True,
    type=click.Choice([action.value for action in Action]),
    metavar="VIỆC",
    help="Việc khóa được làm; ghi nhiều lần.",
)
@click.option(
    "--days", default=90, show_default=True, type=click.IntRange(1), metavar="SỐ", help="Dùng trong mấy ngày."
)
@json_option
@click.pass_obj
def issue_one(door: Door, *, account: str, name: str, actions: Sequence[str], days: int, as_json: bool) -> None:
    with door.open() as parts:
        chosen = [Action(word) for word in actions]
        made = issue(parts, account_name(account), name, chosen, lasting=timedelta(days=days))
    print_result(
        {**_json(made.token), "secret": made.secret}, as_json=as_json, lines=lambda: [_line(made.token), made.secret]
    )


@tokens.command("list", help="Các khóa còn lại, của một tài khoản hoặc tất cả.")
@click.option("--account", metavar="TÀI_KHOẢN")
@json_option
@click.pass_obj
def list_all(door: Door, *, account: str | None, as_json: bool) -> None:
    with door.open() as parts:
        found = tokens_of(parts, account_name(account) if account else None)
    print_result(
        {"tokens": [_json(token) for token in found]},
        as_json=as_json,
        lines=lambda: [_line(token) for token in found] or ["Chưa có khóa truy cập nào."],
    )


@tokens.command("revoke", help="Thu hồi một khóa; chương trình dùng nó bị từ chối ngay.")
@click.argument("token", metavar="MÃ_KHÓA")
@json_option
@click.pass_obj
def revoke_one(door: Door, *, token: str, as_json: bool) -> None:
    with door.open() as parts:
        ended = revoke(parts, token)
    print_result(_json(ended), as_json=as_json, lines=lambda: [f"Đã thu hồi khóa {ended.id} ({ended.name})."])


def _json(token: AccessToken) -> dict[str, object]:
    return {
        "id": token.id,
        "name": token.name,
        "account": token.account,
        "actions": sorted(token.actions),
        "made": token.made.isoformat(),
        "ends": token.ends.isoformat(),
    }


def _line(token: AccessToken) -> str:
    return f"{token.id} · {token.name} · {token.account} · {', '.join(sorted(token.actions))} · {moment(token.ends)}"
