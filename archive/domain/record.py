"""The sealed record: its identity and the description of it that `record.json` holds (design §8)."""

from dataclasses import dataclass
from typing import Self

from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.errors import UsageError

_PREFIX = "urn:hoso:"


@dataclass(frozen=True, slots=True, order=True)
class RecordId:
    """`urn:hoso:<unit>:<quarter>`: one unit's quarter, whatever its version."""

    unit: UnitCode
    quarter: Quarter

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `urn:hoso:SNV:2026-Q2`.

        Raises:
            UsageError: the text is not a record's name.
        """
        unit, colon, quarter = text.removeprefix(_PREFIX).partition(":")
        if not (text.startswith(_PREFIX) and colon and unit):
            raise UsageError(f"'{text}' không phải mã hồ sơ; hãy viết như {_PREFIX}SNV:2026-Q2.", record=text)
        return cls(UnitCode(unit), Quarter.parse(quarter))

    def __str__(self) -> str:
        return f"{_PREFIX}{self.unit}:{self.quarter}"


@dataclass(frozen=True, slots=True)
class ItemId:
    """One file of a record: `urn:hoso:SNV:2026-Q2/documents/1-submission/submission.pdf`."""

    record: RecordId
    path: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an item's name.

        Raises:
            UsageError: the text names no file of a record.
        """
        record, slash, path = text.partition("/")
        if not (slash and path):
            raise UsageError(f"'{text}' không phải mã văn bản; hãy lấy mã từ kết quả tra cứu.", item=text)
        return cls(RecordId.parse(record), path)

    def __str__(self) -> str:
        return f"{self.record}/{self.path}"
