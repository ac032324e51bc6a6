"""Fill data at its limits, shaped like a form's example: what a form must print without breaking."""

from collections.abc import Mapping, Sequence

from doc_templates.catalog import FormField

Data = Mapping[str, object]

_LONG = "Nhiệmvụdàikhôngcókhoảngtrắng" * 12  # one word wider than any line
_SIGNS = "Công ty <Hòa Bình> & Con \"A\" 'B'\nDòng hai\tthụt lề; 100 % – 5 < 6 > 4"
_ROWS = 500
_LARGE = 1_234_567
_FEW = 2


def extremes(fields: Sequence[FormField], example: Data) -> Mapping[str, Data]:
    """A name people understand → data that has every field of the form."""
    return {
        "mọi danh sách trống": _data(fields, example, text="", number=0, rows=0, inner=0),
        "dòng có danh sách trống": _data(fields, example, text="", number=0, rows=_FEW, inner=0),
        "chữ rất dài": _data(fields, example, text=_LONG, number=_LARGE, rows=_FEW, inner=_FEW),
        "ký tự đặc biệt & xuống dòng": _data(fields, example, text=_SIGNS, number=1, rows=_FEW, inner=_FEW),
        f"{_ROWS} dòng": _data(fields, example, text="Nội dung", number=_ROWS, rows=_ROWS, inner=1),
    }


def _data(
    fields: Sequence[FormField], example: Data, *, text: str, number: int, rows: int, inner: int
) -> dict[str, object]:
    """Every field: its type says whether it is one thing or many, the example what its parts are."""

    def value(like: object) -> object:
        if isinstance(like, int):
            return number
        return [text] * inner if isinstance(like, list) else text

    def item(field: FormField) -> dict[str, object]:
        like = _like(example.get(field.name))
        return {part: value(like.get(part)) for part in field.parts}

    def whole(field: FormField) -> object:
        if field.type == "rows":
            return [item(field) for _ in range(rows)]
        if field.type == "group":
            return item(field)
        return [text] * rows if field.type == "texts" else number if field.type == "number" else text

    return {field.name: whole(field) for field in fields}


def _like(sample: object) -> Mapping[str, object]:
    """What one item of a field looks like in the example; nothing is known where that is empty."""
    if isinstance(sample, list):
        sample = sample[0] if sample else {}
    return sample if isinstance(sample, Mapping) else {}
