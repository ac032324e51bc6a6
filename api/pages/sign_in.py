"""Coming in and going out: /vao and /ra; what was typed when a session ended is sent after coming in again."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from api.access import Open, Visitor, stating
from api.access.door import address_of, held_secret
from api.access.local import local_or
from api.access.unsent import Unsent, unpack
from api.pages.views.sign_in import SIGNED_OUT, WELCOME, sign_in_page
from api.pages.views.unsent import unsent_page
from api.security import LOCAL_NAMES, host_name
from api.web import Web
from archive.errors import NotFound, Unavailable
from archive.workflow.sessions import sign_out
from archive.workflow.sign_in import SignedIn, sign_in

_SEE_OTHER = 303
_TRIES_A_MINUTE = 60  # from one address, behind which a whole office may sit
_ONLY_HTTPS = "Mật khẩu chỉ được gửi qua https; hãy mở trang này bằng địa chỉ bắt đầu bằng https://."

Text = Annotated[str, Form(max_length=2000)]


def sign_in_pages(web: Web) -> APIRouter:
    """The form, what becomes of it, and the way out."""
    router, entry = APIRouter(), web.parts.entry

    def again(
        request: Request, *, next_page: str, name: str, mistake: str, kept: Unsent | None, status: int
    ) -> Response:
        unsent = kept.packed() if kept else ""
        view = sign_in_page(next_page=next_page, name=name, mistake=mistake, unsent=unsent, trial=entry.trial)
        return web.page(request, "sign_in.html", view=view, status=status)

    @router.get("/vao", **stating(Open.EVERYBODY))
    def show_form(request: Request, next_page: Annotated[str, Query(alias="next")] = "", ra: str = "") -> Response:
        visitor = web.access.perhaps(request)
        if visitor:
            return RedirectResponse(local_or(next_page, web.home(visitor)), _SEE_OTHER)
        sentence = SIGNED_OUT if ra else WELCOME
        view = sign_in_page(next_page=local_or(next_page, ""), trial=entry.trial, sentence=sentence)
        return web.page(request, "sign_in.html", view=view)

    @router.post("/vao", **stating(Open.EVERYBODY, per_minute=_TRIES_A_MINUTE))
    def take_form(  # noqa: PLR0917 - one for each field
        request: Request,
        name: Text = "",
        password: Text = "",
        code: Text = "",
        next_page: Annotated[str, Form(alias="next")] = "",
        unsent: Annotated[str, Form()] = "",
    ) -> Response:
        if not _is_private(request):
            return again(request, next_page="", name=name, mistake=_ONLY_HTTPS, kept=None, status=400)
        kept, leads_on = unpack(unsent), local_or(next_page, "")
        try:
            came = _sign_in(web, request, name, password, code)
        except NotFound as wrong:
            return again(request, next_page=leads_on, name=name, mistake=wrong.sentence, kept=kept, status=403)
        except Unavailable as wrong:
            if "wait" not in wrong.detail:
                raise
            return again(request, next_page=leads_on, name=name, mistake=wrong.sentence, kept=kept, status=429)
        answer = _first_page(web, request, Visitor(account=came.account, session=came.session), kept, leads_on)
        web.access.seat(request, answer, came.secret)
        return answer

    @router.post("/ra", **stating(Open.SIGNED_IN, before_password=True))
    def leave(request: Request) -> Response:
        sign_out(web.parts, web.access.visitor(request).session)
        answer = RedirectResponse("/vao?ra=1", _SEE_OTHER)
        web.access.unseat(request, answer)
        answer.headers["Clear-Site-Data"] = '"cache"'
        return answer

    return router


def _first_page(web: Web, request: Request, visitor: Visitor, kept: Unsent | None, leads_on: str) -> Response:
    """Where they wanted to go; who was interrupted in the middle of a form is asked whether it is to be sent."""
    if kept is None or visitor.account.must_change_password:
        return RedirectResponse(leads_on or web.home(visitor), _SEE_OTHER)
    form = replace(kept, page=kept.page or leads_on or web.home(visitor))
    view = unsent_page(form, display=visitor.account.display)
    return web.page(request, "unsent.html", view=view, visitor=visitor)


def _sign_in(web: Web, request: Request, name: str, password: str, code: str) -> SignedIn:
    return sign_in(
        web.parts,
        name,
        password,
        code=code,
        address=address_of(request),
        browser=request.headers.get("user-agent", ""),
        instead_of=held_secret(request),
    )


def _is_private(request: Request) -> bool:
    """Whether nobody on the way can read the password: over https, or on this machine."""
    return request.url.scheme == "https" or host_name(request.headers.get("host", "")) in LOCAL_NAMES
