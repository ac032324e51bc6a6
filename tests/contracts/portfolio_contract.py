"""What every PortfolioWriter must do (archive/ports/portfolio.py)."""

import hashlib
import io
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from pypdf import PdfReader

from archive.errors import DigestMismatch, UsageError
from archive.ports.portfolio import Portfolio, PortfolioItem, PortfolioPart, PortfolioReport, PortfolioWriter

AT = datetime(2026, 7, 2, 3, 4, 6, tzinfo=UTC)
PDF = "application/pdf"
_SIGNED = "PHAM VAN A DA KY"


def pdf_of(*texts: str, turned: int = 0, size: tuple[int, int] = (595, 842)) -> bytes:
    """A PDF with a page for each text."""
    out = io.BytesIO()
    with pikepdf.Pdf.new() as pdf:
        for text in texts:
            pdf.pages.append(_page(pdf, text, turned, size))
        pdf.save(out)
    return out.getvalue()


def _page(pdf: pikepdf.Pdf, text: str, turned: int, size: tuple[int, int]) -> pikepdf.Page:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, *size]),
        Rotate=turned,
        Resources=Dictionary(Font=Dictionary(F=font)),
        Contents=pdf.make_stream(f"BT /F 12 Tf 60 400 Td ({text}) Tj ET".encode()),
    )
    return pikepdf.Page(pdf.make_indirect(page))


def signed_pdf(text: str) -> bytes:
    """A PDF with a signature field that shows who signed, a link and a program: what a reading copy must not have."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_of(text))) as pdf:
        page = pdf.pages[0]
        look = pdf.make_stream(
            f"BT /F 9 Tf 2 5 Td ({_SIGNED}) Tj ET".encode(),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 150, 20]),
            Resources=page.obj.Resources,
        )
        place = Array([60, 100, 210, 120])
        field = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            Rect=place,
            FT=Name.Sig,
            T=String("ky"),
            F=4,
            AP=Dictionary(N=look),
            V=Dictionary(),
        )
        action = Dictionary(S=Name.URI, URI=String("http://192.0.2.1/"))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=place, A=action)
        page.obj.Annots = Array([pdf.make_indirect(field), pdf.make_indirect(link)])
        page.obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))
        pdf.Root.AcroForm = Dictionary(Fields=Array([page.obj.Annots[0]]), SigFlags=3)
        pdf.save(out)
    return out.getvalue()


def item(title: str, content: bytes, *, media_type: str = PDF, attach: bool = False, name: str = "") -> PortfolioItem:
    """A file of a record."""
    return PortfolioItem(
        title=title,
        name=name or f"{title}.pdf",
        media_type=media_type,
        sha512=hashlib.sha512(content).hexdigest(),
        open=partial(io.BytesIO, content),
        facts=(f"Tên tệp: {title}",),
        attach=attach,
    )


def portfolio_of(*items: PortfolioItem) -> Portfolio:
    """A portfolio with one component."""
    return Portfolio(
        issuer="SỞ NỘI VỤ",
        title="HỒ SƠ ĐÁNH GIÁ, XẾP LOẠI CÁN BỘ",
        period="quý II năm 2026",
        notes=("Bản để đọc.",),
        parts=(PortfolioPart(title="1. Tờ trình", items=items),),
    )


def texts_of(path: Path) -> list[str]:
    """What each page says."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


