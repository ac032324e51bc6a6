"""Papers of a dossier that are state secrets: kept on paper, here only as a stub (domain notes §3.7).

Whether a paper is secret the issuing body says. Until it was asked about a cadre whom Bộ Chính trị, Ban Bí thư manage,
what that cadre states is withheld as if it were secret: what was stored once on a networked machine cannot be taken
back. Where two answers disagree, the secret one counts.
"""

from archive.domain.document import DocumentKind
from archive.domain.dossier.facts import OpenDossier
from archive.domain.paper import PaperClassification
from archive.domain.people import Cadre, Management, PersonCode


def answers(dossier: OpenDossier, kind: DocumentKind, person: PersonCode | None = None) -> list[PaperClassification]:
    """What was answered about a paper; an answer without a person speaks of everybody's paper of that kind."""
    personal = kind is DocumentKind.SELF_ASSESSMENT
    return [item for item in dossier.papers if item.kind is kind and (not personal or item.person in (None, person))]


def secret_paper(
    dossier: OpenDossier, kind: DocumentKind, person: PersonCode | None = None
) -> PaperClassification | None:
    """The answer that keeps a paper out of this machine, or None when it may be written here."""
    secret = [item for item in answers(dossier, kind, person) if item.classification.is_secret]
    return min(secret, key=lambda item: (item.person is None, item.classification.value, item.kept_at), default=None)


def must_be_asked(dossier: OpenDossier, cadre: Cadre) -> bool:
    """Whether nobody has said yet if the cadre's self-assessment may be written here."""
    asked = cadre.management is Management.POLITBURO
    return asked and not answers(dossier, DocumentKind.SELF_ASSESSMENT, cadre.code)


def is_withheld(dossier: OpenDossier, cadre: Cadre) -> bool:
    """Whether the cadre's self-assessment may not be kept here: it is secret, or nobody was asked."""
    return must_be_asked(dossier, cadre) or bool(secret_paper(dossier, DocumentKind.SELF_ASSESSMENT, cadre.code))


def stub(paper: PaperClassification) -> str:
    """What is said of a secret paper in its place."""
    return f"bản giấy, độ {paper.classification.value}, lưu tại {paper.kept_at or 'nơi chưa ghi'}"
