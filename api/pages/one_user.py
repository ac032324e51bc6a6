"""One account in the hands of an administrator: its roles, its password, its lock."""

from collections.abc import Callable, Iterable
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from api.access import Visitor, stating
from api.pages.addresses import user_address
from api.pages.reading import every_unit
from api.pages.views.users import user_page
from api.web import Web
from archive.domain.accounts import Account, Grant, Role
from archive.domain.people import Management, UnitCode
from archive.domain.rights import Action
from archive.errors import HosoError, NotFound, RuleBroken, UsageError
from archive.workflow import accounts as steps
from archive.workflow.sign_in import has_codes, held_back, reset_codes

_ONE = "/quan-tri/tai-khoan/{name}"
_MUST_SAY_UNITS = (Role.ASSESSOR, Role.OFFICIAL)  # rights over everything are never given by leaving something out
_WITHOUT_SCOPE = (Role.CADRE, Role.ADMINISTRATOR)
_MANAGEMENTS = {item.name.lower(): item for item in Management}

Text = Annotated[str, Form(max_length=2000)]
Many = Annotated[list[str], Form(default_factory=list, max_length=500)]


def one_user_pages(web: Web) -> APIRouter:
    """The account, and each thing that may be done to it."""
    router, manages = APIRouter(), stating(Action.MANAGE_ACCOUNTS)

    @router.get(_ONE, **manages)
    def show_one(request: Request, name: str) -> Response:
        return one_user(web, request, name)

    @router.post(_ONE + "/vai-tro", **manages)
    def grant(  # noqa: PLR0917 - the fields of a form
        request: Request,
        name: str,
        units: Many,
        managements: Many,
        role: Text = "",
        person: Text = "",
        reach: Text = "",
    ) -> Response:
        acting = web.acting(_manager(web, request))

        def step() -> None:
            given = given_grant(role, units, managements, every=reach == "all")
            steps.grant(acting, name, given, person=person.strip())

        return change(web, request, name, step, "Đã cấp vai trò; người dùng đăng nhập lại để làm việc với quyền mới.")

    @router.post(_ONE + "/thu-hoi", **manages)
    def revoke(request: Request, name: str, role: Text = "") -> Response:
        acting = web.acting(_manager(web, request))
        return change(web, request, name, lambda: steps.revoke(acting, name, _role(role)), "Đã thu hồi vai trò.")

    @router.post(_ONE + "/khoa", **manages)
    def disable(request: Request, name: str) -> Response:
        acting = web.acting(_manager(web, request))
        return change(web, request, name, lambda: steps.disable(acting, name), "Đã khóa tài khoản.")

    @router.post(_ONE + "/mo", **manages)
    def enable(request: Request, name: str) -> Response:
        acting = web.acting(_manager(web, request))
        return change(web, request, name, lambda: steps.enable(acting, name), "Đã mở lại tài khoản.")

    @router.post(_ONE + "/mat-khau", **manages)
    def reset(request: Request, name: str) -> Response:
        acting, password = web.acting(_manager(web, request)), steps.one_time_password()
        steps.change_password(acting, name, password, must_change=True)
        return one_user(web, request, name, password=password)

    @router.post(_ONE + "/ma-xac-nhan", **manages)
    def drop(request: Request, name: str) -> Response:
        acting = web.acting(_manager(web, request))
        return change(web, request, name, lambda: reset_codes(acting, name), "Đã tắt mã xác nhận của tài khoản.")

    return router


def one_user(web: Web, request: Request, name: str, *, password: str = "", mistake: str = "") -> Response:
    """The page of one account, with a new password or with what was wrong."""
    visitor, parts = _manager(web, request), web.parts
    account = _named(steps.accounts(parts), name)
    codes, is_self = has_codes(parts, account.name), account.name == visitor.account.name
    units = every_unit(parts)
    held = held_back(parts, [account.name]).get(account.name)
    view = user_page(account, units, is_self=is_self, has_codes=codes, held=held, password=password, mistake=mistake)
    return web.page(request, "user.html", view=view, visitor=visitor, status=400 if mistake else 200)


def change(web: Web, request: Request, name: str, step: Callable[[], object], told: str) -> Response:
    """Take the step and go back to the account, where it is told; a refusal stands on its page."""
    try:
        step()
    except (UsageError, RuleBroken) as wrong:
        return one_user(web, request, name, mistake=for_pages(wrong))
    return web.back(request, to=user_address(name), flash=told)


def _manager(web: Web, request: Request) -> Visitor:
    return web.access.allow(request, Action.MANAGE_ACCOUNTS)


def _named(accounts: Iterable[Account], name: str) -> Account:
    found = next((account for account in accounts if account.name == name), None)
    if found is None:
        raise NotFound(f"Không có tài khoản '{name}'.")
    return found


def _role(text: str) -> Role:
    if text not in set(Role):
        raise UsageError("Hãy chọn một vai trò.")
    return Role(text)


def given_grant(role: str, units: list[str], managements: list[str], *, every: bool) -> Grant:
    """The grant that a form says; rights over everything are never given by leaving something out.

    Raises:
        UsageError: no role, or no reach where one must be said.
    """
    asked = _role(role)
    if asked in _WITHOUT_SCOPE:
        return Grant(role=asked)
    if asked in _MUST_SAY_UNITS and not units and not every:
        raise UsageError(f"Vai trò '{asked.words}' xem được đơn vị nào? Hãy chọn đơn vị, hoặc chọn 'Mọi đơn vị'.")
    return Grant(
        role=asked,
        units=None if every or not units else frozenset(map(UnitCode, units)),
        managements=frozenset(_MANAGEMENTS[item] for item in managements if item in _MANAGEMENTS) or None,
    )


def for_pages(wrong: HosoError) -> str:
    """Sentences of the steps end with what to type on the command line; a page says what to do on the page."""
    for told, instead in _INSTEAD.items():
        if told in wrong.sentence:
            return wrong.sentence.replace(told, instead)
    return wrong.sentence


_INSTEAD = {
    "hãy thêm --unit MÃ.": "hãy chọn đơn vị.",
    "hãy bỏ --unit và --management.": "hãy bỏ chọn đơn vị và diện quản lý.",
    "hãy thêm --person MÃ.": "hãy điền mã cán bộ.",
}
