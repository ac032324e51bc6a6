"""What every Records must do (archive/ports/records.py)."""

import hashlib
import io
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.errors import BadEvidence, NotFound, UsageError, WrongOrder
from archive.ports.records import Opener, RecordContent, Records, RecordVersion

SNV = RecordId(UnitCode("SNV"), Quarter(2026, 2))
MADE = datetime(2026, 7, 2, 3, 4, 5, tzinfo=UTC)
FIRST: Mapping[str, bytes] = {
    "record.json": b'{"quarter":"2026-Q2","unit":"SNV"}',
    "documents/1-submission/submission.pdf": b"%PDF-1.4 " + "tờ trình ".encode() * 500,
    "evidence/NV-001/1.docx": b"PK\x03\x04" + bytes(range(256)) * 8,
    "text/evidence/NV-001/1.docx.txt": "Báo cáo số hóa hồ sơ\n".encode(),
    "text/documents/1-submission/submission.pdf.txt": b"",
    "seal.json": b'{"root":"00"}',
}
SECOND: Mapping[str, bytes] = {
    **{path: content for path, content in FIRST.items() if not path.startswith("evidence/")},
    "record.json": b'{"quarter":"2026-Q2","unit":"SNV","more":1}',
    "evidence/NV-002/1.docx": FIRST["evidence/NV-001/1.docx"],
    "seal.json": b'{"root":"01"}',
}


def openers(files: Mapping[str, bytes]) -> dict[str, Opener]:
    return {path: partial(io.BytesIO, content) for path, content in files.items()}


def version(number: int, *, message: str = "Nộp lần đầu", actor: str = "văn thư 01") -> RecordVersion:
    return RecordVersion(number=number, made=MADE + timedelta(days=number), message=message, actor=actor)


def contents(content: RecordContent) -> dict[str, bytes]:
    found = {}
    for path in content.digests():
        with content.open(path) as source:
            found[path] = source.read()
    return found


def digests(files: Mapping[str, bytes]) -> dict[str, str]:
    return {path: hashlib.sha512(content).hexdigest() for path, content in files.items()}


def _breaks() -> io.BytesIO:
    raise BadEvidence("Tệp không đọc được.")


