"""A search that somebody goes back to, kept for their account alone."""

from dataclasses import dataclass
from datetime import datetime

from archive.domain.accounts import AccountName
from archive.errors import UsageError
from archive.language import tidy

MOST_SAVED = 50  # of one account: more than a page shows at a glance is not gone back to
_LONGEST_NAME = 80  # letters


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """One search of an account; `asked` is what the address of the search page says after the question mark."""

    account: AccountName
    name: str
    asked: str
    at: datetime


def search_name(text: str) -> str:
    """The name somebody gave to a search.

    Raises:
        UsageError: it is empty or too long.
    """
    name = tidy(text)
    if not name or len(name) > _LONGEST_NAME:
        raise UsageError(f"Hãy đặt tên cho lượt tìm, từ 1 đến {_LONGEST_NAME} chữ.")
    return name
