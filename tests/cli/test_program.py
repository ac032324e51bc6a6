"""The program as people call it: exit codes, one Vietnamese line for each error, and where `--home` may stand."""

from pathlib import Path

import pytest

from archive.cli import home_first
from tests.program import hoso

ROWS = {
    "before the command": (["--home", "k", "status"], ["--home", "k", "status"]),
    "after the command": (["status", "--json", "--home", "k"], ["--home", "k", "status", "--json"]),
    "with an equals sign": (["demo", "--home=k", "--no-serve"], ["--home=k", "demo", "--no-serve"]),
    "not at all": (["status"], ["status"]),
    "behind a lone --": (["search", "--", "--home", "k"], ["search", "--", "--home", "k"]),
}


@pytest.mark.parametrize(("written", "read"), ROWS.values(), ids=ROWS.keys())
def test_the_home_may_be_named_anywhere(written: list[str], read: list[str]) -> None:
    assert home_first(written) == read


WRONG = {
    "an unknown command": (["bay"], 2, "Không có lệnh 'bay'"),
    "an unknown option": (["status", "--quarter", "2026-Q2", "--nhanh"], 2, "Không có tùy chọn --nhanh"),
    "a missing option": (["status"], 2, "Thiếu --quarter"),
    "a quarter of another form": (["status", "--quarter", "Q2"], 2, "2026-Q2"),
    "a quarter before the first": (["status", "--quarter", "2026-Q1"], 2, "quý II năm 2026"),
    "a home that does not exist": (["status", "--quarter", "2026-Q2"], 4, "hoso init"),
    "a page for the whole network": (["serve", "--host", "192.0.2.7"], 2, "127.0.0.1"),
    "two things to verify": (["verify", "--all", "--record", "urn:hoso:A:2026-Q2"], 2, "Chỉ chọn một"),
}


@pytest.mark.parametrize(("arguments", "code", "sentence"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_call_is_one_line_of_vietnamese(tmp_path: Path, arguments: list[str], code: int, sentence: str) -> None:
    finished = hoso(*arguments, "--home", tmp_path / "home")

    assert finished.code == code
    assert sentence in finished.talk
    assert len(finished.talk.strip().splitlines()) == 1
    assert finished.data == ""


def test_with_json_an_error_is_an_object_on_stdout(tmp_path: Path) -> None:
    error = hoso("status", "--quarter", "2026-Q2", "--json", "--home", tmp_path / "home").json["error"]

    assert set(error) == {"code", "message", "detail"}
    assert error["code"] == "not_found"


@pytest.mark.parametrize(
    ("setting", "value"),
    [("HOSO_MODE", "thử"), ("HOSO_NOW", "hôm nay"), ("HOSO_NOW", "2026-06-24T08:00:00"), ("HOSO_WORKERS", "hai")],
)
def test_a_wrong_setting_is_named(tmp_path: Path, setting: str, value: str) -> None:
    finished = hoso("init", "--home", tmp_path / "home", environ={setting: value})

    assert finished.code == 2
    assert setting in finished.talk


def test_production_refuses_development_keys(tmp_path: Path) -> None:
    hoso("init", "--home", tmp_path / "home")

    refused = hoso("status", "--quarter", "2026-Q2", "--home", tmp_path / "home", environ={"HOSO_MODE": "production"})

    assert refused.code == 6
    assert "khóa thử" in refused.talk


def test_production_makes_no_development_keys(tmp_path: Path) -> None:
    hoso("init", "--home", tmp_path / "home", environ={"HOSO_MODE": "production"})

    assert not (tmp_path / "home" / "keys").exists()


def test_a_folder_with_other_things_in_it_is_not_made_a_home(tmp_path: Path) -> None:
    (tmp_path / "ảnh.png").write_bytes(b"x")

    assert hoso("init", "--home", tmp_path).code == 2


def test_the_demo_does_not_touch_a_real_home(tmp_path: Path) -> None:
    hoso("init", "--home", tmp_path / "home")

    refused = hoso("demo", "--no-serve", "--home", tmp_path / "home")

    assert refused.code == 2
    assert "kho thật" in refused.talk


def test_a_fixed_moment_is_the_moment_of_the_deadlines(demo_home: Path) -> None:
    def state(moment: str) -> str:
        said = hoso("status", "--quarter", "2026-Q2", "--json", "--home", demo_home, environ={"HOSO_NOW": moment}).json
        states: dict[str, str] = {item["rule"]: item["state"] for item in said["units"][0]["deadlines"]}
        return states["R55"]

    assert state("2026-06-29T23:59:59+07:00") == "open"
    assert state("2026-06-30T00:00:00+07:00") == "late"


def test_an_empty_workbook_is_made_without_a_home_and_never_over_a_file(tmp_path: Path) -> None:
    out = tmp_path / "sổ.xlsx"

    assert hoso("workbook", "--quarter", "2026-Q3", "--out", out).code == 0
    assert hoso("workbook", "--quarter", "2026-Q3", "--out", out).code == 2
    assert hoso("import", out, "--home", tmp_path / "home").code == 7
