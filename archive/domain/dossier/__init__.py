"""The dossier of one unit and quarter: its stages as types, its seven components, and what it still misses."""

from archive.domain.dossier.completeness import Finding, Severity, findings
from archive.domain.dossier.components import Component, ComponentState, components
from archive.domain.dossier.documents import due_documents
from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.stages import AssembledDossier, SealedDossier, SignedDossier, Stage

__all__ = [
    "AssembledDossier",
    "Component",
    "ComponentState",
    "Finding",
    "OpenDossier",
    "SealedDossier",
    "Severity",
    "SignedDossier",
    "Stage",
    "components",
    "due_documents",
    "findings",
]
