"""What machines are told (design §13): the same words and keys from the command line and from `/api/v1`."""

from dataclasses import asdict, is_dataclass

from archive.domain.health import Sign, is_well
from archive.domain.job import Job
from archive.domain.plan import Task
from archive.errors import BadForm, BadWorkbook, DossierIncomplete, HosoError
from archive.ports.search import Hit, SearchResults
from archive.workflow.intake import IntakeReport
from archive.workflow.retrieve import RecordView
from archive.workflow.review import DossierReview

Plain = dict[str, object]


def status_document(item: DossierReview) -> Plain:
    """One unit's part of what `hoso status` tells."""
    return {
        "unit": item.facts.unit.code,
        "stage": item.progress.stage.value,
        "complete": item.is_complete,
        "components": [
            {"number": part.number, "kind": part.kind.value, "state": part.state.value, "reason": part.reason}
            for part in item.components
        ],
        "findings": [
            {
                "code": finding.code,
                "rule": finding.rule,
                "severity": finding.severity.value,
                "unit": finding.unit,
                "person": finding.person,
                "task": finding.task,
                "message": finding.message,
            }
            for finding in item.findings
        ],
        "tasks": [_task(item, task) for task in item.facts.tasks],
        "deadlines": [
            {"rule": deadline.rule, "before": deadline.before.isoformat(), "state": state.value}
            for deadline, state in item.deadlines
        ],
    }


def _task(item: DossierReview, task: Task) -> Plain:
    judged = item.judged[task.code]
    return {
        "task": task.code,
        "person": task.lead,
        "outcome": judged.outcome.value,
        "over_target": judged.over_target,
        "needs_evidence": judged.needs_evidence,
        "evidence": len(item.facts.evidence_of(task.code)),
    }


def search_document(results: SearchResults) -> Plain:
    """What a search found."""
    return {
        "total": results.total,
        "hits": [_hit(hit) for hit in results.hits],
        "facets": {field: dict(counts) for field, counts in results.facets.items()},
    }


def _hit(hit: Hit) -> Plain:
    names = ("id", "title", "kind", "component", "unit", "quarter", "person", "task", "page", "score", "snippet")
    return {name: getattr(hit, name) for name in names}


def record_document(view: RecordView) -> Plain:
    """A record, its versions and the files of one of them."""
    return {
        "record": str(view.record),
        "version": view.version,
        "versions": [
            {"number": item.number, "made": item.made.isoformat(), "message": item.message, "actor": item.actor}
            for item in view.versions
        ],
        "files": [{"id": f"{view.record}/{path}", "sha512": digest} for path, digest in sorted(view.files.items())],
    }


def intake_document(report: IntakeReport) -> Plain:
    """What an import did, or would do."""
    return {
        "quarter": str(report.quarter),
        "units": list(report.units),
        "changed": list(report.changed),
        "changes": [asdict(change) for change in report.changes],
        "evidence_files": report.evidence_files,
        "partial": bool(report.skipped),
        "skipped": [asdict(problem) for problem in report.skipped],
        "skipped_rows": report.skipped_rows,
        "proposals": [asdict(proposal) for proposal in report.proposals],
        "withheld": list(report.withheld),
        "dry_run": report.dry_run,
    }


def job_document(job: Job) -> Plain:
    """A piece of slow work."""
    return {
        "id": job.id,
        "kind": job.kind,
        "state": job.state.value,
        "asked_by": job.asked_by,
        "asked_at": job.asked_at.isoformat(),
        "arguments": dict(job.arguments),
        "attempt": job.attempt,
        "what": job.what,
        "done": job.done,
        "total": job.total,
        "result": dict(job.result),
        "error": {"code": job.error, "message": job.sentence} if job.error else None,
        "ended_at": job.ended_at.isoformat() if job.ended_at else None,
    }


def health_document(signs: tuple[Sign, ...]) -> Plain:
    """How the system is."""
    return {"ok": is_well(signs), "signs": [_sign(sign) for sign in signs]}


def _sign(sign: Sign) -> Plain:
    return {
        "name": sign.name,
        "level": sign.level.value,
        "value": sign.value,
        "unit": sign.unit,
        "message": sign.sentence,
    }


def error_document(error: HosoError) -> Plain:
    """An error: a code for programs, a sentence for people, and the facts."""
    return {"error": {"code": error.code, "message": error.sentence, "detail": _detail(error)}}


def _detail(error: HosoError) -> Plain:
    detail = dict(error.detail)
    if isinstance(error, BadWorkbook | BadForm):
        detail["problems"] = [_fields(problem) for problem in error.problems]
    if isinstance(error, DossierIncomplete):
        detail["findings"] = [_fields(finding) for finding in error.findings]
    return detail


def _fields(value: object) -> object:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
