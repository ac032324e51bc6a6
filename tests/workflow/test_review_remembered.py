"""Reviews are remembered and never stale: whatever one depends on, a change of it is in the next review."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from archive.domain.dossier import OpenDossier, Stage
from archive.domain.people import PersonCode
from archive.domain.rating import Rating
from archive.ports import Parts
from archive.ports.desk import Desk, Progress
from archive.workflow.review import DossierReview, review
from storage.database import SqlDesk
from tests.contracts.desk_contract import give
from tests.parts import FixedClock, memory_parts
from tests.quarters import QUARTER, SNV, complete_dossier, unit


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    """One unit in a real database."""
    desk = SqlDesk(f"sqlite:///{tmp_path / 'hoso.db'}")
    desk.upgrade()
    give(desk, complete_dossier(people=8))
    yield replace(memory_parts(), desk=desk)
    desk.close()


def seen(parts: Parts) -> DossierReview:
    return next(review(parts, QUARTER, SNV))


def facts(desk: Desk) -> OpenDossier:
    with desk.look() as work:
        return work.facts.dossier(SNV, QUARTER)


def test_what_did_not_change_is_not_worked_out_again(parts: Parts) -> None:
    assert seen(parts) is seen(parts)


def test_a_changed_row_is_seen_at_once(parts: Parts) -> None:
    before = seen(parts)
    give(parts.desk, replace(facts(parts.desk), results=()))

    assert len(seen(parts).findings) > len(before.findings)


def test_progress_is_seen_at_once(parts: Parts) -> None:
    seen(parts)
    with parts.desk.begin() as work:
        work.shelf.move(Progress(unit=SNV, quarter=QUARTER, stage=Stage.SEALED))
        work.commit()

    assert seen(parts).progress.stage is Stage.SEALED


def test_the_day_after_is_another_day(parts: Parts) -> None:
    before = seen(parts)
    later = replace(parts, clock=FixedClock(parts.clock.now() + timedelta(days=60)))

    assert seen(later).deadlines != before.deadlines


def test_what_moves_here_from_the_quarter_before_is_seen(parts: Parts) -> None:
    own, following = facts(parts.desk), QUARTER.following()
    give(parts.desk, replace(own, period=replace(own.period, quarter=following)))
    before = next(review(parts, following, SNV))
    not_yet_due = replace(own.tasks[0], due=own.period.cutoff + timedelta(days=30))
    give(parts.desk, replace(own, tasks=(not_yet_due, *own.tasks[1:]), results=own.results[1:]))

    assert next(review(parts, following, SNV)).findings != before.findings


def test_the_count_of_a_group_sees_another_unit(parts: Parts) -> None:
    """Somebody of another unit in the same group is rated xuất sắc, and the share no longer holds here."""
    group = facts(parts.desk).cadres[0].group
    assert not any(finding.code == "quota_exceeded" for finding in seen(parts).findings)
    other = complete_dossier(of=replace(unit("STC"), name="Sở Tài chính"), people=8)
    rated = {PersonCode(item.person): replace(item, proposed=Rating.EXCELLENT) for item in other.proposals}
    cadres = tuple(replace(cadre, group=group) for cadre in other.cadres)
    give(parts.desk, replace(other, cadres=cadres, proposals=tuple(rated.values())))

    assert any(finding.code == "quota_exceeded" for finding in seen(parts).findings)
