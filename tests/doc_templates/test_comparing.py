"""What is found when two makings of one document are laid side by side; the real forms and LibreOffice make them."""

import io
import zipfile
from dataclasses import replace

import pytest

from archive.domain.document import DocumentKind
from archive.errors import DigestMismatch, NotFound, RecordDamaged
from archive.ports.rendering import RenderedDocument
from doc_templates.renderer import OfficeRenderer
from tests.doc_templates.samples import example, request


@pytest.fixture(scope="module")
def made(office: OfficeRenderer) -> RenderedDocument:
    (document,) = office.render([request()])
    return document


@pytest.fixture(scope="module")
def other(office: OfficeRenderer) -> RenderedDocument:
    """The same paper with one sentence more."""
    data = example(DocumentKind.SUBMISSION) | {"difficulties": "Thiếu biên chế so với đề án."}
    (document,) = office.render([request(data=data)])
    return document


def with_part(docx: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A Word file in which one part says something else."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as before, zipfile.ZipFile(out, "w") as after:
        for entry in before.namelist():
            content = before.read(entry)
            if entry == name:
                assert old in content
                content = content.replace(old, new, 1)
            after.writestr(entry, content)
    return out.getvalue()


def test_the_same_data_and_template_give_the_same_text_and_structure(
    office: OfficeRenderer, made: RenderedDocument
) -> None:
    named = replace(request(), template=made.template)

    (again,) = office.render([named])

    assert again.docx == made.docx
    assert list(office.compare(made.docx, made.pdf, again)) == []


def test_another_text_is_named_by_paragraph_and_by_page(
    office: OfficeRenderer, made: RenderedDocument, other: RenderedDocument
) -> None:
    found = office.compare(made.docx, made.pdf, other)

    assert any("Thiếu biên chế" in item.again and item.where.startswith("document.xml") for item in found)
    assert any("Thiếu biên chế" in item.again and item.where.startswith("PDF, trang") for item in found)


def test_another_structure_with_the_same_text_is_found(office: OfficeRenderer, made: RenderedDocument) -> None:
    kept = with_part(made.docx, "word/document.xml", b'w:gutter="0"', b'w:gutter="9"')

    (found,) = office.compare(kept, made.pdf, made)

    assert found.where == "word/document.xml"


def test_other_styles_are_found(office: OfficeRenderer, made: RenderedDocument) -> None:
    kept = with_part(made.docx, "word/styles.xml", b"<w:style ", b"<w:style  ")

    assert [item.where for item in office.compare(kept, made.pdf, made)] == ["word/styles.xml"]


def test_a_page_more_or_less_is_found(office: OfficeRenderer, made: RenderedDocument, other: RenderedDocument) -> None:
    found = office.compare(made.docx, made.pdf, replace(made, pdf=other.pdf))

    assert {item.where.partition(",")[0] for item in found} == {"PDF"}


@pytest.mark.parametrize("damaged", ["docx", "pdf"])
def test_a_kept_file_that_cannot_be_read_is_told(office: OfficeRenderer, made: RenderedDocument, damaged: str) -> None:
    docx, pdf = (b"PK" if damaged == "docx" else made.docx), (b"%PDF" if damaged == "pdf" else made.pdf)

    with pytest.raises(RecordDamaged, match="Tờ trình"):
        office.compare(docx, pdf, made)


def test_a_template_version_that_is_not_what_it_was_fills_nothing(
    office: OfficeRenderer, made: RenderedDocument
) -> None:
    changed = replace(made.template, sha512="00" * 64)

    with pytest.raises(DigestMismatch, match="submission/state/1"):
        list(office.render([replace(request(), template=changed)]))


def test_a_template_version_that_is_gone_is_not_found(office: OfficeRenderer, made: RenderedDocument) -> None:
    with pytest.raises(NotFound, match="99"):
        list(office.render([replace(request(), template=replace(made.template, version="99"))]))
