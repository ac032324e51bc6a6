"""Secrets of codes from a telephone in the database; the only file that knows how such a code is made."""

import hmac
from datetime import datetime

import pyotp
from sqlalchemy import Connection, delete, insert, select, update

from archive.domain.accounts import AccountName
from archive.errors import NotFound
from storage.database.session_tables import second_factors
from storage.database.tables import accounts

_STEPS_APART = (0, -1, 1)  # telephones go half a minute wrong


class SqlSecondFactors:
    """Second factors within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def is_on(self, account: AccountName) -> bool:
        """Whether a secret was confirmed."""
        return self._kept(account)[0] is not None

    def begin(self, account: AccountName) -> str:
        """Keep a new secret beside the one that counts.

        Raises:
            NotFound: there is no such account.
        """
        if not self._connection.scalar(select(accounts.c.name).where(accounts.c.name == account)):
            raise NotFound(f"Không có tài khoản '{account}'.", account=account)
        secret = pyotp.random_base32()
        changed = self._set(account, pending=secret)
        if not changed:
            row = {"account": account, "secret": None, "pending": secret, "last_step": 0}
            self._connection.execute(insert(second_factors), row)
        return secret

    def confirm(self, account: AccountName, code: str, *, at: datetime) -> bool:
        """Let the new secret count when the code comes from it."""
        _, pending, _ = self._kept(account)
        step = _step(pending, code, at)
        if step is None:
            return False
        self._set(account, secret=pending, pending=None, last_step=step)
        return True

    def accepts(self, account: AccountName, code: str, *, at: datetime) -> bool:
        """Whether the code is right now and of no step that was used already."""
        secret, _, last_step = self._kept(account)
        step = _step(secret, code, at)
        if step is None or step <= last_step:
            return False
        self._set(account, last_step=step)
        return True

    def drop(self, account: AccountName) -> None:
        """Forget the secrets."""
        self._connection.execute(delete(second_factors).where(second_factors.c.account == account))

    def _kept(self, account: AccountName) -> tuple[str | None, str | None, int]:
        row = self._connection.execute(select(second_factors).where(second_factors.c.account == account)).one_or_none()
        return (row.secret, row.pending, row.last_step) if row else (None, None, 0)

    def _set(self, account: AccountName, **values: str | int | None) -> int:
        changed = update(second_factors).where(second_factors.c.account == account).values(values)
        return self._connection.execute(changed).rowcount


def _step(secret: str | None, code: str, at: datetime) -> int | None:
    """The half minute whose code this is, near the present one."""
    if secret is None or not (code.isascii() and code.isdigit()):
        return None
    made = pyotp.TOTP(secret)
    steps = [made.timecode(at) + apart for apart in _STEPS_APART]
    return next((step for step in steps if hmac.compare_digest(made.generate_otp(step), code)), None)
