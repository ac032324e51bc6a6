"""The renderer: several at a time, each handed out when ready, and what a failure costs."""

import io
from collections.abc import Iterator

import pikepdf
import pytest
from pypdf import PdfReader

from archive.domain.document import DocumentKind
from archive.errors import BadTemplate, ConversionFailed
from archive.ports.rendering import Renderer, RenderRequest
from doc_templates.catalog import Catalog
from doc_templates.renderer import OfficeRenderer
from tests.contracts.rendering_contract import RendererContract
from tests.doc_templates.samples import ALL, example, request


class PaperConverter:
    """Gives an empty page for any document but those it was told to fail on."""

    version = "giấy trắng 1"

    def __init__(self, *, workers: int = 2, fails: str = "") -> None:
        self.workers = workers
        self.converted: list[str] = []
        self._fails = fails

    def convert(self, docx: bytes, *, name: str) -> bytes:
        assert docx[:2] == b"PK"
        self.converted.append(name)
        if name == self._fails:
            raise ConversionFailed(f"Không tạo được PDF cho '{name}'.", document=name)
        out = io.BytesIO()
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            pdf.save(out)
        return out.getvalue()


def renderer(converter: PaperConverter) -> OfficeRenderer:
    return OfficeRenderer(catalog=Catalog(), converter=converter, issued_by="Tỉnh ủy Lào Cai")


def unsigned(name: str, **changes: object) -> RenderRequest:
    """A Tờ trình nobody signs: an empty page has no place for it."""
    wanted = request(name=name, data={**example(DocumentKind.SUBMISSION), **changes})
    return RenderRequest(
        id=wanted.id, kind=wanted.kind, system=wanted.system, title=name, data=wanted.data, roles=(), made=wanted.made
    )


class TestOfficeRenderer(RendererContract):
    """The renderer with the real LibreOffice."""

    @pytest.fixture
    def renderer(self, office: OfficeRenderer) -> Renderer:
        return office

    @pytest.fixture
    def wanted(self) -> list[RenderRequest]:
        return [request(kind, system) for kind, system in ALL[:4]]

    @pytest.fixture
    def lacking(self) -> RenderRequest:
        return request(name="Tờ trình thiếu", data={"issuer": "SỞ NỘI VỤ"})


def test_what_is_under_way_when_one_fails_is_still_handed_out() -> None:
    converter = PaperConverter(fails="2")
    made: list[str] = []

    with pytest.raises(ConversionFailed, match="'2'"):
        made.extend(document.request.title for document in renderer(converter).render(map(unsigned, "1234")))

    assert sorted([*made, "2"]) == sorted(converter.converted)


def test_nothing_new_is_begun_after_a_failure() -> None:
    converter = PaperConverter(workers=1, fails="1")

    with pytest.raises(ConversionFailed):
        list(renderer(converter).render(unsigned(str(number)) for number in range(1, 50)))

    assert len(converter.converted) < 10


def test_requests_are_taken_when_there_is_room_for_them() -> None:
    """A whole province's documents never lie in memory at once."""
    taken: list[int] = []

    def wanted() -> Iterator[RenderRequest]:
        for number in range(20):
            taken.append(number)
            yield unsigned(str(number))

    first = renderer(PaperConverter(workers=1)).render(wanted())
    next(first)

    assert len(taken) < 10
    assert len(list(first)) == 19


def test_a_data_error_is_told_before_anything_is_converted() -> None:
    converter = PaperConverter()

    with pytest.raises(BadTemplate):
        list(renderer(converter).render([unsigned("1", subject=None)]))

    assert converter.converted == []


@pytest.mark.parametrize(("issuer", "author"), [("SỞ NỘI VỤ", "SỞ NỘI VỤ"), ("", "Tỉnh ủy Lào Cai")])
def test_the_author_of_the_pdf_is_who_issues_it(issuer: str, author: str) -> None:
    (made,) = renderer(PaperConverter()).render([unsigned("1", issuer=issuer)])

    about = PdfReader(io.BytesIO(made.pdf)).metadata
    assert about is not None
    assert about.author == author


def test_pages_are_counted() -> None:
    (made,) = renderer(PaperConverter()).render([unsigned("1")])

    assert made.pages == 1


def test_the_version_names_what_filled_and_what_converted() -> None:
    assert renderer(PaperConverter()).version.startswith("docxtpl ")
    assert "giấy trắng 1" in renderer(PaperConverter()).version


def test_no_request_gives_no_document() -> None:
    assert list(renderer(PaperConverter()).render([])) == []
