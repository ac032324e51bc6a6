"""Hội nghị và xếp loại: /hoi-nghi/{quarter}/{unit}, the quota as it would be, and the decisions that go with it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.access import Open, Refused, Visitor, stating
from api.pages.addresses import meeting_address
from api.pages.meeting_rows import Typed, chosen_ratings, edits_of, rating_rows, tried_out, typed_table
from api.pages.reading import quarter_of
from api.pages.row_forms import Posted, edit_of, require_edit, store
from api.pages.views.entries import Refusal
from api.pages.views.meeting import MEETING_FIELDS, MEETING_KEY, Sheets, meeting_page
from api.pages.views.quota import quota_panel
from api.pages.views.rulings import ROW, RULING_FIELDS, RULING_KINDS, RulingForm, ruling_form
from api.web import Web
from archive.domain.dossier import OpenDossier
from archive.domain.editing import MEETINGS_SHEET, PROPOSALS_SHEET, RULINGS_SHEET, Whose, may_edit
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.quota import group_of
from archive.domain.rights import Action
from archive.errors import NotFound
from archive.ports.forms import FormRow
from archive.workflow.amend import RowEdit
from archive.workflow.decide import weigh
from archive.workflow.review import DossierReview, review

_SEEN_BY = (Action.PROPOSE, Action.EDIT_FACTS, Action.DECIDE)


@dataclass(frozen=True, slots=True)
class _Seat:
    """Who sits at which unit's table."""

    visitor: Visitor
    found: DossierReview

    @property
    def facts(self) -> OpenDossier:
        """All facts of the unit."""
        return self.found.facts

    @property
    def may_edit(self) -> bool:
        """Whether they fill in the meeting and the ratings."""
        return may_edit(self.visitor.account, Whose(self.facts.unit.code), MEETINGS_SHEET, MEETING_FIELDS)


def meeting_pages(web: Web) -> APIRouter:
    """The meeting of one unit."""
    router = APIRouter()

    @router.get("/hoi-nghi/{quy}/{unit}", **stating(Action.READ))
    def show(request: Request, quy: str, unit: str, sua: str = "") -> Response:
        seat = _seat(web, request, quarter_of(quy), unit)
        return _drawn(web, request, seat, ruling=_asked(web, seat.facts, sua))

    @router.post("/hoi-nghi/{quy}/{unit}", **stating(Open.SIGNED_IN))
    def keep(request: Request, quy: str, unit: str, posted: Posted) -> Response:
        seat = _seat(web, request, quarter_of(quy), unit)
        typed = typed_table(seat.facts, posted)
        edits = edits_of(web.parts, seat.facts, typed, posted)
        _require(seat, edits)
        here = meeting_address(seat.facts.quarter, seat.facts.unit.code)
        if not edits:
            return web.back(request, to=here, flash="Không có gì thay đổi.")
        refusal = store(web, seat.visitor, seat.facts, edits)
        if refusal:
            return _drawn(web, request, _again(web, seat), typed=typed, refusal=refusal)
        return web.back(request, to=here, flash=f"Đã lưu {_said(edits)}.")

    @router.post("/hoi-nghi/{quy}/{unit}/thu", **stating(Open.SIGNED_IN))
    def try_out(request: Request, quy: str, unit: str, posted: Posted) -> Response:
        seat = _seat(web, request, quarter_of(quy), unit)
        tried = tried_out(
            web.parts, seat.facts, edits_of(web.parts, seat.facts, typed_table(seat.facts, posted), posted)
        )
        weighed = weigh(web.parts, tried.quarter, tried.unit.code, trying=chosen_ratings(tried))
        return web.fragment("_quota.html", view=quota_panel(tried, weighed), visitor=seat.visitor)

    @router.post("/hoi-nghi/{quy}/{unit}/quyet-dinh/{kind}", **stating(Open.SIGNED_IN))
    def rule(request: Request, quy: str, unit: str, kind: str, posted: Posted) -> Response:
        seat = _seat(web, request, quarter_of(quy), unit)
        if kind not in RULING_KINDS:
            raise NotFound(f"Không có loại quyết định '{kind}'.")
        require_edit(seat.visitor, Whose(seat.facts.unit.code), RULINGS_SHEET, RULING_FIELDS)
        typed = {name: posted.get(name, "") for name in RULING_FIELDS}
        row = _ruling_row(web, seat.facts, posted.get("mark", ""))
        edit = edit_of(
            RULINGS_SHEET, row, mark=posted.get("mark", ""), texts=typed, key={"kind": RULING_KINDS[kind].value}
        )
        refusal = store(web, seat.visitor, seat.facts, {ROW: edit})
        here = meeting_address(seat.facts.quarter, seat.facts.unit.code)
        if not refusal:
            return web.back(request, to=here, flash=f"Đã ghi: {RULING_KINDS[kind].value}.")
        form = web.parts.forms.form(RULINGS_SHEET)
        made = ruling_form(form, kind, _groups(seat.facts), row=row, typed=typed, refusal=refusal)
        return _drawn(web, request, _again(web, seat), ruling=_both(web, seat.facts, made), status=refusal.status)

    return router