class RecordsContract:
    """Subclass with the fixture `records`: an empty store."""

    @pytest.fixture
    def records(self) -> Records:
        raise NotImplementedError  # abstract: each implementation gives its own

    @pytest.fixture
    def twice(self, records: Records) -> Records:
        records.add(SNV, openers(FIRST), version(1))
        records.add(SNV, openers(SECOND), version(2, message="Bổ sung"))
        return records

    def test_files_come_back_byte_for_byte(self, records: Records) -> None:
        records.add(SNV, openers(FIRST), version(1))

        assert contents(records.content(SNV)) == FIRST

    def test_digests_are_sha512_by_path(self, records: Records) -> None:
        records.add(SNV, openers(FIRST), version(1))

        assert dict(records.content(SNV).digests()) == digests(FIRST)

    def test_every_version_keeps_exactly_its_files(self, twice: Records) -> None:
        assert contents(twice.content(SNV, 1)) == FIRST
        assert contents(twice.content(SNV, 2)) == SECOND

    def test_the_newest_version_is_meant_when_none_is_named(self, twice: Records) -> None:
        assert dict(twice.content(SNV).digests()) == digests(SECOND)

    def test_versions_tell_who_when_and_why_oldest_first(self, twice: Records) -> None:
        assert list(twice.versions(SNV)) == [version(1), version(2, message="Bổ sung")]

    def test_a_record_nobody_added_has_no_version(self, records: Records) -> None:
        assert list(records.versions(SNV)) == []

    @pytest.mark.parametrize("number", [None, 0, 1, -1])
    def test_a_record_nobody_added_is_not_found(self, records: Records, number: int | None) -> None:
        with pytest.raises(NotFound):
            records.content(SNV, number)

    @pytest.mark.parametrize("number", [0, 3, -1])
    def test_a_version_that_does_not_exist_is_not_found(self, twice: Records, number: int) -> None:
        with pytest.raises(NotFound):
            twice.content(SNV, number)

    @pytest.mark.parametrize("path", ["evidence/NV-001/1.docx", "", "..", "../record.json", "/etc/passwd"])
    def test_a_file_the_version_lacks_is_not_found(self, twice: Records, path: str) -> None:
        with pytest.raises(NotFound):
            twice.content(SNV, 2).open(path)

    @pytest.mark.parametrize("number", [0, 2, 3])
    def test_a_first_version_has_number_one(self, records: Records, number: int) -> None:
        with pytest.raises(WrongOrder):
            records.add(SNV, openers(FIRST), version(number))

        assert list(records.all()) == []

    @pytest.mark.parametrize("number", [0, 1, 2, 4])
    def test_only_the_next_version_is_taken(self, twice: Records, number: int) -> None:
        with pytest.raises(WrongOrder):
            twice.add(SNV, openers(FIRST), version(number))

        assert len(twice.versions(SNV)) == 2
        assert contents(twice.content(SNV)) == SECOND

    @pytest.mark.parametrize("before", [0, 1])
    def test_a_file_that_cannot_be_read_leaves_no_version(self, records: Records, before: int) -> None:
        if before:
            records.add(SNV, openers(FIRST), version(1))

        with pytest.raises(BadEvidence):
            records.add(SNV, {**openers(FIRST), "zz.txt": _breaks}, version(before + 1))

        assert len(records.versions(SNV)) == before
        records.add(SNV, openers(SECOND), version(before + 1))
        assert records.check(SNV).ok

    @pytest.mark.parametrize(
        "path",
        ["", "/etc/passwd", "../a", "a/../b", "a/./b", "a//b", "a/", "a\\b", "a\nb", "a\x7fb", "a\x00b", "."],
    )
    def test_a_path_that_could_leave_the_record_is_refused(self, records: Records, path: str) -> None:
        with pytest.raises(UsageError):
            records.add(SNV, openers({**FIRST, path: b"x"}), version(1))

        assert list(records.all()) == []

    def test_a_path_that_is_also_a_folder_is_refused(self, records: Records) -> None:
        with pytest.raises(UsageError):
            records.add(SNV, openers({"text": b"x", "text/a.txt": b"y"}), version(1))

    def test_every_record_is_named_once_in_order(self, records: Records) -> None:
        wanted = [RecordId(UnitCode(unit), Quarter(2026, 2)) for unit in ("Đảng ủy 1", "A-1", "STC", "SNV", "x" * 120)]
        for record in wanted:
            records.add(record, openers(FIRST), version(1))
        records.add(SNV, openers(SECOND), version(2))

        assert list(records.all()) == sorted(wanted, key=str)

    def test_records_do_not_mix(self, records: Records) -> None:
        other = RecordId(UnitCode("SNV"), Quarter(2026, 3))
        records.add(SNV, openers(FIRST), version(1))
        records.add(other, openers(SECOND), version(1))

        assert (contents(records.content(SNV)), contents(records.content(other))) == (FIRST, SECOND)

    def test_an_untouched_record_has_no_problem_and_counts_what_it_read(self, twice: Records) -> None:
        report = twice.check(SNV)

        assert report.problems == ()
        assert report.checked >= len(set(FIRST.values()) | set(SECOND.values()))

    def test_a_record_nobody_added_cannot_be_checked(self, records: Records) -> None:
        with pytest.raises(NotFound):
            records.check(SNV)

    def test_a_removed_record_is_gone_with_all_its_versions(self, twice: Records) -> None:
        other = RecordId(UnitCode("SNV"), Quarter(2026, 3))
        twice.add(other, openers(FIRST), version(1))

        twice.remove(SNV)

        assert list(twice.all()) == [other]
        assert list(twice.versions(SNV)) == []
        assert twice.check(other).problems == ()
        assert twice.check().problems == ()

    def test_removing_what_is_not_there_is_no_error(self, records: Records) -> None:
        records.remove(SNV)
