"""hoso worker: does the slow work that pages and programs ask for."""

import os
import signal
from collections.abc import Callable

import click

from archive.cli.door import Door
from archive.cli.printing import say
from archive.jobs.worker import Worker


@click.command("worker", help="Làm các việc đang chờ (lập hồ sơ, ký, niêm phong, kết xuất…); hoso serve tự chạy một.")
@click.option("--once", is_flag=True, help="Làm hết việc đang chờ rồi thoát.")
@click.option("--attended", is_flag=True, hidden=True, help="Chạy kèm trang web: không nói lời mở đầu.")
@click.pass_obj
def worker(door: Door, *, once: bool, attended: bool) -> None:
    with door.open() as parts:
        hand = Worker(parts)
        if once:
            while hand.work_once():
                pass
            return
        if not attended:
            say("Đang chờ việc (Ctrl+C để dừng sau việc đang làm).")
        hand.work(go_on=_until_told())


def _until_told() -> Callable[[], bool]:
    """True until a signal asks to stop or the process that began this one is gone."""
    stopped = False
    parent = os.getppid()

    def stop(number: int, frame: object) -> None:
        nonlocal stopped
        del number, frame
        stopped = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    return lambda: not stopped and os.getppid() == parent