class PortfolioContract:
    """Import into the test file of an implementation and give `writer`."""

    @pytest.fixture
    def writer(self) -> PortfolioWriter:
        raise NotImplementedError

    @pytest.fixture
    def out(self, tmp_path: Path) -> Path:
        return tmp_path / "portfolio.pdf"

    def write(self, writer: PortfolioWriter, out: Path, *items: PortfolioItem) -> PortfolioReport:
        return writer.write(portfolio_of(*items), out=out, at=AT)

    def test_contents_come_first_and_name_every_file(self, writer: PortfolioWriter, out: Path) -> None:
        self.write(writer, out, item("Tờ trình về xếp loại", pdf_of("mot")), item("Biên bản hội nghị", pdf_of("hai")))

        first = texts_of(out)[0]
        for told in ("SỞ NỘI VỤ", "quý II năm 2026", "Bản để đọc.", "Tờ trình về xếp loại", "Biên bản hội nghị"):
            assert told in first

    def test_pages_of_all_files_follow_in_order(self, writer: PortfolioWriter, out: Path) -> None:
        report = self.write(writer, out, item("a", pdf_of("mot", "hai")), item("b", pdf_of("ba")))

        said = texts_of(out)
        assert report.pages == len(said)
        assert [text.split()[0] for text in said[-3:]] == ["mot", "hai", "ba"]

    def test_every_page_says_that_it_is_for_reading(self, writer: PortfolioWriter, out: Path) -> None:
        self.write(writer, out, item("a", pdf_of("mot", "hai")), item("b", b"", media_type="text/csv"))

        assert [text for text in texts_of(out) if "Bản để đọc; bản gốc đã ký đính kèm" not in text] == []

    def test_bookmarks_lead_to_the_first_page_of_each_file(self, writer: PortfolioWriter, out: Path) -> None:
        self.write(writer, out, item("Tờ", pdf_of("mot", "hai")), item("Bảng", pdf_of("ba")))

        reader = PdfReader(out)
        _, part, children = reader.outline
        pages = {mark.title: reader.get_destination_page_number(mark) for mark in [part, *children]}
        assert pages == {"1. Tờ trình": 1, "Tờ": 1, "Bảng": 3}

    def test_a_signed_original_is_attached_byte_for_byte(self, writer: PortfolioWriter, out: Path) -> None:
        original = signed_pdf("to trinh") + b"\n% every byte counts\n"

        report = self.write(writer, out, item("Tờ", original, attach=True, name="1.pdf"), item("Khác", pdf_of("hai")))
        assert report.attached == 1
        assert PdfReader(out).attachments == {"1.pdf": [original]}

    def test_a_signature_stays_visible_and_is_no_field_any_more(self, writer: PortfolioWriter, out: Path) -> None:
        self.write(writer, out, item("Tờ", signed_pdf("to trinh"), attach=True))

        reader = PdfReader(out)
        assert _SIGNED in texts_of(out)[-1]
        assert "/AcroForm" not in reader.root_object
        assert "/Annots" not in reader.pages[-1]

    def test_programs_of_a_file_stay_behind(self, writer: PortfolioWriter, out: Path) -> None:
        self.write(writer, out, item("Tờ", signed_pdf("to trinh")))

        assert "/AA" not in PdfReader(out).pages[-1]

    def test_a_file_without_pages_has_one_that_names_it(self, writer: PortfolioWriter, out: Path) -> None:
        report = self.write(writer, out, item("Bảng số liệu", b"a;b", media_type="text/csv"))

        assert report.unshown == ("Bảng số liệu",)
        assert "Tên tệp: Bảng số liệu" in texts_of(out)[-1]

    def test_what_is_there_is_not_overwritten(self, writer: PortfolioWriter, out: Path) -> None:
        out.write_bytes(b"mine")

        with pytest.raises(UsageError):
            self.write(writer, out, item("a", pdf_of("mot")))
        assert out.read_bytes() == b"mine"

    def test_other_bytes_than_promised_are_not_shown(self, writer: PortfolioWriter, out: Path) -> None:
        good, other = item("a", pdf_of("mot")), pdf_of("hai")
        spoiled = PortfolioItem(
            title="b", name="b.pdf", media_type=PDF, sha512=good.sha512, open=partial(io.BytesIO, other)
        )

        with pytest.raises(DigestMismatch):
            self.write(writer, out, good, spoiled)
        assert list(out.parent.iterdir()) == []
