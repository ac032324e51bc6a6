"""Accounts: give people a way in and rights, take them away again, and never lock everybody out."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from archive.domain.accounts import (
    Account,
    AccountName,
    Grant,
    Role,
    account_name,
    require_administrator,
    usable_password,
)
from archive.domain.log import Action, Deed
from archive.domain.people import PersonCode
from archive.domain.rights import Readable, readable
from archive.domain.sessions import counted_for
from archive.errors import NotFound, UsageError
from archive.language import nfc, tidy
from archive.ports import Parts
from archive.ports.accounts import Accounts
from archive.ports.desk import Desk, Work

_ONE_TIME_BYTES = 12  # 96 bits in 16 letters: beyond guessing, and still copied by hand


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAccount:
    """The administrator a new home begins with; the password works until it is changed and is kept nowhere."""

    name: AccountName
    password: str


def first_administrator(desk: Desk, name: str, *, at: datetime, actor: str) -> FirstAccount | None:
    """Make the home's first account, an administrator with a one-time password; None when accounts exist.

    Raises:
        UsageError: that cannot be an account's name.
    """
    account = Account(name=account_name(name), display=tidy(name), must_change_password=True)
    with desk.begin() as work:
        if work.accounts.all():
            return None
        work.accounts.keep(account.granted(Grant(role=Role.ADMINISTRATOR)))
        password = one_time_password()
        work.accounts.set_password(account.name, password)
        work.log.append(_deed(Action.ACCOUNT_ADDED, account.name, at=at, actor=actor, role=Role.ADMINISTRATOR))
        work.commit()
    return FirstAccount(name=account.name, password=password)


def one_time_password() -> str:
    """A random password for one person to use once."""
    return secrets.token_urlsafe(_ONE_TIME_BYTES)


def accounts(parts: Parts) -> Sequence[Account]:
    """Every account, by name."""
    with parts.desk.look() as work:
        return work.accounts.all()


def add(
    parts: Parts,
    name: str,
    *,
    password: str,
    display: str = "",
    person: str = "",
    grant: Grant | None = None,
    must_change: bool = True,
) -> Account:
    """Make an account; somebody else chose its password, so it must be changed at first use unless said otherwise.

    Raises:
        UsageError: the name is taken or no name, the password too weak, or the grant does not fit the account.
    """
    account = Account(
        name=account_name(name),
        display=tidy(display) or name,
        person=PersonCode(person) if person else None,
        must_change_password=must_change,
    )
    account = account.granted(grant) if grant else account
    usable = usable_password(password, of=account.name)
    with parts.desk.begin() as work:
        if any(other.name == account.name for other in work.accounts.all()):
            raise UsageError(f"Đã có tài khoản '{account.name}'; hãy chọn tên khác.", account=account.name)
        work.accounts.keep(account)
        work.accounts.set_password(account.name, usable)
        _tell(parts, work, Action.ACCOUNT_ADDED, account, person=person, **(_reach(grant) if grant else {}))
        work.commit()
    return account


def grant(parts: Parts, name: str, given: Grant, *, person: str = "") -> Account:
    """Give a role, in the place of the same role with another reach; `person` ties the account to a cadre first.

    Raises:
        NotFound: no such account.
        UsageError: the role does not fit the account.
    """
    with parts.desk.begin() as work:
        account = _find(work.accounts, name)
        if person:
            account = replace(account, person=PersonCode(person))
        account = account.granted(given)
        work.accounts.keep(account)
        work.sessions.end_of(account.name)
        _tell(parts, work, Action.ACCOUNT_GRANTED, account, **_reach(given), person=person)
        work.commit()
    return account


def revoke(parts: Parts, name: str, role: Role) -> Account:
    """Take a role away.

    Raises:
        NotFound: no such account, or it has not that role.
        RuleBroken: nobody would be left to administrate.
    """
    with parts.desk.begin() as work:
        account = _find(work.accounts, name)
        if not account.has(role):
            raise NotFound(f"Tài khoản '{account.name}' không có vai trò '{role.words}'.", account=account.name)
        _lessen(work, account, account.without(role))
        _tell(parts, work, Action.ACCOUNT_REVOKED, account, role=role)
        work.commit()
    return account.without(role)


def disable(parts: Parts, name: str) -> Account:
    """Let the account in no more; what it did stays under its name.

    Raises:
        NotFound: no such account.
        RuleBroken: nobody would be left to administrate.
    """
    with parts.desk.begin() as work:
        account = _find(work.accounts, name)
        _lessen(work, account, replace(account, is_active=False))
        _tell(parts, work, Action.ACCOUNT_DISABLED, account)
        work.commit()
    return replace(account, is_active=False)


def enable(parts: Parts, name: str) -> Account:
    """Let the account in again, at once also when somebody guessed its password wrong too often.

    Raises:
        NotFound: no such account.
    """
    with parts.desk.begin() as work:
        account = replace(_find(work.accounts, name), is_active=True)
        work.accounts.keep(account)
        work.wrong_guesses.forgive(counted_for(account.name))
        _tell(parts, work, Action.ACCOUNT_ENABLED, account)
        work.commit()
    return account


def _lessen(work: Work, before: Account, after: Account) -> None:
    work.accounts.keep(after)
    work.sessions.end_of(after.name)  # who may do less than a moment ago signs in again
    if before.is_active and before.has(Role.ADMINISTRATOR):
        require_administrator(work.accounts.all())


def change_password(parts: Parts, name: str, password: str, *, must_change: bool = False) -> Account:
    """Set another password; `must_change` says that it is to be used once.

    Raises:
        NotFound: no such account.
        UsageError: the password is too weak.
    """
    with parts.desk.begin() as work:
        account = replace(_find(work.accounts, name), must_change_password=must_change)
        work.accounts.keep(account)
        work.accounts.set_password(account.name, usable_password(password, of=account.name))
        work.sessions.end_of(account.name)
        _tell(parts, work, Action.PASSWORD_CHANGED, account)
        work.commit()
    return account


def sign_in(parts: Parts, name: str, password: str) -> Account:
    """The account that this name and password open; whether the password must be changed first stands in it.

    Raises:
        NotFound: unknown, disabled or another password, all alike.
    """
    try:
        with parts.desk.begin() as work:
            account = work.accounts.sign_in(AccountName(name.strip().lower()), nfc(password))
            work.log.append(_deed(Action.SIGNED_IN, account.name, at=parts.clock.now(), actor=account.name))
            work.commit()
    except NotFound:
        _tell_refused(parts, name)
        raise
    return account


def _tell_refused(parts: Parts, name: str) -> None:
    """Log a refusal; a name that no account bears is left out, for people type passwords where names belong."""
    asked = AccountName(name.strip().lower())
    with parts.desk.begin() as work:
        known = any(account.name == asked for account in work.accounts.all())
        subject = asked if known else AccountName("")
        work.log.append(_deed(Action.SIGN_IN_REFUSED, subject, at=parts.clock.now(), actor=subject))
        work.commit()


def reading_as(parts: Parts, name: str) -> Readable:
    """What the account may read.

    Raises:
        NotFound: no such account, or it is disabled.
    """
    with parts.desk.look() as work:
        account = _find(work.accounts, name)
    if not account.is_active:
        raise NotFound(f"Tài khoản '{account.name}' đang bị khóa; mở lại bằng lệnh hoso users enable.")
    return readable(account)


def _tell(parts: Parts, work: Work, action: Action, account: Account, **details: str) -> None:
    """Log what was done to an account; passwords never stand in it."""
    work.log.append(_deed(action, account.name, at=parts.clock.now(), actor=parts.actor, **details))


def _deed(action: Action, name: AccountName, *, at: datetime, actor: str, **details: str) -> Deed:
    said = {key: value for key, value in details.items() if value}
    return Deed(at=at, actor=actor, action=action, subject=name, details=said)


def _reach(grant: Grant) -> dict[str, str]:
    units = "*" if grant.units is None else ", ".join(sorted(grant.units))
    managements = "*" if grant.managements is None else ", ".join(sorted(grant.managements))
    return {"role": grant.role, "units": units, "managements": managements}


def _find(held: Accounts, name: str) -> Account:
    return held.find(AccountName(name.strip().lower()))
