"""What a page factory is given, and the few things every page does: draw itself, answer a form, act for somebody.

    def task_pages(web: Web) -> APIRouter:
        router = APIRouter()

        @router.get("/nhiem-vu/{quy}/{unit}", **stating(Action.READ))
        def show_tasks(request: Request, quy: str, unit: str) -> Response:
            visitor = web.access.visitor(request)  # reading is bounded below: a cadre may see a part of a unit
            found = next(review(web.parts, quarter_of(quy), unit, readable=visitor.readable))
            view = tasks(found)  # pure: values in, a Page out
            return web.page(request, "tasks.html", view=view, visitor=visitor)

        @router.post("/nhiem-vu/{quy}/{unit}", **stating(Action.EDIT_FACTS))
        def keep_task(request: Request, quy: str, unit: str, name: Annotated[str, Form()] = "") -> Response:
            visitor = web.access.allow(request, Action.EDIT_FACTS, unit=UnitCode(unit))
            keep(web.acting(visitor), ...)  # one function of archive.workflow
            return web.back(request, to=f"/nhiem-vu/{quy}/{unit}", flash="Đã lưu nhiệm vụ.")

        return router

Add the factory to `PAGES` in api/app.py, its place in the menu to api/pages/places.py, and its view class (a `Page`
with `template`) is then checked by tests/api/test_templates.py. Forms carry `{{ csrf_field() }}`; addresses of files
below static/ are written `{{ asset("hoso.css") }}`; scripts are files, the content security policy takes no other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.access import Access, Visitor
from api.access.local import is_local_path
from archive.acting import ActingParts
from archive.errors import NotFound
from archive.ports import Parts
from archive.workflow.sessions import take_messages, tell

_SEE_OTHER = 303


class Drawing(Protocol):
    """How views become HTML; `api.pages.drawing` does it."""

    def page(self, template: str, view: Any, visitor: Visitor | None, messages: Sequence[str]) -> str:  # noqa: ANN401
        """A view (an `api.pages.views.frame.Page`) in the frame."""
        ...

    def fragment(self, template: str, view: object, visitor: Visitor | None) -> str:
        """A piece of a page."""
        ...

    def home(self, visitor: Visitor) -> str:
        """Where they begin."""
        ...


@dataclass(frozen=True, slots=True)
class Web:
    """The parts, how pages are drawn, and who may come in."""

    parts: Parts
    templates: Drawing
    access: Access

    def page(
        self,
        request: Request,
        template: str,
        *,
        view: Any,  # noqa: ANN401 - a `Page`, which knows this file's users, not this file
        visitor: Visitor | None = None,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """The view drawn in the frame: menu, choosers and the messages left for this browser."""
        del request  # every page has it at hand; what is drawn depends on the visitor alone
        messages = self._messages(visitor) if visitor else ()
        html = self.templates.page(template, view, visitor, messages)
        return HTMLResponse(html, status_code=status, headers=dict(headers or {}))

    def fragment(self, template: str, *, view: object, visitor: Visitor | None = None, status: int = 200) -> Response:
        """A piece of a page, for htmx: a partial template that sees the fields of its view and `csrf_field()`."""
        return HTMLResponse(self.templates.fragment(template, view, visitor), status_code=status)

    def back(self, request: Request, *, to: str, flash: str = "") -> Response:
        """The answer to a form that was taken: go and look at `to`, where `flash` is said once.

        Raises:
            ValueError: `to` is no address of ours: a mistake of the program.
        """
        if not is_local_path(to):
            raise ValueError(to)
        visitor = self.access.perhaps(request)
        if flash and visitor:
            try:
                tell(self.parts, visitor.session, flash)
            except NotFound:  # signed out meanwhile: there is nobody left to tell
                return RedirectResponse(to, _SEE_OTHER)
        return RedirectResponse(to, _SEE_OTHER)

    def home(self, visitor: Visitor) -> str:
        """The first place of the menu that is open to them."""
        return self.templates.home(visitor)

    def acting(self, visitor: Visitor) -> Parts:
        """The parts for a workflow step that this account takes: the history names it."""
        return ActingParts(self.parts, visitor.account.name)

    def _messages(self, visitor: Visitor) -> tuple[str, ...]:
        try:
            return tuple(take_messages(self.parts, visitor.session))
        except NotFound:
            return ()
