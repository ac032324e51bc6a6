"""Draws a page from its view: the template sees the view's fields, what stands around, and nothing else.

An undefined name is an error; escaping is never off, except for the one hidden field made here.
"""

import hashlib
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from api.access.forgery import FIELD
from api.pages.surroundings import Surroundings
from api.pages.views.frame import Page

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"
_VERSION_LETTERS = 12


class Templates:
    """The templates, compiled once each."""

    def __init__(self) -> None:
        self.environment = _environment()

    def render(self, template: str, view: Page, around: Surroundings) -> str:
        """The page as HTML; `frame` is drawn as `around`, so no template sees it."""
        context = _fields_of(view) | {"around": around, "csrf_field": _csrf_field(around.csrf)}
        del context["frame"]
        return self.environment.get_template(template).render(context)

    def render_fragment(self, template: str, view: object, *, csrf: str) -> str:
        """A piece of a page as HTML."""
        context = _fields_of(view) | {"csrf_field": _csrf_field(csrf)}
        return self.environment.get_template(template).render(context)


@cache
def _environment() -> Environment:
    """One for the process: templates are the same for every application in it."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals["asset"] = asset
    return made


@cache
def asset(name: str) -> str:
    """The address of a file below static/, which changes with its content, so that browsers may keep it."""
    if not (STATIC / name).exists():  # not set up yet: a page without it still reads and sends
        return f"/static/{name}"
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()
    return f"/static/{name}?v={digest[:_VERSION_LETTERS]}"


def _fields_of(view: Any) -> dict[str, Any]:  # noqa: ANN401 - any view
    return {field.name: getattr(view, field.name) for field in fields(view)}


def _csrf_field(token: str) -> Callable[[], Markup]:
    def csrf_field() -> Markup:
        return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, token)

    return csrf_field
