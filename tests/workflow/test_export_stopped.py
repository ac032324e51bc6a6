"""Export, stopped between the package and the line that says it left: what comes next writes the line, once."""

from pathlib import Path

import pytest

from archive.domain.record import RecordId
from archive.ports import Parts
from archive.workflow import export as steps
from archive.workflow.export import ExportReport, export
from tests.quarters import QUARTER, SNV
from tests.workflow.export_world import STC, handed_over, sealed_parts


class Stopped(Exception):  # noqa: N818 - a kill, as far as the step can see
    """The process ended here."""


def killed(*_: object, **__: object) -> None:
    raise Stopped


def handed(parts: Parts, out: Path) -> ExportReport:
    return export(parts, QUARTER, [SNV, STC], out=out, whole=True)


def lines(parts: Parts) -> int:
    return sum(len(handed_over(parts, RecordId(unit, QUARTER))) for unit in (SNV, STC))


@pytest.fixture
def stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Parts:
    parts = sealed_parts()
    with monkeypatch.context() as patched:
        patched.setattr(steps, "_remember", killed)
        with pytest.raises(Stopped):
            handed(parts, tmp_path)
    return parts


def test_a_stop_leaves_the_package_without_its_lines(stopped: Parts, tmp_path: Path) -> None:
    assert len(list(tmp_path.glob("*.zip"))) == 1
    assert lines(stopped) == 0


def test_the_next_export_writes_the_lines_that_are_missing(stopped: Parts, tmp_path: Path) -> None:
    assert handed(stopped, tmp_path).already_there
    assert lines(stopped) == 2


def test_the_one_after_writes_nothing_more(stopped: Parts, tmp_path: Path) -> None:
    handed(stopped, tmp_path)
    handed(stopped, tmp_path)

    assert lines(stopped) == 2
