"""Slow work: /cong-viec lists it, /cong-viec/{id} shows one and follows it by server-sent events."""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator
from dataclasses import asdict

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from api.access import Open, Refused, Visitor, stating
from api.pages.views.jobs import job_address, job_line, job_page, jobs_page
from api.web import Web
from archive.domain.job import Job, JobId
from archive.domain.rights import Action
from archive.jobs.kinds import KINDS
from archive.workflow.jobs import cancel, job_of, newest, retry

_LOOK = 0.7  # seconds between two looks at a job that somebody follows
_MOST_LOOKS = 900  # then the browser asks again by itself: nobody holds a line for ever
_SIGN = 15  # looks without news after which a sign of life goes out, so that no proxy cuts the line
_MANY = 200
_ID_LETTERS = 16  # of the digest of what an event says


def job_pages(web: Web) -> APIRouter:
    """The pages of slow work."""
    router, parts = APIRouter(), web.parts

    @router.get("/cong-viec", **stating(Open.SIGNED_IN))
    def show_jobs(request: Request) -> Response:
        visitor = web.access.visitor(request)
        seen = [job for job in newest(parts, limit=_MANY) if may_see(visitor, job)]
        return web.page(request, "jobs.html", view=jobs_page(seen), visitor=visitor)

    @router.get("/cong-viec/{job}", **stating(Open.SIGNED_IN))
    def show_job(request: Request, job: str) -> Response:
        visitor, found = seen_job(web, request, job)
        return web.page(request, "job.html", view=job_page(found), visitor=visitor)

    @router.get("/cong-viec/{job}/dong-su-kien", **stating(Open.SIGNED_IN))
    def follow_job(request: Request, job: str) -> Response:
        _, found = seen_job(web, request, job)
        known = request.headers.get("last-event-id", "")
        return StreamingResponse(_events(web, found, known=known), media_type="text/event-stream")

    @router.post("/cong-viec/{job}/lam-lai", **stating(Open.SIGNED_IN))
    def ask_again(request: Request, job: str) -> Response:
        _, found = seen_job(web, request, job)
        visitor = web.access.allow(request, _action(found), unit=found.unit)  # one's own, too: rights may be gone since
        retry(web.acting(visitor), found.id)
        return web.back(request, to=job_address(found), flash="Việc được làm lại.")

    @router.post("/cong-viec/{job}/huy", **stating(Open.SIGNED_IN))
    def take_back(request: Request, job: str) -> Response:
        visitor, found = seen_job(web, request, job)
        cancel(web.acting(visitor), found.id)
        return web.back(request, to=job_address(found), flash="Đã hủy; phần đã làm vẫn giữ.")

    return router


def seen_job(web: Web, request: Request, job: str) -> tuple[Visitor, Job]:
    """The job, for who may know of it.

    Raises:
        NotSignedIn: nobody is signed in.
        NotFound: there is no such job.
        Refused: it is not for them.
    """
    visitor = web.access.visitor(request)
    found = job_of(web.parts, JobId(job))
    if not may_see(visitor, found):
        raise Refused(status=404)
    return visitor, found


def may_see(visitor: Visitor, job: Job) -> bool:
    """Own work, and work on a dossier that the visitor could have asked for."""
    return job.asked_by == visitor.account.name or visitor.may(_action(job), unit=job.unit)


def _action(job: Job) -> Action:
    return KINDS[job.kind].action if job.kind in KINDS else Action.RUN_SYSTEM


async def _events(web: Web, job: Job, *, known: str) -> AsyncIterator[str]:
    """Each change as an event, until the job is over; a reader who goes ends it too.

    `known` is the id of the last event that the reader has had: it is not told again, unless it is the end.
    """
    told, silence = known, 0
    for _ in range(_MOST_LOOKS):
        current = await run_in_threadpool(job_of, web.parts, job.id)
        said = json.dumps(asdict(job_line(current)), ensure_ascii=False)
        now = hashlib.sha256(said.encode()).hexdigest()[:_ID_LETTERS]
        if now != told or current.state.is_over:
            told, silence = now, 0
            yield f"id: {now}\nevent: job\ndata: {said}\n\n"
        if current.state.is_over:
            return
        silence += 1
        if silence % _SIGN == 0:
            yield ": \n\n"
        await asyncio.sleep(_LOOK)
