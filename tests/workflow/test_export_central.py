"""What goes to the centre: only its cadres' files, each provable, nothing when secret, and every tampering found."""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import bagit
import pytest

from archive.domain.secrecy import Classification
from archive.errors import DigestMismatch, IntegrityError, NotFound, RuleBroken
from archive.workflow.central import choose, withhold
from archive.workflow.verify import verify_file
from tests.parts import MemoryContent, MemoryRecords
from tests.quarters import QUARTER, SNV, complete_dossier
from tests.workflow.export_world import (
    RECORD,
    STC,
    export_to_centre,
    handed_over,
    of_the_centre,
    parts_with,
    sealed_parts,
    two_dossiers,
)

HEAD = "CB-SNV-01"
FOLDER = "data/SNV-2026-Q2"


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    """The central package of two units, unzipped."""
    package = export_to_centre(sealed_parts(), tmp_path / "out").package
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path)
    return tmp_path / package.stem


def problems_of(bag: Path) -> set[tuple[str, str]]:
    """After the bag was made anew around what stands there: whoever tampers can do that too."""
    payload = bag.with_name("payload")
    shutil.move(bag / "data", payload)
    shutil.rmtree(bag)
    bagit.make_bag(str(payload), checksums=["sha512"])
    report = verify_file(parts_with(), payload)
    return {(item.code, item.where.removeprefix(str(RECORD)).removeprefix("/")) for item in report.problems}


def edit_selection(bag: Path, edit: Callable[[dict[str, Any]], None]) -> None:
    path = bag / FOLDER / "selection.json"
    selection = json.loads(path.read_text())
    edit(selection)
    path.write_text(json.dumps(selection))


def test_the_package_says_where_it_goes_in_its_name(bag: Path) -> None:
    assert bag.name.startswith("hoso-2026-Q2-trung-uong-")


def test_it_holds_the_files_of_the_centres_cadre_and_nothing_else(bag: Path) -> None:
    held = sorted(path.relative_to(bag / "data").as_posix() for path in (bag / "data").rglob("*") if path.is_file())

    assert held == [
        f"SNV-2026-Q2/documents/2-self_assessment/{HEAD}.docx",
        f"SNV-2026-Q2/documents/2-self_assessment/{HEAD}.json",
        f"SNV-2026-Q2/documents/2-self_assessment/{HEAD}.pdf",
        "SNV-2026-Q2/evidence/NV-SNV-01-02/1.txt",
        "SNV-2026-Q2/seal.json",
        "SNV-2026-Q2/selection.json",
        f"SNV-2026-Q2/text/documents/2-self_assessment/{HEAD}.pdf.txt",
        "SNV-2026-Q2/text/evidence/NV-SNV-01-02/1.txt.txt",
    ]


def test_nobody_else_is_named_in_it(bag: Path) -> None:
    facts = two_dossiers()[0]
    others = [word for cadre in facts.cadres[1:] for word in (cadre.code, cadre.name)]
    content = b"".join(path.read_bytes() for path in bag.rglob("*") if path.is_file())

    assert facts.cadres[0].code.encode() in content
    assert [word for word in others if word.encode() in content] == []


def test_the_receiver_can_verify_it(tmp_path: Path) -> None:
    package = export_to_centre(sealed_parts(), tmp_path).package

    report = verify_file(parts_with(), package)

    assert report.ok
    assert report.checked > 6


def test_the_answer_is_remembered_with_the_package(tmp_path: Path) -> None:
    parts = sealed_parts()

    report = export_to_centre(parts, tmp_path)

    assert [event.note for event in handed_over(parts)] == [
        f"{report.package.name}; gửi Trung ương; xác định: không mật"
    ]


def test_made_anew_but_untouched_it_still_verifies(bag: Path) -> None:
    assert problems_of(bag) == set()


