"""Đăng nhập: one form, and in a demo the accounts to try it with."""

from dataclasses import dataclass
from typing import ClassVar

from api.pages.views.frame import Page
from archive.domain.sessions import TrialAccounts

WELCOME = "Dùng tài khoản do người quản trị của cơ quan cấp."
SIGNED_OUT = "Đồng chí đã đăng xuất."
_ENDED = "Phiên làm việc đã kết thúc vì lâu không có thao tác"
_STILL_THERE = f"{_ENDED}. Phần vừa gõ chưa được lưu nhưng vẫn còn: đăng nhập lại rồi bấm Gửi tiếp."
_NOT_DONE = f"{_ENDED}, nên việc vừa rồi chưa được làm. Hãy đăng nhập lại rồi làm tiếp."


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialLine:
    """An account of the demo."""

    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage(Page):
    """The form; `mistake` says why the last try was not taken, `next` where it leads on to.

    `unsent` is what was typed when a session ended, packed; it waits here for the next one.
    """

    template: ClassVar[str] = "sign_in.html"
    next: str
    name: str
    mistake: str
    unsent: str
    trial: tuple[TrialLine, ...]
    trial_password: str


def sign_in_page(
    *,
    next_page: str = "",
    name: str = "",
    mistake: str = "",
    unsent: str = "",
    trial: TrialAccounts | None = None,
    sentence: str = WELCOME,
) -> SignInPage:
    """The page."""
    return SignInPage(
        title="Đăng nhập",
        sentence=sentence,
        next=next_page,
        name=name,
        mistake=mistake,
        unsent=unsent,
        trial=tuple(TrialLine(name=one, role=role) for one, role in trial.roles) if trial else (),
        trial_password=trial.password if trial else "",
    )


def interrupted_page(*, next_page: str, unsent: str, trial: TrialAccounts | None) -> SignInPage:
    """The page in answer to something that was sent after the session had ended."""
    sentence = _STILL_THERE if unsent else _NOT_DONE
    return sign_in_page(next_page=next_page, unsent=unsent, trial=trial, sentence=sentence)
