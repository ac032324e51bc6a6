"""What suites about people's own things begin with: a desk that knows two people, An and Bình, and what they have."""

from abc import ABC, abstractmethod

import pytest

from archive.domain.accounts import Account, AccountName
from archive.ports.desk import Desk, Work

AN, BINH = AccountName("an"), AccountName("binh")


class TwoAccounts(ABC):
    """The beginning; a suite says what they have, an implementation gives its desk."""

    @pytest.fixture
    @abstractmethod
    def desk(self) -> Desk:
        """A desk without accounts."""

    @abstractmethod
    def fill(self, work: Work) -> None:
        """Keep what the two have."""

    @pytest.fixture
    def filled(self, desk: Desk) -> Desk:
        """The desk with both and what they have."""
        with desk.begin() as work:
            for name in (AN, BINH):
                work.accounts.keep(Account(name=name, display=name))
            self.fill(work)
            work.commit()
        return desk
