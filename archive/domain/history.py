"""Events of a dossier's life; the names follow PREMIS 3 event types where one exists."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter


class EventKind(StrEnum):
    """What happened."""

    INGESTION = "ingestion"
    MODIFICATION = "modification"
    CREATION = "creation"
    DIGITAL_SIGNATURE = "digital signature generation"
    SIGNATURE_VALIDATION = "digital signature validation"
    FIXITY_CHECK = "fixity check"
    SEALING = "sealing"
    DISSEMINATION = "dissemination"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did what to what, when; `subject` is a document id, a task code or a record id."""

    kind: EventKind
    unit: UnitCode
    quarter: Quarter
    subject: str
    at: datetime
    actor: str
    outcome: str = "success"
    note: str = ""
