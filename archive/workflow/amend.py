"""Amend: change single rows of one dossier, as a page or a program asks, without a workbook (design §11).

The same rules as for an import: nobody is taken back and no approved list changes without a reason, and what only a
secret paper says is not stored. Changed facts open the dossier again; a sealed version stays what it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from archive.domain.asked import KEPT_FOR, Asked, is_done
from archive.domain.change import Change, changes
from archive.domain.dossier import OpenDossier, Stage, refuse_silent_changes, without_secrets
from archive.domain.history import Event, EventKind
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.errors import RuleBroken
from archive.ports import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class RowEdit:
    """One row of a sheet as it shall be; `mark` is that of the row as it was shown, empty for a new one.

    Without `texts` the row is taken away; a field that `texts` does not name stays as it is.
    """

    sheet: str
    mark: str
    texts: Mapping[str, str] | None


def amend(
    parts: Parts, unit: UnitCode, quarter: Quarter, edits: Sequence[RowEdit], *, asked: Asked | None = None
) -> Sequence[Change]:
    """Make all the edits or none; what they changed, field by field. What was `asked` before changes nothing more.

    Raises:
        NotFound: the unit has no facts in that quarter, or the workbook has no such sheet.
        ChangedMeanwhile: a row is no longer as it was shown; nothing was stored.
        BadForm: a field cannot be stored; nothing was stored.
        BadInput: the key of what is asked was used for something else; nothing was stored.
        RuleBroken: an approved list or a step done would change without a reason (R19, R21), the record was
            destroyed by decision, or the dossier would become another unit's or quarter's.
    """
    _refuse_destroyed(parts, unit, quarter)
    with parts.desk.begin() as work:
        if asked and is_done(work.asked.find(asked.account, asked.key), asked):
            return ()
        before = work.facts.dossier(unit, quarter)
        after = without_secrets(_edited(parts, before, edits))
        _refuse_moved(before, after)
        refuse_silent_changes(before, after, parts.province)
        if asked:
            work.asked.forget_before(asked.at - KEPT_FOR)
            work.asked.keep(asked)
        if not work.facts.replace(after):
            return ()
        told = tuple(changes(unit, *map(parts.workbooks.state, _differing(before, after))))
        work.shelf.move(replace(work.shelf.progress(unit, quarter), stage=Stage.OPEN))
        work.journal.write(_event(parts, after, edits, told))
        work.commit()
    return told


def _refuse_destroyed(parts: Parts, unit: UnitCode, quarter: Quarter) -> None:
    if parts.destructions.find(RecordId(unit, quarter)) is not None:
        raise RuleBroken(f"Hồ sơ {unit} {quarter.title} đã được tiêu hủy theo quyết định; không sửa được nữa.")


def _refuse_moved(before: OpenDossier, after: OpenDossier) -> None:
    """Facts under another name would take the place of somebody else's."""
    if (before.unit.code, before.quarter) != (after.unit.code, after.quarter):
        raise RuleBroken(
            f"Đây là hồ sơ {before.unit.code} {before.quarter.title}; không đổi được mã đơn vị hay quý của hồ sơ."
        )


def _differing(before: OpenDossier, after: OpenDossier) -> tuple[OpenDossier, OpenDossier]:
    """Both without the kinds of rows that are the same in both: to state every task for one note takes long."""
    kinds = (field.name for field in fields(before) if isinstance(getattr(before, field.name), tuple))
    same: dict[str, Any] = {name: () for name in kinds if getattr(before, name) == getattr(after, name)}
    return replace(before, **same), replace(after, **same)


def _edited(parts: Parts, dossier: OpenDossier, edits: Sequence[RowEdit]) -> OpenDossier:
    for edit in edits:
        dossier = parts.forms.edited(dossier, edit.sheet, mark=edit.mark, texts=edit.texts)
    return dossier


def _event(parts: Parts, dossier: OpenDossier, edits: Sequence[RowEdit], told: Sequence[Change]) -> Event:
    sheets = ", ".join(sorted({edit.sheet for edit in edits}))
    first = f": {told[0]}" if len(told) == 1 else ""
    return Event(
        kind=EventKind.MODIFICATION,
        unit=dossier.unit.code,
        quarter=dossier.quarter,
        subject=dossier.unit.code,
        at=parts.clock.now(),
        actor=parts.actor,
        note=f"{sheets}, {len(told)} thay đổi{first}",
    )
