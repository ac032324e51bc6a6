"""Tự đánh giá: /tu-danh-gia lists whose one looks after, /tu-danh-gia/{quarter}/{unit}/{person} is one of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.access import Refused, Visitor, stating
from api.pages.addresses import assessment_address
from api.pages.reading import Known, known, quarter_of
from api.pages.row_forms import Posted, changed_texts, edit_of, require_edit, store
from api.pages.views.assessment import FIELDS, ROW, Sheet, assessment_page, assessments_page
from api.pages.views.entries import Refusal
from api.web import Web
from archive.domain.dossier import OpenDossier
from archive.domain.dossier.papers import is_withheld
from archive.domain.editing import ASSESSMENTS_SHEET, Whose, may_edit
from archive.domain.people import Cadre, PersonCode, UnitCode
from archive.domain.quarter import Quarter
from archive.domain.rights import Action
from archive.errors import NotFound
from archive.ports.forms import FormRow
from archive.workflow.review import DossierReview, review


def assessment_pages(web: Web) -> APIRouter:
    """The self-assessments of a quarter."""
    router, parts = APIRouter(), web.parts

    @router.get("/tu-danh-gia", **stating(Action.REPORT))
    def show_list(request: Request, quy: str = "") -> Response:
        visitor = web.access.visitor(request)
        seen = known(parts, visitor.readable, quarter_of(quy) if quy else None)
        if seen.quarter is None:
            raise NotFound("Chưa có hồ sơ nào.")
        found = list(_own(web, visitor, seen, seen.quarter))
        if len(found) == 1 and [cadre.code for cadre in found[0][2]] == [visitor.account.person]:
            only = found[0][1].unit.code
            return web.back(request, to=assessment_address(seen.quarter, only, found[0][2][0].code))
        view = assessments_page(seen.quarter, found, now=parts.clock.now())
        return web.page(request, "assessments.html", view=view, visitor=visitor)

    @router.get("/tu-danh-gia/{quy}/{unit}/{person}", **stating(Action.READ))
    def show_one(request: Request, quy: str, unit: str, person: str) -> Response:
        visitor = web.access.visitor(request)
        return _drawn(web, request, visitor, _one(web, visitor, quarter_of(quy), unit, person))

    @router.post("/tu-danh-gia/{quy}/{unit}/{person}", **stating(Action.REPORT))
    def keep(request: Request, quy: str, unit: str, person: str, posted: Posted) -> Response:
        visitor = web.access.visitor(request)
        one = _one(web, visitor, quarter_of(quy), unit, person)
        require_edit(visitor, one.whose, ASSESSMENTS_SHEET, FIELDS)
        if not one.cadre.is_rated or is_withheld(one.whole, one.cadre):
            raise Refused(status=404)
        row, typed = _row(web, one), {name: posted.get(name, "") for name in FIELDS}
        here = assessment_address(one.whole.quarter, one.cadre.unit, one.cadre.code)
        if not changed_texts(row, typed):
            return web.back(request, to=here, flash="Không có gì thay đổi.")
        key = {"person": one.cadre.code}
        edit = edit_of(ASSESSMENTS_SHEET, row, mark=posted.get("mark", ""), texts=typed, key=key)
        refusal = store(web, visitor, one.whole, {ROW: edit})
        if refusal:
            return _drawn(web, request, visitor, one, typed=typed, refusal=refusal)
        return web.back(request, to=here, flash=f"Đã lưu bản tự đánh giá của đồng chí {one.cadre.name}.")

    return router


def _own(
    web: Web, visitor: Visitor, seen: Known, quarter: Quarter
) -> Iterator[tuple[DossierReview, OpenDossier, Sequence[Cadre]]]:
    """Each dossier with the rated cadres whose self-assessment the visitor may fill in."""
    for unit in seen.units:
        whole = _facts(web, unit, quarter)
        people = [cadre for cadre in whole.rated if may_edit(visitor.account, _whose(cadre), ASSESSMENTS_SHEET, FIELDS)]
        if people:
            yield next(review(web.parts, quarter, unit, readable=visitor.readable)), whole, people


@dataclass(frozen=True, slots=True)
class _One:
    """One cadre: the dossier as the visitor sees it, all its facts, and who it is."""

    found: DossierReview
    whole: OpenDossier
    cadre: Cadre

    @property
    def whose(self) -> Whose:
        """For asking who may edit."""
        return _whose(self.cadre)


def _one(web: Web, visitor: Visitor, quarter: Quarter, unit: str, person: str) -> _One:
    found = next(review(web.parts, quarter, unit, readable=visitor.readable))
    cadre = next((item for item in found.facts.cadres if item.code == PersonCode(person)), None)
    if cadre is None:
        raise NotFound(f"Không thấy cán bộ '{person}'.")
    return _One(found, _facts(web, UnitCode(unit), quarter), cadre)


def _drawn(
    web: Web,
    request: Request,
    visitor: Visitor,
    one: _One,
    *,
    typed: Mapping[str, str] | None = None,
    refusal: Refusal | None = None,
) -> Response:
    if refusal and refusal.changed:  # what somebody else stored meanwhile stands beside what was typed
        one = _one(web, visitor, one.whole.quarter, one.whole.unit.code, one.cadre.code)
    form = web.parts.forms.form(ASSESSMENTS_SHEET)
    view = assessment_page(
        one.found,
        one.whole,
        one.cadre,
        Sheet(form=form, row=_row(web, one), typed=typed, refusal=refusal),
        now=web.parts.clock.now(),
        may_fill=may_edit(visitor.account, one.whose, ASSESSMENTS_SHEET, FIELDS),
    )
    status = refusal.status if refusal else 200
    return web.page(request, "assessment.html", view=view, visitor=visitor, status=status)


def _facts(web: Web, unit: UnitCode, quarter: Quarter) -> OpenDossier:
    with web.parts.desk.look() as work:
        return work.facts.dossier(unit, quarter)


def _row(web: Web, one: _One) -> FormRow | None:
    rows = web.parts.forms.rows(one.whole, ASSESSMENTS_SHEET)
    return next((row for row in rows if row.texts["person"] == one.cadre.code), None)


def _whose(cadre: Cadre) -> Whose:
    return Whose(cadre.unit, cadre.code, cadre.management)
