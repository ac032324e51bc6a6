"""hoso backup and hoso restore: snapshots of a home, and a home out of a snapshot."""

from pathlib import Path

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result, progress, say
from archive.errors import IntegrityError
from archive.workflow.index import reindex

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("backup", help="Sao lưu kho vào thư mục khác khi hệ thống vẫn chạy; lần sau chỉ chép phần mới.")
@click.option("--to", "to", required=True, metavar="THƯ_MỤC", type=_FOLDER, help="Thư mục sao lưu, nên ở đĩa khác.")
@click.option("--encrypt", is_flag=True, help="Mã hóa cả nội dung và tên tệp bằng khóa ở HOSO_MASTER_KEY_FILE.")
@click.option("--quick", is_flag=True, help="Không đọc lại bản vừa sao lưu để kiểm tra.")
@json_option
@click.pass_obj
def backup(door: Door, to: Path, *, encrypt: bool, quick: bool, as_json: bool) -> int:
    with progress() as tell:
        snapshot, report = door.back_up(to, check=not quick, encrypt=encrypt, tell=tell)
    problems = report.problems if report else ()
    data = {
        "snapshot": snapshot.name,
        "files": len(snapshot.files),
        "added": snapshot.added,
        "bytes": snapshot.size,
        "encrypted": encrypt,
        "checked": report is not None,
        "problems": [{"code": item.code, "where": item.where, "message": item.message} for item in problems],
    }
    print_result(
        data,
        as_json=as_json,
        lines=lambda: [
            f"Bản sao lưu {snapshot.name}: {len(snapshot.files)} tệp, {snapshot.added} tệp mới, {snapshot.size} byte.",
            *(f"  {item.where}: {item.message}" for item in problems),
        ],
    )
    return IntegrityError.exit_code if problems else 0


@click.command("restore", help="Dựng kho mới từ bản sao lưu; từng byte được kiểm tra, không ghi đè kho đang có.")
@click.argument("source", metavar="THƯ_MỤC_SAO_LƯU", type=_FOLDER)
@click.option("--snapshot", metavar="TÊN", help="Bản sao lưu nào; mặc định bản mới nhất.")
@json_option
@click.pass_obj
def restore(door: Door, source: Path, snapshot: str | None, *, as_json: bool) -> None:
    with progress() as tell:
        found = door.restore(source, snapshot, tell=tell)
        with door.open(writing=True) as parts:
            files = reindex(parts, tell=tell)
    home = door.places.home
    say(f"Đã khôi phục bản {found.name}; hãy chạy hoso verify --all để kiểm tra chữ ký và niêm phong.")
    data = {"snapshot": found.name, "home": str(home), "files": len(found.files), "searchable": files}
    print_result(data, as_json=as_json, lines=lambda: [f"Kho hồ sơ: {home}"])
