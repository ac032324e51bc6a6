"""The portfolio as a PDF: files of every kind, whole or damaged, upright or turned, many or large."""

import errno
import io
import os
import resource
from pathlib import Path
from typing import Any, cast

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader

from archive.errors import ConversionFailed, StorageFull, Unavailable
from archive.exporters.portfolio import PdfPortfolios
from archive.ports.portfolio import PortfolioItem, PortfolioReport, PortfolioWriter
from archive.signing.stamps import Faces
from archive.signing.stamps.drawing import Style
from tests.contracts.portfolio_contract import AT, PortfolioContract, item, pdf_of, portfolio_of, texts_of
from tests.exporters.samples import files_end_at

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FACES = Faces()
MEGABYTE = 2**20


def writer(convert: bytes | Exception | None = None) -> PdfPortfolios:
    """A writer; `convert` is what becomes of every Word file."""

    def office(_word: bytes, _name: str) -> bytes:
        if isinstance(convert, Exception):
            raise convert
        assert convert is not None
        return convert

    return PdfPortfolios(
        regular=FACES[Style.REGULAR], bold=FACES[Style.BOLD], convert=office if convert is not None else None
    )


def written(out: Path, *items: PortfolioItem, convert: bytes | Exception | None = None) -> PortfolioReport:
    return writer(convert).write(portfolio_of(*items), out=out, at=AT)


def picture(kind: str, *, mode: str = "RGB", frames: int = 1) -> bytes:
    """A picture twice as wide as high."""
    out = io.BytesIO()
    pages = [Image.new(mode, (400, 200), 0) for _ in range(frames)]
    more = {"save_all": True, "append_images": pages[1:]} if frames > 1 else {}
    pages[0].save(out, kind, **more)
    return out.getvalue()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "portfolio.pdf"


class TestPdfPortfolios(PortfolioContract):
    @pytest.fixture
    def writer(self) -> PortfolioWriter:
        return writer()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.4 broken", "tệp PDF hỏng"),
        (b"", "tệp PDF hỏng"),
        (pdf_of(), "không có trang nào"),
        (pdf_of("mot", turned=45), "tệp PDF hỏng"),
    ],
    ids=["broken", "empty", "no page", "turned askew"],
)
def test_a_pdf_that_cannot_be_shown_has_a_page_that_says_why(out: Path, content: bytes, why: str) -> None:
    report = written(out, item("Báo cáo", content))

    assert report.unshown == ("Báo cáo",)
    assert why in texts_of(out)[-1]


def test_a_locked_pdf_has_a_page_that_says_so(out: Path) -> None:
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_of("mat"))) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))

    written(out, item("Báo cáo", locked.getvalue()))
    assert "có mật khẩu" in texts_of(out)[-1]


@pytest.mark.parametrize(
    ("content", "media_type", "pages"),
    [
        (picture("PNG", mode="RGBA"), "image/png", 1),
        (picture("JPEG", mode="CMYK"), "image/jpeg", 1),
        (picture("TIFF", frames=3), "image/tiff", 3),
    ],
    ids=["transparent", "for print", "three pages"],
)
def test_a_picture_is_shown_page_by_page(out: Path, content: bytes, media_type: str, pages: int) -> None:
    report = written(out, item("Ảnh", content, media_type=media_type))

    assert (report.unshown, report.pages) == ((), 1 + pages)
    assert len(PdfReader(out).pages[-1].images) == 1


def test_a_damaged_picture_has_a_page_that_says_so(out: Path) -> None:
    written(out, item("Ảnh", picture("PNG")[:60], media_type="image/png"))

    assert "ảnh không đọc được" in texts_of(out)[-1]


def test_a_word_file_is_shown_as_it_prints(out: Path) -> None:
    report = written(out, item("Tệp Word", b"PK", media_type=WORD), convert=pdf_of("tu word"))

    assert report.unshown == ()
    assert texts_of(out)[-1].startswith("tu word")


