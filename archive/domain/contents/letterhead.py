"""What stands at the head and foot of every document, in the layout of the unit's system (domain notes §2)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from archive.domain.document import DocumentKind
from archive.domain.dossier.facts import OpenDossier
from archive.domain.people import Cadre, IssuerSystem, UnitKind
from archive.domain.rating import Rating
from archive.language import day_in_words

# Number lines carry the type's symbol; documents without one are annexes and forms, which have no number.
_SYMBOLS = {
    DocumentKind.SUBMISSION: "TTr",
    DocumentKind.MINUTES: "BB",
    DocumentKind.OPINION_REQUEST: "CV",
    DocumentKind.OPINION_REPLY: "CV",
    DocumentKind.CONCLUSION: "KL",
    DocumentKind.CENTRAL_SUBMISSION: "TTr",
    DocumentKind.CENTRAL_REPORT: "BC",
    DocumentKind.NOTICE: "TB",
    DocumentKind.PERIODIC_REPORT: "BC",
}
_LETTER = "CV"
_DRAFTED_BY = "VP"  # a State letter names the drafting office; the office of the body until somebody writes another
BLANK = " " * 7  # filled when the document is issued, never before (domain notes §2.1)


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
    """The number line of a document of the dossier's unit."""
    return number_of(kind, dossier.unit.system, dossier.unit.symbol)


def symbol_of(kind: DocumentKind) -> str | None:
    """The type's symbol, by which its numbers are counted; None for papers that bear no number."""
    return _SYMBOLS.get(kind)


def number_of(kind: DocumentKind, system: IssuerSystem, issuer: str) -> str:
    """`Số       -TTr/ĐU` for the Party, `Số:       /TTr-SNV` for the State; a State letter is `Số:       /SNV-VP`."""
    symbol = _SYMBOLS.get(kind)
    if symbol is None:
        return ""
    if system is IssuerSystem.PARTY:
        return f"Số{BLANK}-{symbol}/{issuer}"
    parts = (issuer, _DRAFTED_BY) if symbol == _LETTER else (symbol, issuer)
    return f"Số:{BLANK}/{'-'.join(parts)}"


def dated(dossier: OpenDossier) -> str:
    """The day in words: that of the meeting, so that the same facts always give the same document."""
    return day_in_words(printed_day(dossier))


def printed_day(dossier: OpenDossier) -> date:
    """The day that the dossier's documents bear."""
    meeting = dossier.meeting
    return meeting.held.date() if meeting and meeting.held else dossier.period.cutoff


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
