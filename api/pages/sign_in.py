"""Coming in and going out: /vao and /ra."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from api.access import Open, Visitor, stating
from api.access.door import address_of, held_secret
from api.access.local import local_or
from api.pages.views.sign_in import sign_in_page
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

    def again(request: Request, *, next_page: str, name: str, mistake: str, status: int) -> Response:
        view = sign_in_page(next_page=next_page, name=name, mistake=mistake, trial=entry.trial)
        return web.page(request, "sign_in.html", view=view, status=status)

    @router.get("/vao", **stating(Open.EVERYBODY))
    def show_form(request: Request, next_page: Annotated[str, Query(alias="next")] = "", ra: str = "") -> Response:
        visitor = web.access.perhaps(request)
        if visitor:
            return RedirectResponse(local_or(next_page, web.home(visitor)), _SEE_OTHER)
        view = sign_in_page(next_page=local_or(next_page, ""), trial=entry.trial, is_out=bool(ra))
        return web.page(request, "sign_in.html", view=view)

    @router.post("/vao", **stating(Open.EVERYBODY, per_minute=_TRIES_A_MINUTE))
    def take_form(
        request: Request,
        name: Text = "",
        password: Text = "",
        code: Text = "",
        next_page: Annotated[str, Form(alias="next")] = "",
    ) -> Response:
        if not _is_private(request):
            return again(request, next_page="", name=name, mistake=_ONLY_HTTPS, status=400)
        try:
            came = _sign_in(web, request, name, password, code)
        except NotFound as wrong:
            return again(request, next_page=local_or(next_page, ""), name=name, mistake=wrong.sentence, status=403)
        except Unavailable as wrong:
            if "wait" not in wrong.detail:
                raise
            return again(request, next_page=local_or(next_page, ""), name=name, mistake=wrong.sentence, status=429)
        answer = RedirectResponse(
            local_or(next_page, web.home(Visitor(account=came.account, session=came.session))), _SEE_OTHER
        )
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
