"""A folder with a good workbook's evidence."""

from pathlib import Path

import pytest

from tests.workbook.sample import good_sheets, write


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "minh-chung"
    folder.mkdir()
    (folder / "báo cáo.pdf").write_bytes(b"%PDF-1.4 evidence")
    return folder


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return write(tmp_path / "quy.xlsx", good_sheets())
