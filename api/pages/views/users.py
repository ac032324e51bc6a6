"""Quản trị tài khoản: everybody who may come in, and what one of them may do."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from api.pages.addresses import user_address
from api.pages.views.account import RoleLine, reach_in_words, role_lines
from api.pages.views.frame import ACCOUNTS, Frame, Page
from archive.domain.accounts import Account, AccountName, Role
from archive.domain.people import Management, UnitCode
from archive.domain.sessions import Guesses
from archive.language import fold, moment

FORM_ROLES = tuple(sorted(Role, key=lambda role: fold(role.words)))


@dataclass(frozen=True, slots=True, kw_only=True)
class UserLine:
    """One account at a glance."""

    name: str
    display: str
    href: str
    roles: tuple[str, ...]
    is_active: bool
    is_held: bool
    must_change_password: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A choice of a form."""

    value: str
    label: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UsersPage(Page):
    """All accounts, by name; `shown` of `total` when they were narrowed by `asked`."""

    template: ClassVar[str] = "users.html"
    users: tuple[UserLine, ...]
    total: int
    asked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUserPage(Page):
    """The form for a new account; what was typed stays when it was not taken."""

    template: ClassVar[str] = "new_user.html"
    mistake: str
    typed: Mapping[str, str]
    roles: tuple[Option, ...]
    units: tuple[Option, ...]
    managements: tuple[Option, ...]
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UserPage(Page):
    """One account; `held` tells of wrong guesses, if too many; `password` is a new one-time one, told this once."""

    template: ClassVar[str] = "user.html"
    name: str
    person: str
    back: str
    href: str
    is_active: bool
    held: str
    is_self: bool
    must_change_password: bool
    has_codes: bool
    granted: tuple[RoleLine, ...]
    roles: tuple[Option, ...]
    units: tuple[Option, ...]
    managements: tuple[Option, ...]
    password: str
    mistake: str


def users_page(accounts: Sequence[Account], *, held: Container[AccountName] = (), asked: str = "") -> UsersPage:
    """The list; `held` are those who must wait after wrong guesses."""
    wanted = fold(asked).split()
    shown = [item for item in accounts if all(word in fold(f"{item.name} {item.display}") for word in wanted)]
    locked = sum(not item.is_active for item in accounts)
    return UsersPage(
        title="Tài khoản",
        sentence=f"{len(accounts)} tài khoản"
        + (f", {locked} đang khóa." if locked else ", không tài khoản nào bị khóa."),
        frame=Frame(place=ACCOUNTS),
        users=tuple(_line(item, is_held=item.name in held) for item in shown),
        total=len(accounts),
        asked=asked,
    )


def new_user_page(
    units: Mapping[UnitCode, str], *, typed: Mapping[str, str] | None = None, mistake: str = ""
) -> NewUserPage:
    """The form."""
    typed = {name: (typed or {}).get(name, "") for name in ("name", "display", "person", "role")}
    return NewUserPage(
        title="Thêm tài khoản",
        sentence="Mật khẩu dùng một lần hiện ra ngay sau khi lưu; người dùng phải đổi ở lần đăng nhập đầu.",
        frame=Frame(place=ACCOUNTS),
        mistake=mistake,
        typed=typed,
        roles=_roles(typed["role"]),
        units=_units(units),
        managements=_managements(),
        back=user_address(),
    )


def user_page(
    account: Account,
    units: Mapping[UnitCode, str],
    *,
    is_self: bool,
    has_codes: bool,
    held: Guesses | None = None,
    password: str = "",
    mistake: str = "",
) -> UserPage:
    """One account."""
    state = "đang hoạt động" if account.is_active else "đang khóa"
    return UserPage(
        title=account.display,
        sentence=f"Tài khoản {account.name} · {state}"
        + (" · phải đổi mật khẩu ở lần đăng nhập tới" if account.must_change_password else ""),
        frame=Frame(place=ACCOUNTS),
        name=account.name,
        person=account.person or "",
        back=user_address(),
        href=user_address(account.name),
        is_active=account.is_active,
        held=_held(held) if held else "",
        is_self=is_self,
        must_change_password=account.must_change_password,
        has_codes=has_codes,
        granted=role_lines(account.grants),
        roles=_roles(""),
        units=_units(units),
        managements=_managements(),
        password=password,
        mistake=mistake,
    )


def _held(guesses: Guesses) -> str:
    since = guesses.open_from(is_address=False)
    return (
        f"Đã có {guesses.count} lần liền nhập sai mật khẩu hoặc mã xác nhận"
        + (f"; lần đăng nhập sau được nhận từ {moment(since)}:{since:%S}. " if since else ". ")
        + "Nếu chính người dùng đã nhập sai, hãy mở lại để đăng nhập được ngay."
    )


def _line(item: Account, *, is_held: bool) -> UserLine:
    roles = sorted(item.grants, key=lambda grant: fold(grant.role.words))
    return UserLine(
        name=item.name,
        display=item.display,
        href=user_address(item.name),
        roles=tuple(f"{grant.role.words}: {reach_in_words(grant)}" for grant in roles),
        is_active=item.is_active,
        is_held=is_held,
        must_change_password=item.must_change_password,
    )


def _roles(chosen: str) -> tuple[Option, ...]:
    return tuple(Option(value=role.value, label=role.words, is_chosen=role.value == chosen) for role in FORM_ROLES)


def _units(units: Mapping[UnitCode, str]) -> tuple[Option, ...]:
    return tuple(Option(value=code, label=name) for code, name in sorted(units.items(), key=lambda item: fold(item[1])))


def _managements() -> tuple[Option, ...]:
    return tuple(Option(value=item.name.lower(), label=item.value) for item in Management)
