"""The addresses of the pages: each reads what was asked, calls a workflow step, and hands the result to a view."""

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, Response

from api.handing import hand_over
from api.holdings import find
from api.pages.reading import has_trial_signature, quarters, unit_names
from api.pages.templating import Templates
from api.pages.views.dossier import dossier
from api.pages.views.frame import Page
from api.pages.views.overview import overview, welcome
from api.pages.views.record import record
from api.pages.views.search import PER_PAGE, Asked, SearchPage, read_asked, search_page
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.errors import NotFound, UsageError
from archive.ports import Parts
from archive.ports.search import SearchResults
from archive.workflow.index import read_description
from archive.workflow.retrieve import search, show
from archive.workflow.review import review

_READ_ONLY = ["GET", "HEAD"]


def pages(parts: Parts, templates: Templates) -> APIRouter:
    """Every page over these parts."""
    router = APIRouter(default_response_class=HTMLResponse)

    def page(view: Page, status: int = 200) -> HTMLResponse:
        return HTMLResponse(templates.render(view), status_code=status)

    @router.api_route("/", methods=_READ_ONLY)
    def show_overview(quy: str = "", loc: str = "") -> Response:
        known = quarters(parts)
        if not known:
            return page(welcome())
        quarter = Quarter.parse(quy) if quy else known[0]
        found = review(parts, quarter)
        now = parts.clock.now()
        return page(overview(found, quarter=quarter, quarters=known, now=now, policy=parts.calendar, only=loc))

    @router.api_route("/ho-so/{quy}/{unit}", methods=_READ_ONLY)
    def show_dossier(quy: str, unit: str) -> Response:
        found = next(review(parts, quarter_of(quy), unit))
        versions = parts.records.versions(RecordId(UnitCode(unit), found.facts.quarter))
        view = dossier(
            found,
            versions,
            quarters=quarters(parts),
            now=parts.clock.now(),
            is_trial=has_trial_signature(parts, found.documents),
        )
        return page(view)

    @router.api_route("/ho-so/{quy}/{unit}/luu-tru/{version}", methods=_READ_ONLY)
    def show_record(quy: str, unit: str, version: int) -> Response:
        asked = RecordId(UnitCode(unit), quarter_of(quy))
        found = show(parts, asked, version)
        described = read_description(parts.records.content(asked, version))
        return page(record(found, described, quarters=quarters(parts)))

    @router.api_route("/tra-cuu", methods=_READ_ONLY)
    def show_search(request: Request, q: str = "", sap: str = "", trang: str = "1") -> Response:
        asked = read_asked(q, request.query_params, page=trang, sort=sap)
        view = search_view(parts, asked)
        return page(view, 400 if view.mistake else 200)

    @router.api_route("/tep/{name:path}", methods=_READ_ONLY)
    def hand_file(request: Request, name: str, version: int | None = Query(None, alias="phien-ban")) -> Response:
        return hand_over(find(parts, name, version=version), request)

    return router


def quarter_of(text: str) -> Quarter:
    """The quarter an address names.

    Raises:
        NotFound: no page can be there.
    """
    try:
        return Quarter.parse(text)
    except UsageError as wrong:
        raise NotFound(wrong.sentence) from wrong


def search_view(parts: Parts, asked: Asked) -> SearchPage:
    """The search page, with the mistake beside the box when the query cannot be understood."""
    if asked.is_empty:
        return search_page(asked, None, names={})
    try:
        results = _search(parts, asked)
    except UsageError as wrong:
        return search_page(asked, None, names={}, mistake=wrong.sentence)
    widened = {}
    if not results.total:
        widened = {name: _search(parts, asked, without=name, limit=1).total for name in asked.narrowed}
    names = unit_names(parts, results, chosen=asked.narrowed.get("unit", ""))
    return search_page(asked, results, names=names, widened=widened)


def _search(parts: Parts, asked: Asked, *, without: str = "", limit: int = PER_PAGE) -> SearchResults:
    return search(
        parts,
        asked.expression(without=without),
        limit=limit,
        offset=(asked.page - 1) * PER_PAGE if not without else 0,
        sort="date" if asked.sort else "relevance",
    )
