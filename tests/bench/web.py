"""The pages under load: fifty people at one `hoso serve` over a province, and the map of its 150 units alone."""

import asyncio
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx2 as httpx

from tests.bench.crowd import Crowd, gather, percentile
from tests.bench.measures import Measured
from tests.bench.province import PASSWORD, TASKS, UNITS, account, settle
from tests.bench.rounds import in_turns
from tests.program import Serving, serving
from tests.quarters import QUARTER

USERS, SECONDS, ROUNDS = 50, 60, 15
_NOW = {"HOSO_NOW": "2026-06-23T09:00:00+07:00"}


def users() -> Measured:
    """Seconds at the 95th percentile of all pages and writes, against the same of /healthz in the same minute."""
    with _served() as running:
        crowd = asyncio.run(gather(running.url, users=USERS, seconds=SECONDS))
        peak = running.peak_megabytes
    every, probe = crowd.of(), crowd.of("probe")
    kinds = ", ".join(f"{kind} {_spread(seconds)}" for kind, seconds in sorted(crowd.seconds.items()))
    note = f"{_spread(every)} of all; {len(crowd.errors)} errors{_first(crowd)}; {len(every) / SECONDS:.0f}/s; "
    note += f"writes {100 * len(crowd.of('write')) / len(every):.0f} %; {kinds}; server {peak} MiB; "
    note += f"floor: /healthz meanwhile; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    must = "p95 < 0.3 s, 0 errors"
    return Measured(
        f"{USERS} people, p95", len(every), percentile(every, 95), percentile(probe, 95), must=must, note=note
    )


def dashboard() -> Measured:
    """The overview of all units to the Organisation Board, nothing else asked, against /healthz of the same server."""
    with _served() as running, httpx.Client(base_url=running.url, timeout=60) as line:
        seat = account(USERS - 1)
        line.post("/vao", data={"name": seat.name, "password": PASSWORD}, headers={"Sec-Fetch-Site": "same-origin"})
        began = time.perf_counter()
        page = line.get("/", params={"quy": str(QUARTER)})
        first = time.perf_counter() - began
        assert page.text.count("/ho-so/") >= UNITS
        ours, floor = in_turns(
            lambda: line.get("/", params={"quy": str(QUARTER)}), lambda: line.get("/healthz"), rounds=ROUNDS
        )
        peak = running.peak_megabytes
    note = f"{UNITS} units of {12 * TASKS} tasks; the first time {first:.2f} s; server {peak} MiB; floor: /healthz"
    return Measured("overview of a province", ROUNDS, ours, floor, must="< 0.3 s", note=note)


@contextmanager
def _served() -> Iterator[Serving]:
    with tempfile.TemporaryDirectory() as folder:
        settle(Path(folder) / "home", users=USERS)
        with serving(Path(folder) / "home", _NOW) as running:
            yield running


def _spread(seconds: list[float]) -> str:
    p50, p95, p99 = (1000 * percentile(seconds, at) for at in (50, 95, 99))
    return f"{p50:.0f}/{p95:.0f}/{p99:.0f} ms"  # p50/p95/p99


def _first(crowd: Crowd) -> str:
    return f" ({crowd.errors[0]})" if crowd.errors else ""


WEB: Mapping[str, Callable[[], Measured]] = {"users": users, "dashboard": dashboard}
