"""What stamps show: the right words, inside their box, in Vietnamese letters, and BẢN THỬ where it belongs."""

import io
from dataclasses import replace
from itertools import product
from math import cos, sin
from pathlib import Path
from unicodedata import normalize

import pikepdf
import pypdfium2
import pytest

from archive.domain.signature import Signatory, SignerRole
from archive.errors import Unavailable
from archive.signing import PdfSigner
from archive.signing.stamps import Drawing, Faces, organ_stamp, person_stamp
from archive.signing.stamps.drawing import Style, Words
from tests.contracts.signing_contract import AT, HEAD, ORGAN, UNIT, plain_pdf, sign_by, slot_of
from tests.signing.authority import Authority, OneKey

FACES = Faces()
LONG = replace(
    HEAD,
    name="Hoàng Thị Nhị Hà Quỳnh Nguyệt Ánh",
    post="Phó Trưởng ban Thường trực Ban Tổ chức Tỉnh ủy, Ủy viên Ban Thường vụ Đảng ủy các cơ quan Đảng tỉnh",
)
LONG_ORGAN = replace(ORGAN, name="Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh Lào Cai")
BOXES = [
    pytest.param(152, 55, id="usual"),
    pytest.param(152, 36, id="low"),
    pytest.param(80, 30, id="small"),
    pytest.param(30, 90, id="upright"),
    pytest.param(8, 6, id="tiny"),
]


def _draw(signatory: Signatory, width: float, height: float, *, is_development: bool = True) -> Drawing:
    draw = organ_stamp if signatory.role is SignerRole.ORGAN else person_stamp
    return draw(signatory, at=AT, width=width, height=height, is_development=is_development, faces=FACES)


def _words(drawing: Drawing) -> list[Words]:
    return [mark for mark in drawing.marks if isinstance(mark, Words)]


def _said(drawing: Drawing) -> str:
    """All words in the order they were drawn, with plain blanks."""
    return " ".join(words.text for words in _words(drawing)).replace("\u00a0", " ")


def _letters_of(drawing: Drawing) -> str:
    """As above without blanks: a seal's rim is drawn letter by letter."""
    return _said(drawing).replace(" ", "")


@pytest.mark.parametrize(("width", "height"), BOXES)
@pytest.mark.parametrize("signatory", [HEAD, LONG, ORGAN, LONG_ORGAN], ids=["person", "long", "organ", "long organ"])
def test_all_words_stay_inside_the_box(signatory: Signatory, width: float, height: float) -> None:
    drawing = _draw(signatory, width, height)

    for words in _words(drawing):
        length = FACES[words.style].width(words.text, words.size)
        ends = [(words.x, words.y), (words.x + length * cos(words.angle), words.y + length * sin(words.angle))]
        assert all(-0.01 <= x <= width + 0.01 and -0.01 <= y <= height + 0.01 for x, y in ends), words


def test_a_person_signs_with_name_post_and_moment() -> None:
    said = _said(_draw(HEAD, 152, 55))

    assert "Ký bởi: Nguyễn Thị Thúy Hằng" in said
    assert "Giám đốc Sở Nội vụ" in said
    assert "Thời gian ký: 22/06/2026 08:15:00 +07:00" in said


def test_nothing_to_be_read_stands_where_the_seal_will_be() -> None:
    under_the_seal = [words.text for words in _words(_draw(HEAD, 152, 55)) if words.x < 152 / 3]

    assert under_the_seal == ["Hằng"]


@pytest.mark.parametrize("signatory", [ORGAN, LONG_ORGAN], ids=["short", "long"])
def test_a_seal_shows_the_whole_name_of_the_organ_and_the_moment(signatory: Signatory) -> None:
    letters = _letters_of(_draw(signatory, 70, 70))

    assert signatory.name.upper().replace(" ", "") in letters
    assert "22/06/202608:15:00+07:00" in letters


@pytest.mark.parametrize("signatory", [HEAD, ORGAN], ids=["person", "organ"])
@pytest.mark.parametrize("is_development", [True, False])
def test_only_keys_of_development_say_that_they_are_a_trial(signatory: Signatory, *, is_development: bool) -> None:
    letters = _letters_of(_draw(signatory, 152, 70, is_development=is_development))

    assert ("BẢNTHỬ" in letters) is is_development


