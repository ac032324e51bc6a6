"""What must leave a dossier before it is stored: everything that only a secret paper of it says (domain notes §3.7)."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from archive.domain.document import DocumentKind
from archive.domain.dossier.documents import managed_by_standing_committee
from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.papers import must_be_asked, secret_paper
from archive.domain.evidence import Evidence
from archive.domain.meeting import Meeting
from archive.domain.people import PersonCode


def without_secrets(dossier: OpenDossier) -> OpenDossier:
    """The dossier with nothing left of what its secret papers say; doing it twice changes nothing more."""
    bare = without_secret_files(without_withheld_assessments(dossier))
    for kind, blank in _SAID_BY.items():
        if secret_paper(dossier, kind):
            bare = blank(bare)
    return bare


def without_withheld_assessments(dossier: OpenDossier) -> OpenDossier:
    """Without what cadres state in a secret self-assessment, or in one that nobody was asked about."""
    unasked = {cadre.code for cadre in dossier.cadres if must_be_asked(dossier, cadre)}
    kept = tuple(
        item
        for item in dossier.self_assessments
        if item.person not in unasked and not secret_paper(dossier, DocumentKind.SELF_ASSESSMENT, item.person)
    )
    return replace(dossier, self_assessments=kept)


def without_secret_files(dossier: OpenDossier) -> OpenDossier:
    """Evidence marked secret keeps its row, never a file."""
    evidence = tuple(replace(item, file=None) if item.classification.is_secret else item for item in dossier.evidence)
    return replace(dossier, evidence=evidence)


def _without_minutes(dossier: OpenDossier) -> OpenDossier:
    """Without the meeting and its votes; what is asked of the Standing Committee is said by the submission (R64)."""
    difficulties = dossier.meeting.difficulties if dossier.meeting else ""
    return replace(
        dossier,
        meeting=Meeting(unit=dossier.unit.code, difficulties=difficulties) if difficulties else None,
        proposals=tuple(replace(item, votes_for=None, votes_against=None) for item in dossier.proposals),
    )


def _without_difficulties(dossier: OpenDossier) -> OpenDossier:
    return replace(dossier, meeting=replace(dossier.meeting, difficulties="") if dossier.meeting else None)


def _without_reasons_in_pl05(dossier: OpenDossier) -> OpenDossier:
    return _without_reasons(dossier, {cadre.code for cadre in managed_by_standing_committee(dossier)})


def _without_all_reasons(dossier: OpenDossier) -> OpenDossier:
    return _without_reasons(dossier, {item.person for item in dossier.proposals})


def _without_reasons(dossier: OpenDossier, listed: set[PersonCode]) -> OpenDossier:
    """The level proposed stays: the minutes say it as well, and it counts in the quota."""
    proposals = tuple(
        replace(item, reason="", personnel_proposal="") if item.person in listed else item for item in dossier.proposals
    )
    return replace(dossier, proposals=proposals)


def _without_evidence(dossier: OpenDossier) -> OpenDossier:
    listed = secret_paper(dossier, DocumentKind.EVIDENCE_LIST)
    bare = [
        Evidence(task=item.task, classification=listed.classification if listed else item.classification)
        for item in dossier.evidence
    ]
    return replace(dossier, evidence=tuple(dict.fromkeys(bare)))


# What a dossier holds only because that paper of the unit says it.
_SAID_BY: Mapping[DocumentKind, Callable[[OpenDossier], OpenDossier]] = {
    DocumentKind.SUBMISSION: _without_difficulties,
    DocumentKind.MINUTES: _without_minutes,
    DocumentKind.SUMMARY_STANDING_COMMITTEE: _without_reasons_in_pl05,
    DocumentKind.SUMMARY_PROVINCIAL_BODIES: _without_all_reasons,
    DocumentKind.SUMMARY_PARTY_COMMITTEES: _without_all_reasons,
    DocumentKind.EVIDENCE_LIST: _without_evidence,
}
