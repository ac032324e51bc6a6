"""Who asks: an account that is signed in, with what its forms must carry."""

from dataclasses import dataclass

from archive.domain.accounts import Account
from archive.domain.people import Management, PersonCode, UnitCode
from archive.domain.rights import Action, Readable, may, may_somewhere, readable
from archive.domain.sessions import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """A signed-in account in one browser."""

    account: Account
    session: Session

    @property
    def csrf(self) -> str:
        """What every form of this browser carries."""
        return self.session.csrf

    @property
    def readable(self) -> Readable:
        """The bounds of what may be read; hand it to every workflow step that takes `readable`."""
        return readable(self.account)

    def may(
        self,
        action: Action,
        *,
        unit: UnitCode | None = None,
        management: Management | None = None,
        person: PersonCode | None = None,
    ) -> bool:
        """Whether this may be done to that: for showing a button only to who may press it."""
        return may(self.account, action, unit=unit, management=management, person=person)

    def may_somewhere(self, action: Action) -> bool:
        """Whether this may be done to anything at all: for showing a place in the menu."""
        return may_somewhere(self.account, action)
