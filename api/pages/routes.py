"""The pages for reading: each reads what was asked, calls a workflow step, and hands the result to a view."""

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.access import Open, stating
from api.handing import hand_over
from api.holdings import find
from api.pages.reading import has_trial_signature, known, quarter_of, unit_names
from api.pages.views.dossier import dossier
from api.pages.views.overview import overview, welcome
from api.pages.views.record import record
from api.pages.views.search import PER_PAGE, Asked, SearchPage, read_asked, search_page
from api.web import Web
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.domain.rights import Action, Readable
from archive.errors import UsageError
from archive.ports import Parts
from archive.ports.search import SearchResults
from archive.workflow.index import read_description
from archive.workflow.log import note_search
from archive.workflow.retrieve import search, show
from archive.workflow.review import review

_READ_ONLY = ["GET", "HEAD"]
_SEARCHES_A_MINUTE = 120


def reading_pages(web: Web) -> APIRouter:
    """The quarter, a dossier, a record, the search, and the files."""
    router, parts = APIRouter(), web.parts

    @router.api_route("/ho-so/{quy}/{unit}", methods=_READ_ONLY, **stating(Action.READ))
    def show_dossier(request: Request, quy: str, unit: str) -> Response:
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
        )
        return web.page(request, "dossier.html", view=view, visitor=visitor)

    @router.api_route("/ho-so/{quy}/{unit}/luu-tru/{version}", methods=_READ_ONLY, **stating(Action.READ))
    def show_record(request: Request, quy: str, unit: str, version: int) -> Response:
        visitor = web.access.visitor(request)
        asked = RecordId(UnitCode(unit), quarter_of(quy))
        found = show(parts, asked, version, readable=visitor.readable)
        view = record(found, read_description(parts.records.content(asked, version)))
        return web.page(request, "record.html", view=view, visitor=visitor)

    @router.api_route("/tra-cuu", methods=_READ_ONLY, **stating(Action.SEARCH, per_minute=_SEARCHES_A_MINUTE))
    def show_search(request: Request, q: str = "", sap: str = "", trang: str = "1") -> Response:
        visitor = web.access.visitor(request)
        asked = read_asked(q, request.query_params, page=trang, sort=sap)
        view = search_view(web.acting(visitor), asked, visitor.readable)
        return web.page(request, "search.html", view=view, visitor=visitor, status=400 if view.mistake else 200)

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


def search_view(parts: Parts, asked: Asked, readable: Readable) -> SearchPage:
    """The search page, with the mistake beside the box when the query cannot be understood."""
    if asked.is_empty:
        return search_page(asked, None, names={})
    try:
        results = _search(parts, asked, readable)
    except UsageError as wrong:
        return search_page(asked, None, names={}, mistake=wrong.sentence)
    note_search(parts, asked.expression(), results, reader=parts.actor)
    widened = {}
    if not results.total:
        widened = {name: _search(parts, asked, readable, without=name, limit=1).total for name in asked.narrowed}
    names = unit_names(parts, results, chosen=asked.narrowed.get("unit", ""))
    return search_page(asked, results, names=names, widened=widened)


def _search(
    parts: Parts, asked: Asked, readable: Readable, *, without: str = "", limit: int = PER_PAGE
) -> SearchResults:
    return search(
        parts,
        asked.expression(without=without),
        limit=limit,
        offset=(asked.page - 1) * PER_PAGE if not without else 0,
        sort="date" if asked.sort else "relevance",
        readable=readable,
    )
