"""The command line: data on stdout, talk and progress on stderr, one line of Vietnamese for each error."""

import os
import sys
from collections.abc import Sequence

import click

from archive.cli.assemble import assemble
from archive.cli.backup import backup, restore
from archive.cli.calendar import calendar
from archive.cli.carry import carry
from archive.cli.decisions import decisions
from archive.cli.demo import demo
from archive.cli.door import Door, Serve
from archive.cli.export import export
from archive.cli.get import get
from archive.cli.health import health
from archive.cli.import_workbook import import_workbook
from archive.cli.init import init
from archive.cli.jobs import jobs
from archive.cli.keys import keys
from archive.cli.log import log
from archive.cli.mistakes import explain
from archive.cli.numbers import numbers
from archive.cli.portfolio import portfolio
from archive.cli.printing import print_error
from archive.cli.quota import quota
from archive.cli.rebuild import rebuild
from archive.cli.redo import redo
from archive.cli.reindex import reindex
from archive.cli.reminders import reminders
from archive.cli.retention import retention
from archive.cli.run import run as run_command
from archive.cli.scrub import scrub
from archive.cli.seal import seal
from archive.cli.search import search
from archive.cli.serve import serve as serve_command
from archive.cli.show import show
from archive.cli.sign import sign
from archive.cli.status import status
from archive.cli.templates import templates
from archive.cli.tokens import tokens
from archive.cli.users import users
from archive.cli.verify import verify
from archive.cli.workbook import workbook
from archive.cli.worker import worker
from archive.cli.write import write
from archive.cli.year import year
from archive.errors import HosoError, Unavailable

_INTERRUPTED = 130  # 128 + SIGINT, as shells have it

COMMANDS: tuple[click.Command, ...] = (
    init,
    workbook,
    import_workbook,
    status,
    quota,
    decisions,
    calendar,
    reminders,
    assemble,
    write,
    numbers,
    sign,
    seal,
    run_command,
    search,
    show,
    get,
    portfolio,
    year,
    carry,
    export,
    verify,
    redo,
    scrub,
    health,
    reindex,
    rebuild,
    log,
    retention,
    backup,
    restore,
    keys,
    templates,
    users,
    tokens,
    jobs,
    worker,
    demo,
    serve_command,
)


@click.group(name="hoso", help="Hồ sơ quý: lập, ký, niêm phong, tra cứu và kết xuất hồ sơ đánh giá cán bộ hằng quý.")
@click.option("--home", metavar="THƯ_MỤC", help="Thư mục dữ liệu; mặc định lấy HOSO_HOME.")
@click.pass_obj
def group(door: Door, home: str | None) -> None:  # the help text is the docstring
    if home:
        door.set_home(home)


for _command in COMMANDS:
    group.add_command(_command)


def run(arguments: Sequence[str], *, serve: Serve) -> int:
    """Run one command and return its exit code: 0 done, else that of the error (design §13)."""
    door = Door(os.environ, serve=serve)
    try:
        code = _call(home_first(arguments), door)
    except HosoError as error:
        print_error(error, as_json="--json" in arguments)
        return error.exit_code
    except click.exceptions.Abort:
        print("Đã dừng theo yêu cầu; chạy lại lệnh để làm tiếp.", file=sys.stderr)
        return _INTERRUPTED
    return code


def home_first(arguments: Sequence[str]) -> list[str]:
    """The arguments with `--home` and its value in front: people may write it anywhere before a lone `--`."""
    words = list(arguments)
    end = words.index("--") if "--" in words else len(words)
    for place, word in enumerate(words[:end]):
        if word == "--home" or word.startswith("--home="):
            size = 2 if word == "--home" else 1
            return words[place : place + size] + words[:place] + words[place + size :]
    return words


def _call(arguments: list[str], door: Door) -> int:
    """The command itself; what click or the system has against it becomes an error of ours.

    Raises:
        HosoError: whatever went wrong.
    """
    try:
        code = group.main(args=arguments, prog_name="hoso", standalone_mode=False, obj=door)
    except click.exceptions.Abort:
        raise
    except click.ClickException as mistake:
        raise explain(mistake) from mistake
    except OSError as broken:
        where = f" ({broken.filename})" if broken.filename else ""
        raise Unavailable(
            f"Hệ điều hành không cho thực hiện{where}: {broken.strerror}. Hãy kiểm tra quyền và đĩa."
        ) from broken
    return code if isinstance(code, int) else 0
