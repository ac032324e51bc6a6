"""Thẩm định: /tham-dinh/{quarter} is the queue of an assessing body, below it the results of one cadre."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.access import Visitor, stating
from api.pages.addresses import appraisal_address, appraisals_address
from api.pages.reading import known, quarter_of
from api.pages.row_forms import Posted, changed_texts, edit_of, require_edit, store, typed_rows
from api.pages.views.appraisal import FIELD, Asked, Sheet, appraisal_page, appraisals_page
from api.pages.views.entries import BETWEEN, Refusal
from api.web import Web
from archive.domain.dossier import OpenDossier
from archive.domain.editing import RESULTS_SHEET, Whose, may_edit
from archive.domain.outcome import Outcome
from archive.domain.people import Cadre, PersonCode, UnitCode
from archive.domain.quarter import Quarter
from archive.domain.rights import Action
from archive.errors import NotFound
from archive.ports.forms import FormRow
from archive.workflow.amend import RowEdit
from archive.workflow.review import DossierReview, review


@dataclass(frozen=True, slots=True)
class _One:
    """One cadre: the dossier as the visitor sees it, all its facts, and who it is."""

    found: DossierReview
    whole: OpenDossier
    cadre: Cadre


def appraisal_pages(web: Web) -> APIRouter:
    """What was reported, and the points given for it."""
    router, parts = APIRouter(), web.parts

    @router.get("/tham-dinh", **stating(Action.ASSESS))
    def lead(request: Request) -> Response:
        newest = known(parts, web.access.visitor(request).readable, None).quarter
        if newest is None:
            raise NotFound("Chưa có hồ sơ nào.")
        return web.back(request, to=appraisals_address(newest))

    @router.get("/tham-dinh/{quy}", **stating(Action.ASSESS))
    def show_queue(  # noqa: PLR0917 - one for each filter of the page
        request: Request,
        quy: str,
        unit: Annotated[str, Query(alias="don-vi", max_length=100)] = "",
        body: Annotated[str, Query(alias="co-quan", max_length=500)] = "",
        only_open: Annotated[str, Query(alias="con", max_length=1)] = "",
        page: Annotated[str, Query(alias="trang", max_length=6)] = "1",
    ) -> Response:
        visitor, quarter = web.access.visitor(request), quarter_of(quy)
        number = max(1, int(page)) if page.isdecimal() else 1
        asked = Asked(unit=unit, body=body, only_open=bool(only_open), page=number)
        view = appraisals_page(quarter, list(_queue(web, visitor, quarter)), asked)
        return web.page(request, "appraisals.html", view=view, visitor=visitor)

    @router.get("/tham-dinh/{quy}/{unit}/{person}", **stating(Action.READ))
    def show_one(request: Request, quy: str, unit: str, person: str) -> Response:
        visitor = web.access.visitor(request)
        return _drawn(web, request, visitor, _one(web, visitor, quarter_of(quy), unit, person))

    @router.post("/tham-dinh/{quy}/{unit}/{person}", **stating(Action.READ))
    def keep(request: Request, quy: str, unit: str, person: str, posted: Posted) -> Response:
        visitor = web.access.visitor(request)
        one = _one(web, visitor, quarter_of(quy), unit, person)
        typed = typed_rows(posted, _scored(one), [FIELD])
        edits = _edits(web, one, typed, posted)
        here = appraisal_address(one.whole.quarter, one.cadre.unit, one.cadre.code)
        if not edits:
            return web.back(request, to=here, flash="Không có gì thay đổi.")
        refusal = store(web, visitor, one.whole, edits)
        if refusal:
            again = _one(web, visitor, one.whole.quarter, one.whole.unit.code, one.cadre.code)
            return _drawn(web, request, visitor, again, typed=typed, refusal=refusal)
        return web.back(request, to=here, flash=f"Đã ghi điểm thẩm định {len(edits)} nhiệm vụ.")

    return router


def _queue(web: Web, visitor: Visitor, quarter: Quarter) -> Iterator[tuple[OpenDossier, Sequence[Cadre]]]:
    """Each dossier with the cadres whose results the visitor appraises."""
    seen = known(web.parts, visitor.readable, quarter)
    for unit in seen.units:
        facts = _facts(web, unit, quarter)
        people = [cadre for cadre in facts.rated if may_edit(visitor.account, _whose(cadre), RESULTS_SHEET, [FIELD])]
        if people:
            yield facts, people


def _one(web: Web, visitor: Visitor, quarter: Quarter, unit: str, person: str) -> _One:
    """The cadre, for who appraises what the cadre reported.

    Raises:
        NotFound: there is none within reach.
        Refused: the visitor does not appraise it.
    """
    found = next(review(web.parts, quarter, unit, readable=visitor.readable))
    cadre = next((item for item in found.facts.rated if item.code == PersonCode(person)), None)
    if cadre is None:
        raise NotFound(f"Không thấy cán bộ '{person}'.")
    require_edit(visitor, _whose(cadre), RESULTS_SHEET, [FIELD])
    return _One(found, _facts(web, UnitCode(unit), quarter), cadre)


def _drawn(
    web: Web,
    request: Request,
    visitor: Visitor,
    one: _One,
    *,
    typed: Mapping[str, Mapping[str, str]] | None = None,
    refusal: Refusal | None = None,
) -> Response:
    sheet = Sheet(form=web.parts.forms.form(RESULTS_SHEET), rows=_rows(web, one), typed=typed, refusal=refusal)
    view = appraisal_page(one.found, one.whole, one.cadre, sheet)
    status = refusal.status if refusal else 200
    return web.page(request, "appraisal.html", view=view, visitor=visitor, status=status)


def _scored(one: _One) -> list[str]:
    """The tasks that may have points: none that moved to the next quarter (R25)."""
    judged = one.whole.judged()
    tasks = one.whole.tasks_of(one.cadre.code)
    return [task.code for task in tasks if judged[task.code].outcome is not Outcome.CARRIED_OVER]


def _edits(
    web: Web, one: _One, typed: Mapping[str, Mapping[str, str]], posted: Mapping[str, str]
) -> dict[str, RowEdit]:
    rows, edits = _rows(web, one), {}
    for code, texts in typed.items():
        if changed_texts(rows.get(code), texts):
            mark = posted.get(f"{code}{BETWEEN}mark", "")
            edits[code] = edit_of(RESULTS_SHEET, rows.get(code), mark=mark, texts=texts, key={"task": code})
    return edits


def _rows(web: Web, one: _One) -> Mapping[str, FormRow]:
    return {row.texts["task"]: row for row in web.parts.forms.rows(one.whole, RESULTS_SHEET)}


def _facts(web: Web, unit: UnitCode, quarter: Quarter) -> OpenDossier:
    with web.parts.desk.look() as work:
        return work.facts.dossier(unit, quarter)


def _whose(cadre: Cadre) -> Whose:
    return Whose(cadre.unit, cadre.code, cadre.management)
