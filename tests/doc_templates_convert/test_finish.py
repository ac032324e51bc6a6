"""What the finisher makes is PDF/A-1b by a foreign judge, and says what it is."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageCms

from archive.errors import BadInput, BadTemplate
from doc_templates.convert import OfficePool
from doc_templates.pdfa import finish
from doc_templates.pdfa.icc import srgb_profile
from doc_templates.pdfa.xmp import PROVISIONAL
from tests.doc_templates_convert.samples import VIETNAMESE, letter, signed_by, text_of, with_picture
from tests.validators.preflight import is_pdfa_1b

MADE = datetime(2026, 6, 25, 1, 30, tzinfo=UTC)
TITLE = 'Tờ trình "hằng quý" & <đề nghị>\n'


def finished(pdf: bytes, *, provisional: bool = True) -> bytes:
    """The PDF finished with a title that has every kind of difficult letter."""
    return finish(pdf, title=TITLE, author="Sở Nội vụ tỉnh", made=MADE, provisional=provisional)


@pytest.fixture(scope="module")
def plain(pool: OfficePool) -> bytes:
    """A letter with bookmarks as LibreOffice gives it."""
    return pool.convert(signed_by({"secretary": "Lê Ơn", "head": "Trần Ước"}), name="thư")


def test_every_kind_of_document_is_valid_pdfa_1b(pool: OfficePool, plain: bytes, tmp_path: Path) -> None:
    kinds = {
        "letter": plain,
        "provisional no more": plain,
        "colour picture": pool.convert(with_picture("RGB", "red"), name="thư"),
        "grey picture": pool.convert(with_picture("L", 128), name="thư"),
        "opaque alpha channel": pool.convert(with_picture("RGBA", (255, 0, 0, 255)), name="thư"),
    }
    for kind, pdf in kinds.items():
        (tmp_path / f"{kind}.pdf").write_bytes(finished(pdf, provisional=kind == "letter"))

    faults = is_pdfa_1b(tmp_path / f"{kind}.pdf" for kind in kinds)

    assert faults == {tmp_path / f"{kind}.pdf": [] for kind in kinds}


def test_the_pages_say_the_same_as_before(pool: OfficePool) -> None:
    pdf = pool.convert(letter(*VIETNAMESE), name="thư")

    assert text_of(finished(pdf)) == text_of(pdf)


def test_the_same_input_gives_the_same_bytes(plain: bytes) -> None:
    assert finished(plain) == finished(plain)


def test_two_conversions_of_one_document_end_in_the_same_bytes(pool: OfficePool) -> None:
    docx = letter(*VIETNAMESE)

    first, second = (finished(pool.convert(docx, name="thư")) for _ in range(2))

    assert first == second


def test_bookmarks_for_signatures_do_not_stay(plain: bytes) -> None:
    with pikepdf.open(io.BytesIO(plain)) as before, pikepdf.open(io.BytesIO(finished(plain))) as after:
        assert "/Dests" in before.Root
        assert not {"/Dests", "/Names"} & set(after.Root.keys())


@pytest.mark.parametrize("provisional", [True, False])
def test_it_says_of_itself_what_it_was_told(plain: bytes, *, provisional: bool) -> None:
    with pikepdf.open(io.BytesIO(finished(plain, provisional=provisional))) as document:
        said = {str(key): str(value) for key, value in document.docinfo.items()}
        packet = document.Root.Metadata.read_bytes().decode()

    assert said["/Title"] == 'Tờ trình "hằng quý" & <đề nghị>'
    assert said["/Author"] == "Sở Nội vụ tỉnh"
    assert said["/CreationDate"] == said["/ModDate"] == "D:20260625083000+07'00'"
    assert said.get("/Subject") == (PROVISIONAL if provisional else None)
    assert (PROVISIONAL in packet) is provisional


@pytest.mark.parametrize("transparency", [0, 128])
def test_a_transparent_picture_is_refused(pool: OfficePool, transparency: int) -> None:
    pdf = pool.convert(with_picture("RGBA", (255, 0, 0, transparency)), name="thư")

    with pytest.raises(BadTemplate, match=r"trong suốt.*nền trắng"):
        finished(pdf)


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.4 and then nothing"])
def test_what_is_no_pdf_is_refused(pdf: bytes) -> None:
    with pytest.raises(BadInput, match="không đọc được"):
        finished(pdf)


def test_the_colour_profile_is_srgb() -> None:
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))

    assert ours.profile.version == pytest.approx(2.1)
    # What other libraries give for sRGB under D50.
    for channel, expected in (
        (ours.profile.red_colorant, (0.4361, 0.2225, 0.0139)),
        (ours.profile.green_colorant, (0.3851, 0.7169, 0.0971)),
        (ours.profile.blue_colorant, (0.1431, 0.0606, 0.7141)),
    ):
        assert channel is not None
        assert channel[0] == pytest.approx(expected, abs=0.0005)


def test_colours_look_the_same_under_it_as_under_the_srgb_of_others() -> None:
    ramp = Image.frombytes(
        "RGB", (256, 1), bytes(part for step in range(256) for part in (step, 255 - step, step // 2))
    )
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))

    shown = ImageCms.profileToProfile(ramp, ours, ImageCms.createProfile("sRGB"))

    assert shown is not None
    assert max(abs(a - b) for a, b in zip(ramp.tobytes(), shown.tobytes(), strict=True)) <= 1
