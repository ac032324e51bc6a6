"""Periods and holds in the database: rows are followed by newer ones, a hold's end is written beside its begin."""

from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from archive.domain.record import RecordId
from archive.domain.retention import LegalHold, Retention, RetentionPeriod
from storage.database.tables import documents, dossiers, legal_holds, progress, retention_periods


class SqlRetentions:
    """Retention within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, record: RecordId) -> Retention:
        """What is known of the record's keeping."""
        periods = (
            select(*_columns(retention_periods, RetentionPeriod))
            .where(retention_periods.c.record == str(record))
            .order_by(retention_periods.c.id.desc())
            .limit(1)
        )
        newest = self._connection.execute(periods).mappings().one_or_none()
        return Retention(record=record, period=RetentionPeriod(**newest) if newest else None, holds=self._holds(record))

    def keep(self, retention: Retention, *, actor: str, on: date) -> None:
        """Add what is new: a row for another period, a row for each new hold, an end for each that is gone."""
        before, name = self.find(retention.record), str(retention.record)
        if retention.period and retention.period != before.period:
            self._connection.execute(insert(retention_periods), {"record": name, **_values(retention.period)})
        for hold in retention.holds:
            if hold not in before.holds:
                self._connection.execute(insert(legal_holds), {"record": name, **_values(hold)})
        kept = {hold.number for hold in retention.holds}
        for hold in before.holds:
            if hold.number not in kept:
                self._release(name, hold.number, actor, on)

    def forget(self, record: RecordId) -> None:
        """Take the working facts and documents of a destroyed record away; its events and retention stay."""
        for table in (documents, progress, dossiers):
            self._connection.execute(
                delete(table).where(table.c.quarter == record.quarter, table.c.unit == record.unit)
            )

    def _holds(self, record: RecordId) -> tuple[LegalHold, ...]:
        standing = (
            select(*_columns(legal_holds, LegalHold))
            .where(legal_holds.c.record == str(record), legal_holds.c.released_by.is_(None))
            .order_by(legal_holds.c.id)
        )
        return tuple(LegalHold(**row) for row in self._connection.execute(standing).mappings())

    def _release(self, record: str, number: str, actor: str, on: date) -> None:
        self._connection.execute(
            update(legal_holds)
            .where(legal_holds.c.record == record, legal_holds.c.number == number, legal_holds.c.released_by.is_(None))
            .values(released_by=actor, released_on=on)
        )


def _columns(table: Any, kind: type[object]) -> list[Any]:  # noqa: ANN401 - a table of SQLAlchemy
    return [table.c[field.name] for field in fields(kind)]  # type: ignore[arg-type]  # both are dataclasses


def _values(value: RetentionPeriod | LegalHold) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}
