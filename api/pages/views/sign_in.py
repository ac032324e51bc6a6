"""Đăng nhập: one form, and in a demo the accounts to try it with."""

from dataclasses import dataclass
from typing import ClassVar

from api.pages.views.frame import Page
from archive.domain.sessions import TrialAccounts


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialLine:
    """An account of the demo."""

    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage(Page):
    """The form; `mistake` says why the last try was not taken, `next` where it leads on to."""

    template: ClassVar[str] = "sign_in.html"
    next: str
    name: str
    mistake: str
    trial: tuple[TrialLine, ...]
    trial_password: str


def sign_in_page(
    *, next_page: str = "", name: str = "", mistake: str = "", trial: TrialAccounts | None = None, is_out: bool = False
) -> SignInPage:
    """The page."""
    return SignInPage(
        title="Đăng nhập",
        sentence="Đồng chí đã đăng xuất." if is_out else "Dùng tài khoản do người quản trị của cơ quan cấp.",
        next=next_page,
        name=name,
        mistake=mistake,
        trial=tuple(TrialLine(name=one, role=role) for one, role in trial.roles) if trial else (),
        trial_password=trial.password if trial else "",
    )
