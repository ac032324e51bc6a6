"""Sức khỏe: /quan-tri/suc-khoe says how the system is, to who runs it and who inspects it."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.access import stating
from api.pages.addresses import health_address
from api.pages.views.health import health_page
from api.pages.views.jobs import job_line
from api.web import Web
from archive.domain.rights import Action
from archive.errors import HosoError
from archive.jobs.health import health
from archive.jobs.upkeep import Upkeep, upkeep
from archive.ports import Parts
from archive.workflow.jobs import newest_of_key, put_once

_SCRUB = "scrub"
_LOOKS_A_MINUTE = 60  # each lists everything that is stored


def health_pages(web: Web) -> APIRouter:
    """The signs, and the button that reads everything again.

    Reading the log and seeing the signs go together: administrators and inspectors do both, and nobody else.
    """
    router, parts = APIRouter(), web.parts

    @router.get(health_address(), **stating(Action.READ_LOG, per_minute=_LOOKS_A_MINUTE))
    def show(request: Request) -> Response:
        visitor = web.access.allow(request, Action.READ_LOG)
        may_run = visitor.may(Action.RUN_SYSTEM)
        job = newest_of_key(parts, _SCRUB) if may_run else None  # who may not ask for it cannot follow it either
        view = health_page(health(parts), _kept(parts), scrub=job_line(job) if job else None, may_run=may_run)
        return web.page(request, "health.html", view=view, visitor=visitor)

    @router.post(health_address() + "/doc-lai", **stating(Action.RUN_SYSTEM))
    def read_again(request: Request) -> Response:
        visitor = web.access.allow(request, Action.RUN_SYSTEM)
        put_once(web.acting(visitor), _SCRUB, {})
        return web.back(request, to=health_address())

    return router


def _kept(parts: Parts) -> Upkeep | None:
    """A disk that does not answer is a sign already, and no reason to show none of them."""
    try:
        return upkeep(parts)
    except HosoError:
        return None
