"""Files are judged by what they hold, not by what they are called."""

import gzip
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.errors import BadEvidence
from archive.ports.scanning import FileInspector, Inspection
from archive.scanning import ContentInspector, Limits
from tests.scanning.samples import (
    EXCEL,
    WORD,
    compound,
    excel,
    locked_zip,
    old_excel,
    old_word,
    parts_of,
    pdf,
    picture,
    scan,
    short_word,
    with_macros,
    with_part,
    with_pictures_first,
    with_relation,
    word,
    zipped,
)

SMALL = Limits(file=100_000, unpacked=200_000, pixels=1_000_000)


GOOD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a PDF": ("a.pdf", pdf, "application/pdf"),
    "a PDF under a wrong name": ("a.docx", pdf, "application/pdf"),
    "a Word file": ("báo cáo.docx", word, WORD),
    "a Word file with its parts in another order": ("a.docx", lambda: with_pictures_first(word()), WORD),
    "an Excel file": ("a.xlsx", excel, EXCEL),
    "an Excel file with its parts in another order": ("a.xlsx", lambda: with_pictures_first(excel()), EXCEL),
    "an old Word file": ("a.doc", old_word, "application/msword"),
    "a short old Word file": ("a.doc", short_word, "application/msword"),
    "an old Excel file": ("a.xls", old_excel, "application/vnd.ms-excel"),
    "a PNG": ("a.png", lambda: picture("PNG"), "image/png"),
    "a JPEG": ("a.jpg", lambda: picture("JPEG"), "image/jpeg"),
    "a TIFF": ("a.tif", lambda: picture("TIFF"), "image/tiff"),
    "a scan of two pages": ("a.tif", lambda: scan((40, 40), (60, 40)), "image/tiff"),
    "a Word file that names its template": (
        "a.docx",
        lambda: with_relation("attachedTemplate", "file:///C:/Users/an/Normal.dotm"),
        WORD,
    ),
    "a Word file with a link": ("a.docx", lambda: with_relation("hyperlink", "https://laocai.gov.vn"), WORD),
    "a name with marks": ("Báo cáo số 12 (bản chính).pdf", pdf, "application/pdf"),
    "plain text": ("a.txt", "Biên bản bàn giao mặt bằng".encode, "text/plain"),
    "a table as text": ("a.csv", lambda: b"a,b,c\n1,2,3\n4,5,6\n7,8,9\n", "text/plain"),
}


@pytest.mark.parametrize(("name", "make", "media_type"), GOOD.values(), ids=GOOD.keys())
def test_the_kind_is_told_by_content(name: str, make: Callable[[], bytes], media_type: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    inspector: FileInspector = ContentInspector()

    assert inspector.inspect(path) == Inspection(media_type)


BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a page called .pdf": ("a.pdf", lambda: b"<!DOCTYPE html><html><script>1</script></html>", "text/html"),
    "a page in UTF-16": ("a.txt", lambda: "<html><script>alert(1)</script>".encode("utf-16"), "không nhận"),
    "a script inside text": ("a.txt", lambda: b"Ghi ch\xc3\xba\n<script>alert(1)</script>", "không nhận"),
    "a shell script": ("a.txt", lambda: b"#!/bin/sh\nrm -rf /\n", "không nhận"),
    "a program called .docx": ("a.docx", lambda: b"MZ" + bytes(58) + b"\x40\0\0\0PE\0\0" + bytes(500), "không nhận"),
    "a program of Linux": ("a.pdf", lambda: b"\x7fELF\x02\x01\x01" + bytes(100), "không nhận"),
    "an archive called .docx": ("a.docx", lambda: zipped({"a.txt": b"a"}), "application/zip"),
    "a compressed file": ("a.gz", lambda: gzip.compress(b"a" * 100), "không nhận"),
    "a Word file with macros": ("a.docm", with_macros, "có macro"),
    "a Word file with macros under another name": ("a.docx", with_macros, "có macro"),
    "a Word file that hides its macros": (
        "a.docx",
        lambda: with_part(word(), "word/VbaProject.BIN", b"macro"),
        "có macro",
    ),
    "an Excel file with old macros": (
        "a.xlsx",
        lambda: with_part(excel(), "xl/macrosheets/sheet1.xml", b"<a/>"),
        "có macro",
    ),
    "an old Word file with macros": ("a.doc", lambda: compound("WordDocument", "Macros", "VBA"), "có macro"),
    "an old Excel file with macros": ("a.xls", lambda: compound("Workbook", "_VBA_PROJECT_CUR"), "có macro"),
    "an old Excel file with older macros": (
        "a.xls",
        lambda: old_excel((0x0085, b"\0\0\0\0\0\1\1\0a")),
        "có macro",
    ),
    "an old Word file under a password": ("a.doc", lambda: old_word(0x0100), "bỏ mật khẩu"),
    "a short old Word file under a password": ("a.doc", lambda: short_word(0x0100), "bỏ mật khẩu"),
    "an old Word file cut off": ("a.doc", lambda: old_word()[:1000], "bị hỏng"),
    "an old Excel file under a password": ("a.xls", lambda: old_excel((0x002F, bytes(6))), "bỏ mật khẩu"),
    "an encrypted archive": ("a.docx", locked_zip, "giải nén bằng mật khẩu"),
    "a picture cut off": ("a.png", lambda: picture("PNG")[:20], "bị hỏng"),
    "a damaged Word file": ("a.docx", lambda: word()[:2000], "bị hỏng"),
    "an Office file under a password": (
        "a.xlsx",
        lambda: compound("EncryptionInfo", "EncryptedPackage"),
        "mật khẩu",
    ),
    "another compound file": ("a.doc", lambda: compound("Contents"), "không nhận"),
    "a bomb": ("a.docx", lambda: zipped({"[Content_Types].xml": b"", "a.xml": bytes(80 * 1024**2)}), "quá lớn"),
    "a picture called .exe": ("a.exe", lambda: picture("PNG"), "đuôi .exe"),
    "an empty file": ("a.pdf", lambda: b"", "trống"),
    "noise": ("a.pdf", lambda: bytes(range(256)) * 9, "không nhận"),
}


