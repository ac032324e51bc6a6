"""Every check of a dossier, one file for each matter; together they say what is missing or wrong (R53).

Only what people must give is looked for; documents the system writes itself never make a dossier incomplete.
"""

from archive.domain.dossier.checks import (
    arising,
    authority,
    axes,
    carried,
    evidence,
    evidence_files,
    meeting,
    people,
    plan,
    quota,
    scores,
    secrecy,
    sources,
    special,
    timing,
    transfers,
    unit,
)
from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.finding import Finding, FindingKind, by_when, dated
from archive.domain.dossier.surroundings import NOTHING_AROUND, Surroundings

_MATTERS = (
    unit,
    authority,
    people,
    plan,
    arising,
    axes,
    carried,
    scores,
    meeting,
    quota,
    evidence,
    evidence_files,
    special,
    sources,
    transfers,
    timing,
    secrecy,
)

FINDING_KINDS: tuple[FindingKind, ...] = tuple(kind for matter in _MATTERS for kind in matter.KINDS)


def findings(dossier: OpenDossier, around: Surroundings = NOTHING_AROUND) -> tuple[Finding, ...]:
    """Everything found, in the order of components, people and tasks; the order of rows does not matter."""
    words = by_when(dossier.quarter, around.calendar)
    found = [dated(finding, words) for matter in _MATTERS for finding in matter.check(dossier, around)]
    return tuple(
        sorted(found, key=lambda item: (item.component, item.person or "", item.task or "", item.code, item.message))
    )
