"""The buttons of a dossier: each asks for one piece of slow work and leads to its page."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.access import Open, stating
from api.pages.reading import quarter_of
from api.pages.views.jobs import job_address
from api.web import Web
from archive.domain.people import UnitCode
from archive.errors import NotFound
from archive.jobs.kinds import KINDS
from archive.workflow.jobs import put_once
from archive.workflow.review import units_of

OF_A_DOSSIER = ("assemble", "seal", "run", "export")


def action_pages(web: Web) -> APIRouter:
    """The work that can be asked for from the page of a dossier."""
    router = APIRouter()

    @router.post("/ho-so/{quy}/{unit}/viec/{kind}", **stating(Open.SIGNED_IN))
    def ask(request: Request, quy: str, unit: str, kind: str) -> Response:
        if kind not in OF_A_DOSSIER:
            raise NotFound(f"Không có việc '{kind}'.")
        code, quarter = UnitCode(unit), quarter_of(quy)
        visitor = web.access.allow(request, KINDS[kind].action, unit=code)
        units_of(web.parts, quarter, unit)
        job = put_once(web.acting(visitor), kind, {"quarter": str(quarter), "unit": code})
        return web.back(request, to=job_address(job))

    return router