def _seat(web: Web, request: Request, quarter: Quarter, unit: str) -> _Seat:
    """Who may see how a unit rates: its collective, its secretary, and who decides.

    Raises:
        Refused: somebody else.
    """
    visitor, code = web.access.visitor(request), UnitCode(unit)
    if not any(visitor.may(action, unit=code) for action in _SEEN_BY):
        raise Refused(status=404 if any(visitor.may_somewhere(action) for action in _SEEN_BY) else 403)
    return _Seat(visitor, next(review(web.parts, quarter, code)))


def _again(web: Web, seat: _Seat) -> _Seat:
    """The same table after somebody else may have changed what lies on it."""
    return replace(seat, found=next(review(web.parts, seat.facts.quarter, seat.facts.unit.code)))


def _drawn(
    web: Web,
    request: Request,
    seat: _Seat,
    *,
    typed: Typed | None = None,
    refusal: Refusal | None = None,
    ruling: tuple[RulingForm, RulingForm] | None = None,
    status: int = 200,
) -> Response:
    facts, forms = seat.facts, web.parts.forms
    sheets = Sheets(
        meeting=forms.form(MEETINGS_SHEET),
        proposals=forms.form(PROPOSALS_SHEET),
        rulings=forms.form(RULINGS_SHEET),
        meeting_row=next(iter(forms.rows(facts, MEETINGS_SHEET)), None),
        rows=rating_rows(web.parts, facts),
        ruling_rows=forms.rows(facts, RULINGS_SHEET),
        typed=typed or {},
        refusal=refusal,
    )
    tried = tried_out(web.parts, facts, edits_of(web.parts, facts, typed or {}, {}, of_now=True))
    weighed = weigh(web.parts, facts.quarter, facts.unit.code, trying=chosen_ratings(tried))
    view = meeting_page(seat.found, tried, weighed, sheets, may_edit=seat.may_edit, ruling=ruling)
    shown = refusal.status if refusal else status
    return web.page(request, "meeting.html", view=view, visitor=seat.visitor, status=shown)


def _require(seat: _Seat, edits: Mapping[str, RowEdit]) -> None:
    unit = seat.facts.unit.code
    people = {str(cadre.code): cadre for cadre in seat.facts.cadres}
    require_edit(seat.visitor, Whose(unit), MEETINGS_SHEET, MEETING_FIELDS)
    for key, edit in edits.items():
        if key in people:
            cadre = people[key]
            require_edit(seat.visitor, Whose(unit, cadre.code, cadre.management), edit.sheet, edit.texts or ())


def _groups(facts: OpenDossier) -> tuple[str, ...]:
    return tuple(sorted({group_of(cadre) for cadre in facts.rated if not cadre.is_head}))


def _ruling_row(web: Web, facts: OpenDossier, mark: str) -> FormRow | None:
    return next((row for row in web.parts.forms.rows(facts, RULINGS_SHEET) if mark and row.mark == mark), None)


def _asked(web: Web, facts: OpenDossier, mark: str) -> tuple[RulingForm, RulingForm] | None:
    """The two forms, one of them filled with the decision that is to be changed."""
    row = _ruling_row(web, facts, mark)
    kind = next((name for name, item in RULING_KINDS.items() if row and item.value == row.texts["kind"]), None)
    if kind is None:
        return None
    return _both(web, facts, ruling_form(web.parts.forms.form(RULINGS_SHEET), kind, _groups(facts), row=row))


def _both(web: Web, facts: OpenDossier, made: RulingForm) -> tuple[RulingForm, RulingForm]:
    share, priority = (
        made if made.kind == kind else ruling_form(web.parts.forms.form(RULINGS_SHEET), kind, _groups(facts))
        for kind in RULING_KINDS
    )
    return share, priority


def _said(edits: Mapping[str, RowEdit]) -> str:
    people = sum(edit.sheet == PROPOSALS_SHEET for edit in edits.values())
    meeting = "thông tin hội nghị" if MEETING_KEY in edits else ""
    return " và ".join(filter(None, (meeting, f"xếp loại của {people} đồng chí" if people else "")))
