"""The reader of an unzipped bag: every damage is told as a problem with its place."""

import os
from pathlib import Path

import pytest

from archive.errors import BadPackage
from tests.exporters.samples import PDF, change, problems_of, report_of, write_bag


def test_a_changed_file_is_named(bag: Path) -> None:
    change(bag / PDF, lambda content: content.replace(b"SNV", b"SNX", 1))

    assert problems_of(bag) == {("digest_mismatch", PDF)}


def test_a_file_that_grew_is_named(bag: Path) -> None:
    change(bag / PDF, lambda content: content + b"\n")

    assert problems_of(bag) == {("digest_mismatch", PDF)}


def test_a_missing_file_is_named(bag: Path) -> None:
    (bag / PDF).unlink()

    assert problems_of(bag) == {("file_missing", PDF)}


def test_an_extra_file_is_named(bag: Path) -> None:
    (bag / "data/SNV-2026-Q2/them.txt").write_text("x")

    assert problems_of(bag) == {("file_extra", "data/SNV-2026-Q2/them.txt")}


def test_an_extra_file_beside_the_payload_is_named(bag: Path) -> None:
    (bag / "README.txt").write_text("x")

    assert problems_of(bag) == {("file_extra", "README.txt")}


@pytest.mark.parametrize("name", ["manifest-sha512.txt", "tagmanifest-sha512.txt"])
def test_a_bag_without_its_lists_is_damaged(bag: Path, name: str) -> None:
    (bag / name).unlink()

    assert problems_of(bag) == {("file_missing", name)}


def test_a_manifest_that_was_rewritten_is_named(bag: Path) -> None:
    change(bag / "manifest-sha512.txt", lambda content: content.replace(b"0", b"1", 1))

    assert ("digest_mismatch", "manifest-sha512.txt") in problems_of(bag)


def test_a_line_taken_out_of_the_manifest_is_noticed(bag: Path) -> None:
    change(bag / "manifest-sha512.txt", lambda content: b"".join(content.splitlines(keepends=True)[1:]))

    assert "file_extra" in {code for code, _ in problems_of(bag)}


def test_a_wrong_count_of_bytes_alone_is_a_problem(bag: Path) -> None:
    change(bag / "bag-info.txt", lambda content: content.replace(b"Payload-Oxum: ", b"Payload-Oxum: 9"))

    assert not report_of(bag).ok


@pytest.mark.parametrize(
    "declaration",
    [
        b"BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n",
        b"BagIt-Version:1.0\nTag-File-Character-Encoding: UTF-8\n",
        b"BagIt-Version:  1.0\nTag-File-Character-Encoding: UTF-8\n",
        b" BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        b"\nBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8 \n",
        b"BagIt-Version: 1.0\nTag-File-Character-Encoding: rot13\n",
        b"\xef\xbb\xbfBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        b"BagIt-Version: 1.0\n",
        b"",
    ],
)
def test_a_declaration_with_stray_marks_is_a_problem(bag: Path, declaration: bytes) -> None:
    (bag / "bagit.txt").write_bytes(declaration)

    assert problems_of(bag) == {("bag_damaged", "bagit.txt")}


def test_a_version_nobody_knows_is_a_problem(bag: Path) -> None:
    change(bag / "bagit.txt", lambda content: content.replace(b"1.0", b"7.0"))

    assert problems_of(bag) == {("bag_damaged", "bagit.txt")}


def test_a_file_to_be_fetched_from_elsewhere_is_a_problem(bag: Path) -> None:
    (bag / "fetch.txt").write_text("https://example.invalid/x 1 data/x\n")

    assert ("file_extra", "fetch.txt") in problems_of(bag)


def test_a_list_that_is_no_text_is_a_problem(bag: Path) -> None:
    change(bag / "manifest-sha512.txt", lambda content: b"\xff" + content)

    assert problems_of(bag) == {("bag_damaged", "bagit.txt")}


@pytest.mark.parametrize("path", ["../outside", "/etc/hostname", "data/../../outside", "../goi2/x"])
def test_a_list_that_points_outside_is_a_problem(bag: Path, path: str) -> None:
    change(bag / "manifest-sha512.txt", lambda content: content + b"0" * 128 + b"  " + path.encode() + b"\n")

    assert "bag_damaged" in {code for code, _ in problems_of(bag)}


def test_a_payload_file_vouched_for_by_a_weak_digest_only_is_a_problem(bag: Path) -> None:
    (bag / "data/SNV-2026-Q2/them.txt").write_text("x")
    (bag / "manifest-md5.txt").write_text("9dd4e461268c8034f5c8564e155c67a6  data/SNV-2026-Q2/them.txt\n")

    assert ("bag_damaged", "data/SNV-2026-Q2/them.txt") in problems_of(bag)


def test_a_folder_around_the_folder_is_no_obstacle(bag: Path) -> None:
    assert report_of(bag.parent).ok


def test_a_stray_payload_file_that_is_listed_is_a_remark(tmp_path: Path) -> None:
    bag = tmp_path / "goi"
    write_bag(bag, {"SNV-2026-Q2/record.json": b"{}", "KIEM-TRA.html": b"x", "SNV-2025-Q1/record.json": b"{}"})

    report = report_of(bag)

    assert report.ok
    assert [note.split()[0] for note in report.notes] == ["data/KIEM-TRA.html", "data/SNV-2025-Q1"]


def test_a_good_bag_without_records_is_not_a_package_of_ours(tmp_path: Path) -> None:
    write_bag(tmp_path / "goi", {"anh.jpg": b"x"})

    with pytest.raises(BadPackage):
        report_of(tmp_path / "goi")


def test_an_empty_folder_is_not_a_package(tmp_path: Path) -> None:
    with pytest.raises(BadPackage):
        report_of(tmp_path)


@pytest.mark.parametrize("kind", ["link to a file", "link to a folder", "pipe"])
def test_a_folder_with_anything_but_files_is_refused(bag: Path, tmp_path: Path, kind: str) -> None:
    place = bag / "data/SNV-2026-Q2/la"
    if kind == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to(tmp_path if kind == "link to a folder" else "/etc/hostname")

    with pytest.raises(BadPackage):
        report_of(bag)


def test_two_names_one_system_takes_for_one_are_refused_in_a_folder(bag: Path) -> None:
    (bag / "data/SNV-2026-Q2/RECORD.json").write_text("x")

    with pytest.raises(BadPackage):
        report_of(bag)
