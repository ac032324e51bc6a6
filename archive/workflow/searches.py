"""Searches: keep one to go back to, list one's own, forget one."""

from collections.abc import Sequence

from archive.domain.accounts import AccountName
from archive.domain.saved_search import MOST_SAVED, SavedSearch, search_name
from archive.errors import BadInput
from archive.ports import Parts


def save_search(parts: Parts, account: AccountName, name: str, asked: str) -> SavedSearch:
    """Keep a search for the account; one of the same name makes room for it.

    Raises:
        UsageError: the name is empty or too long.
        BadInput: the account keeps too many already.
    """
    search = SavedSearch(account=account, name=search_name(name), asked=asked, at=parts.wall_clock.now())
    with parts.desk.begin() as work:
        others = [item for item in work.saved_searches.of(account) if item.name != search.name]
        if len(others) >= MOST_SAVED:
            raise BadInput(f"Mỗi người lưu nhiều nhất {MOST_SAVED} lượt tìm; hãy xóa bớt rồi lưu lại.")
        work.saved_searches.keep(search)
        work.commit()
    return search


def searches_of(parts: Parts, account: AccountName) -> Sequence[SavedSearch]:
    """What the account keeps, the newest first."""
    with parts.desk.look() as work:
        return work.saved_searches.of(account)


def forget_search(parts: Parts, account: AccountName, name: str) -> None:
    """Forget the account's search of that name, if there is one."""
    with parts.desk.begin() as work:
        work.saved_searches.forget(account, name)
        work.commit()
