"""The dossier of one unit and quarter: its stages as types, its seven components, and what it still misses."""

from archive.domain.dossier.changes import plan_changes, refuse_silent_changes, steps_back
from archive.domain.dossier.checks import FINDING_KINDS, findings
from archive.domain.dossier.components import Component, ComponentState, components
from archive.domain.dossier.documents import due_documents
from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.finding import Finding, FindingKind, Severity
from archive.domain.dossier.stages import AssembledDossier, SealedDossier, SignedDossier, Stage
from archive.domain.dossier.steps import (
    Route,
    Standing,
    Step,
    dossier_step,
    final_rating,
    route_of,
    standing,
    standings,
)
from archive.domain.dossier.surroundings import Surroundings
from archive.domain.dossier.withholding import without_secrets

__all__ = [
    "FINDING_KINDS",
    "AssembledDossier",
    "Component",
    "ComponentState",
    "Finding",
    "FindingKind",
    "OpenDossier",
    "Route",
    "SealedDossier",
    "Severity",
    "SignedDossier",
    "Stage",
    "Standing",
    "Step",
    "Surroundings",
    "components",
    "dossier_step",
    "due_documents",
    "final_rating",
    "findings",
    "plan_changes",
    "refuse_silent_changes",
    "route_of",
    "standing",
    "standings",
    "steps_back",
    "without_secrets",
]
