"""The real LibreOffice, shared, and every example rendered once."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from archive.domain.document import DocumentKind
from archive.domain.people import IssuerSystem
from archive.ports.rendering import RenderedDocument
from doc_templates.catalog import Catalog
from doc_templates.convert import OfficePool
from doc_templates.renderer import OfficeRenderer
from tests.doc_templates.samples import ALL, request

Examples = Mapping[tuple[DocumentKind, IssuerSystem], RenderedDocument]


@pytest.fixture(scope="package")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficeRenderer]:
    """The renderer as it is used."""
    scratch = tmp_path_factory.mktemp("office")
    with OfficePool(python=Path("/usr/bin/python3"), workers=2, timeout=60, scratch=scratch) as pool:
        yield OfficeRenderer(catalog=Catalog(), converter=pool, issued_by="hoso")


@pytest.fixture(scope="package")
def examples(office: OfficeRenderer) -> Examples:
    """Each form filled with its example."""
    made = office.render([request(kind, system) for kind, system in ALL])
    return {(document.request.kind, document.request.system): document for document in made}
