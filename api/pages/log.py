"""Nhật ký: /nhat-ky shows what was done, checks the log as slow work, and hands out proofs of single entries."""

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.access import Visitor, stating
from api.handing import disposition
from api.pages.addresses import log_address
from api.pages.reading import every_unit, number_of
from api.pages.views.jobs import JobLine, job_line
from api.pages.views.log import FIELDS, PER_PAGE, log_page
from api.web import Web
from archive.domain.log import checkpoint_document
from archive.domain.log.choosing import Chosen
from archive.domain.rights import Action
from archive.errors import NotFound, UsageError
from archive.ports import Parts
from archive.workflow.jobs import newest_of_key, put_once
from archive.workflow.log import newest_entries, prove, publish

_KIND = "verify_log"
_PROOFS_A_MINUTE = 20  # each reads the whole log
_BAD = 400
_DAYS = ("%d/%m/%Y", "%Y-%m-%d")


def log_pages(web: Web) -> APIRouter:
    """The log, its check, and its proofs."""
    router, parts = APIRouter(), web.parts

    @router.get("/nhat-ky", **stating(Action.READ_LOG))
    def show(request: Request) -> Response:
        visitor = web.access.allow(request, Action.READ_LOG)
        return _draw(web, request, visitor, request.query_params)

    @router.post("/nhat-ky/kiem-tra", **stating(Action.READ_LOG))
    def check(request: Request) -> Response:
        visitor = web.access.allow(request, Action.READ_LOG)
        put_once(web.acting(visitor), _KIND, {})
        return web.back(request, to=log_address())

    @router.get("/nhat-ky/moc", **stating(Action.READ_LOG, per_minute=_PROOFS_A_MINUTE))
    def hand_checkpoint(request: Request) -> Response:
        web.access.allow(request, Action.READ_LOG)
        sealed = publish(parts)
        if sealed is None:
            raise NotFound("Nhật ký chưa có mục nào.")
        return _json(checkpoint_document(sealed), f"moc-nhat-ky-{sealed.promised.size}.json")

    @router.get("/nhat-ky/{sequence}/chung-minh", **stating(Action.READ_LOG, per_minute=_PROOFS_A_MINUTE))
    def hand_proof(request: Request, sequence: str) -> Response:
        web.access.allow(request, Action.READ_LOG)
        number = number_of(sequence)
        if number is None:
            raise NotFound(f"Nhật ký không có mục '{sequence}'.")
        return _json(prove(parts, number), f"chung-minh-muc-{number}.json")

    return router


def _draw(web: Web, request: Request, visitor: Visitor, asked: Mapping[str, str]) -> Response:
    parts = web.parts
    entries, mistake = [], ""
    try:
        chosen, before = _chosen(asked), _before(asked.get("truoc", ""))
        entries = newest_entries(parts, chosen, before=before, limit=PER_PAGE + 1)
    except UsageError as wrong:
        mistake = wrong.sentence
    with parts.desk.look() as work:
        size, quarters = work.log.size(), work.facts.quarters()
    view = log_page(
        entries[:PER_PAGE],
        asked=asked,
        size=size,
        units=every_unit(parts),
        quarters=quarters,
        check=_last_check(parts),
        has_older=len(entries) > PER_PAGE,
        mistake=mistake,
    )
    return web.page(request, "log.html", view=view, visitor=visitor, status=_BAD if mistake else 200)


def _chosen(asked: Mapping[str, str]) -> Chosen:
    """What is asked for.

    Raises:
        UsageError: a day is none.
    """
    texts = {name: asked.get(name, "").strip() for name in FIELDS}
    return Chosen(
        actor=texts["nguoi"],
        action=texts["viec"],
        unit=texts["don-vi"],
        quarter=texts["quy"],
        first_day=_day("Từ ngày", texts["tu"]),
        last_day=_day("Đến ngày", texts["den"]),
    )


def _day(label: str, text: str) -> date | None:
    """As people write it, or as a program does (ISO 8601)."""
    if not text:
        return None
    for form in _DAYS:
        with suppress(ValueError):
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
    raise UsageError(f"{label}: '{text}' không phải ngày; hãy ghi như 25/6/2026.")


def _before(text: str) -> int | None:
    number = number_of(text)
    if text and number is None:
        raise UsageError("Địa chỉ trang nhật ký có phần không đọc được; hãy mở lại từ đầu.")
    return number


def _last_check(parts: Parts) -> JobLine | None:
    job = newest_of_key(parts, _KIND)
    return job_line(job) if job else None


def _json(document: Mapping[str, object], name: str) -> Response:
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    headers = {"Content-Disposition": disposition("attachment", name)}
    return Response(text, media_type="application/json", headers=headers)
