"""Texts come out of real files of every kind, in reading order, composed; broken and hostile files are refused."""

import io
import unicodedata
import zipfile
from datetime import date, datetime

import pytest
from PIL import Image

from archive.errors import BadEvidence
from archive.ports.extracting import ExtractedText
from indexer.extract import FileExtractor, media
from tests.indexer.samples import (
    excel_file,
    locked_pdf,
    office_zip,
    picture_bytes,
    text_pdf,
    word_file,
    word_xml,
)


def extract(content: bytes, media_type: str) -> ExtractedText:
    return FileExtractor().extract(io.BytesIO(content), media_type)


def test_a_text_pdf_gives_its_pages() -> None:
    found = extract(text_pdf(["Ma kiem chung NVSNV0103", "second line"], ["page two"]), media.PDF)

    assert found.pages == ("Ma kiem chung NVSNV0103\nsecond line", "page two")
    assert not found.by_ocr


def test_a_word_file_gives_headers_tables_and_footers_in_reading_order() -> None:
    (page,) = extract(word_file(), media.WORD).pages

    places = [
        page.index(text) for text in ("ĐẢNG BỘ", "đường dây", "Mã", "Tên", "NV-01", "Số hóa", "Sau bảng", "Nơi nhận")
    ]
    assert places == sorted(places)


def test_cells_of_a_word_table_do_not_run_together() -> None:
    (page,) = extract(word_file(), media.WORD).pages

    assert page.split()[page.split().index("NV-01") + 1] == "Số"


def test_a_word_file_parts_where_word_noted_its_pages() -> None:
    body = "<w:p><w:r><w:t>một</w:t></w:r></w:p><w:p><w:r><w:lastRenderedPageBreak/><w:t>hai</w:t></w:r></w:p>"

    assert extract(office_zip(word__document=word_xml(body)), media.WORD).pages == ("một", "hai")


def test_a_word_run_cut_in_pieces_stays_one_word() -> None:
    body = "<w:p><w:r><w:t>NVSNV</w:t></w:r><w:r><w:t>0105</w:t></w:r></w:p>"

    assert extract(office_zip(word__document=word_xml(body)), media.WORD).pages == ("NVSNV0105",)


def test_deleted_words_and_field_codes_of_a_word_file_are_not_text() -> None:
    deleted = "<w:del><w:r><w:delText>xóa</w:delText></w:r></w:del>"
    body = word_xml(f"<w:p>{deleted}<w:r><w:instrText>PAGE</w:instrText><w:t>còn</w:t></w:r></w:p>")

    assert extract(office_zip(word__document=body), media.WORD).pages == ("còn",)


def test_a_workbook_gives_a_page_for_each_sheet() -> None:
    rows = (["Mã", "Tên"], ["NV-01", "Số hóa hồ sơ"])

    assert extract(excel_file(*rows), media.EXCEL).pages == ("Kết quả\nMã\tTên\nNV-01\tSố hóa hồ sơ", "Phụ\ntrang hai")


def test_cells_are_shown_as_people_write_them() -> None:
    row = [date(2026, 6, 5), datetime(2026, 6, 5, 8, 30), 12.0, 12.5, True, None, "hết"]  # noqa: DTZ001 - Excel's own

    (page, _) = extract(excel_file(row), media.EXCEL).pages

    assert page == "Kết quả\n05/06/2026\t05/06/2026 08:30\t12\t12.5\tTrue\thết"


def test_a_sheet_that_lies_about_its_size_is_read_whole() -> None:
    content = rewritten(excel_file(["một"], ["hai"]), "xl/worksheets/sheet1.xml", b'ref="A1:A2"', b'ref="A1:A1"')

    assert extract(content, media.EXCEL).pages[0] == "Kết quả\nmột\nhai"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_plain_text_is_read_in_the_encodings_of_offices(encoding: str) -> None:
    assert extract("Đảng ủy\r\nđường dây".encode(encoding), media.PLAIN).pages == ("Đảng ủy\nđường dây",)


def test_plain_text_of_old_windows_is_read() -> None:
    assert extract("Đô\u0323i ngu\u0303".encode("cp1258"), media.PLAIN).pages == ("Đội ngũ",)


