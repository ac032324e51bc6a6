"""Ký số: /ky-so lists the dossiers with something to sign, /ky-so/{quarter}/{unit} is the queue of one."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from api.access import Visitor, stating
from api.pages.addresses import signing_address
from api.pages.reading import known, quarter_of
from api.pages.views.jobs import job_address
from api.pages.views.signing import signing_list_page, signing_page
from api.signers import may_sign, signing_work, signs_for_all, waiting
from api.web import Web
from archive.domain.people import PersonCode, UnitCode
from archive.domain.rights import Action
from archive.errors import NotFound
from archive.workflow.jobs import put_once
from archive.workflow.review import units_of

Chosen = Annotated[list[str], Form()]


def signing_pages(web: Web) -> APIRouter:
    """What waits for signatures."""
    router, parts = APIRouter(), web.parts

    @router.get("/ky-so", **stating(Action.SIGN))
    def show_list(request: Request, quy: str = "") -> Response:
        visitor = web.access.visitor(request)
        seen = known(parts, visitor.readable, quarter_of(quy) if quy else None)
        if seen.quarter is None:
            raise NotFound("Chưa có hồ sơ nào.")
        found = [(unit, name, waiting(parts, visitor, unit, seen.quarter)) for unit, name in seen.units.items()]
        return web.page(request, "signing_list.html", view=signing_list_page(seen.quarter, found), visitor=visitor)

    @router.get("/ky-so/{quy}/{unit}", **stating(Action.SIGN))
    def show_queue(request: Request, quy: str, unit: str, xem: str = "") -> Response:
        visitor, code, quarter = web.access.visitor(request), UnitCode(unit), quarter_of(quy)
        units_of(parts, quarter, unit, readable=visitor.readable)
        _require_signer(web, request, visitor, code)
        with parts.desk.look() as work:
            facts = work.facts.dossier(code, quarter)
        turns = waiting(parts, visitor, code, quarter)
        view = signing_page(facts, turns, shown=xem, stands_in=signs_for_all(parts, visitor, code))
        return web.page(request, "signing.html", view=view, visitor=visitor)

    @router.post("/ky-so/{quy}/{unit}", **stating(Action.SIGN))
    def sign_chosen(request: Request, quy: str, unit: str, van_ban: Chosen = []) -> Response:  # noqa: B006 - never changed
        visitor, code, quarter = web.access.visitor(request), UnitCode(unit), quarter_of(quy)
        units_of(parts, quarter, unit, readable=visitor.readable)
        _require_signer(web, request, visitor, code)
        order = signing_work(parts, visitor, code, quarter, van_ban)
        if order is None:
            back = signing_address(quarter, code)
            return web.back(request, to=back, flash="Chưa chọn văn bản nào, hoặc chúng không còn đến lượt đồng chí.")
        job = put_once(web.acting(visitor), "sign", order)
        return web.back(request, to=job_address(job))

    return router


def _require_signer(web: Web, request: Request, visitor: Visitor, unit: UnitCode) -> None:
    """A secretary or head signs in the unit; a cadre only as the cadre."""
    if may_sign(visitor, unit):
        return
    person = visitor.account.person
    web.access.allow(request, Action.SIGN, unit=unit, person=PersonCode(person or ""))
