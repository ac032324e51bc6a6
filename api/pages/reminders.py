"""Nhắc việc: /nhac-viec says what is still due for whom, and hands the quarter's deadlines out as a calendar."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.access import stating
from api.handing import disposition
from api.pages.addresses import reminders_address
from api.pages.reading import known, quarter_of
from api.pages.views.reminders import reminders_page
from api.web import Web
from archive.domain.rights import Action
from archive.errors import NotFound
from archive.workflow.remind import remind
from archive.workflow.review import review
from archive.workflow.timetable import calendar_file, timetable


def reminder_pages(web: Web) -> APIRouter:
    """What is due; what the Board and the committee owe is told to who decides for the province."""
    router, parts = APIRouter(), web.parts

    @router.get(reminders_address(None), **stating(Action.READ))
    def show(request: Request, quy: str = "") -> Response:
        visitor = web.access.visitor(request)
        seen = known(parts, visitor.readable, quarter_of(quy) if quy else None)
        if seen.quarter is None:
            raise NotFound("Chưa có quý nào có dữ liệu.")
        reviews = review(parts, seen.quarter, readable=visitor.readable)
        found = remind(parts, seen.quarter, reviews, others=visitor.may_somewhere(Action.DECIDE))
        view = reminders_page(found, quarter=seen.quarter, units=seen.units)
        return web.page(request, "reminders.html", view=view, visitor=visitor)

    @router.get(reminders_address(None) + "/{quy}/lich.ics", **stating(Action.READ))
    def hand_calendar(request: Request, quy: str) -> Response:
        web.access.visitor(request)
        quarter = quarter_of(quy)
        content = calendar_file(parts, timetable(parts, quarter=quarter))
        headers = {"Content-Disposition": disposition("attachment", f"han-ho-so-{quarter}.ics")}
        return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)

    return router
