"""Planted gaps in routes, special cases, transfers and secrecy: each a change, and the one finding it must give."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from archive.domain.document import DocumentKind
from archive.domain.dossier import OpenDossier
from archive.domain.evidence import StoredFile
from archive.domain.paper import PaperClassification
from archive.domain.people import Management, PersonCode
from archive.domain.rating import Rating
from archive.domain.secrecy import Classification
from archive.domain.transfer import Transfer, TransferKind
from tests.quarters import SNV

Gap = Callable[[OpenDossier], OpenDossier]
FIRST, SECOND, LATE_TASK = PersonCode("CB-SNV-01"), PersonCode("CB-SNV-02"), "NV-SNV-01-02"
NEW_POST, FORMER_POST = date(2026, 5, 4), "Phó Trưởng phòng"


def with_cadre(dossier: OpenDossier, code: str, /, **fields: Any) -> OpenDossier:
    """One cadre changed."""
    cadres = tuple(replace(item, **fields) if item.code == code else item for item in dossier.cadres)
    return replace(dossier, cadres=cadres)


def with_tasks(dossier: OpenDossier, code: str, **fields: Any) -> OpenDossier:
    """All tasks of a cadre changed."""
    tasks = tuple(replace(item, **fields) if item.lead == code else item for item in dossier.tasks)
    return replace(dossier, tasks=tasks)


def with_decision(dossier: OpenDossier, code: str, rating: Rating = Rating.GOOD) -> OpenDossier:
    """Somebody's rating decided."""
    proposals = tuple(
        replace(item, decided=rating, decision_number="12-QĐ/TU") if item.person == code else item
        for item in dossier.proposals
    )
    return replace(dossier, proposals=proposals)


def sent(dossier: OpenDossier, kind: TransferKind, **fields: Any) -> OpenDossier:
    """One more paper recorded; the results of digital transformation come with the first, for they are asked then."""
    about = {"kind": kind, "unit": SNV, "body": "Ban Tổ chức Tỉnh ủy", "sent": date(2026, 6, 15), **fields}
    digital = Transfer(kind=TransferKind.DIGITAL, unit=SNV, body="Ban Chỉ đạo", received=date(2026, 6, 16))
    return replace(dossier, transfers=(*(dossier.transfers or (digital,)), Transfer(**about)))


def classified(dossier: OpenDossier, kind: DocumentKind = DocumentKind.SELF_ASSESSMENT, **fields: Any) -> OpenDossier:
    """A paper marked secret, by default the first cadre's self-assessment, kept in a safe."""
    person = FIRST if kind is DocumentKind.SELF_ASSESSMENT else None
    told = {"classification": Classification.SECRET, "decided_by": "Ban Thường vụ Tỉnh ủy", "kept_at": "Két sắt số 1"}
    paper = PaperClassification(**{"kind": kind, "unit": SNV, "person": person, **told, **fields})
    return replace(dossier, papers=(*dossier.papers, paper))


def _secret_on_paper(dossier: OpenDossier, **fields: Any) -> OpenDossier:
    kept = tuple(item for item in dossier.self_assessments if item.person != FIRST)
    return classified(replace(dossier, self_assessments=kept), **fields)


def _excluded(dossier: OpenDossier, reason: str) -> OpenDossier:
    """The second cadre is not rated, and nothing is said of that cadre beside."""
    bare = replace(
        dossier,
        tasks=tuple(item for item in dossier.tasks if item.lead != SECOND),
        self_assessments=tuple(item for item in dossier.self_assessments if item.person != SECOND),
        proposals=tuple(item for item in dossier.proposals if item.person != SECOND),
    )
    return with_cadre(bare, SECOND, excluded=reason)


def _secret_file(dossier: OpenDossier) -> OpenDossier:
    file = StoredFile(name="mat.pdf", sha512="00", size=1, media_type="application/pdf")
    first, *others = dossier.evidence
    return replace(dossier, evidence=(replace(first, file=file, classification=Classification.SECRET), *others))


def _promoted(dossier: OpenDossier, **fields: Any) -> OpenDossier:
    return with_cadre(dossier, FIRST, former_post=FORMER_POST, in_post_since=NEW_POST, **fields)


def _moved(dossier: OpenDossier) -> OpenDossier:
    return _promoted(dossier, former_unit="Văn phòng Tỉnh ủy")


