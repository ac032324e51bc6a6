"""What stands at the head and foot of every document, in the layout of the unit's system (domain notes §2)."""

from collections import Counter
from collections.abc import Iterable, Mapping

from archive.domain.document import DocumentKind
from archive.domain.dossier.facts import OpenDossier
from archive.domain.people import Cadre, IssuerSystem, UnitKind
from archive.domain.rating import Rating
from archive.language import day_in_words

# Number lines carry the type's symbol; documents without one are annexes and forms, which have no number.
_SYMBOLS = {DocumentKind.SUBMISSION: "TTr", DocumentKind.MINUTES: "BB"}
_BLANK_NUMBER = " " * 7  # filled when the document is issued, never before (domain notes §2.1)


def letterhead(dossier: OpenDossier, kind: DocumentKind) -> dict[str, object]:
    """The fields all templates share."""
    unit = dossier.unit
    return {
        "superior": unit.superior.upper(),
        "issuer": unit.name.upper(),
        "number_line": number_line(dossier, kind),
        "place_date": f"{unit.place}, {dated(dossier)}",
        "quarter_title": dossier.quarter.title,
    }


def number_line(dossier: OpenDossier, kind: DocumentKind) -> str:
    """`Số       -TTr/ĐU` for the Party, `Số:       /TTr-SNV` for the State."""
    symbol = _SYMBOLS.get(kind)
    if symbol is None:
        return ""
    if dossier.unit.system is IssuerSystem.PARTY:
        return f"Số{_BLANK_NUMBER}-{symbol}/{dossier.unit.symbol}"
    return f"Số:{_BLANK_NUMBER}/{symbol}-{dossier.unit.symbol}"


def dated(dossier: OpenDossier) -> str:
    """The day in words: that of the meeting, so that the same facts always give the same document."""
    meeting = dossier.meeting
    return day_in_words(meeting.held.date() if meeting and meeting.held else dossier.period.cutoff)


def head_signature(dossier: OpenDossier) -> dict[str, object]:
    """The signature block of the unit's head; a committee's head signs for the standing committee (T/M)."""
    head = dossier.head
    committee = dossier.unit.kind is UnitKind.PARTY_COMMITTEE
    return {
        "authority": "T/M BAN THƯỜNG VỤ" if committee else "",
        "post": _office(head, committee=committee).upper() if head else "",
        "name": head.name if head else "",
    }


def _office(head: Cadre, *, committee: bool) -> str:
    if committee:
        return head.party_post.removesuffix(" Đảng ủy").strip() or head.state_post
    return head.state_post or head.party_post


def rating_counts(ratings: Iterable[Rating | None]) -> list[Mapping[str, object]]:
    """How many of each level, in the order of the levels; none of a level is 0, never left out."""
    counted = Counter(ratings)
    return [{"rating": rating.value, "count": counted[rating]} for rating in Rating]