@pytest.mark.parametrize(
    ("path", "codes"),
    [
        (f"documents/2-self_assessment/{HEAD}.docx", {"file_other"}),
        (f"documents/2-self_assessment/{HEAD}.pdf", {"file_other", "signature_invalid"}),
        ("evidence/NV-SNV-01-02/1.txt", {"file_other"}),
        ("text/evidence/NV-SNV-01-02/1.txt.txt", {"file_other"}),
    ],
)
def test_a_flipped_byte_in_any_file_is_found_though_the_bag_was_made_anew(
    bag: Path, path: str, codes: set[str]
) -> None:
    content = bytearray((bag / FOLDER / path).read_bytes())
    content[len(content) // 2] ^= 1
    (bag / FOLDER / path).write_bytes(content)

    assert problems_of(bag) == {(code, path) for code in codes}


def test_a_flipped_byte_is_found_though_the_list_follows_too(bag: Path) -> None:
    path = "evidence/NV-SNV-01-02/1.txt"
    (bag / FOLDER / path).write_bytes(b"khac")
    digest = "7a" * 64

    edit_selection(bag, lambda selection: _entry(selection, path).update(sha512=digest))

    assert ("proof_wrong", path) in problems_of(bag)


def test_a_changed_seal_is_found(bag: Path) -> None:
    path = bag / FOLDER / "seal.json"
    path.write_text(path.read_text().replace('"version":1', '"version":2'))

    assert {("seal_signature", ""), ("selection_mismatch", "")} <= problems_of(bag)


def test_two_swapped_proofs_are_found(bag: Path) -> None:
    def swap(selection: dict[str, Any]) -> None:
        first, second = selection["files"][:2]
        first["proof"], second["proof"] = second["proof"], first["proof"]

    edit_selection(bag, swap)

    assert {code for code, _ in problems_of(bag)} == {"proof_wrong"}


def test_a_foreign_file_in_the_records_folder_is_found(bag: Path) -> None:
    (bag / FOLDER / "evidence/la.txt").write_text("x")

    assert problems_of(bag) == {("file_extra", "evidence/la.txt")}


def test_a_foreign_file_beside_the_record_is_found(bag: Path) -> None:
    (bag / "data/la.txt").write_text("x")

    assert problems_of(bag) == {("file_extra", "data/la.txt")}


def test_a_description_put_back_in_is_a_foreign_file(bag: Path) -> None:
    (bag / FOLDER / "record.json").write_text("{}")

    assert problems_of(bag) == {("file_extra", "record.json")}


def test_a_record_that_bears_another_ones_name_is_found(bag: Path) -> None:
    (bag / FOLDER).rename(bag / "data/STC-2026-Q2")

    assert "seal_other_record" in {code for code, _ in problems_of(bag)}


@pytest.mark.parametrize("name", ["seal.json", "selection.json"])
def test_what_is_no_json_is_a_problem_and_no_crash(bag: Path, name: str) -> None:
    (bag / FOLDER / name).write_text("{")

    assert {code for code, _ in problems_of(bag)} == {"bad_package"}


def test_a_selection_without_its_seal_is_a_problem(bag: Path) -> None:
    (bag / FOLDER / "seal.json").unlink()

    assert problems_of(bag) == {("not_found", "")}


def test_where_nobody_is_of_the_centre_there_is_no_set(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="Quý II/2026 không có cán bộ nào thuộc diện Bộ Chính trị"):
        choose(sealed_parts(complete_dossier()), QUARTER, [SNV])

    assert list(tmp_path.iterdir()) == []


def test_a_file_that_was_not_chosen_cannot_be_had() -> None:
    chosen = choose(sealed_parts(), QUARTER, [SNV, STC])

    with pytest.raises(NotFound):
        chosen.contents[RECORD].open("record.json")


def test_a_dossier_that_is_not_sealed_is_named_and_gives_nothing() -> None:
    with pytest.raises(NotFound, match="của SNV chưa niêm phong"):
        choose(parts_with(*two_dossiers()), QUARTER, [SNV, STC])


def test_beside_a_sealed_one_it_is_left_out_and_named() -> None:
    late = of_the_centre(two_dossiers()[1])
    parts = sealed_parts()
    with parts.desk.begin() as work:
        work.facts.replace(late)
        work.commit()
    cast("MemoryRecords", parts.records).kept = {RECORD: cast("MemoryRecords", parts.records).kept[RECORD]}

    assert choose(parts, QUARTER, [SNV, STC]).left_out == (STC,)


def test_a_secret_set_is_kept_as_an_event_of_each_record_concerned() -> None:
    parts = sealed_parts()

    assert withhold(parts, QUARTER, [SNV, STC]) == (RECORD,)
    [event] = handed_over(parts)
    assert (event.actor, event.outcome) == ("thư ký", "withheld")
    assert "bản giấy theo chế độ mật" in event.note


def test_it_can_be_secret_before_anything_is_sealed() -> None:
    assert withhold(parts_with(*two_dossiers()), QUARTER, [SNV, STC]) == (RECORD,)


def test_nothing_is_withheld_where_nobody_is_concerned() -> None:
    with pytest.raises(NotFound):
        withhold(sealed_parts(complete_dossier()), QUARTER, [SNV])


def test_who_asks_later_is_shown_that_it_was_secret_before() -> None:
    parts = sealed_parts()
    withhold(parts, QUARTER, [SNV])

    assert [event.unit for event in choose(parts, QUARTER, [SNV]).withheld] == [SNV]


def test_a_self_assessment_recorded_as_secret_overrules_the_answer() -> None:
    parts = sealed_parts()
    described = json.loads(parts.records.content(RECORD).open("record.json").read())
    described["papers"][0]["classification"] = Classification.SECRET.value
    content = cast("MemoryContent", parts.records.content(RECORD))
    content.files = {**content.files, "record.json": json.dumps(described).encode()}

    with pytest.raises(RuleBroken, match="Tối mật"):
        choose(parts, QUARTER, [SNV])


def test_a_record_that_changed_in_the_store_gives_nothing() -> None:
    parts = sealed_parts()
    content = parts.records.content(RECORD)
    content.files = {**content.files, "evidence/NV-SNV-01-02/1.txt": b"khac"}  # type: ignore[attr-defined]  # in memory

    with pytest.raises(IntegrityError, match="không khớp với dấu niêm phong"):
        choose(parts, QUARTER, [SNV])


def test_a_description_that_is_not_what_the_store_promised_is_not_read() -> None:
    parts = sealed_parts()
    content = parts.records.content(RECORD)
    promised = content.digests()
    content.files = {**content.files, "record.json": b"{}"}  # type: ignore[attr-defined]  # in memory
    content.digests = lambda: promised  # type: ignore[method-assign]  # what the inventory says

    with pytest.raises(DigestMismatch):
        choose(parts, QUARTER, [SNV])


def _entry(selection: dict[str, Any], path: str) -> dict[str, Any]:
    return next(file for file in selection["files"] if file["path"] == path)
