"""Gửi tiếp: what was typed before a session ended, and the one button that sends it after all."""

from dataclasses import dataclass
from typing import ClassVar

from api.access.unsent import Unsent
from api.pages.views.entries import BETWEEN
from api.pages.views.frame import Page

_MARK = "mark"  # of the row as it was read; nobody typed it


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsentPage(Page):
    """The form with its fields hidden; `typed` are the texts that people will know again."""

    template: ClassVar[str] = "unsent.html"
    form: Unsent
    typed: tuple[str, ...]


def unsent_page(form: Unsent, *, display: str) -> UnsentPage:
    """The page for who has just signed in again."""
    return UnsentPage(
        title="Gửi tiếp phần đã gõ",
        sentence=f"Phần này chưa được lưu: phiên làm việc đã kết thúc trước khi gửi. Gửi tiếp dưới tên {display}?",
        form=form,
        typed=typed_in(form),
    )


def typed_in(form: Unsent) -> tuple[str, ...]:
    """The texts of the form that people typed or chose, as far as that can be told."""
    return tuple(text for name, text in form.fields if _is_typed(name, text))


def _is_typed(name: str, text: str) -> bool:
    is_code = text.isascii() and not any(sign.isdigit() or sign.isspace() for sign in text)  # of a button or a tick
    return bool(text.strip()) and not is_code and name.rpartition(BETWEEN)[2] != _MARK and not text.startswith("/")
