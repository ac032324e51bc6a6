"""The sets of data each form is shown with: its example, long texts, many rows."""

from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any

from doc_templates.catalog import FormField

Data = dict[str, Any]

ROWS = 120
_KEPT = ("number_line", "place_date", "quarter_title")  # the program writes them, and never long
_LONG_NAMES = {
    "superior": "ỦY BAN NHÂN DÂN TỈNH VÀ CÁC CƠ QUAN LIÊN QUAN",
    "issuer": "BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG CÁC CÔNG TRÌNH GIAO THÔNG",
}
_MORE = (
    " và phối hợp với các cơ quan, đơn vị, địa phương có liên quan rà soát, tổng hợp, tham mưu cấp có thẩm quyền xem"
    " xét, quyết định theo quy định; khẩn trương khắc phục hậu quả mưa lũ tại các xã vùng cao, vùng sâu, vùng xa"
)


def example(sample: Data, fields: tuple[FormField, ...]) -> Data:
    """The form's own example."""
    del fields
    return sample


def long(sample: Data, fields: tuple[FormField, ...]) -> Data:
    """Every text far longer than expected, every body with a long name."""
    numbers = count(1)
    lengthened = {
        field.name: sample[field.name] if field.name in _KEPT else _longer(sample[field.name], numbers)
        for field in fields
    }
    return {**lengthened, **{name: text for name, text in _LONG_NAMES.items() if name in sample}}


def many(sample: Data, fields: tuple[FormField, ...]) -> Data:
    """Every table with more rows than a page holds."""
    return {field.name: _more(sample[field.name]) if field.type == "rows" else sample[field.name] for field in fields}


SETS: Mapping[str, Callable[[Data, tuple[FormField, ...]], Data]] = {"example": example, "long": long, "many": many}
SAYS = {"example": "ví dụ", "long": "chữ dài", "many": f"{ROWS} dòng"}


def _longer(value: Any, numbers: Iterator[int]) -> Any:
    """Each text ends in a number of its own, so that one which is cut off is not taken for another."""
    if isinstance(value, str):
        return f"{value}{_MORE} {next(numbers):04}" if " " in value else value  # a number or a code is never long
    if isinstance(value, dict):
        return {name: _longer(inner, numbers) for name, inner in value.items()}
    return [_longer(inner, numbers) for inner in value] if isinstance(value, list) else value


def _more(rows: list[Data]) -> list[Data]:
    if not rows or "count" in rows[0]:
        return rows  # counts by level: there are only so many levels
    return [
        {**rows[place % len(rows)], **({"number": place + 1} if "number" in rows[0] else {})} for place in range(ROWS)
    ]
