"""Facts that change while slow work runs: what was written of the old ones never passes for the new."""

import pytest

from archive.domain.dossier import Stage
from archive.errors import ChangedMeanwhile
from archive.ports import Parts
from archive.ports.telling import Tell
from archive.workflow.amend import RowEdit, amend
from archive.workflow.assemble import assemble
from archive.workflow.seal import seal
from archive.workflow.sign import sign
from tests.parts import memory_parts
from tests.quarters import QUARTER, SNV, complete_dossier


@pytest.fixture
def parts() -> Parts:
    return memory_parts(complete_dossier())


def meddling(parts: Parts) -> Tell:
    """Tells nobody, and changes a result as soon as work is under way."""
    done: list[int] = []

    def tell(what: str, at: int, total: int) -> None:
        if not done:
            done.append(at)
            with parts.desk.look() as work:
                row = parts.forms.rows(work.facts.dossier(SNV, QUARTER), "Kết quả")[0]
            amend(parts, SNV, QUARTER, [RowEdit(sheet="Kết quả", mark=row.mark, texts={"note": f"{what} {total}"})])

    return tell


def stage(parts: Parts) -> tuple[Stage, int]:
    with parts.desk.look() as work:
        progress = work.shelf.progress(SNV, QUARTER)
    return progress.stage, progress.version


def test_a_dossier_changed_while_it_is_assembled_stays_open(parts: Parts) -> None:
    with pytest.raises(ChangedMeanwhile):
        assemble(parts, SNV, QUARTER, tell=meddling(parts))

    assert stage(parts) == (Stage.OPEN, 0)


def test_a_dossier_changed_while_it_is_signed_stays_open(parts: Parts) -> None:
    assemble(parts, SNV, QUARTER)

    with pytest.raises(ChangedMeanwhile):
        sign(parts, SNV, QUARTER, tell=meddling(parts))

    assert stage(parts) == (Stage.OPEN, 0)


def test_a_version_sealed_while_facts_change_stands_and_the_dossier_stays_open(parts: Parts) -> None:
    assemble(parts, SNV, QUARTER)
    sign(parts, SNV, QUARTER)

    seal(parts, SNV, QUARTER, tell=meddling(parts))

    assert stage(parts) == (Stage.OPEN, 1)


def test_after_a_change_the_next_round_ends_sealed(parts: Parts) -> None:
    with pytest.raises(ChangedMeanwhile):
        assemble(parts, SNV, QUARTER, tell=meddling(parts))

    assemble(parts, SNV, QUARTER)
    sign(parts, SNV, QUARTER)
    seal(parts, SNV, QUARTER)

    assert stage(parts) == (Stage.SEALED, 1)