@pytest.mark.parametrize(("name", "make", "says"), BAD.values(), ids=BAD.keys())
def test_what_is_no_evidence_is_refused_with_what_to_do(
    name: str, make: Callable[[], bytes], says: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(make())

    with pytest.raises(BadEvidence) as caught:
        ContentInspector().inspect(path)

    assert says in caught.value.sentence
    assert f"'{name}'" in caught.value.sentence
    assert "hãy" in caught.value.sentence


def test_a_shortcut_is_refused_even_to_a_good_file(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf())
    (tmp_path / "b.pdf").symlink_to(tmp_path / "a.pdf")

    with pytest.raises(BadEvidence, match="lối tắt"):
        ContentInspector().inspect(tmp_path / "b.pdf")


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.pdf")

    with pytest.raises(BadEvidence, match="tệp thường"):
        ContentInspector().inspect(tmp_path / "a.pdf")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadEvidence, match="tệp thường"):
        ContentInspector().inspect(tmp_path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadEvidence, match="không mở được"):
        ContentInspector().inspect(tmp_path / "a.pdf")


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    with path.open("wb") as stream:
        stream.write(picture("PNG"))
        stream.truncate(2 * 1024**3 + 1)  # sparse: takes no room

    with pytest.raises(BadEvidence, match="lớn hơn 2048 MB"):
        ContentInspector().inspect(path)


def test_a_file_of_exactly_the_limit_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    with path.open("wb") as stream:
        stream.write(picture("PNG"))
        stream.truncate(2 * 1024**3)

    assert ContentInspector().inspect(path) == Inspection("image/png")


BEYOND: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "bytes": ("a.txt", lambda: b"a " * 60_000, "lớn hơn 0 MB"),
    "bytes unpacked": ("a.docx", lambda: with_part(word(), "word/media/1.png", bytes(300_000)), "giải nén"),
    "pixels of a PNG": ("a.png", lambda: picture("PNG", (2000, 1000)), "1 triệu điểm ảnh"),
    "pixels of a JPEG": ("a.jpg", lambda: picture("JPEG", (2000, 1000)), "1 triệu điểm ảnh"),
    "pixels of a later page": ("a.tif", lambda: scan((40, 40), (2000, 1000)), "1 triệu điểm ảnh"),
}


@pytest.mark.parametrize(("name", "make", "says"), BEYOND.values(), ids=BEYOND.keys())
def test_limits_are_those_of_the_installation(name: str, make: Callable[[], bytes], says: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(make())

    with pytest.raises(BadEvidence, match=says):
        ContentInspector(SMALL).inspect(path)


NAMES = {
    "turned round": "báo cáo\u202efdp.exe.pdf",
    "isolated": "a\u2066b.pdf",
    "with a line break": "a\nb.pdf",
    "with a terminal's command": "a\x1b[2Jb.pdf",
    "with a path of Windows": "..\\a.pdf",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_name_that_deceives_is_refused_and_never_printed_as_it_is(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(pdf())

    with pytest.raises(BadEvidence, match="tên") as caught:
        ContentInspector().inspect(path)

    assert caught.value.sentence.isprintable()


def test_a_bad_name_of_an_honest_file_is_not_looked_into(tmp_path: Path) -> None:
    with pytest.raises(BadEvidence, match="ký tự điều khiển"):
        ContentInspector().inspect(tmp_path / "not\u202ethere.pdf")


WARNED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a template fetched from the net": (
        lambda: with_relation("attachedTemplate", "https://example.org/a.dotm"),
        "Tệp Office tự lấy nội dung từ nơi khác: https://example.org/a.dotm",
    ),
    "a picture on another machine": (
        lambda: with_relation("image", "file://///10.0.0.1/share/a.png"),
        "Tệp Office tự lấy nội dung từ nơi khác: file://///10.0.0.1/share/a.png",
    ),
    "a control": (lambda: with_part(word(), "word/activeX/activeX1.bin", b"x"), "Tệp Office có điều khiển ActiveX"),
    "a file dropped into it": (
        lambda: with_part(word(), "word/embeddings/oleObject1.bin", compound("\x01Ole10Native")),
        "Tệp Office có tệp khác nhúng bên trong",
    ),
}


@pytest.mark.parametrize(("make", "warning"), WARNED.values(), ids=WARNED.keys())
def test_what_may_be_harmless_is_taken_with_a_warning(make: Callable[[], bytes], warning: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(make())

    assert ContentInspector().inspect(path) == Inspection(WORD, (warning,))


def test_looking_does_not_change_a_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(content := with_relation("attachedTemplate", "https://example.org/a.dotm"))

    ContentInspector().inspect(path)

    assert path.read_bytes() == content


def test_an_archive_of_stored_parts_is_no_bomb(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as container:
        for name, content in parts_of(word()).items():
            container.writestr(name, content)

    assert ContentInspector().inspect(path).media_type == WORD
