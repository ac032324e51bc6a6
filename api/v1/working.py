"""Slow work asked for by a program: who may, once for each key, and who may know of it."""

from collections.abc import Collection, Mapping

from api.signers import may_sign, signing_work, waiting
from api.v1.addresses import UnitPlace
from api.v1.door import Asking, may_anywhere, refusal
from api.v1.reading import quarter_of, sees, whole_facts
from api.v1.schemas.jobs import JobFacts, QuarterJob, SignJob, SystemJob, UnitJob
from archive.domain.job import Job, JobState
from archive.domain.rights import Action
from archive.errors import BadInput, RuleBroken
from archive.jobs.kinds import KINDS, SEPARATOR
from archive.plain import job_document
from archive.workflow.jobs import put, put_once
from archive.workflow.review import units_of

_SIGN = "sign"
_IN_VAIN = (JobState.FAILED, JobState.CANCELLED)


def ask_for_unit(asked: Asking, at: UnitPlace, wanted: UnitJob | SignJob, *, key: str) -> Job:
    """Ask for work on one dossier; what was asked for under the key before is meant again, unless it was in vain.

    Raises:
        NotFound: there is no such dossier.
        Refused: the asker may not.
        BadInput: the key stands for other work.
        RuleBroken: none of these papers waits for a signature of theirs.
    """
    whole = whole_facts(asked, at)
    unit, quarter = whole.unit.code, whole.quarter
    told = {"quarter": str(quarter), "unit": unit}
    if isinstance(wanted, UnitJob):
        asked.require(KINDS[wanted.kind].action, unit=unit, is_seen=sees(asked, whole))
        before = _before(asked, key)
        return _same(before, wanted.kind, told, ()) if before else _put(asked, wanted.kind, told, key=key)
    if not may_sign(asked.holder, unit):
        raise refusal(is_seen=sees(asked, whole))
    before = _before(asked, key)
    if before:
        return _same(before, wanted.kind, told, wanted.documents)
    names = wanted.documents or [item.due.id for item in waiting(asked.parts, asked.holder, unit, quarter).mine]
    order = signing_work(asked.parts, asked.holder, unit, quarter, names)
    if order is None:
        raise RuleBroken("Không có văn bản nào trong số này đang đến lượt ký của tài khoản.")
    return _put(asked, wanted.kind, order, key=key)


def ask_for_all(asked: Asking, wanted: QuarterJob | SystemJob, *, key: str) -> Job:
    """Ask for work on a quarter or on everything stored.

    Raises:
        NotFound: the quarter has no facts.
        Refused: the asker may not.
        BadInput: the key stands for other work.
    """
    asked.require(KINDS[wanted.kind].action, is_seen=True)
    told = {}
    if isinstance(wanted, QuarterJob):
        units_of(asked.parts, quarter_of(wanted.quarter), readable=asked.holder.readable)
        told["quarter"] = wanted.quarter
    before = _before(asked, key)
    return _same(before, wanted.kind, told, ()) if before else _put(asked, wanted.kind, told, key=key)


def may_see(asked: Asking, job: Job) -> bool:
    """Work that the asker could ask for, and own work of an action that the token has."""
    action = action_of(job)
    own = job.asked_by == asked.holder.account.name and may_anywhere(asked.holder, action)
    return own or asked.holder.may(action, unit=job.unit)


def may_ask_again(asked: Asking, job: Job) -> bool:
    """Whether the asker may still ask for it; one's own work, too: rights may be gone since."""
    if job.kind == _SIGN and job.unit and job.asked_by == asked.holder.account.name:
        return may_sign(asked.holder, job.unit)
    return asked.holder.may(action_of(job), unit=job.unit)


def action_of(job: Job) -> Action:
    """What its asker must be allowed to do."""
    return KINDS[job.kind].action if job.kind in KINDS else Action.RUN_SYSTEM


def job_message(job: Job) -> JobFacts:
    """The job as programs are told it."""
    return JobFacts.model_validate(job_document(job))


def _put(asked: Asking, kind: str, told: Mapping[str, str], *, key: str) -> Job:
    if not key:
        return put_once(asked.parts, kind, told)
    return _same(put(asked.parts, kind, told, key=_own(asked, key)), kind, told, ())


def _own(asked: Asking, key: str) -> str:
    """Keys of different accounts are different keys, and none is one that pages use."""
    return f"api·{asked.holder.account.name}·{key}"


def _before(asked: Asking, key: str) -> Job | None:
    if not key:
        return None
    with asked.parts.desk.look() as work:
        found = work.jobs.of_key(_own(asked, key))
    return None if found is None or found.state in _IN_VAIN else found


def _same(before: Job, kind: str, told: Mapping[str, str], documents: Collection[str]) -> Job:
    meant = before.kind == kind and all(before.arguments.get(name) == text for name, text in told.items())
    signed = set(before.arguments.get("documents", "").split(SEPARATOR))
    if not meant or (documents and not signed <= set(documents)):
        raise BadInput("Khóa Idempotency-Key này đã dùng cho một việc khác; hãy dùng khóa mới cho việc mới.")
    return before
