"""Mẫu văn bản: /mau-van-ban lists the forms, shows each version, hands out its Word file and a print of it."""

import hashlib
import io

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.access import stating
from api.handing import hand_over
from api.holdings import Holding
from api.pages.views.forms_library import form_page, form_title, forms_page
from api.web import Web
from archive.domain.document import DocumentKind
from archive.domain.people import IssuerSystem
from archive.domain.rights import Action
from archive.errors import NotFound
from archive.workflow import templates as steps

PRINTS_A_MINUTE = 30  # each asks LibreOffice
SYSTEMS = {system.folder: system for system in IssuerSystem}
_UNPROCESSABLE = 422


def form_library_pages(web: Web) -> APIRouter:
    """The forms, for who runs the system."""
    router, parts, runs = APIRouter(), web.parts, stating(Action.RUN_SYSTEM)

    @router.get("/mau-van-ban", **runs)
    def show_all(request: Request) -> Response:
        visitor = web.access.allow(request, Action.RUN_SYSTEM)
        return web.page(request, "forms.html", view=forms_page(steps.versions(parts)), visitor=visitor)

    @router.get("/mau-van-ban/{kind}/{system}", **runs)
    def show_one(request: Request, kind: str, system: str, xem: str = "") -> Response:
        return draw_form(web, request, kind, system, shown=xem)

    @router.get("/mau-van-ban/{kind}/{system}/{version}/word", **runs)
    def hand_word(request: Request, kind: str, system: str, version: str) -> Response:
        web.access.allow(request, Action.RUN_SYSTEM)
        found = form_of(kind, system)
        ref, word = steps.take_out(parts, *found, version)
        return hand_bytes(request, f"{form_title(*found)} · phiên bản {ref.version}.docx", word)

    @router.get(
        "/mau-van-ban/{kind}/{system}/{version}/xem-thu", **stating(Action.RUN_SYSTEM, per_minute=PRINTS_A_MINUTE)
    )
    def print_version(request: Request, kind: str, system: str, version: str) -> Response:
        web.access.allow(request, Action.RUN_SYSTEM)
        found = form_of(kind, system)
        _, word = steps.take_out(parts, *found, version)
        return hand_bytes(request, f"{form_title(*found)}.pdf", steps.sample(parts, word, *found))

    return router


def draw_form(web: Web, request: Request, kind: str, system: str, *, shown: str = "", mistake: str = "") -> Response:
    """The page of one form, with what was wrong with what was sent.

    Raises:
        NotFound: there is no such form.
        Refused: it is not for them.
    """
    visitor, found = web.access.allow(request, Action.RUN_SYSTEM), form_of(kind, system)
    versions = [item for item in steps.versions(web.parts) if (item.ref.kind, item.ref.system) == found]
    if not versions:
        raise NotFound(f"Không có mẫu {form_title(*found)}.")
    view = form_page(*found, versions, shown=shown, mistake=mistake)
    return web.page(request, "form.html", view=view, visitor=visitor, status=_UNPROCESSABLE if mistake else 200)


def form_of(kind: str, system: str) -> tuple[DocumentKind, IssuerSystem]:
    """The form an address names.

    Raises:
        NotFound: there is none.
    """
    if kind not in set(DocumentKind) or system not in SYSTEMS:
        raise NotFound(f"Không có mẫu '{kind}'.")
    return DocumentKind(kind), SYSTEMS[system]


def hand_bytes(request: Request, name: str, content: bytes) -> Response:
    """These bytes as a file of that name."""
    digest = hashlib.sha512(content).hexdigest()
    return hand_over(Holding(name=name, sha512=digest, open=lambda: io.BytesIO(content)), request)
