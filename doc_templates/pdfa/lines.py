"""The lines of text on a page as boxes: enough to see columns and free space, without reading the text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pypdfium2

from archive.pdfium import PDFIUM

_WORD_GAP = 12.0  # points; wider holes in a line separate columns


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text in one line and one column, in PDF points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        """Its horizontal centre."""
        return (self.left + self.right) / 2

    def distance(self, x: float) -> float:
        """How far a vertical line at `x` is from it; 0 when it crosses."""
        return max(self.left - x, x - self.right, 0.0)


def lines_of(pdf: bytes, *, pages: Sequence[int]) -> Mapping[int, Sequence[Line]]:
    """The lines of some pages, each from top to bottom."""
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return {number: _merge(_pieces(document[number])) for number in pages}
        finally:
            document.close()


def _pieces(page: pypdfium2.PdfPage) -> list[Line]:
    text = page.get_textpage()
    try:
        return [Line(*text.get_rect(index)) for index in range(text.count_rects())]
    finally:
        text.close()
        page.close()


def _merge(pieces: Sequence[Line]) -> list[Line]:
    """Pieces beside each other made one: a change of font splits a line, a column does not continue it."""
    lines: list[Line] = []
    for piece in sorted(pieces, key=lambda piece: (piece.left, piece.right)):
        before = next((line for line in reversed(lines) if _continues(line, piece)), None)
        if before is None:
            lines.append(piece)
            continue
        lines.remove(before)
        lines.append(
            Line(
                before.left,
                min(before.bottom, piece.bottom),
                max(before.right, piece.right),
                max(before.top, piece.top),
            )
        )
    return sorted(lines, key=lambda line: -line.top)


def _continues(line: Line, piece: Line) -> bool:
    overlap = min(line.top, piece.top) - max(line.bottom, piece.bottom)
    return overlap > 0.5 * min(line.top - line.bottom, piece.top - piece.bottom) and piece.left - line.right < _WORD_GAP
