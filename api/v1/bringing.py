"""A whole workbook taken in for a program: nothing beyond the token's units, no field beyond its actions."""

from collections.abc import Iterable

from api.v1.door import Asking
from api.v1.rows import may_edit
from api.v1.schemas.sending import WorkbookForm
from api.v1.sent import set_aside
from archive.domain.editing import Whose
from archive.domain.people import UnitCode
from archive.domain.rights import Action
from archive.workflow.intake import IntakeReport, take_in
from archive.workflow.permits import permit_of

_NAME = "so.xlsx"  # what errors call it; the name that was sent proves nothing


def bring(asked: Asking, form: WorkbookForm) -> IntakeReport:
    """Take it in, or with `dry_run` tell what would change.

    Raises:
        NotFound: it speaks of a unit beyond reach.
        BadWorkbook: something in it cannot be stored.
        RuleBroken: a rule forbids it, or it changes a field that the token may not change.
        StorageFull: there is no room.
    """

    def within(unit: UnitCode) -> bool:
        return asked.holder.may(Action.EDIT_FACTS, unit=unit)

    def may(whose: Whose, sheet: str, fields: Iterable[str]) -> bool:
        return may_edit(asked, whose, sheet, fields)

    with set_aside(asked.parts, form.workbook.file, name=_NAME) as path:
        return take_in(
            asked.parts,
            path,
            None,
            update=form.update,
            partial=form.partial,
            dry_run=form.dry_run,
            within=within,
            permit=permit_of(asked.parts, may=may),
        )
