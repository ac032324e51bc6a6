"""The quarter: the period one dossier speaks of."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from archive.errors import UsageError
from archive.language import roman

_LAST = 4  # quarters in a year
_FORM = re.compile(r"^([0-9]{4})-Q([1-4])$")


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter, written `2026-Q2`."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2026-Q2`.

        Raises:
            UsageError: the text has another form, or the quarter lies before the first one (R61).
        """
        found = _FORM.match(text.strip())
        if not found:
            raise UsageError(f"Quý '{text}' không đúng dạng; hãy viết như 2026-Q2.", quarter=text)
        quarter = cls(int(found[1]), int(found[2]))
        if (quarter.year, quarter.number) < (2026, 2):
            raise UsageError(
                f"Quý {text} trước kỳ đầu tiên; việc đánh giá hằng quý bắt đầu từ quý II năm 2026 (mục 10.1).",
                quarter=text,
            )
        return quarter

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def title(self) -> str:
        """As documents write it: `quý II năm 2026`."""
        return f"quý {roman(self.number)} năm {self.year}"

    @property
    def short(self) -> str:
        """As pages write it: `Quý II/2026`."""
        return f"Quý {roman(self.number)}/{self.year}"

    @property
    def last_month(self) -> int:
        """The quarter's last month, which most deadlines hang on."""
        return self.number * 3

    @property
    def first_day(self) -> date:
        """The day the quarter begins."""
        return date(self.year, self.last_month - 2, 1)

    @property
    def is_last(self) -> bool:
        """Whether it is quarter IV, for which the guidance names no dates of its own (R58)."""
        return self.number == _LAST

    def following(self) -> "Quarter":
        """The next quarter, where tasks not yet due move to (R25)."""
        return Quarter(self.year + 1, 1) if self.is_last else Quarter(self.year, self.number + 1)

    def preceding(self) -> "Quarter | None":
        """The quarter before, which tasks may have moved here from; None before the first one (R61)."""
        if (self.year, self.number) <= (2026, 2):
            return None
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, _LAST)


FIRST_QUARTER = Quarter(2026, 2)
