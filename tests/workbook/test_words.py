"""The closed lists: what people may write means one thing, and what was listed once is still read."""

import pytest

from archive.domain.document import TITLE, DocumentKind
from archive.domain.people import Management
from archive.workbook.words import MANAGEMENT, PAPER


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_kind_of_paper_can_be_classified(kind: DocumentKind) -> None:
    assert PAPER.read(TITLE[kind]) is kind


def test_a_title_of_earlier_workbooks_is_still_read() -> None:
    assert PAPER.read("Tổng hợp diện Ban Thường vụ Tỉnh ủy (PL 05)") is DocumentKind.SUMMARY_STANDING_COMMITTEE


@pytest.mark.parametrize(
    ("word", "level"),
    [
        ("Ban Thường vụ Thành ủy", Management.STANDING_COMMITTEE),
        ("Thường trực Thành ủy", Management.STANDING_MEMBERS),
    ],
)
def test_a_citys_word_for_the_level_is_read_but_not_listed(word: str, level: Management) -> None:
    assert MANAGEMENT.read(word) is level
    assert word not in dict(MANAGEMENT.words)


def test_a_committee_of_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="Huyện"):
        MANAGEMENT.read("Ban Thường vụ Huyện ủy")
