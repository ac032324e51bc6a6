"""A hit is shown with the text's own letters, around the best match, on the page where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.language import nfc
from indexer.highlight import Highlighter, Snippet, is_near
from indexer.query import read

LONG = "mở đầu " * 60


def shown(query: str, *pages: str) -> Snippet:
    return Highlighter.of(read(query)).snippet(pages)


@pytest.mark.parametrize(
    ("query", "text", "snippet"),
    [
        ("duong day", "Đường dây nóng", "**Đường** **dây** nóng"),
        ("đường", "Đường dây", "**Đường** dây"),
        ("hoà", "hòa giải", "**hòa** giải"),
        ('"hàng quý"', "báo cáo hằng quý", "báo cáo **hằng** **quý**"),
        ("NV-SNV-01", "việc NV-SNV-01 và 01", "việc **NV**-**SNV**-**01** và 01"),
        ("hoàn*", "hoàng hôn, hoa", "**hoàng** hôn, hoa"),
        ("NV-SNV*", "mã NV-SNVX", "mã **NV**-**SNVX**"),
        ("h?a", "hóa, hoạ, ha", "**hóa**, **hoạ**, ha"),
        ("thuong~", "thường thượng người", "**thường** **thượng** người"),
        ("a NOT b", "a b", "**a** b"),
        ("a OR b", "a b", "**a** **b**"),
        ("đơn_vị:SNV a", "SNV a", "SNV **a**"),
        ("(a b) OR c", "a b c", "**a** **b** **c**"),
    ],
)  # fmt: skip
def test_the_words_found_stand_between_stars(query: str, text: str, snippet: str) -> None:
    assert shown(query, text) == Snippet(1, snippet)


def test_a_phrase_marks_only_its_words_side_by_side() -> None:
    assert shown('"thường vụ"', "vụ việc, thường vụ").text == "vụ việc, **thường** **vụ**"


def test_the_page_is_the_one_with_the_best_match() -> None:
    assert shown("thường vụ", "vụ việc", "ban thường vụ", "vụ thu").page == 2


def test_the_form_as_typed_is_preferred() -> None:
    assert shown("năm", "Việt Nam", "quý II năm 2026").page == 2


def test_words_side_by_side_are_preferred() -> None:
    text = "vụ việc thường ngày " + LONG + "ban thường vụ họp"

    assert "ban **thường** **vụ** họp" in shown("thường vụ", text).text


def test_the_match_deep_in_a_page_is_shown_with_what_leads_to_it() -> None:
    snippet = shown("cuối", LONG + "đoạn cuối cùng" + LONG).text

    assert snippet.startswith("… ")
    assert snippet.endswith(" …")
    assert "mở đầu đoạn **cuối** cùng" in snippet
    assert len(snippet) < 230


def test_words_are_not_cut_at_the_ends() -> None:
    words = shown("cuối", LONG + "cuối " + LONG).text.strip("… ").replace("**", "").split()

    assert set(words) == {"mở", "đầu", "cuối"}


def test_lines_become_one() -> None:
    assert shown("hai", "một\n\n  hai\tba").text == "một **hai** ba"


def test_without_a_match_the_text_begins() -> None:
    assert shown("loại:minutes", "", "Biên bản họp") == Snippet(2, "Biên bản họp")


def test_without_a_match_a_long_text_is_cut_between_words() -> None:
    snippet = shown("*", LONG).text

    assert snippet.endswith(("mở …", "đầu …"))
    assert 150 < len(snippet) < 210


def test_without_text_there_is_nothing_to_show() -> None:
    assert shown("a") == Snippet(1, "")
    assert shown("a", "", "") == Snippet(1, "")


def test_decomposed_text_is_shown_composed() -> None:
    assert shown("đảng", "đa\u0309ng ủy").text == "**đảng** ủy"


def test_a_word_longer_than_a_snippet_does_not_break_it() -> None:
    assert "**" + "x" * 500 + "**" in shown("x*", "x" * 500 + " y").text


@given(st.lists(st.text(max_size=300), max_size=3), st.sampled_from(["a", "a b", "đ*", "b?", '"a a"', "a~"]))
def test_a_snippet_is_text_of_its_page(pages: list[str], query: str) -> None:
    snippet = shown(query, *pages)

    body = snippet.text.removeprefix("… ").removesuffix(" …").replace("**", "")
    source = nfc(pages[snippet.page - 1]) if pages else ""
    assert "".join(body.split()) in "".join(source.replace("**", "").split())


@pytest.mark.parametrize(
    ("one", "other", "near", "far"),
    [("hoa", "hoa", 0, None), ("hoa", "hoan", 1, 0), ("hoa", "ho", 1, 0), ("hoa", "hua", 1, 0), ("hoa", "hao", 2, 1)],
)
def test_letters_apart_are_counted(one: str, other: str, near: int, far: int | None) -> None:
    assert is_near(one, other, near)
    assert far is None or not is_near(one, other, far)
