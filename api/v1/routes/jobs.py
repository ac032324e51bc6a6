"""Slow work: asked for, followed, asked for again, taken back."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from starlette.responses import Response

from api.v1.addresses import UNIT, AtUnit, JobName, job_address
from api.v1.answering import IdempotencyKey, Wanted, answer, piece
from api.v1.door import Asking, refusal
from api.v1.schemas.jobs import JobFacts, JobPage, QuarterJob, SignJob, SystemJob, UnitJob
from api.v1.stating import stating
from api.v1.working import ask_for_all, ask_for_unit, job_message, may_ask_again, may_see
from archive.domain.job import Job, JobId
from archive.errors import NotFound
from archive.workflow.jobs import cancel, job_of, newest, retry

_ASKED = (400, 404, 409, 422)
_MANY = 1000  # of the newest; older ones are told to nobody


def asking_routes(router: APIRouter, ask: Callable[[Request], Asking]) -> None:
    """Add those that ask for work."""

    @router.post(UNIT + "/jobs", **stating(gives=JobFacts, status=202, place=True, also=_ASKED))
    def ask_for_work(
        request: Request,
        asked: Annotated[Asking, Depends(ask)],
        at: AtUnit,
        wanted: Annotated[UnitJob | SignJob, Field(discriminator="kind")],
        idempotency_key: IdempotencyKey = None,
    ) -> Response:
        """Ask for work on a dossier: assemble, sign, seal, run (all three) or export.

        Without a key the same work that still waits or runs is meant; with one, whatever became of it but in vain.
        """
        return _told(request, ask_for_unit(asked, at, wanted, key=idempotency_key or ""))

    @router.post("/jobs", **stating(gives=JobFacts, status=202, place=True, also=_ASKED))
    def ask_for_all_work(
        request: Request,
        asked: Annotated[Asking, Depends(ask)],
        wanted: Annotated[QuarterJob | SystemJob, Field(discriminator="kind")],
        idempotency_key: IdempotencyKey = None,
    ) -> Response:
        """Ask for work on everything: export a quarter, verify, index, scrub; for tokens that reach all units."""
        return _told(request, ask_for_all(asked, wanted, key=idempotency_key or ""))


def job_routes(router: APIRouter, ask: Callable[[Request], Asking]) -> None:
    """Add those about work that was asked for."""

    @router.get("/jobs", **stating(gives=JobPage, also=[304, 422]))
    def list_jobs(request: Request, asked: Annotated[Asking, Depends(ask)], wanted: Wanted) -> Response:
        """The work that the token may know of, the newest first."""
        seen = [job for job in newest(asked.parts, limit=_MANY) if may_see(asked, job)]
        shown = piece(request, seen, wanted)
        return answer(request, JobPage(**{**shown, "items": [job_message(job) for job in shown["items"]]}))

    @router.get("/jobs/{job}", **stating(gives=JobFacts, also=[304, 404, 422]))
    def show_job(request: Request, asked: Annotated[Asking, Depends(ask)], job: JobName) -> Response:
        """How far it is, or what came of it."""
        return answer(request, job_message(_seen(asked, job)))

    @router.post("/jobs/{job}/retry", **stating(gives=JobFacts, also=[404, 409, 422]))
    def ask_again(request: Request, asked: Annotated[Asking, Depends(ask)], job: JobName) -> Response:
        """Ask once more for work that failed or was taken back."""
        found = _seen(asked, job)
        if not may_ask_again(asked, found):
            raise refusal(is_seen=True)
        return answer(request, job_message(retry(asked.parts, found.id)))

    @router.post("/jobs/{job}/cancel", **stating(gives=JobFacts, also=[404, 409, 422]))
    def take_back(request: Request, asked: Annotated[Asking, Depends(ask)], job: JobName) -> Response:
        """Take it back; what was done of it stays done."""
        return answer(request, job_message(cancel(asked.parts, _seen(asked, job).id)))


def _told(request: Request, job: Job) -> Response:
    return answer(request, job_message(job), status=202, headers={"Location": job_address(job)})


def _seen(asked: Asking, name: str) -> Job:
    found = job_of(asked.parts, JobId(name))
    if not may_see(asked, found):
        raise NotFound(f"Không thấy việc '{name}'.")
    return found
