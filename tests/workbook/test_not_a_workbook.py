"""Files that are no workbook, or one made to overwhelm the reader."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.errors import BadWorkbook
from archive.workbook import ExcelWorkbookReader, grid, guard
from tests.workbook.sample import good_sheets, write


def missing(path: Path) -> None:
    assert not path.exists()


def folder(path: Path) -> None:
    path.mkdir()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def words(path: Path) -> None:
    path.write_text("Mã đơn vị;Tên đơn vị", encoding="utf-8")


def old_excel(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le"))


def locked(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"))


def other_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as container:
        container.writestr("a.txt", "a")


def rewritten(path: Path, change: Callable[[str, bytes], bytes]) -> None:
    write(path, good_sheets())
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, change(name, content))


def cut_short(path: Path) -> None:
    write(path, good_sheets())
    path.write_bytes(path.read_bytes()[:3000])


def broken_sheet(path: Path) -> None:
    rewritten(path, lambda name, content: content[:-40] if name.endswith("sheet3.xml") else content)


def broken_styles(path: Path) -> None:
    rewritten(path, lambda name, content: b"<styleSheet>" if name.endswith("styles.xml") else content)


def broken_list(path: Path) -> None:
    rewritten(path, lambda name, content: b"<workbook>" if name.endswith("xl/workbook.xml") else content)


def entities(path: Path) -> None:
    rewritten(
        path,
        lambda name, content: (
            b'<!DOCTYPE a [<!ENTITY b "bbbb">]>' + content.split(b"?>", 1)[-1]
            if name.endswith("sheet1.xml")
            else content
        ),
    )


def huge_file(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(guard.MAX_FILE_BYTES + 1)


def bomb(path: Path) -> None:
    rewritten(
        path,
        lambda name, content: content + bytes(guard.MAX_UNPACKED_BYTES + 1) if name.endswith("theme1.xml") else content,
    )


REFUSED = {
    "nothing is there": (missing, "không có ở đó"),
    "a folder": (folder, "không có ở đó"),
    "an empty file": (empty, "không phải tệp Excel"),
    "a text file": (words, "không phải tệp Excel"),
    "an old .xls": (old_excel, "đời cũ"),
    "a workbook under a password": (locked, "mật khẩu"),
    "another ZIP file": (other_zip, "không phải sổ Excel"),
    "a file cut short": (cut_short, "hỏng"),
    "a damaged sheet": (broken_sheet, "hỏng"),
    "damaged styles": (broken_styles, "hỏng"),
    "a damaged list of sheets": (broken_list, "hỏng"),
    "an XML document type": (entities, "khai báo XML"),
    "a file over the limit": (huge_file, "lớn hơn 50 MB"),
    "a ZIP bomb": (bomb, "quá 200 MB"),
}


@pytest.mark.parametrize(("make", "says"), REFUSED.values(), ids=REFUSED.keys())
def test_it_is_refused_with_what_to_do(make: Callable[[Path], None], says: str, tmp_path: Path) -> None:
    path = tmp_path / "quy.xlsx"
    make(path)

    with pytest.raises(BadWorkbook) as caught:
        ExcelWorkbookReader().read(path, None)

    assert says in caught.value.sentence
    assert "quy.xlsx" in caught.value.sentence


def test_sizes_that_lie_do_not_help_a_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The declared size says 10 bytes; the guard counts what comes out."""
    path = write(tmp_path / "quy.xlsx", good_sheets())
    monkeypatch.setattr(guard, "MAX_UNPACKED_BYTES", 30_000)
    container = bytearray(path.read_bytes())
    at = container.find(b"PK\x01\x02")
    while at >= 0:
        container[at + 24 : at + 28] = (10).to_bytes(4, "little")
        at = container.find(b"PK\x01\x02", at + 4)
    path.write_bytes(container)

    with pytest.raises(BadWorkbook):
        ExcelWorkbookReader().read(path, None)


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "MAX_ROWS", 3)

    with pytest.raises(BadWorkbook, match="quá 3 dòng"):
        ExcelWorkbookReader().read(write(tmp_path / "q.xlsx", good_sheets()), None)


def test_a_row_numbered_beyond_excel_ends_the_sheet(tmp_path: Path) -> None:
    path = tmp_path / "quy.xlsx"
    rewritten(
        path,
        lambda name, content: (
            content.replace(b'<row r="3"', b'<row r="999999999"') if name.endswith("sheet10.xml") else content
        ),
    )

    with pytest.raises(BadWorkbook, match="chưa đúng"):
        ExcelWorkbookReader().read(path, None)
