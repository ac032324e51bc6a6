"""Quản trị tài khoản: /quan-tri/tai-khoan, for administrators alone."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from api.access import Visitor, stating
from api.pages.one_user import for_pages, given_grant, one_user
from api.pages.reading import every_unit
from api.pages.views.users import new_user_page, users_page
from api.web import Web
from archive.domain.rights import Action
from archive.errors import RuleBroken, UsageError
from archive.workflow import accounts as steps
from archive.workflow.sign_in import held_back

_LIST = "/quan-tri/tai-khoan"
_ADD = "/quan-tri/them-tai-khoan"

Text = Annotated[str, Form(max_length=2000)]
Many = Annotated[list[str], Form(default_factory=list, max_length=500)]


def user_pages(web: Web) -> APIRouter:
    """The list, a new account, and one account with what may be done to it."""
    router, parts, manages = APIRouter(), web.parts, stating(Action.MANAGE_ACCOUNTS)

    def manager(request: Request) -> Visitor:
        return web.access.allow(request, Action.MANAGE_ACCOUNTS)

    @router.get(_LIST, **manages)
    def show_list(request: Request, q: str = "") -> Response:
        visitor, accounts = manager(request), steps.accounts(parts)
        view = users_page(accounts, held=held_back(parts, [item.name for item in accounts]), asked=q)
        return web.page(request, "users.html", view=view, visitor=visitor)

    @router.get(_ADD, **manages)
    def show_form(request: Request) -> Response:
        visitor = manager(request)
        return web.page(request, "new_user.html", view=new_user_page(every_unit(parts)), visitor=visitor)

    @router.post(_ADD, **manages)
    def add(  # noqa: PLR0917 - the fields of a form
        request: Request,
        units: Many,
        managements: Many,
        name: Text = "",
        display: Text = "",
        person: Text = "",
        role: Text = "",
        reach: Text = "",
    ) -> Response:
        visitor, password = manager(request), steps.one_time_password()
        try:
            given = given_grant(role, units, managements, every=reach == "all") if role else None
            made = steps.add(
                web.acting(visitor), name, display=display, person=person.strip(), grant=given, password=password
            )
        except (UsageError, RuleBroken) as wrong:
            typed = {"name": name, "display": display, "person": person, "role": role}
            view = new_user_page(every_unit(parts), typed=typed, mistake=for_pages(wrong))
            return web.page(request, "new_user.html", view=view, visitor=visitor, status=400)
        return one_user(web, request, made.name, password=password)

    return router
