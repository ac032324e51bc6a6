"""Errors are pages: each family has its status and Vietnamese words, and a crash says nothing of its inside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import pytest

from api.failures import FAMILIES
from archive import errors
from archive.domain.record import RecordId
from archive.errors import DigestMismatch, HosoError, NotFound, RuleBroken, Unavailable
from archive.ports.records import RecordVersion
from tests.api.conftest import open_pages
from tests.api.world import small_world
from tests.parts import MemoryRecords


@dataclass
class BrokenRecords(MemoryRecords):
    """Fails with the error it was given."""

    error: Exception = field(default_factory=AssertionError)

    def versions(self, record: RecordId) -> Sequence[RecordVersion]:
        del record
        raise self.error


def status_and_page(error: Exception) -> tuple[int, str]:
    """What a person sees when the records fail so."""
    world = small_world()
    parts = replace(world.parts, records=BrokenRecords(error=error))
    answer = open_pages(replace(world, parts=parts)).get("/ho-so/2026-Q2/SNV")
    return answer.status_code, answer.text


def tree(root: type[HosoError]) -> Iterator[type[HosoError]]:
    """The error and all below it."""
    yield root
    for child in root.__subclasses__():
        yield from tree(child)


def test_every_family_of_errors_has_its_answer() -> None:
    assert {error.exit_code for error in tree(HosoError)} == set(FAMILIES)


@pytest.mark.parametrize(
    ("family", "status"),
    [
        (errors.UsageError, 400),
        (errors.RuleBroken, 409),
        (errors.NotFound, 404),
        (errors.IntegrityError, 500),
        (errors.Unavailable, 503),
        (errors.BadInput, 422),
    ],
)
def test_each_family_has_its_status(family: type[HosoError], status: int) -> None:
    found, page = status_and_page(family("Câu giải thích."))

    assert found == status
    assert ("Câu giải thích." in page) is (family is not NotFound)


def test_a_rule_says_its_own_sentence() -> None:
    assert "Quy định chưa cho phép" in status_and_page(RuleBroken("Chưa đến bước này."))[1]


def test_damaged_bytes_are_said_to_be_damaged() -> None:
    status, page = status_and_page(DigestMismatch("tờ trình", expected="a", found="b"))

    assert status == 500
    assert "Dữ liệu không còn nguyên vẹn" in page
    assert "khôi phục từ bản sao lưu" in page


def test_a_busy_part_asks_for_patience() -> None:
    assert "Tạm thời chưa phục vụ được" in status_and_page(Unavailable("Cơ sở dữ liệu đang bận."))[1]


def test_a_crash_tells_nothing_of_the_inside() -> None:
    status, page = status_and_page(ZeroDivisionError("secret-detail"))

    assert status == 500
    assert "Có lỗi trong phần mềm" in page
    assert "secret-detail" not in page


def test_an_error_sentence_cannot_become_markup() -> None:
    assert "<script>" not in status_and_page(RuleBroken("<script>alert(1)</script>"))[1]
