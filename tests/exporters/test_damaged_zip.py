"""The reader of zips that suffered: what cannot be trusted is named, and no changed byte passes for content."""

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.domain.record import RecordId
from archive.errors import BadPackage
from archive.exporters import BagReader
from archive.ports.records import RecordContent
from tests.contracts.exporting_contract import SNV, STC, record_files
from tests.exporters.samples import PDF, RECORD, change, problems_of, report_of

_PAYLOAD = {record: record_files(record.unit) for record in (SNV, STC)}


def test_a_truncated_zip_is_no_package_at_any_length(package: Path, tmp_path: Path) -> None:
    whole = package.read_bytes()

    for length in range(0, len(whole), 397):
        (tmp_path / "cut.zip").write_bytes(whole[:length])
        with pytest.raises(BadPackage):
            report_of(tmp_path / "cut.zip")


def test_a_damaged_entry_is_named_and_the_others_are_still_read(package: Path) -> None:
    change(package, lambda content: content.replace(b"%PDF-1.4 SNV", b"%PDF-1.4 SNX"))

    with BagReader().open(package) as opened:
        assert {problem.where for problem in opened.report.problems} == {PDF}
        assert "file_damaged" in {problem.code for problem in opened.report.problems}
        assert set(opened.records) == {SNV, STC}


def test_a_repacked_zip_with_a_changed_file_has_a_wrong_digest(bag: Path, tmp_path: Path) -> None:
    """The CRC of a zip protects from accidents only: whoever packs again makes it fit."""
    (bag / RECORD).write_bytes(b"{}")
    repacked = shutil.make_archive(str(tmp_path / "lai"), "zip", bag.parent, "goi")

    assert problems_of(Path(repacked)) == {("digest_mismatch", RECORD)}


@pytest.mark.parametrize("flip", [0xFF, 0x01, 0x80])
def test_no_flipped_byte_of_the_zip_gives_other_content(package: Path, tmp_path: Path, flip: int) -> None:
    """At each sampled place the reader says no; only fields that carry no content may change unnoticed."""
    whole = package.read_bytes()
    silent = _places_without_content(package)
    wrongly_accepted = []

    for place in range(0, len(whole), 101):
        changed = bytearray(whole)
        changed[place] ^= flip
        (tmp_path / "flipped.zip").write_bytes(changed)
        if _is_accepted(tmp_path / "flipped.zip") and place not in silent:
            wrongly_accepted.append(place)

    assert wrongly_accepted == []


def test_a_change_where_nothing_is_kept_gives_the_same_content(package: Path, tmp_path: Path) -> None:
    """Whatever is changed there, a package that is accepted reads as it was packed."""
    whole = package.read_bytes()

    for place in sorted(_places_without_content(package))[::7]:
        changed = bytearray(whole)
        changed[place] ^= 0x55
        (tmp_path / "flipped.zip").write_bytes(changed)
        if _is_accepted(tmp_path / "flipped.zip"):
            assert _content_of(tmp_path / "flipped.zip") == _PAYLOAD


def _content_of(package: Path) -> dict[RecordId, dict[str, bytes]]:
    with BagReader().open(package) as opened:
        return {
            record: {path: _bytes_of(content, path) for path in content.digests()}
            for record, content in opened.records.items()
        }


def _bytes_of(content: RecordContent, path: str) -> bytes:
    with content.open(path) as source:
        return source.read()


def _is_accepted(path: Path) -> bool:
    try:
        return report_of(path).ok
    except BadPackage:
        return False


def _places_without_content(package: Path) -> set[int]:
    """The bytes of a zip that say nothing about content, or say it a second time (APPNOTE 4.3.7, 4.3.12, 4.3.16).

    Sizes are among them: the end of what comes out is found without them as well, and its CRC and SHA-512 decide.
    """
    return {place for first, past in _silent_ranges(package) for place in range(first, past)}


def _silent_ranges(package: Path) -> Iterator[tuple[int, int]]:
    with zipfile.ZipFile(package) as archive:
        entries, start = archive.infolist(), archive.start_dir
    for entry in entries:
        name = len(entry.filename.encode())
        data = entry.header_offset + 30 + name
        yield entry.header_offset + 4, entry.header_offset + 26  # version, flags, method, time, CRC, sizes: repeated
        if entry.compress_type == zipfile.ZIP_DEFLATED:
            yield data, data + 1  # the mark of the last block, which the size tells as well
            yield data + entry.compress_size - 1, data + entry.compress_size  # bits after the last symbol
        yield start + 4, start + 10  # versions, flags
        yield start + 12, start + 16  # time
        yield start + 20, start + 28  # sizes
        yield start + 34, start + 42  # disk, attributes
        start += 46 + name
    last = start - 46 - len(entries[-1].filename.encode())
    yield last + 28, last + 34  # lengths of the last entry's name and comment: the table ends there anyway
    yield start + 4, start + 12  # disks and counts
    yield start + 20, start + 22  # length of a comment
