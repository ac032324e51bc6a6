"""The page of an error: what happened and what to do."""

from dataclasses import dataclass
from typing import ClassVar

from api.access.unsent import Unsent
from api.pages.views.frame import Frame, Page
from api.pages.views.unsent import typed_in


@dataclass(frozen=True, slots=True, kw_only=True)
class FailurePage(Page):
    """An error as people read it; `status` is the HTTP status, `form` what was sent and may be sent again."""

    template: ClassVar[str] = "failure.html"
    status: int
    form: Unsent | None
    typed: tuple[str, ...]


def failure_page(*, status: int, title: str, sentence: str, form: Unsent | None = None) -> FailurePage:
    """The page; its frame is empty, for what failed may be the very thing that fills it."""
    typed = typed_in(form) if form else ()
    return FailurePage(title=title, sentence=sentence, frame=Frame(), status=status, form=form, typed=typed)
