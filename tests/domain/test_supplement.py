"""Evidence given a second time: the same file or the same paper is the same piece, anything else is one more."""

from dataclasses import replace
from datetime import date

import pytest

from archive.domain.evidence import Evidence, StoredFile
from archive.domain.plan import TaskCode
from archive.domain.secrecy import Classification
from archive.domain.supplement import supplement

ALL = frozenset(("task", "path", "number", "issued", "summary", "due", "target", "classification"))
NV1 = TaskCode("NV1")


def file(digest: str, name: str = "a.pdf") -> StoredFile:
    return StoredFile(name=name, sha512=digest, size=1, media_type="application/pdf")


REPORT = Evidence(task=NV1, number="12/BC", summary="Báo cáo", due="18/06/2026", file=file("aa"))


def test_nothing_given_changes_nothing() -> None:
    assert supplement([REPORT], [], said=ALL) == (REPORT,)


def test_what_is_given_again_is_not_added() -> None:
    assert supplement([REPORT], [REPORT], said=ALL) == (REPORT,)


@pytest.mark.parametrize(
    "given",
    [
        replace(REPORT, number="13/BC", summary="Khác"),
        replace(REPORT, file=file("bb")),
        replace(REPORT, file=None, issued=date(2026, 6, 20)),
    ],
    ids=["the same file", "the same number and summary", "the same paper without a file"],
)
def test_the_same_piece_is_replaced_by_what_is_said_now(given: Evidence) -> None:
    (now,) = supplement([REPORT], [given], said=ALL)

    assert now == replace(given, file=given.file or REPORT.file)


@pytest.mark.parametrize(
    "given",
    [
        replace(REPORT, task=TaskCode("NV2")),
        Evidence(task=NV1, number="13/BC", file=file("bb")),
        Evidence(task=NV1, number="12/BC", summary="Phụ lục"),
    ],
    ids=["another task", "another paper and file", "the same number, another summary"],
)
def test_another_piece_is_added(given: Evidence) -> None:
    assert supplement([REPORT], [given], said=ALL) == (REPORT, given)


def test_two_unnamed_files_are_two_pieces() -> None:
    first, second = Evidence(task=NV1, file=file("aa")), Evidence(task=NV1, file=file("bb"))

    assert supplement([first], [second], said=ALL) == (first, second)


def test_what_the_sheet_has_no_column_for_stays() -> None:
    (now,) = supplement([REPORT], [Evidence(task=NV1, number="12/BC")], said={"task", "number"})

    assert now == REPORT


def test_a_paper_that_turned_secret_keeps_no_file() -> None:
    secret = replace(REPORT, file=None, classification=Classification.SECRET)

    assert supplement([REPORT], [secret], said=ALL) == (secret,)
