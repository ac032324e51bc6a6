"""Whole workbooks taken in, how the system is, and the audit log."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import Response

from api.v1.answering import address, answer
from api.v1.bringing import bring
from api.v1.door import Asking
from api.v1.schemas.running import HealthDocument, ImportReport, LogLine, LogPage
from api.v1.schemas.sending import WorkbookForm
from api.v1.stating import stating
from archive.domain.log import entry_document
from archive.domain.rights import Action
from archive.jobs.health import health
from archive.plain import health_document, intake_document
from archive.workflow.log import following

WORKBOOK_MEGABYTES = 50
_IMPORTS_A_MINUTE = 60
_MOST_ENTRIES = 1000
After = Annotated[int, Query(ge=-1, le=10**12, description="The last sequence one has; -1 for the very first.")]
Many = Annotated[int, Query(ge=1, le=_MOST_ENTRIES, description="How many to tell at most.")]


def import_routes(router: APIRouter, ask: Callable[[Request], Asking]) -> None:
    """Add the one that takes a workbook."""
    said = stating(
        Action.EDIT_FACTS,
        gives=ImportReport,
        also=[400, 404, 409, 422],
        per_minute=_IMPORTS_A_MINUTE,
        megabytes=WORKBOOK_MEGABYTES,
    )

    @router.post("/imports", **said)
    def take_workbook(
        request: Request,
        asked: Annotated[Asking, Depends(ask)],
        form: Annotated[WorkbookForm, Form(media_type="multipart/form-data")],
    ) -> Response:
        """Take in a workbook, wholly or not at all; files of evidence are given one by one.

        A workbook that speaks of a unit beyond the token's reach is refused as a whole.
        """
        return answer(request, ImportReport.model_validate(intake_document(bring(asked, form))))


def running_routes(router: APIRouter, ask: Callable[[Request], Asking]) -> None:
    """Add those for who runs and who inspects the system."""

    @router.get("/health", **stating(Action.RUN_SYSTEM, gives=HealthDocument, also=[304]))
    def show_health(request: Request, asked: Annotated[Asking, Depends(ask)]) -> Response:
        """What `hoso health --json` tells. The answer is 200 when something is bad as well: read `ok`."""
        return answer(request, HealthDocument.model_validate(health_document(health(asked.parts))))

    @router.get("/log", **stating(Action.READ_LOG, gives=LogPage, also=[304, 404, 422]))
    def show_log(
        request: Request, asked: Annotated[Asking, Depends(ask)], after: After = -1, limit: Many = 100
    ) -> Response:
        """The entries of the audit log that follow the one named, in their order.

        The log is one chain over all units, so only a token that reaches all of them reads it.
        """
        asked.require(Action.READ_LOG)
        found = following(asked.parts, after=after, limit=limit + 1)
        told = [LogLine.model_validate(entry_document(entry)) for entry in found[:limit]]
        last = told[-1].sequence if told else after
        goes_on = address(request, after=last, limit=limit) if len(found) > limit else None
        return answer(request, LogPage(entries=told, after=last, next=goes_on))
