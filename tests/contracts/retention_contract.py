"""What every Retentions and every Destructions must do (archive/ports/retention.py)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.domain.retention import LegalHold, Retention, RetentionPeriod
from archive.errors import UsageError
from archive.ports.desk import Desk
from archive.ports.retention import Destructions
from tests.quarters import complete_dossier

SNV, STC = (RecordId(UnitCode(unit), Quarter(2026, 2)) for unit in ("SNV", "STC"))
DAY = date(2026, 7, 1)
PERIOD = RetentionPeriod(years=10, basis="Thông tư 10/2022/TT-BNV", set_by="văn thư", set_on=DAY)
FIRST, SECOND = (LegalHold(number=number, reason="kiểm tra", set_by="an", set_on=DAY) for number in ("1-QĐ", "2-QĐ"))


def kept(desk: Desk, *retentions: Retention) -> None:
    with desk.begin() as work:
        for retention in retentions:
            work.retentions.keep(retention, actor="an", on=DAY)
        work.commit()


def found(desk: Desk, record: RecordId) -> Retention:
    with desk.begin() as work:
        return work.retentions.find(record)


class RetentionsContract:
    """Subclass with the fixture `desk`: an empty one."""

    @pytest.fixture
    def desk(self) -> Desk:
        raise NotImplementedError  # abstract: each implementation gives its own

    def test_nothing_is_known_of_a_new_record(self, desk: Desk) -> None:
        assert found(desk, SNV) == Retention(record=SNV)

    @pytest.mark.parametrize("years", [10, None])
    def test_what_is_kept_comes_back(self, desk: Desk, years: int | None) -> None:
        given = Retention(record=SNV, period=replace(PERIOD, years=years), holds=(FIRST, SECOND))

        kept(desk, given)

        assert found(desk, SNV) == given
        assert found(desk, STC) == Retention(record=STC)

    def test_the_newest_period_counts(self, desk: Desk) -> None:
        for years in (5, 10, 20):
            kept(desk, Retention(record=SNV, period=replace(PERIOD, years=years)))

        assert found(desk, SNV).period == replace(PERIOD, years=20)

    def test_keeping_the_same_again_changes_nothing(self, desk: Desk) -> None:
        given = Retention(record=SNV, period=PERIOD, holds=(FIRST,))

        kept(desk, given, given)

        assert found(desk, SNV) == given

    def test_a_hold_may_be_released_and_come_again(self, desk: Desk) -> None:
        kept(desk, Retention(record=SNV, holds=(FIRST, SECOND)), Retention(record=SNV, holds=(SECOND,)))
        assert found(desk, SNV).holds == (SECOND,)

        kept(desk, Retention(record=SNV, holds=(SECOND, FIRST)))
        assert found(desk, SNV).holds == (SECOND, FIRST)

    def test_without_a_commit_nothing_is_kept(self, desk: Desk) -> None:
        with desk.begin() as work:
            work.retentions.keep(Retention(record=SNV, period=PERIOD), actor="an", on=DAY)

        assert found(desk, SNV).period is None

    def test_forgetting_takes_the_facts_and_leaves_the_retention(self, desk: Desk) -> None:
        dossier = complete_dossier()
        record = RecordId(dossier.unit.code, dossier.quarter)
        kept(desk, Retention(record=record, period=PERIOD))
        with desk.begin() as work:
            work.facts.replace(dossier)
            work.shelf.move(replace(work.shelf.progress(record.unit, record.quarter), version=3))
            work.commit()

        with desk.begin() as work:
            work.retentions.forget(record)
            work.commit()

        with desk.begin() as work:
            assert list(work.facts.units(record.quarter)) == []
            assert work.shelf.progress(record.unit, record.quarter).version == 0
        assert found(desk, record).period == PERIOD


class DestructionsContract:
    """Subclass with the fixture `reopen`: gives the same store again and again, empty at first."""

    @pytest.fixture
    def reopen(self) -> Callable[[], Destructions]:
        raise NotImplementedError  # abstract: each implementation gives its own

    def test_there_is_none_at_first(self, reopen: Callable[[], Destructions]) -> None:
        assert reopen().find(SNV) is None
        assert list(reopen().all()) == []

    def test_a_document_comes_back_as_it_went_in(self, reopen: Callable[[], Destructions]) -> None:
        reopen().keep(SNV, {"số": 1, "files": {"a": "00"}})

        assert reopen().find(SNV) == {"số": 1, "files": {"a": "00"}}
        assert reopen().find(STC) is None

    def test_it_is_never_written_over(self, reopen: Callable[[], Destructions]) -> None:
        reopen().keep(SNV, {"a": 1})

        with pytest.raises(UsageError):
            reopen().keep(SNV, {"a": 2})

        assert reopen().find(SNV) == {"a": 1}

    def test_all_are_named_in_order(self, reopen: Callable[[], Destructions]) -> None:
        for record in (STC, SNV):
            reopen().keep(record, {})

        assert list(reopen().all()) == [SNV, STC]
