"""The dossier of one unit and quarter: its stages as types, its seven components, and what it still misses."""

from archive.domain.dossier.checks import FINDING_KINDS, findings
from archive.domain.dossier.components import Component, ComponentState, components
from archive.domain.dossier.documents import due_documents
from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.finding import Finding, FindingKind, Severity
from archive.domain.dossier.stages import AssembledDossier, SealedDossier, SignedDossier, Stage
from archive.domain.dossier.surroundings import Surroundings

__all__ = [
    "FINDING_KINDS",
    "AssembledDossier",
    "Component",
    "ComponentState",
    "Finding",
    "FindingKind",
    "OpenDossier",
    "SealedDossier",
    "Severity",
    "SignedDossier",
    "Stage",
    "Surroundings",
    "components",
    "due_documents",
    "findings",
]