@pytest.mark.parametrize("style", list(Style))
def test_the_font_has_every_vietnamese_letter(style: Style) -> None:
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    small = {normalize("NFC", vowel + tone) for vowel, tone in product("aăâeêioôơuưy", tones)} | {"đ"}
    letters = "".join(sorted(small | {letter.upper() for letter in small}))

    assert FACES[style].text(letters) == letters


def test_letters_the_font_does_not_have_are_shown_as_question_marks() -> None:
    assert FACES[Style.BOLD].text("Lý 中") == "Lý ?"


def test_a_missing_font_names_the_package_to_install(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="fonts-liberation2"):
        Faces(tmp_path)[Style.BOLD]


def test_the_text_of_a_stamp_can_be_copied_with_its_marks(signed: bytes) -> None:
    """Through the map from glyphs to letters that each embedded font carries."""
    with pikepdf.open(io.BytesIO(signed)) as document:
        form = document.pages[0].Annots[0].AP.N
        maps = b"".join(font.ToUnicode.read_bytes() for font in form.Resources.Font.values())

    assert f"<{'ễ'.encode('utf-16-be').hex().upper()}>".encode() in maps


def test_fonts_of_a_stamp_hold_only_the_letters_it_shows(signed: bytes) -> None:
    with pikepdf.open(io.BytesIO(signed)) as document:
        fonts = document.pages[0].Annots[0].AP.N.Resources.Font.values()
        programs = [font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes() for font in fonts]

    assert sum(len(program) for program in programs) < 12_000


def _pixels(pdf: bytes) -> list[tuple[int, int, tuple[int, int, int]]]:
    """Every pixel that is neither white nor grey, with its place in points."""
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        image = document[0].render(scale=1, may_draw_forms=True).to_pil().convert("RGB")
    found = []
    for x, y in product(range(image.width), range(image.height)):
        red, green, blue = image.getpixel((x, y))
        if max(red, green, blue) - min(red, green, blue) > 60:
            found.append((x, image.height - y, (red, green, blue)))
    return found


def test_a_persons_stamp_is_blue_and_only_in_its_slot(signed: bytes) -> None:
    slot = slot_of(HEAD.role)
    pixels = _pixels(signed)

    blue = [place for *place, (red, _, blue) in pixels if blue > red]
    assert len(blue) > 300
    assert len(blue) > 0.95 * len(pixels)  # the edges of small letters are drawn in all colours
    assert all(slot.left - 1 <= x <= slot.right + 1 and slot.bottom - 1 <= y <= slot.top + 1 for x, y, _ in pixels)


def test_an_organs_seal_is_red_and_lies_over_a_third_of_the_signature(signed_twice: bytes) -> None:
    head = slot_of(HEAD.role)
    red = [(x, y) for x, y, (red, _, blue) in _pixels(signed_twice) if red > blue + 60]

    reach = (max(x for x, _ in red) - head.left) / (head.right - head.left)
    assert len(red) > 300
    assert 0.25 < reach < 0.40


def test_keys_of_a_production_door_leave_no_mark_of_a_trial(tmp_path: Path) -> None:
    signer = PdfSigner(keys=OneKey(Authority(tmp_path).issue("Lý A Sử")))

    with pikepdf.open(io.BytesIO(sign_by(signer, plain_pdf(), HEAD))) as document:
        operators = document.pages[0].Annots[0].AP.N.read_bytes()

    assert b" re f" not in operators  # the bar that BẢN THỬ stands on


def test_a_slot_without_an_area_still_shows_something(signer: PdfSigner) -> None:
    flat = replace(slot_of(HEAD.role), right=slot_of(HEAD.role).left)

    signed = signer.sign(plain_pdf(), signatory=HEAD, slot=flat, unit=UNIT, at=AT)

    with pikepdf.open(io.BytesIO(signed)) as document:
        left, bottom, right, top = (float(edge) for edge in document.pages[0].Annots[0].Rect)
    assert right > left
    assert top > bottom
