"""Signing in to the pages with a password and perhaps a code; who keeps guessing must wait longer each time.

An unknown name, a disabled account, a wrong password and a wrong code get one answer after the same work, and wrong
guesses are counted for names that do not exist as for those that do.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from archive.domain.accounts import Account, AccountName, usable_password
from archive.domain.log import Action, Deed
from archive.domain.sessions import FORGOTTEN_AFTER, Guesses, Session, begin_session, counted_for, digest_of
from archive.errors import NotFound, Unavailable, UsageError
from archive.language import nfc
from archive.ports import Parts
from archive.ports.desk import Work

_WRONG = "Tên tài khoản, mật khẩu hoặc mã xác nhận không đúng, hoặc tài khoản đã bị khóa."


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A new session, with the secret that the browser is to hold."""

    account: Account
    session: Session
    secret: str


class _Refused(Exception):  # noqa: N818 - it says what happened; only this file sees it
    """The guess was wrong; what was counted must still be committed."""


def sign_in(
    parts: Parts,
    name: str,
    password: str,
    *,
    code: str = "",
    address: str = "",
    browser: str = "",
    instead_of: str = "",
) -> SignedIn:
    """Begin a session; the one whose secret is `instead_of` ends.

    Raises:
        NotFound: unknown, disabled, another password or code: all alike.
        Unavailable: too many wrong guesses; `wait` says how many seconds are left.
    """
    asked = AccountName(name.strip().lower())
    with _guessing(parts, asked, address) as work:
        account = _proven(parts, work, asked, password, code)
        now = parts.wall_clock.now()
        work.sessions.end_old(seen=now - parts.entry.idle, began=now - parts.entry.longest)
        work.sessions.end(digest_of(instead_of))
        secret, session = begin_session(account.name, now, address=address, browser=browser)
        work.sessions.keep(session)
        work.log.append(_deed(parts, Action.SIGNED_IN, account.name, address))
    return SignedIn(account=account, session=session, secret=secret)


def change_own_password(parts: Parts, account: Account, session: Session, *, old: str, new: str) -> SignedIn:
    """Let somebody who is signed in choose another password; every session of the account ends, one new begins.

    Raises:
        NotFound: the old password is another.
        Unavailable: too many wrong guesses.
        UsageError: the new one is too weak, or the old one again.
    """
    chosen = usable_password(new, of=account.name)
    if chosen == nfc(old):
        raise UsageError("Mật khẩu mới phải khác mật khẩu đang dùng.")
    changed = replace(account, must_change_password=False)
    with _guessing(parts, account.name, session.address) as work:
        _password(work, account.name, old)
        work.accounts.keep(changed)
        work.accounts.set_password(account.name, chosen)
        work.sessions.end_of(account.name)
        secret, fresh = begin_session(
            account.name, parts.wall_clock.now(), address=session.address, browser=session.browser
        )
        work.sessions.keep(fresh)
        work.log.append(_deed(parts, Action.PASSWORD_CHANGED, account.name, session.address))
    return SignedIn(account=changed, session=fresh, secret=secret)


def begin_codes(parts: Parts, account: Account) -> str:
    """A new secret for the account's telephone; it counts after `confirm_codes`."""
    with parts.desk.begin() as work:
        secret = work.second_factors.begin(account.name)
        work.commit()
    return secret


def confirm_codes(parts: Parts, account: Account, code: str) -> None:
    """Ask for codes from now on.

    Raises:
        UsageError: the code does not come from the new secret.
    """
    with parts.desk.begin() as work:
        if not work.second_factors.confirm(account.name, code.replace(" ", ""), at=parts.wall_clock.now()):
            raise UsageError("Mã không đúng; hãy xem lại giờ của điện thoại và nhập mã đang hiện.")
        work.log.append(_deed(parts, Action.CODES_ON, account.name))
        work.commit()


