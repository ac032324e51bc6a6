"""hoso jobs: the queue of slow work."""

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result
from archive.domain.job import Job, JobId
from archive.jobs.kinds import KINDS
from archive.language import moment
from archive.plain import job_document
from archive.workflow.jobs import cancel, job_of, newest, retry

_id = click.argument("job", metavar="MÃ_VIỆC")


@click.group("jobs", help="Các việc chạy dưới nền: đang chờ, đang làm, đã xong, không thành công.")
def jobs() -> None:
    pass


@jobs.command("list", help="Các việc gần đây nhất.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 1000), metavar="SỐ")
@json_option
@click.pass_obj
def list_all(door: Door, *, limit: int, as_json: bool) -> None:
    with door.open() as parts:
        found = newest(parts, limit=limit)
    print_result(
        {"jobs": [job_document(job) for job in found]},
        as_json=as_json,
        lines=lambda: [_line(job) for job in found] or ["Chưa có việc nào."],
    )


@jobs.command("show", help="Một việc: đến đâu, lỗi gì.")
@_id
@json_option
@click.pass_obj
def show(door: Door, *, job: str, as_json: bool) -> None:
    with door.open() as parts:
        found = job_of(parts, JobId(job))
    _print(found, as_json=as_json)


@jobs.command("retry", help="Làm lại việc không thành công hoặc đã hủy.")
@_id
@json_option
@click.pass_obj
def retry_one(door: Door, *, job: str, as_json: bool) -> None:
    with door.open() as parts:
        found = retry(parts, JobId(job))
    _print(found, as_json=as_json)


@jobs.command("cancel", help="Hủy việc chưa xong; phần đã làm vẫn giữ.")
@_id
@json_option
@click.pass_obj
def cancel_one(door: Door, *, job: str, as_json: bool) -> None:
    with door.open() as parts:
        found = cancel(parts, JobId(job))
    _print(found, as_json=as_json)


def _print(job: Job, *, as_json: bool) -> None:
    print_result(job_document(job), as_json=as_json, lines=lambda: [_line(job)])


def _line(job: Job) -> str:
    words = KINDS[job.kind].words if job.kind in KINDS else job.kind
    what = " ".join(job.arguments[name] for name in sorted(job.arguments))
    said = job.result.get("said") or job.sentence or (f"{job.what} {job.done}/{job.total}" if job.what else "")
    parts = (job.id, moment(job.asked_at), words, what, job.state.words, said)
    return " · ".join(part for part in parts if part)
