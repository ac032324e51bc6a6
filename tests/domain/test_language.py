"""Properties of Vietnamese text that search, names and documents rest on (domain notes §5)."""

import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.language import (
    day,
    day_in_words,
    exact_tokens,
    fold,
    folded_tokens,
    has_marks,
    moment,
    name_key,
    nfc,
    number,
    place_tone,
    roman,
    tidy,
)

VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"

letters = st.text(VIETNAMESE + VIETNAMESE.upper(), max_size=12)
writing = st.text(VIETNAMESE + VIETNAMESE.upper() + " ,.-/0123456789\n", max_size=40)
anything = st.text(max_size=40)


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@given(anything)
def test_composing_twice_changes_nothing(text: str) -> None:
    assert nfc(nfc(text)) == nfc(text)


@given(writing)
def test_composed_and_decomposed_writing_are_one_text(text: str) -> None:
    assert nfc(decomposed(text)) == text
    assert fold(decomposed(text)) == fold(text)
    assert exact_tokens(decomposed(text)) == exact_tokens(text)
    assert folded_tokens(decomposed(text)) == folded_tokens(text)
    assert tidy(decomposed(text)) == tidy(text)


@given(anything)
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


def test_tidying_leaves_single_spaces_inside_only() -> None:
    assert tidy("  Sở\t Nội \n vụ ") == "Sở Nội vụ"


@given(writing)
def test_folded_vietnamese_is_plain_latin(text: str) -> None:
    assert fold(text).isascii()


@given(anything)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(writing)
def test_folding_does_not_ask_for_the_case(text: str) -> None:
    assert fold(text.upper()) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Đường", "duong"), ("ĐẢNG ỦY", "dang uy"), ("ð Ð", "ð ð"), ("đ", "d"), ("quý", "quy"), ("NV-01", "nv-01")],
)
def test_folding_takes_off_marks(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(("text", "marked"), [("đ", True), ("Nam", False), ("năm", True), ("NĂM", True), ("", False)])
def test_marks_are_seen(text: str, *, marked: bool) -> None:
    assert has_marks(text) is marked


@given(writing)
def test_folded_text_has_no_marks(text: str) -> None:
    assert not has_marks(fold(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("khoẻ", "khỏe"), ("uỷ", "ủy"), ("thuý", "thúy"), ("loã", "lõa"), ("hoạ", "họa"), ("HOÀ", "HÒA")],
)
def test_open_rhymes_have_one_tone_place(one: str, other: str) -> None:
    assert place_tone(one.lower()) == place_tone(other.lower()) == other.lower()


@pytest.mark.parametrize("syllable", ["quý", "quỷ", "hoàn", "huỳnh", "toán", "già", "của", "nghĩa", "quà", "xoèn", ""])
def test_other_syllables_keep_their_tone_where_it_is(syllable: str) -> None:
    assert place_tone(syllable) == syllable


@given(letters.map(str.lower))
def test_placing_the_tone_twice_changes_nothing(syllable: str) -> None:
    assert place_tone(place_tone(syllable)) == place_tone(syllable)


@given(letters.map(str.lower))
def test_placing_the_tone_keeps_the_letters(syllable: str) -> None:
    assert fold(place_tone(syllable)) == fold(syllable)


@given(writing)
def test_exact_and_folded_words_stand_at_the_same_places(text: str) -> None:
    """A phrase found in one column must be found in the other at the same positions."""
    assert [fold(word) for word in exact_tokens(text)] == folded_tokens(text)


@given(anything)
def test_there_are_as_many_exact_words_as_folded_ones_in_any_text(text: str) -> None:
    assert len(exact_tokens(text)) == len(folded_tokens(text))


@given(writing)
def test_words_are_words_again(text: str) -> None:
    assert exact_tokens(" ".join(exact_tokens(text))) == exact_tokens(text)
    assert folded_tokens(" ".join(folded_tokens(text))) == folded_tokens(text)


@given(anything)
def test_no_word_is_empty_or_holds_a_blank(text: str) -> None:
    words = exact_tokens(text) + folded_tokens(text)

    assert all(word and not any(letter.isspace() for letter in word) for word in words)


def test_codes_come_apart_at_hyphens_and_slashes() -> None:
    assert folded_tokens("12-TTr/ĐU") == ["12", "ttr", "du"]
    assert exact_tokens("NV-SNV-01-05") == ["nv", "snv", "01", "05"]


def test_names_are_sorted_by_given_name_then_family_then_middle() -> None:
    sorted_names = ["Lê Văn An", "Trần Thị An", "Nguyễn Bình", "Đỗ Dung", "Lê Đức", "Ma Thuý", "Ma Thị Thủy"]

    assert sorted(sorted(sorted_names, reverse=True), key=name_key) == sorted_names


def test_letters_stand_in_the_order_of_the_dictionary() -> None:
    order = ["a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "o", "ô", "ơ", "u", "ư", "v"]

    assert sorted(set(order), key=name_key) == order


def test_tones_stand_in_the_order_of_the_dictionary() -> None:
    order = ["ma", "mà", "mả", "mã", "má", "mạ"]

    assert sorted(set(order), key=name_key) == order


@given(writing, writing)
def test_any_two_names_can_be_compared(one: str, other: str) -> None:
    assert (name_key(one) < name_key(other)) or (name_key(other) <= name_key(one))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
@example("\u0309")
@example("Trầ\u0300n")
def test_any_text_has_a_place_among_names_even_with_a_stray_tone_mark(text: str) -> None:
    assert sorted([text, "An"], key=name_key)


@given(st.dates())
def test_a_day_is_written_with_all_its_digits(value: date) -> None:
    written = day(value)

    assert len(written) == 10
    assert datetime.strptime(written, "%d/%m/%Y").replace(tzinfo=UTC).date() == value


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2026, 6, 25), "ngày 25 tháng 6 năm 2026"),
        (date(2026, 6, 5), "ngày 05 tháng 6 năm 2026"),
        (date(2026, 2, 9), "ngày 09 tháng 02 năm 2026"),
        (date(2026, 1, 31), "ngày 31 tháng 01 năm 2026"),
        (date(2026, 12, 1), "ngày 01 tháng 12 năm 2026"),
    ],
)
def test_a_day_in_words_has_zeros_where_the_decree_wants_them(value: date, words: str) -> None:
    assert day_in_words(value) == words


def test_a_moment_is_told_in_vietnamese_time() -> None:
    assert moment(datetime(2026, 6, 24, 18, 5, tzinfo=UTC)) == "25/06/2026 01:05"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("1234.5"), "1.234,5"),
        (Decimal(1234567), "1.234.567"),
        (100, "100"),
        (Decimal(1000), "1.000"),
        (Decimal("0.50"), "0,5"),
        (Decimal("-1234.50"), "-1.234,5"),
        (0, "0"),
    ],
)
def test_numbers_are_written_the_vietnamese_way(value: Decimal | int, written: str) -> None:
    assert number(value) == written


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_a_written_number_can_be_read_back(value: Decimal) -> None:
    assert Decimal(number(value).replace(".", "").replace(",", ".")) == value


def test_quarters_are_roman() -> None:
    assert [roman(quarter) for quarter in range(1, 5)] == ["I", "II", "III", "IV"]
