"""What changed: nothing applied shows nothing, each planted change is shown once."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from archive.domain.change import Change, StatedRow, changes, first_given
from archive.domain.people import UnitCode

SNV = UnitCode("SNV")
COLUMNS = ("Tên", "Hạn", "Chỉ tiêu")
texts = st.sampled_from(["", "a", "b", "Số hóa"])


def row(name: str, cells: dict[str, str], *, sheet: str = "Nhiệm vụ") -> StatedRow:
    told = {"Mã": name} | {label: text for label, text in cells.items() if text}
    return StatedRow(sheet=sheet, name=name, identities=(name,), cells=told)


@st.composite
def sheets(draw: st.DrawFn) -> list[StatedRow]:
    names = draw(st.lists(st.sampled_from([f"NV{number}" for number in range(9)]), unique=True, min_size=1))
    return [row(name, {label: draw(texts) for label in COLUMNS}) for name in names]


@given(sheets(), st.randoms())
def test_the_same_rows_in_another_order_show_nothing(rows: list[StatedRow], random: object) -> None:
    other = list(rows)
    random.shuffle(other)  # type: ignore[attr-defined]  # hypothesis gives a Random

    assert list(changes(SNV, rows, other)) == []


@given(sheets(), st.data())
def test_each_planted_change_is_shown_once_with_both_texts(rows: list[StatedRow], data: st.DataObject) -> None:
    places = st.tuples(st.sampled_from(range(len(rows))), st.sampled_from(COLUMNS))
    planted = data.draw(st.dictionaries(places, st.sampled_from(["x", "y", ""])))
    after = list(rows)
    for (place, label), text in planted.items():
        cells = {**after[place].cells, label: text}
        after[place] = replace(after[place], cells={name: value for name, value in cells.items() if value})
    expected = {
        (rows[place].name, label, rows[place].cells.get(label, ""), text)
        for (place, label), text in planted.items()
        if rows[place].cells.get(label, "") != text
    }

    shown = [(item.key, item.column, item.before, item.after) for item in changes(SNV, rows, after)]

    assert len(shown) == len(expected)
    assert set(shown) == expected


@given(sheets(), st.data())
def test_a_row_that_went_is_every_field_of_it(rows: list[StatedRow], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(rows))

    shown = list(changes(SNV, rows, [item for item in rows if item is not gone]))

    assert {(item.key, item.column, item.before) for item in shown} == {
        (gone.name, label, text) for label, text in gone.cells.items()
    }
    assert all(item.after == "" for item in shown)


def test_rows_of_two_sheets_with_one_name_are_two_things() -> None:
    before = [row("NV1", {"Tên": "a"}), row("NV1", {"Tên": "b"}, sheet="Kết quả")]

    shown = list(changes(SNV, before, [before[0]]))

    assert {item.sheet for item in shown} == {"Kết quả"}


def test_a_weaker_identity_finds_a_row_whose_stronger_one_changed() -> None:
    """Evidence with the same number and another file is the same evidence."""
    old = StatedRow(sheet="Minh chứng", name="NV1", identities=("tệp a", "số 1"), cells={"Tệp": "a"})
    new = StatedRow(sheet="Minh chứng", name="NV1", identities=("tệp b", "số 1"), cells={"Tệp": "b"})

    assert [(item.before, item.after) for item in changes(SNV, [old], [new])] == [("a", "b")]


def test_a_unit_heard_of_first_is_told_row_by_row() -> None:
    told = list(first_given(SNV, [row("NV1", {"Tên": "Số hóa"}), row("NV2", {})]))

    assert [(item.key, item.column, item.before, item.after) for item in told] == [
        ("NV1", "", "", "Mã: NV1; Tên: Số hóa"),
        ("NV2", "", "", "Mã: NV2"),
    ]


def test_a_change_is_one_line_for_people() -> None:
    change = Change(unit=SNV, sheet="Kết quả", key="NV1", column="Ghi chú", before="", after="rất " * 40)

    assert str(change).startswith("SNV · Kết quả · NV1 · Ghi chú: (trống) → 'rất rất")
    assert str(change).endswith("…'")
    assert len(str(change)) < 120
