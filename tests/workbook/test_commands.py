"""hoso import and hoso workbook as people run them."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.program import Finished, hoso
from tests.workbook.sample import good_sheets, put, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workbook, its evidence, and a home that has them."""
    (tmp_path / "mc").mkdir()
    (tmp_path / "mc" / "báo cáo.pdf").write_bytes(b"ngay 20 thang 6")
    sheets = good_sheets()
    put("Minh chứng", 2, 2, "báo cáo.txt")(sheets)
    (tmp_path / "mc" / "báo cáo.pdf").rename(tmp_path / "mc" / "báo cáo.txt")
    write(tmp_path / "quy.xlsx", sheets)
    assert run(tmp_path, "import", "quy.xlsx", "--files", tmp_path / "mc").code == 0
    return tmp_path


def run(folder: Path, *words: object) -> Finished:
    placed = [folder / word if isinstance(word, str) and word.endswith(".xlsx") else word for word in words]
    return hoso("--home", folder / "home", *placed)


def changed(folder: Path, sheet: str, cell: str, value: str | int, *, source: str = "quy.xlsx") -> None:
    book = load_workbook(folder / source)
    book[sheet][cell] = value
    book.save(folder / "sua.xlsx")


def test_an_import_shows_each_changed_field(folder: Path) -> None:
    changed(folder, "Kết quả", "C3", 1300)

    done = run(folder, "import", "sua.xlsx", "--files", folder / "mc")

    assert "  - SNV · Kết quả · NV2 · Kết quả đạt: '1.200' → '1.300'" in done.data.splitlines()


def test_json_has_every_change_with_its_parts(folder: Path) -> None:
    changed(folder, "Kết quả", "C3", 1300)

    done = run(folder, "import", "sua.xlsx", "--files", folder / "mc", "--dry-run", "--json")

    assert done.json["changes"] == [
        {
            "unit": "SNV",
            "sheet": "Kết quả",
            "key": "NV2",
            "column": "Kết quả đạt",
            "before": "1.200",
            "after": "1.300",
        }
    ]


def test_many_changes_are_counted_not_listed(tmp_path: Path) -> None:
    sheets = good_sheets()
    del sheets["Minh chứng"][1]
    sheets["Phân cấp"] += [[f"Chức danh {number}", "a", "b", "c", "d"] for number in range(60)]
    write(tmp_path / "quy.xlsx", sheets)

    done = run(tmp_path, "import", "quy.xlsx")

    assert sum(line.startswith("  - ") for line in done.data.splitlines()) == 40
    assert "thay đổi nữa (tất cả " in done.data


def test_a_partial_import_ends_well_with_the_rest_on_stderr(folder: Path) -> None:
    changed(folder, "Kết quả", "B3", "31/02/2026")

    done = run(folder, "import", "sua.xlsx", "--files", folder / "mc", "--partial", "--json")

    assert done.code == 0
    assert "MỘT PHẦN: 1 dòng bỏ lại" in done.talk
    assert "Trang 'Kết quả', ô B3" in done.talk
    assert (done.json["partial"], done.json["skipped_rows"]) == (True, 1)
    assert [problem["cell"] for problem in done.json["skipped"]] == ["B3"]


def test_a_partial_import_of_a_spoilt_workbook_is_refused(folder: Path) -> None:
    book = load_workbook(folder / "quy.xlsx")
    del book["Kỳ"]
    book.save(folder / "sua.xlsx")

    assert run(folder, "import", "sua.xlsx", "--partial").code == 7


def test_results_are_given_by_a_second_workbook(folder: Path) -> None:
    sheets = good_sheets()
    given = {"Kỳ": sheets["Kỳ"], "Kết quả": [["Mã nhiệm vụ", "Ngày hoàn thành"], ["NV3", "20/6/2026"]]}
    write(folder / "ket-qua.xlsx", given)

    done = run(folder, "import", "ket-qua.xlsx", "--update", "--json")

    assert [(item["key"], item["column"], item["after"]) for item in done.json["changes"]] == [
        ("NV3", "Mã nhiệm vụ", "NV3"),
        ("NV3", "Ngày hoàn thành", "20/06/2026"),
    ]


def test_a_supplement_alone_is_no_import(folder: Path) -> None:
    write(folder / "ket-qua.xlsx", {"Kỳ": good_sheets()["Kỳ"]})

    assert run(folder, "import", "ket-qua.xlsx").code == 7


def test_old_text_without_its_font_is_said_and_left(folder: Path) -> None:
    changed(folder, "Cán bộ", "B2", "Hoµng ThÞ Lan")

    done = run(folder, "import", "sua.xlsx", "--files", folder / "mc", "--json")

    assert "có lẽ là 'Hoàng Thị Lan'" in done.talk
    assert done.json["proposals"][0]["proposed"] == "Hoàng Thị Lan"
    assert done.json["changes"][0]["after"] == "Hoµng ThÞ Lan"


@pytest.mark.parametrize("options", [(), ("--update",)], ids=["as the whole", "as a supplement"])
@pytest.mark.parametrize("unit", [(), ("--unit", "SNV")], ids=["all units", "one unit"])
def test_what_is_stored_comes_out_and_goes_in_again_without_a_change(
    folder: Path, unit: tuple[str, ...], options: tuple[str, ...]
) -> None:
    made = run(folder, "workbook", "--quarter", "2026-Q2", "--filled", *unit, "--out", "ra.xlsx")
    done = run(folder, "import", "ra.xlsx", *options, "--json")

    assert made.code == 0
    assert (done.code, done.json["changes"], done.json["changed"]) == (0, [], [])


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--quarter", "2026-Q2", "--unit", "SNV"), 2, "--filled"),
        (("--quarter", "2026-Q3", "--filled"), 4, "hoso import"),
        (("--quarter", "2026-Q2", "--filled", "--unit", "STC"), 4, "STC"),
    ],
    ids=["a unit for an empty workbook", "a quarter with nothing", "a unit with nothing"],
)
def test_what_cannot_be_written_is_said(folder: Path, words: tuple[str, ...], code: int, says: str) -> None:
    done = run(folder, "workbook", *words, "--out", "ra.xlsx")

    assert done.code == code
    assert says in done.talk
    assert not (folder / "ra.xlsx").exists()
