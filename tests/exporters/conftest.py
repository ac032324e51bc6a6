"""A good package and the same one unzipped."""

from pathlib import Path

import pytest

from tests.exporters.samples import export, unzip


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return export(tmp_path / "out")


@pytest.fixture
def bag(package: Path, tmp_path: Path) -> Path:
    return unzip(package, tmp_path / "unzipped")
