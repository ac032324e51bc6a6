"""Tài khoản của tôi: what one may do, the password, codes from a telephone, and where one is signed in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from api.pages.views.frame import Page
from archive.domain.accounts import Account, Grant, Role
from archive.domain.sessions import Session
from archive.language import moment

_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
)
_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLine:
    """A role and how far it reaches, in words."""

    role: str
    reach: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLine:
    """One browser that is signed in; `key` names it in a form."""

    browser: str
    address: str
    seen: str
    began: str
    key: str
    is_this: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage(Page):
    """One's own account."""

    template: ClassVar[str] = "account.html"
    name: str
    roles: tuple[RoleLine, ...]
    has_codes: bool
    sessions: tuple[SessionLine, ...]
    mistake: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordPage(Page):
    """The form for another password; `is_due` when nothing else may be done before."""

    template: ClassVar[str] = "password.html"
    name: str
    mistake: str
    is_due: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesPage(Page):
    """What a telephone must be told before it gives codes."""

    template: ClassVar[str] = "codes.html"
    secret: str
    link: str
    mistake: str


def account_page(
    account: Account, sessions: Sequence[Session], *, here: Session, has_codes: bool, mistake: str = ""
) -> AccountPage:
    """The page."""
    return AccountPage(
        title="Tài khoản của tôi",
        sentence=f"{account.display} · tên đăng nhập {account.name}",
        name=account.name,
        roles=role_lines(account.grants),
        has_codes=has_codes,
        sessions=tuple(_session(item, here) for item in sessions),
        mistake=mistake,
    )


def password_page(account: Account, *, mistake: str = "") -> PasswordPage:
    """The form."""
    due = account.must_change_password
    return PasswordPage(
        title="Đổi mật khẩu",
        sentence="Mật khẩu đang dùng do người khác đặt; hãy đặt mật khẩu của riêng mình trước khi làm việc."
        if due
        else "Sau khi đổi, mọi nơi khác đang đăng nhập bằng tài khoản này phải đăng nhập lại.",
        name=account.name,
        mistake=mistake,
        is_due=due,
    )


def codes_page(*, secret: str, link: str, mistake: str = "") -> CodesPage:
    """The page."""
    return CodesPage(
        title="Bật mã xác nhận",
        sentence="Sau khi bật, mỗi lần đăng nhập cần thêm mã 6 số đang hiện trên điện thoại.",
        secret=" ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
        link=link,
        mistake=mistake,
    )


def role_lines(grants: Iterable[Grant]) -> tuple[RoleLine, ...]:
    """The roles in the order of their words."""
    return tuple(
        RoleLine(role=item.role.words, reach=reach_in_words(item), key=item.role.value)
        for item in sorted(grants, key=lambda item: item.role.words)
    )


def reach_in_words(grant: Grant) -> str:
    """How far a role reaches."""
    if grant.role is Role.CADRE:
        return "chỉ tài liệu của chính mình"
    if grant.role is Role.ADMINISTRATOR:
        return "vận hành hệ thống, không xem hồ sơ"
    units = "mọi đơn vị" if grant.units is None else ", ".join(sorted(grant.units))
    managements = "" if grant.managements is None else "; ".join(sorted(grant.managements))
    return " · ".join(filter(None, (units, managements)))


def _session(item: Session, here: Session) -> SessionLine:
    return SessionLine(
        browser=browser_in_words(item.browser),
        address=item.address,
        seen=moment(item.seen),
        began=moment(item.began),
        key=item.digest,
        is_this=item.digest == here.digest,
    )


def browser_in_words(agent: str) -> str:
    """The browser and system that a browser says it is."""
    browser = next((name for sign, name in _BROWSERS if sign in agent), "Safari" if "Safari/" in agent else "")
    system = next((name for sign, name in _SYSTEMS if sign in agent), "Linux" if "Linux" in agent else "")
    return " trên ".join(filter(None, (browser, system))) or "Trình duyệt không rõ"
