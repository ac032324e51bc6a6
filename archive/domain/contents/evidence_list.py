"""The list of evidence: component 7 (R52); only tasks that need evidence stand in it."""

from collections.abc import Mapping

from archive.domain.contents.letterhead import head_signature, letterhead
from archive.domain.contents.self_assessment import quantity
from archive.domain.document import DueDocument
from archive.domain.dossier.facts import OpenDossier
from archive.domain.evidence import Evidence
from archive.domain.plan import Task
from archive.language import day


def evidence_list(dossier: OpenDossier, due: DueDocument) -> Mapping[str, object]:
    """Each task with its outcome, deadline, target and the documents that prove it."""
    judged = dossier.judged()
    needing = [
        (cadre.name, task)
        for cadre in dossier.rated
        for task in dossier.tasks_of(cadre.code)
        if judged[task.code].needs_evidence
    ]
    rows = [
        {
            "number": place,
            "code": task.code,
            "task": task.name,
            "lead": name,
            "outcome": judged[task.code].words,
            "due": day(task.due) if task.due else "",
            "target": quantity(task.target, task.measure),
            "achieved": _achieved(dossier, task),
            "documents": [describe(item) for item in dossier.evidence_of(task.code) if item.counts],
        }
        for place, (name, task) in enumerate(needing, start=1)
    ]
    return {
        **letterhead(dossier, due.kind),
        "rows": rows,
        "row_count": len(rows),
        "document_count": sum(len(dossier.evidence_of(task.code)) for _, task in needing),
        "signature": head_signature(dossier),
    }


def describe(item: Evidence) -> str:
    """One piece of evidence as the list names it: number, day, summary; a secret one by code and place only."""
    if item.classification.is_secret:
        return f"Tài liệu {item.classification.value.lower()}, lưu bản giấy tại đơn vị: {item.number or 'chưa ghi số'}"
    parts = [
        f"số {item.number}" if item.number else "",
        f"ngày {day(item.issued)}" if item.issued else "",
        item.summary,
    ]
    return ", ".join(part for part in parts if part) or (item.file.name if item.file else "")


def _achieved(dossier: OpenDossier, task: Task) -> str:
    result = dossier.result_of(task.code)
    return quantity(result.achieved if result else None, task.measure)
