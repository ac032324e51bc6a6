"""Codes from a telephone beside the password: turned on and off at one's own account."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from api.access import Open, Visitor, stating
from api.pages.account import own_account, reseated, words
from api.pages.surroundings import OWN_ACCOUNT
from api.pages.views.account import codes_page
from api.web import Web
from archive.errors import NotFound, Unavailable, UsageError
from archive.workflow.sessions import renew
from archive.workflow.sign_in import begin_codes, confirm_codes, drop_codes

_ISSUER = "Hồ sơ quý"

Text = Annotated[str, Form(max_length=2000)]


def code_pages(web: Web) -> APIRouter:
    """Begin, confirm, drop."""
    router, parts = APIRouter(), web.parts

    @router.post("/tai-khoan/ma-xac-nhan", **stating(Open.SIGNED_IN))
    def begin(request: Request) -> Response:
        visitor = web.access.visitor(request)
        view = codes_page(secret=(secret := begin_codes(parts, visitor.account)), link=_link(visitor, secret))
        return web.page(request, "codes.html", view=view, visitor=visitor)

    @router.post("/tai-khoan/ma-xac-nhan/bat", **stating(Open.SIGNED_IN, per_minute=20))
    def confirm(request: Request, secret: Text = "", code: Text = "") -> Response:
        visitor = web.access.visitor(request)
        try:
            confirm_codes(parts, visitor.account, code)
        except UsageError as wrong:
            told = secret.replace(" ", "")
            view = codes_page(secret=told, link=_link(visitor, told), mistake=wrong.sentence)
            return web.page(request, "codes.html", view=view, visitor=visitor, status=400)
        secret = renew(parts, visitor.session)
        return reseated(web, request, secret, OWN_ACCOUNT)

    @router.post("/tai-khoan/ma-xac-nhan/tat", **stating(Open.SIGNED_IN, per_minute=20))
    def drop(request: Request, password: Text = "") -> Response:
        visitor = web.access.visitor(request)
        try:
            drop_codes(parts, visitor.account, visitor.session, password=password)
        except (NotFound, Unavailable) as wrong:
            return own_account(web, request, visitor, mistake=words(wrong))
        return web.back(request, to=OWN_ACCOUNT, flash="Đã tắt mã xác nhận.")

    return router


def _link(visitor: Visitor, secret: str) -> str:
    """What a telephone on the same device opens (the Key Uri Format of authenticator apps)."""
    issuer, name = quote(_ISSUER), quote(visitor.account.name)
    return f"otpauth://totp/{issuer}:{name}?secret={quote(secret)}&issuer={issuer}"