def drop_codes(parts: Parts, account: Account, session: Session, *, password: str) -> None:
    """Ask for no more codes, once the password was given again.

    Raises:
        NotFound: another password.
        Unavailable: too many wrong guesses.
    """
    with _guessing(parts, account.name, session.address) as work:
        _password(work, account.name, password)
        work.second_factors.drop(account.name)
        work.log.append(_deed(parts, Action.CODES_OFF, account.name, session.address))


def has_codes(parts: Parts, name: AccountName) -> bool:
    """Whether the account must give a code beside its password."""
    with parts.desk.look() as work:
        return work.second_factors.is_on(name)


def held_back(parts: Parts, names: Iterable[AccountName]) -> Mapping[AccountName, Guesses]:
    """Those of the accounts at which somebody guessed wrong so often that the next try must wait, or had to."""
    now = parts.wall_clock.now()
    with parts.desk.look() as work:
        counted = {name: work.wrong_guesses.of(counted_for(name)).remembered(now) for name in names}
    return {name: found for name, found in counted.items() if found.open_from(is_address=False) is not None}


def reset_codes(parts: Parts, name: str) -> None:
    """Let somebody in without a code whose telephone was lost; for the administrator."""
    with parts.desk.begin() as work:
        account = work.accounts.find(AccountName(name))
        work.second_factors.drop(account.name)
        work.sessions.end_of(account.name)
        work.log.append(replace(_deed(parts, Action.CODES_OFF, account.name), actor=parts.actor))
        work.commit()


@contextmanager
def _guessing(parts: Parts, name: AccountName, address: str) -> Iterator[Work]:
    """A unit of work that is committed either way: with what was done, or with one more wrong guess."""
    keys = {counted_for(name): False, f"address {address}": True}
    now = parts.wall_clock.now()
    with parts.desk.begin() as work:
        _refuse_impatient(parts, work, keys)
        try:
            yield work
        except _Refused as wrong:
            work.wrong_guesses.forget_before(now - FORGOTTEN_AFTER)
            for key in keys:
                work.wrong_guesses.keep(key, work.wrong_guesses.of(key).one_more(now))
            work.log.append(_deed(parts, Action.SIGN_IN_REFUSED, _known(work, name), address))
            work.commit()
            raise NotFound(_WRONG) from wrong
        work.wrong_guesses.forgive(counted_for(name))
        work.commit()


def _known(work: Work, name: AccountName) -> AccountName:
    """The name, unless no account bears it: people type passwords where names belong, and a log keeps everything."""
    return name if any(account.name == name for account in work.accounts.all()) else AccountName("")


def _deed(parts: Parts, action: Action, name: AccountName, address: str = "") -> Deed:
    details = {"address": address} if address else {}
    return Deed(at=parts.clock.now(), actor=name, action=action, subject=name, details=details)


def _refuse_impatient(parts: Parts, work: Work, keys: dict[str, bool]) -> None:
    now = parts.wall_clock.now()
    waits = [work.wrong_guesses.of(key).open_from(is_address=is_address) for key, is_address in keys.items()]
    latest = max((moment for moment in waits if moment is not None), default=now)
    if latest > now:
        wait = int((latest - now).total_seconds())
        minutes = -(-wait // 60)
        raise Unavailable(
            f"Đã nhập sai nhiều lần; hãy thử lại sau {f'{wait} giây' if wait <= 90 else f'{minutes} phút'}.",  # noqa: PLR2004
            wait=wait,
        )


def _proven(parts: Parts, work: Work, name: AccountName, password: str, code: str) -> Account:
    account = _password(work, name, password)
    given = code.replace(" ", "")
    if work.second_factors.is_on(name) and not work.second_factors.accepts(name, given, at=parts.wall_clock.now()):
        raise _Refused
    return account


def _password(work: Work, name: AccountName, password: str) -> Account:
    try:
        return work.accounts.sign_in(name, nfc(password))
    except NotFound as wrong:
        raise _Refused from wrong
