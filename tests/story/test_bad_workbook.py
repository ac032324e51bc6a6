"""A workbook with a bad cell is refused whole: exit 7, each cell named, nothing stored."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.program import hoso

Spoil = Callable[[Any], None]


def put(sheet: str, cell: str, value: object) -> Spoil:
    """Write a value into one cell."""

    def spoil(workbook: Any) -> None:
        workbook[sheet][cell] = value

    return spoil


def remove(sheet: str) -> Spoil:
    """Take a sheet away."""

    def spoil(workbook: Any) -> None:
        del workbook[sheet]

    return spoil


BAD: dict[str, tuple[Spoil, str, str | None]] = {
    "a missing sheet": (remove("Cán bộ"), "Cán bộ", None),
    "an unknown unit code": (put("Cán bộ", "I2", "KHONGCO"), "Cán bộ", "I2"),
    "a day that does not exist": (put("Nhiệm vụ", "E2", "31/02/2026"), "Nhiệm vụ", "E2"),
    "an evidence path with dots": (put("Minh chứng", "B2", "../quy.xlsx"), "Minh chứng", "B2"),
    "an absolute evidence path": (put("Minh chứng", "B2", "/etc/hostname"), "Minh chứng", "B2"),
    "an evidence file that is not there": (put("Minh chứng", "B2", "không có.pdf"), "Minh chứng", "B2"),
    "a code that could leave its folder": (put("Nhiệm vụ", "A2", "../NV"), "Nhiệm vụ", "A2"),
    "a name without its code": (put("Cán bộ", "A2", None), "Cán bộ", "A2"),
}


@pytest.fixture
def source(demo_home: Path, tmp_path: Path) -> Path:
    """A copy of a good workbook and its evidence."""
    return Path(shutil.copytree(demo_home / "demo", tmp_path / "source"))


def import_into(home: Path, source: Path) -> Any:
    """Import what is in the source folder."""
    return hoso("--home", home, "import", source / "quy.xlsx", "--files", source / "minh-chung", "--json")


@pytest.mark.parametrize(("spoil", "sheet", "cell"), BAD.values(), ids=BAD.keys())
def test_one_bad_cell_is_named_and_nothing_is_stored(
    source: Path, tmp_path: Path, spoil: Spoil, sheet: str, cell: str | None
) -> None:
    workbook = openpyxl.load_workbook(source / "quy.xlsx")
    spoil(workbook)
    workbook.save(source / "quy.xlsx")

    refused = import_into(tmp_path / "home", source)

    assert (refused.code, refused.json["error"]["code"]) == (7, "bad_workbook")
    named = [(problem["sheet"], problem["cell"]) for problem in refused.json["error"]["detail"]["problems"]]
    assert any(found == sheet and (cell is None or place == cell) for found, place in named), named
    assert hoso("--home", tmp_path / "home", "status", "--quarter", "2026-Q2").code == 4
    assert not [path for path in (tmp_path / "home" / "blobs").rglob("*") if path.is_file()]


def test_a_link_out_of_the_folder_is_not_followed(source: Path, tmp_path: Path) -> None:
    (tmp_path / "bí mật.pdf").write_bytes(b"%PDF-1.4 mat")
    (source / "minh-chung" / "lien-ket.pdf").symlink_to(tmp_path / "bí mật.pdf")
    workbook = openpyxl.load_workbook(source / "quy.xlsx")
    workbook["Minh chứng"]["B2"] = "lien-ket.pdf"
    workbook.save(source / "quy.xlsx")

    assert import_into(tmp_path / "home", source).code == 7


def test_all_bad_cells_are_named_at_once(source: Path, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(source / "quy.xlsx")
    workbook["Cán bộ"]["I2"] = "KHONGCO"
    workbook["Nhiệm vụ"]["E3"] = "31/02/2026"
    workbook["Minh chứng"]["B2"] = "../x.pdf"
    workbook.save(source / "quy.xlsx")

    problems = import_into(tmp_path / "home", source).json["error"]["detail"]["problems"]

    assert {("Cán bộ", "I2"), ("Nhiệm vụ", "E3"), ("Minh chứng", "B2")} <= {
        (problem["sheet"], problem["cell"]) for problem in problems
    }


def test_a_secret_paper_is_never_stored(source: Path, tmp_path: Path) -> None:
    """Domain notes §3.7: asked before anything is stored; what is secret stays a row."""
    workbook = openpyxl.load_workbook(source / "quy.xlsx")
    sheet = workbook["Minh chứng"]
    row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 2).value)
    secret = (source / "minh-chung" / str(sheet.cell(row, 2).value)).read_bytes()
    sheet.cell(row, 8, "Mật")
    workbook.save(source / "quy.xlsx")

    taken = import_into(tmp_path / "home", source)

    assert taken.code == 0, taken.talk
    stored = [path.read_bytes() for path in (tmp_path / "home" / "blobs").rglob("*") if path.is_file()]
    assert stored
    assert secret not in stored


def test_a_corrected_workbook_opens_only_the_units_it_changes(copied_home: Path) -> None:
    source = copied_home / "demo"
    workbook = openpyxl.load_workbook(source / "quy.xlsx")
    workbook["Hội nghị"]["C2"] = "Hội trường lớn"
    workbook.save(source / "quy.xlsx")

    taken = import_into(copied_home, source).json
    ran = hoso("--home", copied_home, "run", "--quarter", "2026-Q2", "--json").json

    assert len(taken["changed"]) == 1
    assert ran["sealed"] == taken["changed"]
    shown = hoso("--home", copied_home, "show", f"urn:hoso:{taken['changed'][0]}:2026-Q2", "--json").json
    assert [version["number"] for version in shown["versions"]] == [1, 2]


def test_a_missing_workbook_is_a_bad_file_not_a_crash(tmp_path: Path) -> None:
    assert hoso("--home", tmp_path / "home", "import", tmp_path / "không có.xlsx").code == 7
