"""Tra cứu: /tra-cuu finds, narrows and shows a hit beside the others; /tra-cuu/bang hands the hits out as a table."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from api.access import Visitor, stating
from api.handing import hand_spreadsheet
from api.pages.addresses import saved_search_address
from api.pages.reading import unit_names
from api.pages.views.hits import hits_sheet
from api.pages.views.preview import Opened
from api.pages.views.search import FACETS, MOST_IN_SHEET, PER_PAGE, Asked, SearchPage, read_asked, search_page
from api.web import Web
from archive.domain.record import ItemId
from archive.domain.rights import Action
from archive.errors import NotFound, UsageError
from archive.ports import Parts
from archive.ports.search import SearchResults
from archive.workflow.log import note_search
from archive.workflow.retrieve import search, text_of
from archive.workflow.searches import forget_search, save_search, searches_of

_READ_ONLY = ["GET", "HEAD"]
_SEARCHES_A_MINUTE = 120
_SHEETS_A_MINUTE = 10  # each shows a person's whole catch at once

Text = Annotated[str, Form()]


def search_pages(web: Web) -> APIRouter:
    """The search, its hits as a table, and the searches that people keep."""
    router, parts = APIRouter(), web.parts

    @router.api_route("/tra-cuu", methods=_READ_ONLY, **stating(Action.SEARCH, per_minute=_SEARCHES_A_MINUTE))
    def show_search(request: Request, q: str = "", sap: str = "", trang: str = "1") -> Response:
        visitor = web.access.visitor(request)
        asked = read_asked(q, request.query_params, page=trang, sort=sap)
        view = _view(web.acting(visitor), asked, visitor)
        return web.page(request, "search.html", view=view, visitor=visitor, status=400 if view.mistake else 200)

    @router.get("/tra-cuu/bang", **stating(Action.SEARCH, per_minute=_SHEETS_A_MINUTE))
    def hand_sheet(request: Request, q: str = "", sap: str = "") -> Response:
        visitor = web.access.visitor(request)
        asked, acting = read_asked(q, request.query_params, page="1", sort=sap), web.acting(visitor)
        results = _search(acting, asked, visitor, limit=MOST_IN_SHEET)
        if not results.hits:
            raise NotFound("Lượt tìm này không có kết quả nào để xuất.")
        note_search(acting, asked.expression(), results, reader=visitor.account.name, taken_as="xlsx")
        names = unit_names(parts, results, chosen="")
        return hand_spreadsheet(parts.spreadsheets.write(hits_sheet(results, names)), "ket-qua-tra-cuu.xlsx")

    @router.post("/tra-cuu/luu", **stating(Action.SEARCH))
    async def keep(request: Request, ten: Text = "", q: Text = "", sap: Text = "") -> Response:
        visitor, form = web.access.visitor(request), await request.form()
        asked = read_asked(q, _narrowing(form), page="1", sort=sap)
        if asked.is_empty:
            raise UsageError("Chưa có câu tìm nào để lưu; hãy tìm trước rồi lưu.")
        kept = save_search(web.acting(visitor), visitor.account.name, ten or asked.words, asked.text)
        return web.back(request, to=asked.address(), flash=f"Đã lưu lượt tìm “{kept.name}”.")

    @router.post("/tra-cuu/xoa", **stating(Action.SEARCH))
    def forget(request: Request, ten: Text = "") -> Response:
        visitor = web.access.visitor(request)
        forget_search(web.acting(visitor), visitor.account.name, ten)
        return web.back(request, to=saved_search_address(""), flash=f"Đã xóa lượt tìm “{ten}”.")

    return router


def _narrowing(form: FormData) -> dict[str, str]:
    return {part: value for part, _ in FACETS.values() if isinstance(value := form.get(part, ""), str)}


def _view(parts: Parts, asked: Asked, visitor: Visitor) -> SearchPage:
    """The search page, with the mistake beside the box when the query cannot be understood."""
    saved = searches_of(parts, visitor.account.name)
    if asked.is_empty:
        return search_page(asked, None, names={}, saved=saved)
    try:
        results = _search(parts, asked, visitor)
    except UsageError as wrong:
        return search_page(asked, None, names={}, saved=saved, mistake=wrong.sentence)
    note_search(parts, asked.expression(), results, reader=visitor.account.name)
    widened = {}
    if not results.total:
        widened = {name: _search(parts, asked, visitor, without=name, limit=1).total for name in asked.narrowed}
    names = unit_names(parts, results, chosen=asked.narrowed.get("unit", ""))
    opened = _opened(parts, asked, results, visitor)
    return search_page(asked, results, names=names, saved=saved, widened=widened, opened=opened)


def _search(parts: Parts, asked: Asked, visitor: Visitor, *, without: str = "", limit: int = PER_PAGE) -> SearchResults:
    return search(
        parts,
        asked.expression(without=without),
        limit=limit,
        offset=(asked.page - 1) * PER_PAGE if not without else 0,
        sort="date" if asked.sort else "relevance",
        readable=visitor.readable,
    )


def _opened(parts: Parts, asked: Asked, results: SearchResults, visitor: Visitor) -> Opened | None:
    """The hit that the address opens; one that is not among the hits shown is not opened."""
    hit = next((hit for hit in results.hits if hit.id == asked.shown), None)
    if hit is None:
        return None
    pages = text_of(parts, ItemId.parse(hit.id), readable=visitor.readable)
    page = asked.at if 1 <= asked.at <= len(pages) else min(hit.page, len(pages))
    return Opened(hit=hit, page=page, pages=len(pages), text=parts.search.marked(asked.words or "*", pages[page - 1]))
