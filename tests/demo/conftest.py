"""One made-up quarter for all tests of this folder, made with the real LibreOffice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.demo import DemoQuarter, ToPdf, make_quarter
from doc_templates.convert import OfficePool

SEED = 7


@pytest.fixture(scope="session")
def to_pdf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ToPdf]:
    scratch = tmp_path_factory.mktemp("office")
    with OfficePool(python=Path("/usr/bin/python3"), workers=1, timeout=60, scratch=scratch) as pool:
        yield lambda docx, name: pool.convert(docx, name=name)


@pytest.fixture(scope="session")
def quarter(tmp_path_factory: pytest.TempPathFactory, to_pdf: ToPdf) -> DemoQuarter:
    return make_quarter(tmp_path_factory.mktemp("demo"), units=3, seed=SEED, to_pdf=to_pdf)