def _of_the_centre(dossier: OpenDossier) -> OpenDossier:
    """The second cadre, whose self-assessment may be written here."""
    asked = classified(dossier, person=SECOND, classification=Classification.PUBLIC)
    return with_cadre(asked, SECOND, management=Management.POLITBURO)


GAPS_B: dict[str, tuple[Gap, tuple[str, str, str | None, str | None]]] = {
    "an exclusion for a reason of one's own": (
        lambda it: _excluded(it, "đi học nước ngoài"),
        ("exclusion_unclear", "R17", SECOND, None),
    ),
    "somebody excluded who is rated all the same": (
        lambda it: replace(_excluded(it, "chức danh kiêm nhiệm"), proposals=it.proposals),
        ("excluded_but_active", "R17", SECOND, None),
    ),
    "a short time in post with tasks of the new one only": (
        lambda it: with_tasks(_promoted(it), FIRST, assigned_on=NEW_POST),
        ("both_posts_missing", "R40", FIRST, None),
    ),
    "a short time in post with tasks of the former one only": (
        lambda it: with_tasks(_promoted(it), FIRST, assigned_on=date(2026, 3, 20)),
        ("both_posts_missing", "R40", FIRST, None),
    ),
    "two posts in a quarter, the new one for two months": (
        lambda it: with_cadre(it, FIRST, former_post=FORMER_POST, in_post_since=date(2026, 4, 24)),
        ("two_posts_undecided", "R40", FIRST, None),
    ),
    "a comment of the former body that was never sent": (_moved, ("former_body_comment", "R41", FIRST, None)),
    "a comment of the former body on its way": (
        lambda it: sent(_moved(it), TransferKind.FORMER_BODY, person=FIRST),
        ("former_body_comment", "R41", FIRST, None),
    ),
    "a source the guidance does not know": (
        lambda it: with_tasks(it, FIRST, source="tự đăng ký", source_document="12-KH/TU"),
        ("source_unclear", "R20", FIRST, None),
    ),
    "a source without its paper": (
        lambda it: with_tasks(it, FIRST, source="Chương trình công tác quý"),
        ("source_undocumented", "R20", FIRST, None),
    ),
    "results sent for one cadre and not for the other": (
        lambda it: sent(sent(it, TransferKind.RESULTS, person=FIRST), TransferKind.APPRAISAL, person=FIRST),
        ("transmission_missing", "R26", SECOND, None),
    ),
    "an opinion not yet given": (
        lambda it: sent(it, TransferKind.OPINION, person=FIRST, body="Công an tỉnh"),
        ("opinion_missing", "R32", FIRST, None),
    ),
    "papers recorded, the digital results not": (
        lambda it: replace(
            it, transfers=(Transfer(kind=TransferKind.PERSON_TO_BOARD, unit=SNV, body="BTC", sent=NEW_POST),)
        ),
        ("digital_unrecorded", "R62", None, None),
    ),
    "a decision of the centre without its answer": (
        lambda it: with_decision(_of_the_centre(it), SECOND),
        ("central_answer_missing", "R33", SECOND, None),
    ),
    "a decision that only the unit was told of": (
        lambda it: sent(with_decision(it, FIRST), TransferKind.NOTICE, body="Sở Nội vụ"),
        ("notice_missing", "R37", None, None),
    ),
    "a cadre of the centre nobody asked about": (
        lambda it: with_cadre(it, SECOND, management=Management.POLITBURO),
        ("classification_unasked", "R35", SECOND, None),
    ),
    "a secret paper that lies nowhere": (
        lambda it: _secret_on_paper(it, kept_at=""),
        ("secret_stub_incomplete", "R35", FIRST, None),
    ),
    "a secret paper that nobody called secret": (
        lambda it: _secret_on_paper(it, decided_by=" "),
        ("secret_stub_incomplete", "R35", FIRST, None),
    ),
    "the words of a secret self-assessment": (classified, ("secret_content", "R35", FIRST, None)),
    "the file of secret evidence": (_secret_file, ("secret_content", "R35", None, LATE_TASK)),
    "the meeting of secret minutes": (
        lambda it: classified(it, DocumentKind.MINUTES),
        ("secret_content", "R35", None, None),
    ),
}

# Gaps that touch different facts: any of them together give the sum of their findings.
APART_B = (
    "an exclusion for a reason of one's own",
    "a comment of the former body that was never sent",
    "a source the guidance does not know",
    "an opinion not yet given",
    "a decision that only the unit was told of",
    "the words of a secret self-assessment",
    "the file of secret evidence",
    "the meeting of secret minutes",
)
