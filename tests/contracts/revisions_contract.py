"""What every desk must tell of whether anything changed (archive/ports/desk.py)."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import replace

import pytest

from archive.domain.dossier import Stage
from archive.domain.people import UnitCode
from archive.ports.desk import Desk, Progress, Work
from tests.contracts.desk_contract import NEXT, document, event, full_dossier, give
from tests.quarters import QUARTER, SNV, complete_dossier, unit

DOSSIER, OTHER = full_dossier(), UnitCode("STC")
WITHOUT_RESULT = replace(DOSSIER, results=DOSSIER.results[1:])
WRITES: dict[str, Callable[[Work], object]] = {
    "a row of facts goes": lambda work: work.facts.replace(WITHOUT_RESULT),
    "the unit has another name": lambda work: work.facts.replace(
        replace(DOSSIER, unit=replace(DOSSIER.unit, name="Sở Nội vụ tỉnh"))
    ),
    "it comes farther": lambda work: work.shelf.move(Progress(unit=SNV, quarter=QUARTER, stage=Stage.ASSEMBLED)),
    "a document is made": lambda work: work.shelf.keep(document(1)),
    "a document is made again": lambda work: work.shelf.keep(replace(document(), pages=4)),
    "a document is dropped": lambda work: work.shelf.drop(document()),
    "something happens": lambda work: work.journal.write(event("một")),
}


def written(desk: Desk, write: Callable[[Work], object]) -> tuple[object, object]:
    """The unit's mark before and after."""
    with desk.look() as work:
        before = work.revisions.of(QUARTER).get(SNV)
    with desk.begin() as work:
        write(work)
        work.commit()
    with desk.look() as work:
        return before, work.revisions.of(QUARTER).get(SNV)


def shared(desk: Desk) -> object:
    with desk.look() as work:
        return work.revisions.shared()


class RevisionsContract(ABC):
    """The suite."""

    @pytest.fixture
    @abstractmethod
    def desk(self) -> Desk:
        """An empty desk."""

    @pytest.fixture
    def given(self, desk: Desk) -> Desk:
        """The desk with one full dossier and one document on it."""
        give(desk, DOSSIER)
        with desk.begin() as work:
            work.shelf.keep(document())
            work.commit()
        return desk

    @pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
    def test_every_change_gives_another_mark(self, given: Desk, write: Callable[[Work], object]) -> None:
        before, after = written(given, write)

        assert before != after

    def test_what_is_written_elsewhere_leaves_the_mark(self, given: Desk) -> None:
        def elsewhere(work: Work) -> None:
            work.facts.replace(complete_dossier(of=replace(unit(), code=OTHER)))
            work.facts.replace(replace(DOSSIER, period=replace(DOSSIER.period, quarter=NEXT)))

        before, after = written(given, elsewhere)

        assert before == after

    def test_the_same_facts_again_leave_the_mark(self, given: Desk) -> None:
        before, after = written(given, lambda work: work.facts.replace(DOSSIER))

        assert before == after

    def test_what_is_not_committed_leaves_the_mark(self, given: Desk) -> None:
        with given.look() as work:
            before = work.revisions.of(QUARTER)
        with given.begin() as work:
            work.facts.replace(WITHOUT_RESULT)
        with given.look() as work:
            assert work.revisions.of(QUARTER) == before

    @pytest.mark.parametrize("kind", ["cadres", "proposals", "rulings"])
    def test_what_units_share_is_told_when_it_changes(self, given: Desk, kind: str) -> None:
        before = shared(given)
        give(given, replace(DOSSIER, **{kind: getattr(DOSSIER, kind)[1:]}))

        assert shared(given) != before

    def test_what_units_do_not_share_leaves_that_as_it_was(self, given: Desk) -> None:
        before = shared(given)
        give(given, WITHOUT_RESULT)

        assert shared(given) == before
