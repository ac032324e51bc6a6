"""Reads summaries and personal forms back from what was printed, and tells where they say different things."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import docx

from archive.domain.rating import Rating
from tests.doc_templates.samples import pages_of

_NAME, _SELF, _PROPOSED = 1, 3, 4  # columns of a summary
_TOTAL = re.compile(r"Tổng số cán bộ được đánh giá, xếp loại: (\d+)")
_WHO = re.compile(r"Họ và tên: (.+?) Ngày sinh:")
_RATED = re.compile(r"Tự đề xuất mức xếp loại (.+?)\.")


@dataclass(frozen=True, slots=True)
class Summary:
    """A printed summary: its rows by name from the Word file, its sums from the PDF."""

    rows: Mapping[str, tuple[str, str]]  # name → own rating, proposed rating
    total: int
    counts: Mapping[str, int]


def read_summary(word: bytes, pdf: bytes) -> Summary:
    """A summary of PL05, PL06 or PL07."""
    table = next(table for table in docx.Document(io.BytesIO(word)).tables if table.cell(0, _NAME).text == "Họ và tên")
    rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    said = _said(pdf)
    total = _TOTAL.search(said)
    assert total
    counts = {rating.value: re.search(rf"{rating.value}: (\d+)", said[total.end() :]) for rating in Rating}
    return Summary(
        rows={row[_NAME]: (row[_SELF], row[_PROPOSED]) for row in rows},
        total=int(total[1]),
        counts={rating: int(found[1]) for rating, found in counts.items() if found},
    )


def read_form(pdf: bytes) -> tuple[str, str]:
    """Whose self-assessment it is and which rating it asks for."""
    said = _said(pdf)
    who, rated = _WHO.search(said), _RATED.search(said)
    assert who
    assert rated
    return who[1].strip(), rated[1].strip()


def disagreements(summary: Summary, forms: Sequence[tuple[str, str]], *, of_all: bool) -> Iterator[str]:
    """What a summary says otherwise than the forms; one `of_all` has everybody who handed in a form."""
    stated = dict(forms)
    if summary.total != len(summary.rows):
        yield f"total {summary.total} of {len(summary.rows)} rows"
    counted = Counter(proposed for _, proposed in summary.rows.values())
    for rating in Rating:
        if summary.counts.get(rating.value) != counted[rating.value]:
            yield f"{rating.value}: {summary.counts.get(rating.value)} for {counted[rating.value]} rows"
    if of_all:
        yield from (f"{name} is missing" for name in stated if name not in summary.rows)
    for name, (own, _) in summary.rows.items():
        if name in stated and stated[name] != own:
            yield f"{name}: {own} for {stated[name]}"


def _said(pdf: bytes) -> str:
    return " ".join(" ".join(pages_of(pdf)).split())
