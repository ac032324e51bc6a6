"""Who signs what: which papers of a dossier somebody may sign now, and the work that signs them."""

from collections.abc import Collection, Mapping
from typing import Protocol

from archive.domain.accounts import Account, Role
from archive.domain.people import Management, PersonCode, UnitCode
from archive.domain.quarter import Quarter
from archive.domain.rights import Action
from archive.domain.signing_turns import ORGAN, Turns, chosen, signer_key, turns
from archive.jobs.kinds import SEPARATOR
from archive.ports import Parts


class Holder(Protocol):
    """Who acts: somebody signed in, or a program with a token."""

    @property
    def account(self) -> Account:
        """Whose rights they are."""
        ...

    def may(
        self,
        action: Action,
        *,
        unit: UnitCode | None = None,
        management: Management | None = None,
        person: PersonCode | None = None,
    ) -> bool:
        """Whether this may be done to that."""
        ...


def may_sign(holder: Holder, unit: UnitCode) -> bool:
    """Whether they sign in the unit: a secretary or head anything, a cadre as the cadre."""
    person = holder.account.person
    return holder.may(Action.SIGN, unit=unit) or bool(person and holder.may(Action.SIGN, unit=unit, person=person))


def signs_for_all(parts: Parts, holder: Holder, unit: UnitCode) -> bool:
    """In a demo home, where keys prove nothing, its secretary may walk the whole way alone."""
    return parts.entry.trial is not None and holder.may(Action.SEAL, unit=unit)


def waiting(parts: Parts, holder: Holder, unit: UnitCode, quarter: Quarter) -> Turns:
    """What waits for a signature of theirs, and what waits for others."""
    with parts.desk.look() as work:
        documents = work.shelf.documents(unit, quarter)
    everybody = signs_for_all(parts, holder, unit)
    found = turns(documents, None if everybody else _keys(holder.account, unit))
    if holder.may(Action.SIGN, unit=unit):
        return found
    own = [item for item in found.mine if signer_key(item.unsigned_by[0]) == holder.account.person]
    return Turns(mine=tuple(own), others=())


def signing_work(
    parts: Parts, holder: Holder, unit: UnitCode, quarter: Quarter, documents: Collection[str]
) -> Mapping[str, str] | None:
    """The arguments of the job that signs those of these papers whose turn it is; None when there is none."""
    mine = chosen(waiting(parts, holder, unit, quarter).mine, documents)
    if not mine:
        return None
    everybody = signs_for_all(parts, holder, unit)
    return {
        "quarter": str(quarter),
        "unit": unit,
        "documents": SEPARATOR.join(item.due.id for item in mine),
        "signers": "" if everybody else SEPARATOR.join(sorted(_keys(holder.account, unit))),
    }


def _keys(account: Account, unit: UnitCode) -> frozenset[str]:
    """Under which names they sign: as the cadre of the account, by name, and for the unit with its seal."""
    seals = any(grant.role is Role.SECRETARY and unit in (grant.units or ()) for grant in account.grants)
    return frozenset(filter(None, (account.person or "", account.display, ORGAN if seals else "")))
