"""What each document says: the plain data its template is filled with, from the facts alone.

Every value is text ready to print, a number, or a list of such; nothing is None, and an empty text prints nothing.
Documents of the seven components are written by `content_of`; papers outside them are chosen by `letters_of`.
"""

from collections.abc import Callable, Mapping

from archive.domain.contents.choice import Wanted, letters_of
from archive.domain.contents.dossier_index import IndexedEvidence
from archive.domain.contents.evidence_list import evidence_list
from archive.domain.contents.letter import Letter
from archive.domain.contents.minutes import minutes
from archive.domain.contents.self_assessment import self_assessment
from archive.domain.contents.submission import submission
from archive.domain.contents.summary import summary
from archive.domain.document import DocumentKind, DueDocument
from archive.domain.dossier.facts import OpenDossier
from archive.domain.province import GUIDANCE_PROVINCE, Province

Content = Mapping[str, object]

_WRITERS: Mapping[DocumentKind, Callable[[OpenDossier, DueDocument, Province], Content]] = {
    DocumentKind.SUBMISSION: submission,
    DocumentKind.SELF_ASSESSMENT: lambda dossier, due, _: self_assessment(dossier, due),
    DocumentKind.MINUTES: lambda dossier, due, _: minutes(dossier, due),
    DocumentKind.SUMMARY_STANDING_COMMITTEE: summary,
    DocumentKind.SUMMARY_PROVINCIAL_BODIES: summary,
    DocumentKind.SUMMARY_PARTY_COMMITTEES: summary,
    DocumentKind.EVIDENCE_LIST: lambda dossier, due, _: evidence_list(dossier, due),
}


def content_of(dossier: OpenDossier, due: DueDocument, province: Province = GUIDANCE_PROVINCE) -> Content:
    """The fill data of one due document, with the province's bodies by the names they have there."""
    return _WRITERS[due.kind](dossier, due, province)


__all__ = ["Content", "IndexedEvidence", "Letter", "Wanted", "content_of", "letters_of"]
