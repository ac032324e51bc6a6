"""The pages for reading: each reads what was asked, calls a workflow step, and hands the result to a view."""

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.access import Open, stating
from api.handing import hand_over
from api.holdings import Holding, find
from api.pages.reading import has_trial_signature, known, quarter_of
from api.pages.views.dossier import dossier
from api.pages.views.overview import overview, welcome
from api.pages.views.record import record
from api.web import Web
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.domain.rights import Action
from archive.workflow.index import read_description
from archive.workflow.portfolio import portfolio
from archive.workflow.retrieve import show
from archive.workflow.review import review

_READ_ONLY = ["GET", "HEAD"]
_PORTFOLIOS_A_MINUTE = 6  # each reads a whole record


def reading_pages(web: Web) -> APIRouter:
    """A dossier, a record, and the files."""
    router, parts = APIRouter(), web.parts

    @router.api_route("/ho-so/{quy}/{unit}", methods=_READ_ONLY, **stating(Action.READ))
    def show_dossier(request: Request, quy: str, unit: str, xem: str = "") -> Response:
        visitor = web.access.visitor(request)
        found = next(review(parts, quarter_of(quy), unit, readable=visitor.readable))
        versions = parts.records.versions(RecordId(UnitCode(unit), found.facts.quarter))
        is_trial = has_trial_signature(parts, found.documents)
        view = dossier(
            found,
            versions,
            now=parts.clock.now(),
            is_trial=is_trial,
            may_do=lambda action: visitor.may(action, unit=UnitCode(unit)),
            shown=xem,
        )
        return web.page(request, "dossier.html", view=view, visitor=visitor)

    @router.api_route("/ho-so/{quy}/{unit}/luu-tru/{version}", methods=_READ_ONLY, **stating(Action.READ))
    def show_record(request: Request, quy: str, unit: str, version: int) -> Response:
        visitor = web.access.visitor(request)
        asked = RecordId(UnitCode(unit), quarter_of(quy))
        found = show(parts, asked, version, readable=visitor.readable)
        view = record(found, read_description(parts.records.content(asked, version)))
        return web.page(request, "record.html", view=view, visitor=visitor)

    @router.get(
        "/ho-so/{quy}/{unit}/luu-tru/{version}/ban-doc", **stating(Action.READ, per_minute=_PORTFOLIOS_A_MINUTE)
    )
    def hand_portfolio(request: Request, quy: str, unit: str, version: int) -> Response:
        visitor, asked = web.access.visitor(request), RecordId(UnitCode(unit), quarter_of(quy))
        name = f"Hồ sơ {unit} - {asked.quarter.short} - phiên bản {version}.pdf"
        with TemporaryDirectory(prefix="hoso-ban-doc-") as folder:
            made = Path(folder) / "ban-doc.pdf"
            portfolio(parts, asked, out=made, version=version, readable=visitor.readable)
            mark = hashlib.sha512(made.read_bytes()).hexdigest()
            source = made.open("rb")  # it outlives its name, until the answer is sent
        return hand_over(Holding(name=name, sha512=mark, open=lambda: source), request)

    @router.api_route("/tep/{name:path}", methods=_READ_ONLY, **stating(Action.READ))
    def hand_file(request: Request, name: str, version: int | None = Query(None, alias="phien-ban")) -> Response:
        visitor = web.access.visitor(request)
        return hand_over(find(parts, name, version=version, readable=visitor.readable), request)

    return router


def overview_pages(web: Web) -> APIRouter:
    """The quarter as a map; who reads no dossier is led to a place of their own."""
    router, parts = APIRouter(), web.parts

    @router.api_route("/", methods=_READ_ONLY, **stating(Open.SIGNED_IN))
    def show_overview(request: Request, quy: str = "", loc: str = "") -> Response:
        visitor = web.access.visitor(request)
        if not visitor.may_somewhere(Action.READ):
            return web.back(request, to=web.home(visitor))
        seen = known(parts, visitor.readable, Quarter.parse(quy) if quy else None)
        if seen.quarter is None or not (quy or seen.units):
            return web.page(request, "welcome.html", view=welcome(), visitor=visitor)
        found = review(parts, seen.quarter, readable=visitor.readable)
        view = overview(found, quarter=seen.quarter, now=parts.clock.now(), policy=parts.calendar, only=loc)
        return web.page(request, "overview.html", view=view, visitor=visitor)

    return router
