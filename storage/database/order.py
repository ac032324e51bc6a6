"""One order for the rows of a dossier, so that facts that are equal give values that are equal."""

from dataclasses import replace
from datetime import date

from archive.domain.dossier import OpenDossier
from archive.domain.evidence import Evidence
from archive.domain.plan import Delegation


def in_order(dossier: OpenDossier) -> OpenDossier:
    """The same facts with every group of rows sorted by its code, or by all it says where it has none."""
    return replace(
        dossier,
        cadres=tuple(sorted(dossier.cadres, key=lambda item: item.code)),
        tasks=tuple(sorted(dossier.tasks, key=lambda item: item.code)),
        results=tuple(sorted(dossier.results, key=lambda item: item.task)),
        evidence=tuple(sorted(dossier.evidence, key=_of_evidence)),
        self_assessments=tuple(sorted(dossier.self_assessments, key=lambda item: item.person)),
        proposals=tuple(sorted(dossier.proposals, key=lambda item: item.person)),
        delegations=tuple(sorted(dossier.delegations, key=_of_delegation)),
    )


def _of_evidence(item: Evidence) -> tuple[object, ...]:
    file = item.file
    return (
        item.task,
        item.number,
        item.issued or date.min,
        item.summary,
        item.due,
        item.target,
        item.classification.value,
        (file.sha512, file.name, file.size, file.media_type) if file else ("", "", 0, ""),
    )


def _of_delegation(item: Delegation) -> tuple[str, ...]:
    return (item.post, item.managed_by, item.lead_body, item.assigned_by, item.decided_by)
