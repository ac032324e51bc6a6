"""Draws a page from its view: the template sees the view's fields and nothing else; an undefined name is an error."""

from dataclasses import fields
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.pages.views.frame import Page

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"


class Templates:
    """The templates, compiled once each."""

    def __init__(self) -> None:
        self.environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )

    def render(self, page: Page) -> str:
        """The page as HTML."""
        context = {field.name: getattr(page, field.name) for field in fields(page)}
        return self.environment.get_template(page.template).render(context)
