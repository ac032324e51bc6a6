"""What a program asked for under a key of its own: asked again, after a line that broke, it is not done twice."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from archive.domain.accounts import AccountName
from archive.errors import BadInput

KEPT_FOR = timedelta(days=7)  # longer than any program keeps trying


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing asked for; `digest` is that of the whole request, `made` the name of what it made."""

    account: AccountName
    key: str
    digest: str
    made: str
    at: datetime


def is_done(before: Asked | None, asked: Asked) -> bool:
    """Whether this very thing was done before.

    Raises:
        BadInput: the key stands for something else: two different things may not be told apart by it any more.
    """
    if before is None:
        return False
    if before.digest != asked.digest:
        raise BadInput("Khóa Idempotency-Key này đã dùng cho một yêu cầu khác; hãy dùng khóa mới cho yêu cầu mới.")
    return True
