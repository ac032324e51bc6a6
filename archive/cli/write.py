"""hoso write: papers outside the seven components, as drafts in a new folder."""

from collections.abc import Sequence
from pathlib import Path

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result, progress, say, unit_option
from archive.domain.contents import Letter, Wanted
from archive.domain.contents.choice import OF_THE_PROVINCE
from archive.domain.document import OTHER_TITLE, DocumentKind
from archive.domain.quarter import Quarter
from archive.errors import RuleBroken, UsageError
from archive.workflow.letters import WrittenLetter, choose, year_letter
from archive.workflow.letters import write as write_letters
from archive.workflow.review import units_of
from archive.workflow.year import year_of

_PUBLIC, _SECRET = "public", "secret"
_DRAFT = "Đây là bản dự thảo: hãy xem lại, ghi người ký; khi ban hành, thêm --issue để sổ cấp số và ngày."
_ISSUED = "Đã cấp số và ngày: hãy xem lại, trình ký; văn bản không ban hành nữa thì hủy số bằng hoso numbers cancel."


@click.command("write", help="Lập văn bản ngoài bảy thành phần (dự thảo DOCX và PDF/A) vào một thư mục mới.")
@click.argument("kind", metavar="LOẠI", type=click.Choice([kind.value for kind in OTHER_TITLE]))
@click.option("--quarter", metavar="QUÝ", help="Quý, ví dụ 2026-Q2; year_record thì dùng --year.")
@unit_option
@click.option("--person", metavar="MÃ", help="Chỉ một cán bộ.")
@click.option("--to", "receiver", metavar="NƠI_NHẬN", help="Chỉ một nơi nhận: tên cơ quan hoặc mã đơn vị.")
@click.option("--year", type=click.IntRange(2026, 2100), help="Năm, cho year_record.")
@click.option(
    "--secrecy", type=click.Choice([_PUBLIC, _SECRET]), help="central_submission có mật không; do người trả lời."
)
@click.option("--issue", is_flag=True, help="Ban hành: cấp số và ngày từ sổ; lần sau vẫn số ấy.")
@click.option("--out", required=True, metavar="THƯ_MỤC", type=click.Path(path_type=Path), help="Thư mục mới.")
@json_option
@click.pass_obj
def write(
    door: Door,
    *,
    kind: str,
    quarter: str | None,
    unit: str | None,
    person: str | None,
    receiver: str | None,
    year: int | None,
    secrecy: str | None,
    issue: bool,
    out: Path,
    as_json: bool,
) -> None:
    asked = DocumentKind(kind)
    _refuse_unfit(asked, quarter=quarter, unit=unit, person=person, year=year, secrecy=secrecy)
    with door.open(writing=True) as parts, progress() as tell:
        if asked is DocumentKind.YEAR_RECORD:
            letters: Sequence[Letter] = (year_letter(parts, year_of(parts, year or 0, person=person), year or 0),)
        else:
            of = Quarter.parse(quarter or "")
            units = units_of(parts, of, unit)
            wanted = Wanted(kind=asked, units=units, person=person, receiver=receiver, is_public=secrecy == _PUBLIC)
            letters = choose(parts, of, wanted)
        written = write_letters(parts, letters, out, issue=issue, tell=tell)
    say(_ISSUED if issue else _DRAFT)
    _print(written, out, as_json=as_json)


def _refuse_unfit(
    kind: DocumentKind,
    *,
    quarter: str | None,
    unit: str | None,
    person: str | None,
    year: int | None,
    secrecy: str | None,
) -> None:
    if kind is DocumentKind.YEAR_RECORD:
        if not (person and year):
            raise UsageError("year_record cần --person và --year.")
    elif not quarter:
        raise UsageError(f"{kind.value} cần --quarter, ví dụ --quarter 2026-Q2.")
    if kind in OF_THE_PROVINCE and (unit or person):
        raise UsageError(f"{kind.value} là văn bản của cả quý; hãy bỏ --unit và --person (notice: dùng --to).")
    if secrecy and kind is not DocumentKind.CENTRAL_SUBMISSION:
        raise UsageError("--secrecy chỉ dùng cho central_submission.")
    if secrecy == _SECRET:
        raise RuleBroken("Tờ trình gửi Trung ương được xác định là mật: không lập trên máy này, hãy làm bản giấy.")


def _print(written: Sequence[WrittenLetter], out: Path, *, as_json: bool) -> None:
    letters = [
        {
            "kind": item.letter.kind.value,
            "title": item.letter.title,
            "to": item.letter.receiver,
            "units": list(item.letter.units),
            "number": item.number.sign if item.number else None,
            "pages": item.pages,
            "docx": f"{item.letter.stem}.docx",
            "pdf": f"{item.letter.stem}.pdf",
        }
        for item in written
    ]
    print_result(
        {"out": str(out), "letters": letters},
        as_json=as_json,
        lines=lambda: [f"{out / f'{item.letter.stem}.pdf'}: {item.letter.title}" for item in written],
    )
