"""Accounts: who may enter, in which roles, for which units and diện quản lý. What a role may do is in `rights`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NewType

from archive.domain.people import Management, PersonCode, UnitCode
from archive.errors import RuleBroken, UsageError
from archive.language import nfc

AccountName = NewType("AccountName", str)

_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")
_SHORTEST_PASSWORD = 12  # characters: length is what makes guessing dear, so no rule asks for signs or digits
_LONGEST_PASSWORD = 1024  # a bound on what one sign-in can make the machine hash


class Role(StrEnum):
    """What an account is for (design §1)."""

    SECRETARY = "secretary"
    CADRE = "cadre"
    HEAD = "head"
    ASSESSOR = "assessor"
    BOARD = "board"
    OFFICIAL = "official"
    ADMINISTRATOR = "administrator"
    INSPECTOR = "inspector"

    @property
    def words(self) -> str:
        """The role in the words of the pages."""
        return _WORDS[self]


_WORDS = {
    Role.SECRETARY: "Thư ký đơn vị",
    Role.CADRE: "Cá nhân được đánh giá",
    Role.HEAD: "Lãnh đạo đơn vị",
    Role.ASSESSOR: "Cơ quan chủ trì thẩm định",
    Role.BOARD: "Ban Tổ chức",
    Role.OFFICIAL: "Cán bộ tra cứu",
    Role.ADMINISTRATOR: "Người quản trị",
    Role.INSPECTOR: "Người kiểm tra",
}
_OF_NAMED_UNITS = frozenset({Role.SECRETARY, Role.HEAD})
_WITHOUT_SCOPE = frozenset({Role.CADRE, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One role and how far it reaches; None is all of them, an empty set none.

    Raises:
        UsageError: the role cannot have that reach.
    """

    role: Role
    units: frozenset[UnitCode] | None = None
    managements: frozenset[Management] | None = None

    def __post_init__(self) -> None:
        if self.role in _OF_NAMED_UNITS and not self.units:
            raise UsageError(f"Vai trò '{self.role.words}' phải gắn với đơn vị; hãy thêm --unit MÃ.")
        if self.role in _WITHOUT_SCOPE and (self.units, self.managements) != (None, None):
            raise UsageError(f"Vai trò '{self.role.words}' không nhận phạm vi; hãy bỏ --unit và --management.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Who may sign in; at most one grant a role. `person` is set for a cadre's own papers."""

    name: AccountName
    display: str
    grants: frozenset[Grant] = frozenset()
    person: PersonCode | None = None
    is_active: bool = True
    must_change_password: bool = False

    def has(self, role: Role) -> bool:
        """Whether the role was granted."""
        return any(grant.role is role for grant in self.grants)

    def granted(self, grant: Grant) -> "Account":
        """The account with this grant in the place of an earlier one of the same role.

        Raises:
            UsageError: the role is a cadre's, and the account is no cadre's.
        """
        if grant.role is Role.CADRE and self.person is None:
            raise UsageError(f"Tài khoản '{self.name}' chưa gắn với cán bộ nào; hãy thêm --person MÃ.")
        return replace(self, grants=self.without(grant.role).grants | {grant})

    def without(self, role: Role) -> "Account":
        """The account without that role."""
        return replace(self, grants=frozenset(grant for grant in self.grants if grant.role is not role))


def account_name(text: str) -> AccountName:
    """The name as it is kept: one person is not two by a capital letter.

    Raises:
        UsageError: it has other characters than names may have.
    """
    name = text.strip().lower()
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"Tên tài khoản '{text}' không dùng được; hãy dùng chữ không dấu, số và các dấu . _ @ -, tối đa 64 ký tự."
        )
    return AccountName(name)


def usable_password(text: str, *, of: AccountName) -> str:
    """The password as it is kept: composed, so that it is the same from every keyboard. Errors never show it.

    Raises:
        UsageError: it is too short, too long, or the account's own name.
    """
    password = nfc(text)
    if not _SHORTEST_PASSWORD <= len(password) <= _LONGEST_PASSWORD:
        raise UsageError(
            f"Mật khẩu phải dài từ {_SHORTEST_PASSWORD} đến {_LONGEST_PASSWORD} ký tự; một câu dễ nhớ là tốt nhất."
        )
    if password.lower() == of:
        raise UsageError("Mật khẩu không được trùng với tên tài khoản; hãy chọn mật khẩu khác.")
    return password


def require_administrator(accounts: Iterable[Account]) -> None:
    """Refuse a state in which nobody could give anybody rights any more.

    Raises:
        RuleBroken: none of the accounts is an active administrator.
    """
    if not any(account.is_active and account.has(Role.ADMINISTRATOR) for account in accounts):
        raise RuleBroken("Đây là người quản trị cuối cùng còn hoạt động; hãy cấp quyền quản trị cho người khác trước.")