def test_form_feeds_part_the_pages_of_plain_text() -> None:
    assert extract(b"one\ftwo", media.PLAIN).pages == ("one", "two")


def test_texts_come_out_composed() -> None:
    decomposed = unicodedata.normalize("NFD", "Đảng ủy hoàn thành")

    assert extract(decomposed.encode(), media.PLAIN).pages == ("Đảng ủy hoàn thành",)


def test_control_characters_do_not_come_out() -> None:
    body = "<w:p><w:r><w:t>a&#xFFFD;b\tc</w:t></w:r></w:p>"

    (page,) = extract(office_zip(word__document=word_xml(body)), media.WORD).pages
    assert page == "a\ufffdb\tc"
    assert extract(b"a\x07b", media.PLAIN).pages == ("a b",)


def test_a_kind_without_text_gives_no_pages() -> None:
    assert extract(b"anything", "application/zip").pages == ()


def test_a_source_that_cannot_go_back_is_read_as_well() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    assert FileExtractor().extract(Pipe(text_pdf(["through a pipe"])), media.PDF).pages == ("through a pipe",)


def rewritten(content: bytes, name: str, before: bytes, after: bytes) -> bytes:
    """The container with one part changed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(packed, "w") as target:
        for part in source.namelist():
            data = source.read(part)
            if part == name:
                assert before in data
                data = data.replace(before, after)
            target.writestr(part, data)
    return packed.getvalue()


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def bomb() -> bytes:
    return office_zip(word__document=word_xml(" " * 300 * 1024**2))


def entities() -> bytes:
    attack = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + word_xml("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>")
    return office_zip(word__document=attack)


def deep() -> bytes:
    return office_zip(word__document=word_xml("<w:tbl>" * 230 + "</w:tbl>" * 230))


def endless_rows() -> bytes:
    content = excel_file(["một"])
    return rewritten(content, "xl/worksheets/sheet1.xml", b'<row r="1"', b'<row r="99999999"')


def wide_picture() -> bytes:
    return picture_bytes(Image.new("1", (20_000, 20_000)), "PNG")


BROKEN = {
    "no PDF": (b"not a pdf", media.PDF),
    "an empty PDF": (b"", media.PDF),
    "half a PDF header": (b"%PDF-1.7\n", media.PDF),
    "a PDF with a password": (locked_pdf(), media.PDF),
    "no Word file": (b"not a zip", media.WORD),
    "half a Word file": (cut(word_file()), media.WORD),
    "a ZIP that is no Word file": (office_zip(other="<a/>"), media.WORD),
    "Word with broken XML": (office_zip(word__document="<w:document"), media.WORD),
    "no workbook": (b"not a zip", media.EXCEL),
    "half a workbook": (cut(excel_file(["a"])), media.EXCEL),
    "a ZIP that is no workbook": (office_zip(other="<a/>"), media.EXCEL),
    "a workbook with a broken sheet": (
        rewritten(excel_file(["a"]), "xl/worksheets/sheet1.xml", b"</sheetData>", b"</row>"),
        media.EXCEL,
    ),
    "no picture": (b"not a picture", "image/png"),
    "half a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "image/png"),
    "bytes that are no text": (b"\x00\x01\x02\xff", media.PLAIN),
    "text that is half of UTF-16": (b"\xff\xfea\x00\x00", media.PLAIN),
}
HOSTILE = {
    "Word that unpacks to 300 MB": (bomb, media.WORD),
    "Word that reads other files": (entities, media.WORD),
    "Word nested too deep": (deep, media.WORD),
    "a sheet of a hundred million rows": (endless_rows, media.EXCEL),
    "a picture of 400 million pixels": (wide_picture, "image/png"),
}


@pytest.mark.parametrize(("content", "media_type"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_bad_evidence(content: bytes, media_type: str) -> None:
    with pytest.raises(BadEvidence):
        extract(content, media_type)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_bad_evidence(name: str) -> None:
    make, media_type = HOSTILE[name]

    with pytest.raises(BadEvidence):
        extract(make(), media_type)
