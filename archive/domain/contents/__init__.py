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

Content = Mapping[str, object]

_WRITERS: Mapping[DocumentKind, Callable[[OpenDossier, DueDocument], Content]] = {
    DocumentKind.SUBMISSION: submission,
    DocumentKind.SELF_ASSESSMENT: self_assessment,
    DocumentKind.MINUTES: minutes,
    DocumentKind.SUMMARY_STANDING_COMMITTEE: summary,
    DocumentKind.SUMMARY_PROVINCIAL_BODIES: summary,
    DocumentKind.SUMMARY_PARTY_COMMITTEES: summary,
    DocumentKind.EVIDENCE_LIST: evidence_list,
}


def content_of(dossier: OpenDossier, due: DueDocument) -> Content:
    """The fill data of one due document."""
    return _WRITERS[due.kind](dossier, due)


__all__ = ["Content", "IndexedEvidence", "Letter", "Wanted", "content_of", "letters_of"]
