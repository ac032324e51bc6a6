"""hoso year: the quarters of a year side by side, and the papers behind them."""

import csv
import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result
from archive.domain.outcome import Outcome
from archive.domain.year import PersonQuarter
from archive.errors import UsageError
from archive.ports import Parts
from archive.workflow.retrieve import get as open_file
from archive.workflow.year import year_of

_HEADERS = (
    "Mã cán bộ",
    "Họ và tên",
    "Quý",
    "Đơn vị",
    "Chức vụ",
    "Hồ sơ",
    "Số nhiệm vụ",
    *(outcome.words for outcome in Outcome),
    "Vượt chỉ tiêu",
    "Điểm tiêu chí chung",
    "Điểm kết quả nhiệm vụ",
    "Tự đề xuất",
    "Tập thể đề xuất",
    "Quyết định",
    "Số quyết định",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run


@click.command("year", help="Các quý trong năm đặt cạnh nhau cho một cán bộ hoặc đơn vị; không tính trung bình.")
@click.option("--person", metavar="MÃ", help="Mã cán bộ.")
@click.option("--unit", metavar="MÃ", help="Mã đơn vị.")
@click.option("--year", required=True, type=click.IntRange(2026, 2100), help="Năm.")
@click.option(
    "--out",
    metavar="THƯ_MỤC",
    type=click.Path(path_type=Path),
    help="Ghi bảng tổng hợp và bản sao các văn bản đã niêm phong vào thư mục mới này.",
)
@json_option
@click.pass_obj
def year(door: Door, person: str | None, unit: str | None, year: int, out: Path | None, *, as_json: bool) -> None:
    with door.open() as parts:
        found = year_of(parts, year, person=person, unit=unit)
        if out:
            _write(parts, found, out, name=f"{person or unit}-{year}")
    data = {"year": year, "quarters": [_plain(item) for item in found]}
    print_result(data, as_json=as_json, lines=lambda: _lines(found))


def _plain(item: PersonQuarter) -> dict[str, object]:
    return {
        "quarter": str(item.quarter),
        "unit": item.record.unit,
        "person": item.person,
        "name": item.name,
        "post": item.post,
        "excluded": item.excluded,
        "record": str(item.record) if item.version else None,
        "version": item.version,
        "tasks": item.tasks,
        "outcomes": {outcome.value: item.outcomes.get(outcome, 0) for outcome in Outcome},
        "over_target": item.over_target,
        "general_points": item.general_points,
        "task_points": item.task_points,
        "self_proposed": item.self_proposed,
        "proposed": item.proposed,
        "decided": item.decided,
        "decision_number": item.decision_number,
        "papers": [{"title": paper.title, "id": str(paper.item)} for paper in item.papers],
    }


def _lines(found: Sequence[PersonQuarter]) -> Iterator[str]:
    person = None
    for item in found:
        if item.person != person:
            person = item.person
            yield f"{item.name} ({item.person})"
        outcomes = ", ".join(f"{words.words.lower()} {count}" for words, count in sorted(item.outcomes.items()))
        yield f"  {item.quarter.short} · {item.record.unit} · {_standing(item)}"
        yield f"    {_rating(item)}"
        yield f"    {item.tasks} nhiệm vụ: {outcomes or 'không có'}; vượt chỉ tiêu {item.over_target}"
        for paper in item.papers:
            yield f"    - {paper.title}: {paper.item}"


def _rating(item: PersonQuarter) -> str:
    if item.excluded:
        return f"Không đánh giá: {item.excluded}"
    if item.decided:
        return f"{item.decided} (quyết định {item.decision_number or 'chưa ghi số'})"
    return f"Tập thể đề xuất: {item.proposed}" if item.proposed else "Chưa có đề xuất"


def _standing(item: PersonQuarter) -> str:
    return f"{item.record} bản {item.version}" if item.version else "chưa niêm phong"


def _write(parts: Parts, found: Sequence[PersonQuarter], out: Path, *, name: str) -> None:
    """The table for Excel, the same for machines, and a copy of every paper linked, in a folder made for it."""
    if out.exists():
        raise UsageError(f"Thư mục {out} đã có; hãy chọn tên khác.")
    aside = out.with_name(f".{out.name}.part")
    aside.mkdir(parents=True)
    with (aside / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as table:
        writer = csv.writer(table, delimiter=";")  # what Excel expects where the comma is decimal
        writer.writerow(_HEADERS)
        writer.writerows([_safe(cell) for cell in _row(item)] for item in found)
    plain = json.dumps([_plain(item) for item in found], ensure_ascii=False, indent=2)
    (aside / f"{name}.json").write_text(plain + "\n")
    for paper in (paper for item in found for paper in item.papers):
        target = aside / str(paper.item.record.quarter) / paper.item.record.unit / paper.item.path
        target.parent.mkdir(parents=True, exist_ok=True)
        with open_file(parts, str(paper.item)) as source, target.open("wb") as copy:
            shutil.copyfileobj(source, copy)
    aside.rename(out)


def _row(item: PersonQuarter) -> list[str]:
    counts = [str(item.outcomes.get(outcome, 0)) for outcome in Outcome]
    points = [text.replace(".", ",") for text in (item.general_points, item.task_points)]
    rest = [item.self_proposed, item.proposed, item.decided, item.decision_number]
    who = [item.person, item.name, item.quarter.short, item.record.unit, item.post, _standing(item), str(item.tasks)]
    return [*who, *counts, str(item.over_target), *points, *rest]


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
