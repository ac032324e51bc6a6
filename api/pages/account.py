"""One's own account: /tai-khoan, its password, and the browsers that are signed in."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from api.access import Open, Visitor, stating
from api.pages.surroundings import OWN_ACCOUNT
from api.pages.views.account import account_page, password_page
from api.web import Web
from archive.errors import HosoError, NotFound, Unavailable, UsageError
from archive.workflow.sessions import end_own, own_sessions, tell
from archive.workflow.sign_in import change_own_password, has_codes

_SEE_OTHER = 303
_OLD_WRONG = "Mật khẩu đang dùng không đúng."

Text = Annotated[str, Form(max_length=2000)]


def account_pages(web: Web) -> APIRouter:
    """Every page of one's own account."""
    router, parts = APIRouter(), web.parts

    @router.get(OWN_ACCOUNT, **stating(Open.SIGNED_IN))
    def show_account(request: Request) -> Response:
        return own_account(web, request, web.access.visitor(request))

    @router.get("/tai-khoan/mat-khau", **stating(Open.SIGNED_IN, before_password=True))
    def show_password(request: Request) -> Response:
        visitor = web.access.visitor(request)
        return web.page(request, "password.html", view=password_page(visitor.account), visitor=visitor)

    @router.post("/tai-khoan/mat-khau", **stating(Open.SIGNED_IN, before_password=True, per_minute=20))
    def take_password(request: Request, old: Text = "", new: Text = "", again: Text = "") -> Response:
        visitor = web.access.visitor(request)
        try:
            refuse_different(new, again)
            changed = change_own_password(parts, visitor.account, visitor.session, old=old, new=new)
        except (NotFound, UsageError, Unavailable) as wrong:
            view = password_page(visitor.account, mistake=words(wrong))
            return web.page(request, "password.html", view=view, visitor=visitor, status=400)
        tell(parts, changed.session, "Đã đổi mật khẩu.")
        return reseated(web, request, changed.secret, "/" if visitor.account.must_change_password else OWN_ACCOUNT)

    @router.post("/tai-khoan/phien/ket-thuc", **stating(Open.SIGNED_IN))
    def end(request: Request, key: Text = "") -> Response:
        visitor = web.access.visitor(request)
        end_own(parts, visitor.account.name, key)
        return web.back(request, to=OWN_ACCOUNT, flash="Đã kết thúc phiên làm việc ấy.")

    return router


def own_account(web: Web, request: Request, visitor: Visitor, *, mistake: str = "") -> Response:
    """The page of one's own account, with what was wrong on top."""
    account, here = visitor.account, visitor.session
    sessions = own_sessions(web.parts, account.name)
    codes = has_codes(web.parts, account.name)
    view = account_page(account, sessions, here=here, has_codes=codes, mistake=mistake)
    return web.page(request, "account.html", view=view, visitor=visitor, status=400 if mistake else 200)


def reseated(web: Web, request: Request, secret: str, to: str) -> Response:
    """Go on to that page with a new secret in the browser."""
    answer = RedirectResponse(to, _SEE_OTHER)
    web.access.seat(request, answer, secret)
    return answer


def refuse_different(new: str, again: str) -> None:
    """Let pass only a password that was typed twice alike.

    Raises:
        UsageError: it was not.
    """
    if new != again:
        raise UsageError("Hai lần nhập mật khẩu mới không giống nhau.")


def words(wrong: HosoError) -> str:
    """What was wrong, where the only thing that can be unknown is one's own password."""
    return _OLD_WRONG if isinstance(wrong, NotFound) else wrong.sentence
