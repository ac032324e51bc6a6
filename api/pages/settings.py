"""Cài đặt: /quan-tri/cai-dat shows what the system was told; nothing is changed from a browser."""

from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.access import stating
from api.pages.addresses import settings_address
from api.pages.views.settings import settings_page
from api.web import Web
from archive.domain.deadline import deadlines, undated
from archive.domain.quarter import FIRST_QUARTER, Quarter
from archive.domain.rights import Action
from archive.language import VIETNAM


def setting_pages(web: Web) -> APIRouter:
    """The page, for who runs the system."""
    router, parts = APIRouter(), web.parts

    @router.get(settings_address(), **stating(Action.RUN_SYSTEM))
    def show(request: Request) -> Response:
        visitor = web.access.allow(request, Action.RUN_SYSTEM)
        quarter = _quarter_of(parts.clock.now().astimezone(VIETNAM).date())
        view = settings_page(
            parts.settings,
            quarter=quarter,
            dated=deadlines(quarter, parts.calendar),
            undated=undated(quarter, parts.calendar),
            province=parts.province,
        )
        return web.page(request, "settings.html", view=view, visitor=visitor)

    return router


def _quarter_of(today: date) -> Quarter:
    """The quarter the day lies in, or the first one there is."""
    return max(FIRST_QUARTER, Quarter(today.year, (today.month + 2) // 3))
