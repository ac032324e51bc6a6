"""Pools of the real LibreOffice: a shared one to read with, and own ones to break."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from doc_templates.convert import OfficePool

OFFICE_PYTHON = Path("/usr/bin/python3")


@pytest.fixture(scope="package")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficePool]:
    """A warm pool; nobody kills its processes."""
    scratch = tmp_path_factory.mktemp("office")
    with OfficePool(python=OFFICE_PYTHON, workers=2, timeout=60, scratch=scratch) as office:
        yield office


@pytest.fixture
def own_pool(tmp_path: Path) -> Iterator[Callable[..., OfficePool]]:
    """Make a pool of one's own, closed at the end."""
    with ExitStack() as stack:

        def make(*, python: Path = OFFICE_PYTHON, timeout: float = 60, workers: int = 1) -> OfficePool:
            made = OfficePool(python=python, workers=workers, timeout=timeout, scratch=tmp_path / "scratch")
            return stack.enter_context(made)

        yield make
