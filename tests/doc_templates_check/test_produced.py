"""The lint of what the whole flow really wrote: every Word file and every PDF of a made-up quarter."""

from collections.abc import Iterator

from archive.domain.document import Document
from archive.ports import Parts
from archive.ports.templates import LayoutProblem
from doc_templates.check import lint_docx, lint_pair, lint_pdf
from tests.doc_templates_check.good import layout


def documents(parts: Parts) -> list[Document]:
    with parts.desk.begin() as work:
        return [
            document
            for quarter in work.facts.quarters()
            for unit in work.facts.units(quarter)
            for document in work.shelf.documents(unit, quarter)
        ]


def read(parts: Parts, sha512: str) -> bytes:
    with parts.blobs.open(sha512) as source:
        return source.read()


def faults(parts: Parts, document: Document) -> Iterator[LayoutProblem]:
    rules = layout(document.template.system)
    word, pdf = read(parts, document.docx.sha512), read(parts, document.current_pdf.sha512)
    yield from lint_docx(word, rules)
    yield from lint_pdf(pdf, rules)
    yield from lint_pair(word, pdf)


def test_every_document_of_the_demo_has_its_layout(demo_parts: Parts) -> None:
    made = documents(demo_parts)

    assert made
    assert {one.due.id: [*map(str, found)] for one in made if (found := list(faults(demo_parts, one)))} == {}
