"""The page of an error: what happened and what to do."""

from dataclasses import dataclass
from typing import ClassVar

from api.pages.views.frame import Frame, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class FailurePage(Page):
    """An error as people read it; `status` is the HTTP status."""

    template: ClassVar[str] = "failure.html"
    status: int


def failure_page(*, status: int, title: str, sentence: str) -> FailurePage:
    """The page; its frame is empty, for what failed may be the very thing that fills it."""
    return FailurePage(title=title, sentence=sentence, frame=Frame(), status=status)
