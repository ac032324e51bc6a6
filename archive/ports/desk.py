"""The working facts left of the seal, behind one unit of work that either commits whole or leaves no trace."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from archive.domain.document import Document
from archive.domain.dossier import OpenDossier, Stage
from archive.domain.history import Event
from archive.domain.people import Cadre, UnitCode
from archive.domain.quarter import Quarter
from archive.domain.rating import Proposal
from archive.domain.record import RecordId
from archive.domain.ruling import Ruling
from archive.domain.verification import VerificationReport
from archive.ports.accounts import Accounts
from archive.ports.asked import AskedBefore
from archive.ports.jobs import Jobs
from archive.ports.log import LogBook
from archive.ports.numbers import Numbers
from archive.ports.retention import Retentions
from archive.ports.saved_searches import SavedSearches
from archive.ports.sessions import SecondFactors, Sessions, WrongGuesses
from archive.ports.tokens import Tokens

Shared = TypeVar("Shared", Cadre, Proposal, Ruling)  # rows that rules look at over all units of a quarter at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a dossier has come; `version` and `indexed` are record versions, 0 for none yet."""

    unit: UnitCode
    quarter: Quarter
    stage: Stage = Stage.OPEN
    version: int = 0
    indexed: int = 0


class Facts(Protocol):
    """What people gave."""

    def quarters(self) -> Sequence[Quarter]:
        """The quarters that have facts, newest first."""
        ...

    def units(self, quarter: Quarter) -> Sequence[UnitCode]:
        """The units that have facts in the quarter, by code; empty when none."""
        ...

    def names(self, quarter: Quarter) -> Mapping[UnitCode, str]:
        """The names of the units that have facts in the quarter, without reading their dossiers."""
        ...

    def dossier(self, unit: UnitCode, quarter: Quarter) -> OpenDossier:
        """One unit's facts.

        Raises:
            NotFound: the unit has no facts in that quarter.
        """
        ...

    def across(self, kind: type[Shared], quarter: Quarter) -> Sequence[Shared]:
        """The rows of one kind of all units in the quarter, without reading their dossiers; in any order."""
        ...

    def replace(self, dossier: OpenDossier) -> bool:
        """Put these facts in the place of the unit's facts of that quarter; False when nothing changed.

        Raises:
            BadInput: the facts contradict themselves (a code twice) or cannot be stored; the old ones stay.
        """
        ...


class Shelf(Protocol):
    """The documents made and how far each dossier has come."""

    def progress(self, unit: UnitCode, quarter: Quarter) -> Progress:
        """How far the dossier has come; a fresh `Progress` when nothing was done yet."""
        ...

    def move(self, progress: Progress) -> None:
        """Keep the new progress in the place of the old."""
        ...

    def documents(self, unit: UnitCode, quarter: Quarter) -> Sequence[Document]:
        """The documents made for the dossier, in the order of components, then of ids."""
        ...

    def keep(self, document: Document) -> None:
        """Keep a document, in the place of an earlier one with the same id."""
        ...

    def drop(self, document: Document) -> None:
        """Forget a document that is no longer due; its bytes stay in the blobs."""
        ...


class Revisions(Protocol):
    """Whether anything changed, told without reading it."""

    def of(self, quarter: Quarter) -> Mapping[UnitCode, object]:
        """For each unit a mark that is another after every change of its dossier: facts, progress, documents, events.

        A unit without one was not written about since marks are kept.
        """
        ...

    def shared(self) -> object:
        """Equal only as long as the cadres, proposals and rulings of all units in all quarters are equal."""
        ...


class Journal(Protocol):
    """What happened to dossiers; only grows."""

    def write(self, event: Event) -> None:
        """Add an event, and its entry of the audit log."""
        ...

    def events(self, record: RecordId) -> Sequence[Event]:
        """Everything that happened to one dossier, oldest first."""
        ...

    def everything(self) -> Iterator[Event]:
        """Every event of every dossier, in the order of writing."""
        ...


class Work(Protocol):
    """One unit of work over all of these."""

    @property
    def facts(self) -> Facts:
        """What people gave."""
        ...

    @property
    def shelf(self) -> Shelf:
        """What was made."""
        ...

    @property
    def revisions(self) -> Revisions:
        """What changed since."""
        ...

    @property
    def journal(self) -> Journal:
        """What happened."""
        ...

    @property
    def log(self) -> LogBook:
        """The audit log, for what is no event of a dossier."""
        ...

    @property
    def accounts(self) -> Accounts:
        """Who may sign in."""
        ...

    @property
    def sessions(self) -> Sessions:
        """Who is signed in."""
        ...

    @property
    def wrong_guesses(self) -> WrongGuesses:
        """Who keeps guessing passwords."""
        ...

    @property
    def second_factors(self) -> SecondFactors:
        """Codes from telephones."""
        ...

    @property
    def jobs(self) -> Jobs:
        """The queue of slow work."""
        ...

    @property
    def tokens(self) -> Tokens:
        """What programs show."""
        ...

    @property
    def asked(self) -> AskedBefore:
        """What programs asked for under keys of their own."""
        ...

    @property
    def saved_searches(self) -> SavedSearches:
        """The searches that people keep."""
        ...

    @property
    def retentions(self) -> Retentions:
        """How long records are kept."""
        ...

    @property
    def numbers(self) -> Numbers:
        """The numbers of papers."""
        ...

    def commit(self) -> None:
        """Make all changes of this unit of work durable at once."""
        ...


class Desk(Protocol):
    """Where work is begun."""

    def begin(self) -> AbstractContextManager[Work]:
        """A unit of work; leaving the block without `commit` undoes it all.

        Raises:
            Unavailable: the database is busy or out of reach; units of work are not nested.
            StorageFull: there is no room.
        """
        ...

    def look(self) -> AbstractContextManager[Work]:
        """A unit of work that only reads, beside others that write; what is changed in it is refused or forgotten.

        Raises:
            Unavailable: the database is out of reach.
        """
        ...

    def check(self) -> VerificationReport:
        """Whether everything kept is as it was written; each problem names the file and the table.

        Raises:
            Unavailable: the database is out of reach.
        """
        ...
