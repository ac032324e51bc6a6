"""One entry of the audit log: who did what to what, when and why; its canonical JSON (RFC 8785) is the leaf.

Events of a dossier's life and everything else that must be told (accounts, sign-in, search, retention) are entries
alike; an event can be had back from its entry, field by field.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from archive.domain.history import Event, EventKind
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.errors import HosoError, RecordDamaged

MOST_BYTES = 0xFFFF  # of one entry: C2SP tlog-tiles keeps its length in two bytes
_DOSSIER = "dossier/"  # followed by the kind of the event


class Action(StrEnum):
    """What is done outside the life of a dossier."""

    ACCOUNT_ADDED = "account/added"
    ACCOUNT_GRANTED = "account/granted"
    ACCOUNT_REVOKED = "account/revoked"
    ACCOUNT_DISABLED = "account/disabled"
    ACCOUNT_ENABLED = "account/enabled"
    PASSWORD_CHANGED = "account/password"  # noqa: S105 - the name of an action
    CODES_ON = "account/codes-on"
    CODES_OFF = "account/codes-off"
    TOKEN_ISSUED = "token/issued"  # noqa: S105 - same
    TOKEN_REVOKED = "token/revoked"  # noqa: S105 - same
    SIGNED_IN = "session/opened"
    SIGN_IN_REFUSED = "session/refused"
    SEARCHED = "search"
    PERIOD_SET = "retention/period"
    HELD = "retention/hold"
    RELEASED = "retention/release"
    DESTROYED = "retention/destruction"
    REGISTER_STARTED = "number/started"
    NUMBER_ASSIGNED = "number/assigned"
    NUMBER_CANCELLED = "number/cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What is to be told, before it has its place in the log."""

    at: datetime
    actor: str
    action: str
    subject: str
    reason: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """A deed at its place; sequences begin at 0 and have no gap."""

    sequence: int
    deed: Deed

    @property
    def record(self) -> str:
        """The id of the record whose dossier it is about, or of the record it names; empty for neither."""
        said = self.deed.details
        if "unit" in said and "quarter" in said:
            return f"urn:hoso:{said['unit']}:{said['quarter']}"
        return self.deed.subject if self.deed.subject.startswith("urn:hoso:") else ""


def entry_document(entry: LogEntry) -> dict[str, int | str | dict[str, str]]:
    """The entry as its leaf holds it, before it is made canonical."""
    deed = entry.deed
    return {
        "sequence": entry.sequence,
        "at": deed.at.isoformat(),
        "actor": _writable(deed.actor),
        "action": str(deed.action),
        "subject": _writable(deed.subject),
        "reason": _writable(deed.reason),
        "details": {name: _writable(value) for name, value in deed.details.items()},
    }


def _writable(text: str) -> str:
    """Without what is no character: a command line may hand over bytes that were never UTF-8."""
    return text.encode("utf-8", "replace").decode()


def read_entry(content: bytes) -> LogEntry:
    """The entry out of its leaf.

    Raises:
        RecordDamaged: the bytes are no entry.
    """
    try:
        said = json.loads(content)
        return LogEntry(sequence=int(said["sequence"]), deed=_deed(said))
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise RecordDamaged("Có mục nhật ký không đọc được; hãy chạy hoso log verify.") from wrong


def _deed(said: Mapping[str, object]) -> Deed:
    details = said["details"]
    if not isinstance(details, dict):
        raise TypeError(details)
    return Deed(
        at=datetime.fromisoformat(str(said["at"])),
        actor=str(said["actor"]),
        action=str(said["action"]),
        subject=str(said["subject"]),
        reason=str(said["reason"]),
        details={str(name): str(value) for name, value in details.items()},
    )


def deed_of(event: Event) -> Deed:
    """An event of a dossier as the log tells it."""
    return Deed(
        at=event.at,
        actor=event.actor,
        action=f"{_DOSSIER}{event.kind}",
        subject=event.subject,
        reason=event.note,
        details={"unit": event.unit, "quarter": str(event.quarter), "outcome": event.outcome},
    )


def event_of(entry: LogEntry) -> Event | None:
    """The event of a dossier that an entry tells; None when it tells of something else.

    Raises:
        RecordDamaged: it says that it is one and lacks something.
    """
    deed = entry.deed
    if not deed.action.startswith(_DOSSIER):
        return None
    try:
        return Event(
            kind=EventKind(deed.action.removeprefix(_DOSSIER)),
            unit=UnitCode(deed.details["unit"]),
            quarter=Quarter.parse(deed.details["quarter"]),
            subject=deed.subject,
            at=deed.at,
            actor=deed.actor,
            outcome=deed.details["outcome"],
            note=deed.reason,
        )
    except (ValueError, KeyError, HosoError) as wrong:
        raise RecordDamaged(f"Mục nhật ký {entry.sequence} không đọc được; hãy chạy hoso log verify.") from wrong
