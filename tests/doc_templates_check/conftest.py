"""The real LibreOffice, shared by the tests that need printed pages."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from doc_templates.convert import OfficePool

Print = Callable[[bytes, str], bytes]


@pytest.fixture(scope="package")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficePool]:
    scratch = tmp_path_factory.mktemp("office")
    with OfficePool(python=Path("/usr/bin/python3"), workers=1, timeout=60, scratch=scratch) as pool:
        yield pool


@pytest.fixture(scope="package")
def to_pdf(office: OfficePool) -> Print:
    """Word to PDF."""
    return lambda word, name: office.convert(word, name=name)
