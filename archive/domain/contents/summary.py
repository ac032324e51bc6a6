"""The three summaries PL05, PL06, PL07: components 4 to 6 (R49-R51); one shape, three scopes."""

from collections.abc import Mapping

from archive.domain.contents.letterhead import head_signature, letterhead, rating_counts
from archive.domain.document import DocumentKind, DueDocument
from archive.domain.dossier.documents import managed_by_standing_committee
from archive.domain.dossier.facts import OpenDossier
from archive.domain.people import Cadre
from archive.domain.province import Province


def scope(kind: DocumentKind, province: Province) -> str:
    """Whom a summary is about; `cấp tỉnh` is the level, which a city under the centre has as well."""
    return {
        DocumentKind.SUMMARY_STANDING_COMMITTEE: (f"đối với cán bộ thuộc diện {province.standing_committee} quản lý"),
        DocumentKind.SUMMARY_PROVINCIAL_BODIES: (
            "đối với cán bộ lãnh đạo các ban, sở, ngành, cơ quan, đơn vị ở cấp tỉnh"
        ),
        DocumentKind.SUMMARY_PARTY_COMMITTEES: (
            f"đối với cán bộ lãnh đạo thuộc các đảng ủy trực thuộc {province.party_committee}"
        ),
    }[kind]


def summary(dossier: OpenDossier, due: DueDocument, province: Province) -> Mapping[str, object]:
    """The table of one scope with its totals."""
    by_committee = due.kind is DocumentKind.SUMMARY_STANDING_COMMITTEE
    cadres = managed_by_standing_committee(dossier) if by_committee else dossier.rated
    proposals = [dossier.proposal_of(cadre.code) for cadre in cadres]
    return {
        **letterhead(dossier, due.kind),
        "subject": scope(due.kind, province),
        "rows": [_row(dossier, place, cadre) for place, cadre in enumerate(cadres, start=1)],
        "totals": rating_counts(item.proposed if item else None for item in proposals),
        "rated_count": len(cadres),
        "signature": head_signature(dossier),
    }


def _row(dossier: OpenDossier, place: int, cadre: Cadre) -> dict[str, object]:
    stated, proposal = dossier.assessment_of(cadre.code), dossier.proposal_of(cadre.code)
    return {
        "number": place,
        "name": cadre.name,
        "post": cadre.post,
        "self_rating": stated.proposed.value if stated and stated.proposed else "",
        "proposed_rating": proposal.proposed.value if proposal and proposal.proposed else "",
        "reason": proposal.reason if proposal else "",
        "personnel_proposal": proposal.personnel_proposal if proposal else "",
    }
