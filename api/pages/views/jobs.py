"""Slow work as people see it: what it is, how far, what came of it, what they can do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from api.pages.addresses import dossier_address
from api.pages.views.frame import JOBS, Frame, Page
from archive.domain.job import Job, JobState
from archive.domain.quarter import Quarter
from archive.jobs.kinds import KINDS
from archive.language import moment

_TONES = {
    JobState.WAITING: "wait",
    JobState.RUNNING: "info",
    JobState.DONE: "good",
    JobState.FAILED: "bad",
    JobState.CANCELLED: "none",
}
_ICONS = {
    JobState.WAITING: "late",
    JobState.RUNNING: "next",
    JobState.DONE: "check",
    JobState.FAILED: "warn",
    JobState.CANCELLED: "dash",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLine:
    """One piece of work; `doing` is what is done right now, `said` what came of it or what went wrong."""

    id: str
    href: str
    title: str
    asked: str
    state: str
    tone: str
    icon: str
    doing: str
    percent: int | None
    said: str
    is_over: bool
    may_retry: bool
    next_href: str
    next_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JobPage(Page):
    """One piece of work."""

    template: ClassVar[str] = "job.html"
    job: JobLine


@dataclass(frozen=True, slots=True, kw_only=True)
class JobsPage(Page):
    """The work last asked for."""

    template: ClassVar[str] = "jobs.html"
    jobs: tuple[JobLine, ...]


def job_address(job: Job) -> str:
    """The page of one piece of work."""
    return f"/cong-viec/{job.id}"


def job_line(job: Job) -> JobLine:
    """The work in words."""
    href, label = _next(job)
    return JobLine(
        id=job.id,
        href=job_address(job),
        title=title_of(job),
        asked=f"{moment(job.asked_at)}, {job.asked_by}",
        state=job.state.words,
        tone=_TONES[job.state],
        icon=_ICONS[job.state],
        doing=_doing(job),
        percent=_percent(job),
        said=job.result.get("said", "") if job.state is JobState.DONE else job.sentence,
        is_over=job.state.is_over,
        may_retry=job.state in (JobState.FAILED, JobState.CANCELLED),
        next_href=href,
        next_label=label,
    )


def job_page(job: Job) -> JobPage:
    """One piece of work as a page."""
    sentence = (
        "Đã kết thúc; kết quả ở dưới." if job.state.is_over else "Có thể rời trang này, việc vẫn chạy tiếp dưới nền."
    )
    frame = Frame(quarter=_quarter(job), unit=job.unit, place=JOBS)
    return JobPage(title=title_of(job), sentence=sentence, frame=frame, job=job_line(job))


def jobs_page(jobs: Sequence[Job]) -> JobsPage:
    """The work last asked for as a page."""
    return JobsPage(
        title="Việc chạy dưới nền",
        sentence="Lập hồ sơ, ký, niêm phong, kết xuất đã yêu cầu trong 90 ngày gần đây.",
        frame=Frame(place=JOBS),
        jobs=tuple(job_line(job) for job in jobs),
    )


def title_of(job: Job) -> str:
    """What it is: `Lập hồ sơ SNV, Quý II/2026`."""
    words = KINDS[job.kind].words if job.kind in KINDS else job.kind
    quarter = _quarter(job)
    of = [str(job.unit)] if job.unit else []
    return " ".join([words, ", ".join([*of, *([quarter.short] if quarter else [])])]).strip()


def _quarter(job: Job) -> Quarter | None:
    return Quarter.parse(job.arguments["quarter"]) if job.arguments.get("quarter") else None


def _doing(job: Job) -> str:
    if job.state is JobState.WAITING:
        return "Đang chờ đến lượt."
    if job.state is not JobState.RUNNING or not job.what:
        return ""
    return f"{job.what}: {job.done}/{job.total}" if job.total else f"{job.what}…"


def _percent(job: Job) -> int | None:
    """How full the bar is; None where nobody knows."""
    if job.state is JobState.DONE:
        return 100
    return 100 * job.done // job.total if job.state is JobState.RUNNING and job.total else None


def _next(job: Job) -> tuple[str, str]:
    quarter = _quarter(job)
    if quarter and job.unit:
        return dossier_address(quarter, job.unit), "Mở hồ sơ"
    return ("/goi", "Mở trang Gói xuất") if job.kind == "export" else ("/", "Về Tổng quan")
