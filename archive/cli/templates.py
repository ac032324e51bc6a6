"""hoso templates: the Word forms of documents, which offices edit and send back."""

from collections.abc import Callable, Iterator
from pathlib import Path

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result
from archive.domain.document import DocumentKind, TemplateRef
from archive.domain.people import IssuerSystem
from archive.errors import BadTemplate, UsageError
from archive.language import day
from archive.ports.templates import LayoutProblem, TemplateReport, TemplateVersion
from archive.workflow import templates as steps

_SYSTEMS = {system.folder: system for system in IssuerSystem}
_KIND = click.Choice([kind.value for kind in DocumentKind])
_FILE = click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
_system = click.option(
    "--system", required=True, type=click.Choice(list(_SYSTEMS)), help="Hệ văn bản: party là Đảng, state là Nhà nước."
)

_Command = Callable[..., object]


def _form(command: _Command) -> _Command:
    """The options that name a form."""
    return click.option("--kind", required=True, type=_KIND, help="Loại văn bản.")(_system(command))


@click.group(
    "templates",
    invoke_without_command=True,
    help="Mẫu văn bản Word: xem, lấy ra sửa bằng Word, kiểm tra, thêm phiên bản mới.",
)
@click.pass_context
def templates(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        names = ", ".join(sorted(templates.commands))
        raise UsageError(f"Hãy chọn một việc: {names}. Xem cách dùng: hoso templates --help.")


@templates.command("list", help="Mọi phiên bản của mọi mẫu; * là phiên bản đang dùng.")
@json_option
@click.pass_obj
def list_versions(door: Door, *, as_json: bool) -> None:
    with door.open() as parts:
        found = steps.versions(parts)
    data = {"templates": [_plain(version) for version in found]}
    print_result(data, as_json=as_json, lines=lambda: map(_line, found))


@templates.command("get", help="Lấy tệp Word của một mẫu ra để sửa bằng Word.")
@click.argument("kind", metavar="LOẠI", type=_KIND)
@_system
@click.option("--version", metavar="SỐ", help="Phiên bản; mặc định là phiên bản đang dùng.")
@click.option("--out", required=True, metavar="TỆP", type=click.Path(path_type=Path), help="Ghi ra tệp này.")
@json_option
@click.pass_obj
def get(door: Door, kind: str, *, system: str, version: str | None, out: Path, as_json: bool) -> None:
    if out.exists():
        raise UsageError(f"Tệp {out} đã có; hãy chọn tên khác.")
    with door.open() as parts:
        ref, word = steps.take_out(parts, DocumentKind(kind), _SYSTEMS[system], version)
    aside = out.with_name(f".{out.name}.part")
    try:
        aside.write_bytes(word)
        aside.rename(out)
    finally:
        aside.unlink(missing_ok=True)
    print_result({**_named(ref), "out": str(out)}, as_json=as_json, lines=lambda: [str(out)])


@templates.command("check", help="Kiểm tra một tệp Word xem dùng làm mẫu được không; không lưu gì.")
@_FILE
@_form
@json_option
@click.pass_obj
def check(door: Door, file: Path, *, kind: str, system: str, as_json: bool) -> int:
    with door.open() as parts:
        report = steps.check(parts, file, DocumentKind(kind), _SYSTEMS[system])
    data = {
        "ok": report.ok,
        "kind": kind,
        "system": system,
        "problems": [_told(problem) for problem in report.problems],
        "notes": [_told(note) for note in report.notes],
    }
    print_result(data, as_json=as_json, lines=lambda: _report(report))
    return 0 if report.ok else BadTemplate.exit_code


@templates.command("add", help="Kiểm tra rồi thêm tệp Word thành phiên bản mới, dùng ngay; phiên bản cũ giữ nguyên.")
@_FILE
@_form
@click.option("--reason", required=True, metavar="LÝ_DO", help="Vì sao thay mẫu; được giữ cùng phiên bản.")
@click.option("--official", is_flag=True, help="Đây là Phụ lục chính thức của Hướng dẫn, không còn là mẫu tạm.")
@json_option
@click.pass_obj
def add(door: Door, file: Path, *, kind: str, system: str, reason: str, official: bool, as_json: bool) -> None:
    with door.open(writing=True) as parts:
        ref = steps.add(parts, file, DocumentKind(kind), _SYSTEMS[system], reason=reason, official=official)
    print_result(
        _named(ref), as_json=as_json, lines=lambda: [f"Đã thêm mẫu {_name(ref)}, dùng cho văn bản lập từ nay."]
    )


def _name(ref: TemplateRef) -> str:
    return f"{ref.kind}/{ref.system.folder}/{ref.version}"


def _named(ref: TemplateRef) -> dict[str, object]:
    return {"kind": ref.kind.value, "system": ref.system.folder, "version": ref.version, "sha512": ref.sha512}


def _plain(version: TemplateVersion) -> dict[str, object]:
    added = version.added
    return {
        **_named(version.ref),
        "title": version.title,
        "provisional": version.provisional,
        "in_force": version.in_force,
        "added": {"by": added.actor, "at": added.at.isoformat(), "reason": added.reason} if added else None,
    }


def _line(version: TemplateVersion) -> str:
    mark = "*" if version.in_force else " "
    added = version.added
    whence = f"{added.actor}, {day(added.at.date())}: {added.reason}" if added else "kèm phần mềm"
    state = "mẫu tạm" if version.provisional else "mẫu chính thức"
    return f"{mark} {_name(version.ref)} · {version.title} · {state} · {whence}"


def _told(problem: LayoutProblem) -> dict[str, str]:
    return {"code": problem.code, "where": problem.where, "message": problem.message}


def _report(report: TemplateReport) -> Iterator[str]:
    yield "Mẫu dùng được." if report.ok else f"Mẫu chưa dùng được, {len(report.problems)} lỗi:"
    yield from (f"  - {problem}" for problem in report.problems)
    yield from (f"  Lưu ý: {note}" for note in report.notes)
