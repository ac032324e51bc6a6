"""What every desk must do for who only reads, and with what was committed before an error (archive/ports/desk.py)."""

from abc import ABC, abstractmethod
from contextlib import suppress
from dataclasses import replace

import pytest

from archive.domain.record import RecordId
from archive.errors import NotFound, Unavailable
from archive.ports.desk import Desk
from tests.contracts.desk_contract import NEXT, event, full_dossier, give, same_rows
from tests.quarters import QUARTER, SNV

DOSSIER = full_dossier()


class LookContract(ABC):
    """The suite of `look`."""

    @pytest.fixture
    @abstractmethod
    def desk(self) -> Desk:
        """An empty desk."""

    @pytest.fixture
    def given(self, desk: Desk) -> Desk:
        """The desk with one full dossier on it."""
        give(desk, DOSSIER)
        return desk

    def test_a_look_sees_what_is_committed(self, given: Desk) -> None:
        with given.look() as work:
            assert same_rows(work.facts.dossier(SNV, QUARTER), DOSSIER)

    def test_a_look_does_not_wait_for_who_writes_and_does_not_see_it(self, given: Desk) -> None:
        with given.begin() as writing:
            writing.facts.replace(replace(DOSSIER, cadres=()))
            with given.look() as work:
                assert work.facts.dossier(SNV, QUARTER).cadres

    def test_what_is_changed_in_a_look_is_refused_or_forgotten(self, desk: Desk) -> None:
        with suppress(Unavailable), desk.look() as work:
            work.facts.replace(DOSSIER)
            work.commit()

        with desk.look() as work:
            assert list(work.facts.quarters()) == []

    def test_the_names_of_units_are_known_without_their_dossiers(self, given: Desk) -> None:
        with given.look() as work:
            assert (work.facts.names(QUARTER), work.facts.names(NEXT)) == ({SNV: DOSSIER.unit.name}, {})

    def test_what_is_committed_stays_when_an_error_comes_after(self, desk: Desk) -> None:
        with pytest.raises(NotFound):
            _commit_and_fail(desk)

        with desk.look() as work:
            assert list(work.journal.events(RecordId(SNV, QUARTER))) == [event("một")]


def _commit_and_fail(desk: Desk) -> None:
    with desk.begin() as work:
        work.journal.write(event("một"))
        work.commit()
        raise NotFound("Sau đó.")
