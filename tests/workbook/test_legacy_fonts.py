"""Old fonts become Unicode; today's text stays what it is."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.workbook.legacy_fonts import to_unicode
from archive.workbook.legacy_text import meant
from archive.workbook.spelling import is_syllable

ALPHABET = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
MARKED = [letter for letter in ALPHABET if not letter.isascii()]

# What the makers of the codings published, letter by letter; written here again on purpose, by code.
TCVN3_CODES = dict(
    zip(
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ",
        bytes.fromhex(
            "b5b6b7b8b9 a8bbbcbdbec6 a9c7c8c9cacb ae cccecfd0d1 aad2d3d4d5d6 d7d8dcddde"
            " dfe1e2e3e4 abe5e6e7e8e9 aceaebecedee eff1f2f3f4 adf5f6f7f8f9 fafbfcfdfe"
        ),
        strict=True,
    )
)
TCVN3_CAPITALS = dict(zip("ĂÂÊÔƠƯĐ", bytes.fromhex("a1a2a3a4a5a6a7"), strict=True))
VNI_TONES = dict(zip("\u0301\u0300\u0309\u0303\u0323", bytes.fromhex("f9f8fbf5ef"), strict=True))
VNI_ROUND = dict(zip(["", *"\u0301\u0300\u0309\u0303\u0323"], bytes.fromhex("e2e1e0e5e3e4"), strict=True))
VNI_BREVE = dict(zip(["", *"\u0301\u0300\u0309\u0303\u0323"], bytes.fromhex("eae9e8fafceb"), strict=True))
VNI_WHOLE = dict(zip("đíìỉĩịơưỵ", bytes.fromhex("f1edece6f3f2f4f6ee"), strict=True))


def vni(letter: str) -> str:
    """A letter as VNI writes it: whole, or a letter and the code of its marks."""
    if letter.lower() in VNI_WHOLE:
        code = chr(VNI_WHOLE[letter.lower()])
    else:
        parts = normalize("NFD", letter.lower())
        tone = next((mark for mark in parts if mark in VNI_TONES), "")
        if "\u031b" in parts:
            code = chr(VNI_WHOLE[normalize("NFC", parts[0] + "\u031b")]) + (chr(VNI_TONES[tone]) if tone else "")
        elif "\u0302" in parts:
            code = parts[0] + chr(VNI_ROUND[tone])
        elif "\u0306" in parts:
            code = parts[0] + chr(VNI_BREVE[tone])
        else:
            code = parts[0] + chr(VNI_TONES[tone])
    return code.upper() if letter.isupper() else code


@pytest.mark.parametrize("letter", MARKED)
def test_every_small_letter_of_tcvn3_is_read(letter: str) -> None:
    assert to_unicode(chr(TCVN3_CODES[letter]), ".VnTime") == letter


@pytest.mark.parametrize("letter", MARKED)
def test_every_letter_of_tcvn3_is_a_capital_in_a_capital_font(letter: str) -> None:
    assert to_unicode(chr(TCVN3_CODES[letter]), ".VnTimeH") == letter.upper()


@pytest.mark.parametrize("letter", TCVN3_CAPITALS)
def test_the_capitals_that_tcvn3_has_codes_for_are_read(letter: str) -> None:
    assert to_unicode(chr(TCVN3_CAPITALS[letter]), ".VnArial") == letter


@pytest.mark.parametrize("letter", [*MARKED, *(letter.upper() for letter in MARKED)])
def test_every_letter_of_vni_is_read_in_both_cases(letter: str) -> None:
    assert to_unicode(vni(letter), "VNI-Times") == letter


def test_the_soft_hyphen_is_the_letter_u_with_a_horn() -> None:
    assert to_unicode("Trung \u00ad¬ng", ".VnTime") == "Trung ương"


@pytest.mark.parametrize(
    ("typed", "font", "shown"),
    [
        ("Ban ChÊp hµnh Trung \u00ad¬ng", ".VnTime", "Ban Chấp hành Trung ương"),
        ("§¶ng ñy x· B¾c Hµ", ".VnArial", "Đảng ủy xã Bắc Hà"),
        ("§¶ng ñy", ".vnarial narrow", "Đảng ủy"),
        ("së néi vô", ".VnTimeH", "SỞ NỘI VỤ"),
        ("Ñaûng uûy xaõ Baéc Haø", "VNI-Times", "Đảng ủy xã Bắc Hà"),
        ("Sôû Noäi vuï", "VNI-Helve-Condense", "Sở Nội vụ"),
        ("Sôû Noäi vuï", "Vni Times", "Sở Nội vụ"),
        ("Sôû Noäi vuï", "VNtimes new roman", "Sở Nội vụ"),
        ("ÑAÛNG UÛY", "VNI-Times", "ĐẢNG ỦY"),
        ("Nguyeãn Thò Quyønh Nhö", "VNI-Times", "Nguyễn Thị Quỳnh Như"),
    ],
)
def test_text_in_an_old_font_is_what_the_font_shows(typed: str, font: str, shown: str) -> None:
    assert to_unicode(typed, font) == shown


@pytest.mark.parametrize("font", ["Times New Roman", "Calibri", "Vinnytsia", "None"])
def test_text_in_a_font_of_today_is_left_alone(font: str) -> None:
    assert to_unicode("Sở Nội vụ µ¶", font) == "Sở Nội vụ µ¶"


@pytest.mark.parametrize("font", [".VnTime", ".VnTimeH", "VNI-Times", "VNtimes new roman"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_text_of_today_in_an_old_font_is_left_alone(font: str, form: str) -> None:
    text = normalize(form, "Đảng ủy xã Bắc Hà")  # type: ignore[arg-type]  # a form

    assert to_unicode(text, font) == text


def test_a_font_of_an_unknown_coding_changes_nothing_that_is_not_vietnamese_afterwards() -> None:
    assert to_unicode("Café ½ §", "VNtimes new roman") == "Café ½ §"


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("Ban ChÊp hµnh Trung \u00ad¬ng", "Ban Chấp hành Trung ương"),
        ("Hoµng ThÞ Lan", "Hoàng Thị Lan"),
        ("Nguyeãn Thò Quyønh Nhö", "Nguyễn Thị Quỳnh Như"),
        ("Sôû Noäi vuï", "Sở Nội vụ"),
        ("Ban ChÊp hµnh Trung ¬ng", "Ban Chấp hành Trung ương"),
        ("Trung ơng", "Trung ương"),
    ],
    ids=["tcvn3", "a name in tcvn3", "a name in vni", "vni", "tcvn3 without its soft hyphen", "already converted"],
)
def test_text_that_looks_old_is_proposed(typed: str, proposed: str) -> None:
    assert meant(typed) == proposed


@pytest.mark.parametrize(
    "text",
    [
        "Đảng ủy xã Bắc Hà",
        "Vừ A Dính, Lồ Seo Páo",
        "hoà bình, thuỷ lợi, quý, giếng",
        "Café München, Zürich AG",
        "5 µm ± 2 °C, ½ năm, § 5, kWh/m²",
        "Krông Pắc – “Đắk Lắk”",
        "plain words",
        "",
    ],
)
def test_text_of_today_is_not_questioned(text: str) -> None:
    assert meant(text) is None


@given(
    st.lists(
        st.sampled_from(["Hoàng", "Thị", "Lan", "Giàng", "nhiệm", "vụ", "hóa", "đường", "ủy", "viên", "quý", "xếp"]),
        min_size=1,
    )
)
def test_vietnamese_in_either_coding_is_proposed_back_and_by_font_read(words: list[str]) -> None:
    text = " ".join(words)
    coded = "".join(vni(letter) if not letter.isascii() else letter for letter in text)

    assert meant(text) is None
    assert to_unicode(coded, "VNI-Times") == text


@pytest.mark.parametrize("word", ["nghiêng", "khuỷu", "giếng", "quyết", "Uỷ", "ƯƠNG", "gì", "hoà", "thuở", "a"])
def test_a_syllable_is_known(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["hµnh", "ơng", "cach", "vuï", "chÊp", "Noäi", "b", "quôc", "áà"])
def test_what_no_vietnamese_word_is_spelt_like_is_known(word: str) -> None:
    assert not is_syllable(word)