@pytest.mark.parametrize("convert", [None, ConversionFailed("không được"), Unavailable("không có")])
def test_a_word_file_that_nobody_can_print_is_named(out: Path, convert: Exception | None) -> None:
    report = written(out, item("Tệp Word", b"PK", media_type=WORD), convert=convert)

    assert report.unshown == ("Tệp Word",)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_the_line_at_the_foot_stands_upright_on_a_turned_page(out: Path, turned: int) -> None:
    written(out, item("Bảng", pdf_of("ngang", turned=turned, size=(400, 700))))

    page = PdfReader(out).pages[-1]
    places: list[tuple[float, float]] = []

    def look(text: str, matrix: list[float], *_rest: object) -> None:
        if "trang 2" in text:
            places.append(_upright(matrix, turned))

    page.extract_text(visitor_text=look)
    assert places == [(1.0, 0.0)]


def _upright(matrix: list[float], turned: int) -> tuple[float, float]:
    """Where the matrix leads a step to the right, seen on the page as it is turned for reading."""
    right, up = matrix[0], matrix[1]
    return {0: (right, up), 90: (up, -right), 180: (-right, -up), 270: (-up, right)}[turned]


def test_every_letter_of_vietnamese_is_embedded_and_can_be_copied(out: Path) -> None:
    title = "Đề nghị ỦY BAN: hoãn, nghĩa, Ở, ữ, ỵ, Ặ, ẫ, ễ, ỗ, ơ, Ư"
    written(out, item(title, pdf_of("mot")))

    assert title in texts_of(out)[0]
    fonts = PdfReader(out).pages[0]["/Resources"]["/Font"].values()  # type: ignore[index]  # pages are dictionaries
    assert all("/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts)


def test_the_contents_link_to_each_file(out: Path) -> None:
    written(out, item("Tờ", pdf_of("mot", "hai")), item("Bảng", pdf_of("ba")))

    reader = PdfReader(out)
    targets = [note.get_object()["/Dest"][0] for note in cast("list[Any]", reader.pages[0]["/Annots"])]
    assert [reader.get_page_number(target.get_object()) for target in targets] == [1, 1, 3]


def test_more_files_than_may_be_open_at_once_are_taken_in_turn(out: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    folder = out.parent
    for number in range(300):
        (folder / f"{number}.bin").write_bytes(pdf_of(f"so {number}"))
    items = [_from_file(f"Tệp {number}", folder / f"{number}.bin") for number in range(300)]

    resource.setrlimit(resource.RLIMIT_NOFILE, (200, hard))
    try:
        report = written(out, *items)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert report.unshown == ()
    assert texts_of(out)[-1].startswith("so 299")


def _from_file(title: str, path: Path) -> PortfolioItem:
    made = item(title, path.read_bytes())
    return PortfolioItem(
        title=title, name=made.name, media_type=made.media_type, sha512=made.sha512, open=lambda: path.open("rb")
    )


def test_large_evidence_does_not_fill_the_memory(out: Path) -> None:
    """Ten files of 12 MB: a process that may not grow by half of that is enough."""
    large = out.parent / "large.bin"
    large.write_bytes(_large_pdf(12 * MEGABYTE))
    one = _from_file("Bản quét", large)
    writer()  # the font is read before the memory is counted

    child = os.fork()
    if child == 0:
        os._exit(_grown_by(out, one))
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) < 60, "MB more than before"
    assert out.stat().st_size > 10 * 12 * MEGABYTE


def _grown_by(out: Path, one: PortfolioItem) -> int:
    """Megabytes that the process grew by while it wrote ten of these; 99 when it failed."""
    before = _peak()
    try:
        written(out, *[one] * 10)
    except BaseException:  # noqa: BLE001 - a forked test must end here, whatever happened
        return 99
    return min((_peak() - before) // MEGABYTE, 98)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _large_pdf(size: int) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_of("quet"))) as pdf:
        pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(Scan=pdf.make_stream(os.urandom(size)))
        pdf.save(out, compress_streams=False)
    return out.getvalue()


def test_a_disk_without_room_leaves_nothing(out: Path) -> None:
    scan = item("Bản quét", _large_pdf(MEGABYTE))
    with files_end_at(MEGABYTE // 2), pytest.raises(StorageFull):
        written(out, scan)

    assert list(out.parent.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(out: Path) -> None:
    def broken() -> io.BytesIO:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    failing = PortfolioItem(title="a", name="a.pdf", media_type="application/pdf", sha512="", open=broken)
    with pytest.raises(Unavailable):
        written(out, failing)
