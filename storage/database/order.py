"""One order for the rows of a dossier, so that facts that are equal give values that are equal."""

from dataclasses import fields, replace
from datetime import date
from enum import Enum
from typing import TypeVar

from archive.domain.dossier import OpenDossier
from archive.domain.evidence import Evidence, StoredFile

Value = TypeVar("Value")


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
        delegations=_by_all(dossier.delegations),
        works=_by_all(dossier.works),
        criteria=_by_all(dossier.criteria),
        transfers=_by_all(dossier.transfers),
        rulings=_by_all(dossier.rulings),
        papers=_by_all(dossier.papers),
    )


def _by_all(values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Sorted by every field; a field that may be empty sorts its empty ones first."""
    return tuple(sorted(values, key=_everything))


def _everything(value: object) -> tuple[tuple[bool, str], ...]:
    told = [getattr(value, field.name) for field in fields(value)]  # type: ignore[arg-type]  # only dataclasses come here
    return tuple((item is not None, item.value if isinstance(item, Enum) else str(item)) for item in told)


def _of_evidence(item: Evidence) -> tuple[object, ...]:
    return (
        item.task,
        item.number,
        item.issued or date.min,
        item.summary,
        item.due,
        item.target,
        item.classification.value,
        _of_file(item.file),
    )


def _of_file(file: StoredFile | None) -> tuple[object, ...]:
    return (file.sha512, file.name, file.size, file.media_type, file.warnings) if file else ("", "", 0, "", ())
