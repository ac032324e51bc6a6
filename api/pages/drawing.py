"""Draws a view in its frame for somebody: what stands around is looked up, then the template is filled."""

from collections.abc import Sequence

from api.access import Visitor
from api.pages.surroundings import first_place, surroundings
from api.pages.templating import Templates
from api.pages.views.frame import Page
from archive.ports import Parts


class PageDrawing:
    """The pages over these parts."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._templates = Templates()

    def page(self, template: str, view: Page, visitor: Visitor | None, messages: Sequence[str]) -> str:
        """The view in the frame: menu, choosers and messages."""
        around = surroundings(self._parts, visitor, view.frame, messages=messages)
        return self._templates.render(template, view, around)

    def fragment(self, template: str, view: object, visitor: Visitor | None) -> str:
        """A piece of a page."""
        return self._templates.render_fragment(template, view, csrf=visitor.csrf if visitor else "")

    def home(self, visitor: Visitor) -> str:
        """The first place of the menu that is open to them."""
        return first_place(visitor)
