"""One unit's quarter, told in order: each test is the next step of the same story, by the real program."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.program import Finished, hoso

Hoso = Callable[..., Finished]
QUARTER = "2026-Q2"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the story takes place."""
    return tmp_path_factory.mktemp("story")


@pytest.fixture
def tell(story: Path) -> Hoso:
    """Runs the program in the story's home."""
    return lambda *arguments: hoso("--home", story / "home", *arguments)


@pytest.fixture
def unit(tell: Hoso) -> str:
    """The unit the story is about: the first of the quarter."""
    name: str = tell("status", "--quarter", QUARTER, "--json").json["units"][0]["unit"]
    return name


def of_unit(tell: Hoso, unit: str) -> dict[str, Any]:
    """What status says of the unit."""
    said: dict[str, Any] = tell("status", "--quarter", QUARTER, "--unit", unit, "--json").json["units"][0]
    return said


def test_1_a_home_is_made(story: Path, tell: Hoso) -> None:
    assert tell("init").code == 0
    assert (story / "home" / "hoso.db").exists()


def test_2_trying_the_workbook_stores_nothing(demo_home: Path, tell: Hoso) -> None:
    source = demo_home / "demo"

    tried = tell("import", source / "quy.xlsx", "--files", source / "minh-chung", "--dry-run", "--json")

    assert tried.json["changed"] != []
    assert tell("status", "--quarter", QUARTER).code == 4


def test_3_the_workbook_is_taken_in(demo_home: Path, tell: Hoso) -> None:
    source = demo_home / "demo"

    taken = tell("import", source / "quy.xlsx", "--files", source / "minh-chung", "--json")

    assert taken.code == 0, taken.talk
    assert taken.json["changed"] == taken.json["units"]


def test_4_taking_it_in_again_changes_nothing(demo_home: Path, tell: Hoso) -> None:
    source = demo_home / "demo"

    again = tell("import", source / "quy.xlsx", "--files", source / "minh-chung", "--json")

    assert again.json["changed"] == []


def test_5_the_dossier_is_open_and_misses_nothing(tell: Hoso, unit: str) -> None:
    said = of_unit(tell, unit)

    errors = [item for item in said["findings"] if item["severity"] == "error"]  # the made-up quarter is long past
    assert (said["stage"], said["complete"], errors) == ("open", True, [])
    assert [part["number"] for part in said["components"]] == [1, 2, 3, 4, 5, 6, 7]


def test_6_signing_before_assembling_is_refused(tell: Hoso, unit: str) -> None:
    refused = tell("sign", "--quarter", QUARTER, "--unit", unit, "--json")

    assert (refused.code, refused.json["error"]["code"]) == (3, "wrong_order")


def test_7_every_document_is_written(tell: Hoso, unit: str) -> None:
    assembled = tell("assemble", "--quarter", QUARTER, "--unit", unit, "--json")

    assert assembled.code == 0, assembled.talk
    assert of_unit(tell, unit)["stage"] == "assembled"


def test_8_sealing_before_signing_is_refused_and_names_who_has_not_signed(tell: Hoso, unit: str) -> None:
    refused = tell("seal", "--quarter", QUARTER, "--unit", unit)

    assert refused.code == 3
    assert "chưa ký" in refused.talk


def test_9_one_cadre_signs_only_what_is_the_cadres(tell: Hoso, unit: str) -> None:
    people = sorted({task["person"] for task in of_unit(tell, unit)["tasks"]})

    signed = tell("sign", "--quarter", QUARTER, "--unit", unit, "--as", people[-1], "--json").json["units"][0]

    assert signed["signatures"] >= 1
    assert signed["waiting"] > 0
    assert of_unit(tell, unit)["stage"] == "assembled"


def test_a_everybody_signs(tell: Hoso, unit: str) -> None:
    signed = tell("sign", "--quarter", QUARTER, "--unit", unit, "--json")

    assert signed.json["units"][0]["waiting"] == 0
    assert of_unit(tell, unit)["stage"] == "signed"


def test_b_the_dossier_is_sealed_once_however_often_it_is_asked(tell: Hoso, unit: str) -> None:
    for _ in range(2):
        sealed = tell("seal", "--quarter", QUARTER, "--unit", unit, "--json")
        assert sealed.code == 0, sealed.talk
        assert sealed.json["records"] == [{"record": f"urn:hoso:{unit}:{QUARTER}", "version": 1}]


def test_c_what_is_sealed_is_found_and_can_be_taken_out(tell: Hoso, unit: str, story: Path) -> None:
    hit = tell("search", f"đơn_vị:{unit} loại:submission", "--json").json["hits"][0]

    assert tell("get", hit["id"], "--out", story / "tờ trình.pdf").code == 0
    assert (story / "tờ trình.pdf").read_bytes().startswith(b"%PDF-")


def test_d_a_file_taken_out_can_be_verified(tell: Hoso, story: Path) -> None:
    verified = tell("verify", story / "tờ trình.pdf", "--json")

    assert (verified.code, verified.json["ok"]) == (0, True)


def test_e_nothing_is_overwritten(tell: Hoso, unit: str, story: Path) -> None:
    name = f"urn:hoso:{unit}:{QUARTER}/record.json"

    assert tell("get", name, "--out", story / "tờ trình.pdf").code == 2


def test_f_the_record_shows_all_components(tell: Hoso, unit: str) -> None:
    files = [item["id"] for item in tell("show", f"urn:hoso:{unit}:{QUARTER}", "--json").json["files"]]

    for part in (
        "documents/0-",
        "documents/1-",
        "documents/2-",
        "documents/3-",
        "documents/7-",
        "evidence/",
        "text/",
        "metadata/",
    ):
        assert any(f"/{part}" in name for name in files), part


def test_f_the_index_counts_the_pages_of_every_document(tell: Hoso, unit: str, story: Path) -> None:
    record, out = f"urn:hoso:{unit}:{QUARTER}", story / "mô tả.json"
    assert tell("get", f"{record}/record.json", "--out", out).code == 0
    described = json.loads(out.read_text())
    assert tell("get", f"{record}/{described['index']['text']}", "--out", story / "mục lục.txt").code == 0

    said = " ".join((story / "mục lục.txt").read_text().split())
    for document in described["documents"]:
        assert tell("get", f"{record}/{document['file']}", "--out", story / "văn bản.pdf").code == 0
        assert len(PdfReader(story / "văn bản.pdf").pages) == document["pages"]
        (story / "văn bản.pdf").unlink()
        assert document["title"] in said
    assert f"Hồ sơ gồm {len(described['documents']) + len(described['evidence']):02} văn bản" in said


def test_g_the_package_holds_the_record_and_verifies(tell: Hoso, unit: str, story: Path) -> None:
    exported = tell("export", "--quarter", QUARTER, "--unit", unit, "--out", story / "out", "--json")

    package = Path(exported.json["package"])
    assert f"{package.stem}/data/{unit}-{QUARTER}/record.json" in zipfile.ZipFile(package).namelist()
    assert tell("verify", package).code == 0


def test_h_exporting_again_gives_the_same_package(tell: Hoso, unit: str, story: Path) -> None:
    before = sorted((story / "out").iterdir())

    assert tell("export", "--quarter", QUARTER, "--unit", unit, "--out", story / "out").code == 0
    assert sorted((story / "out").iterdir()) == before


def test_i_the_other_units_are_left_open(tell: Hoso, unit: str) -> None:
    others = [item for item in tell("status", "--quarter", QUARTER, "--json").json["units"] if item["unit"] != unit]

    assert {item["stage"] for item in others} == {"open"}
