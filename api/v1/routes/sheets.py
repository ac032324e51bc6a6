"""The sheets of a dossier and their rows: read, added, changed and taken away one by one."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.v1.addresses import UNIT, AtRow, AtSheet, AtUnit
from api.v1.answering import IdempotencyKey, IfMatch, Wanted, answer, piece, required_tags
from api.v1.changing import add, change, remove
from api.v1.door import Asking
from api.v1.reading import visible_of, whole_facts
from api.v1.rows import find_row, form_of, row_message, rows_of, sheet_message
from api.v1.schemas.sheets import RowFacts, RowPage, RowTexts, SheetFacts, SheetList
from api.v1.stating import stating
from archive.domain.rights import Action

_ROWS = UNIT + "/sheets/{sheet}/rows"
_ROW = _ROWS + "/{row}"
_CHANGED = (400, 404, 409, 422)


def sheet_routes(router: APIRouter, ask: Callable[[Request], Asking]) -> None:
    """Add those that only read."""

    @router.get(UNIT + "/sheets", **stating(Action.READ, gives=SheetList, also=[304, 404, 422]))
    def list_sheets(request: Request, asked: Annotated[Asking, Depends(ask)], at: AtUnit) -> Response:
        """Every sheet with its columns: what can be written, and which action of a token may change it."""
        facts, forms = visible_of(asked, whole_facts(asked, at)), asked.parts.forms
        items = [sheet_message(form, rows=len(forms.rows(facts, form.sheet))) for form in forms.forms()]
        return answer(request, SheetList(items=items))

    @router.get(UNIT + "/sheets/{sheet}", **stating(Action.READ, gives=SheetFacts, also=[304, 404, 422]))
    def show_sheet(request: Request, asked: Annotated[Asking, Depends(ask)], at: AtSheet) -> Response:
        """One sheet with its columns."""
        facts, form = visible_of(asked, whole_facts(asked, at)), form_of(asked.parts.forms, at.sheet)
        return answer(request, sheet_message(form, rows=len(asked.parts.forms.rows(facts, form.sheet))))

    @router.get(_ROWS, **stating(Action.READ, gives=RowPage, also=[304, 404, 422]))
    def list_rows(
        request: Request,
        asked: Annotated[Asking, Depends(ask)],
        at: AtSheet,
        wanted: Wanted,
    ) -> Response:
        """The rows of a sheet, each with its ETag."""
        facts, form = visible_of(asked, whole_facts(asked, at)), form_of(asked.parts.forms, at.sheet)
        shown = piece(request, rows_of(asked.parts.forms, facts, form), wanted)
        shown["items"] = [row_message(facts, form, row) for row in shown["items"]]
        return answer(request, RowPage(**shown))

    @router.get(_ROW, **stating(Action.READ, gives=RowFacts, also=[304, 404, 422]))
    def show_row(
        request: Request,
        asked: Annotated[Asking, Depends(ask)],
        at: AtRow,
    ) -> Response:
        """One row."""
        facts, form = visible_of(asked, whole_facts(asked, at)), form_of(asked.parts.forms, at.sheet)
        found = find_row(rows_of(asked.parts.forms, facts, form), at.row)
        return answer(request, row_message(facts, form, found), tag=found.tag)


def changing_routes(router: APIRouter, ask: Callable[[Request], Asking]) -> None:
    """Add those that change."""

    @router.post(_ROWS, **stating(gives=RowFacts, status=201, place=True, also=_CHANGED))
    def add_row(
        request: Request,
        asked: Annotated[Asking, Depends(ask)],
        at: AtSheet,
        texts: RowTexts,
        idempotency_key: IdempotencyKey = None,
    ) -> Response:
        """Add a row. Sent again with the same Idempotency-Key it is not added twice, and answered alike.

        The dossier is open again after it; a sealed version stays what it was.
        """
        facts, form, row = add(asked, at, texts.texts, key=idempotency_key or "")
        message = row_message(facts, form, row)
        return answer(request, message, status=201, tag=row.tag, headers={"Location": message.href})

    @router.patch(_ROW, **stating(gives=RowFacts, place=True, also=[*_CHANGED, 412, 428]))
    def change_row(
        request: Request,
        asked: Annotated[Asking, Depends(ask)],
        at: AtRow,
        texts: RowTexts,
        if_match: IfMatch = None,
    ) -> Response:
        """Change some fields of a row, if it is still as it was read. Location is its name from now on."""
        facts, form, found = change(asked, at, texts.texts, required_tags(if_match))
        message = row_message(facts, form, found)
        return answer(request, message, tag=found.tag, headers={"Location": message.href})

    @router.delete(_ROW, **stating(status=204, also=[*_CHANGED, 412, 428]))
    def remove_row(
        asked: Annotated[Asking, Depends(ask)],
        at: AtRow,
        if_match: IfMatch = None,
    ) -> Response:
        """Take a row away, if it is still as it was read. What other rows name stays."""
        remove(asked, at, required_tags(if_match))
        return Response(status_code=204)
