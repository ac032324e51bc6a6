"""Scans are read by the real tesseract: clean, noisy, small, in PDF and as pictures, alone and among text pages."""

import io
import re
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from archive.errors import Unavailable
from archive.ports.extracting import ExtractedText
from indexer.engines import TantivyEngine
from indexer.extract import FileExtractor, media
from tests.contracts.search_contract import PLAN as ENTRY
from tests.contracts.search_contract import SNV
from tests.indexer.samples import REPORT, drawn, picture_bytes, scanned, scanned_pdf, text_pdf

CODE = "NVSNV0105"


def exact_words_of(text: ExtractedText) -> list[str]:
    return re.findall(r"\w+", "\n".join(text.pages))


def extract(content: bytes, media_type: str) -> ExtractedText:
    return FileExtractor().extract(io.BytesIO(content), media_type)


@pytest.mark.parametrize("dpi", [100, 150, 200])
def test_the_code_on_a_noisy_scan_is_read_exactly(dpi: int) -> None:
    found = extract(picture_bytes(scanned(drawn(dpi=dpi)), "PNG"), "image/png")

    assert CODE in exact_words_of(found)
    assert found.by_ocr


@pytest.mark.parametrize("dpi", [100, 150, 200])
def test_the_code_in_a_scanned_pdf_is_read_exactly(dpi: int) -> None:
    found = extract(scanned_pdf(scanned(drawn(dpi=dpi), seed=2), dpi=dpi), media.PDF)

    assert CODE in exact_words_of(found)
    assert found.by_ocr


@pytest.mark.parametrize("code", ["NVBTG0403", "NVSTC0209", "NVSYT0201", "NVVPU0306", "NVDUK0308"])
def test_codes_that_one_reading_gets_wrong_are_read_exactly(code: str) -> None:
    page = drawn([*REPORT[:4], f"Số 17/BC. mã kiểm chứng {code}.", REPORT[5]], dpi=120)

    assert code in exact_words_of(extract(picture_bytes(scanned(page), "PNG"), "image/png"))


def test_the_sentence_around_a_code_is_found_even_where_a_poor_scan_lost_a_mark(tmp_path: Path) -> None:
    found = extract(picture_bytes(scanned(drawn(dpi=100)), "PNG"), "image/png")
    engine = TantivyEngine(tmp_path)
    engine.replace(SNV, [replace(ENTRY, pages=found.pages)])

    assert engine.search('"mã kiểm chứng NVSNV0105"').total == 1


def test_vietnamese_letters_of_a_scan_are_read() -> None:
    (page,) = extract(picture_bytes(scanned(drawn(dpi=200)), "PNG", dpi=(200, 200)), "image/png").pages

    assert REPORT[3] in page
    assert REPORT[5] in page


@pytest.mark.parametrize(("form", "media_type"), [("JPEG", "image/jpeg"), ("TIFF", "image/tiff")])
def test_other_pictures_are_read(form: str, media_type: str) -> None:
    assert CODE in extract(picture_bytes(drawn(), form), media_type).pages[0]


def test_a_tiff_gives_a_page_for_each_frame() -> None:
    second = drawn(["Trang thứ hai"])
    content = picture_bytes(drawn(), "TIFF", save_all=True, append_images=[second])

    first, other = extract(content, "image/tiff").pages

    assert CODE in first
    assert "Trang thứ hai" in other


def test_dark_letters_on_nothing_are_read() -> None:
    glass = Image.new("RGBA", drawn().size, (0, 0, 0, 0))
    glass.putalpha(drawn().point(lambda grey: 255 - grey))

    assert CODE in extract(picture_bytes(glass, "PNG"), "image/png").pages[0]


def test_a_picture_turned_by_its_note_is_read_upright() -> None:
    turned = drawn().rotate(90, expand=True)
    note = Image.Exif()
    note[0x0112] = 6  # turn by 90 degrees clockwise to see it upright

    assert CODE in extract(picture_bytes(turned, "JPEG", exif=note), "image/jpeg").pages[0]


def test_a_picture_of_a_few_pixels_has_no_text() -> None:
    assert extract(picture_bytes(Image.new("L", (3, 3), "white"), "PNG"), "image/png").pages == ("",)


def test_pages_come_in_order_whatever_reads_them() -> None:
    pages = [drawn([f"Trang số {number}{number}{number}"]) for number in range(1, 6)]

    found = FileExtractor(workers=3).extract(io.BytesIO(scanned_pdf(*pages)), media.PDF).pages

    assert found == tuple(f"Trang số {number}{number}{number}" for number in range(1, 6))


def test_a_stamp_on_a_scan_does_not_hide_the_scan() -> None:
    found = extract(text_pdf(["Signed by the office on 12/06/2026"], over=drawn(dpi=150)), media.PDF)

    assert "Signed by the office" in found.pages[0]
    assert CODE in found.pages[0]
    assert found.by_ocr


def test_a_page_of_text_over_a_picture_is_not_read_again() -> None:
    lines = ["This page has enough text of its own to need no reading of its picture"] * 8

    found = extract(text_pdf(lines, over=drawn(dpi=60)), media.PDF)

    assert "NVSNV" not in found.pages[0]
    assert not found.by_ocr


def test_an_empty_page_is_not_given_to_ocr() -> None:
    found = FileExtractor(tesseract="khong-co").extract(io.BytesIO(text_pdf([])), media.PDF)

    assert found.pages == ("",)


def test_without_tesseract_reading_a_scan_is_unavailable() -> None:
    with pytest.raises(Unavailable, match="tesseract-ocr-vie"):
        FileExtractor(tesseract="khong-co-chuong-trinh").extract(io.BytesIO(picture_bytes(drawn(), "PNG")), "image/png")


def test_without_tesseract_text_is_read_all_the_same() -> None:
    found = FileExtractor(tesseract="khong-co").extract(io.BytesIO(text_pdf(["plain"])), media.PDF)

    assert found.pages == ("plain",)


def program(folder: Path, script: str) -> str:
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_a_reader_that_does_not_answer_is_unavailable(tmp_path: Path) -> None:
    slow = program(tmp_path, "exec sleep 60")

    with pytest.raises(Unavailable, match="quá 0 giây"):
        FileExtractor(tesseract=slow, timeout=0.2).extract(io.BytesIO(picture_bytes(drawn(), "PNG")), "image/png")


def test_a_reader_without_vietnamese_is_unavailable(tmp_path: Path) -> None:
    poor = program(tmp_path, "cat >/dev/null; echo \"Failed loading language 'vie'\" >&2; exit 1")

    with pytest.raises(Unavailable, match="tiếng Việt"):
        FileExtractor(tesseract=poor).extract(io.BytesIO(picture_bytes(drawn(), "PNG")), "image/png")


def test_the_reader_runs_in_one_thread(tmp_path: Path) -> None:
    row = r"5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t90\tthreads=$OMP_THREAD_LIMIT\n"
    telling = program(tmp_path, f'cat >/dev/null; printf "{row}"')

    found = FileExtractor(tesseract=telling).extract(io.BytesIO(picture_bytes(drawn(), "PNG")), "image/png")

    assert found.pages == ("threads=1",)
