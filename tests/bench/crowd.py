"""Fifty people at once before the real program: each signs in by the form, then reads, edits and thinks for a while."""

import asyncio
import random
import re
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import quantiles

import httpx2 as httpx

from archive.domain.accounts import Role
from tests.bench.province import PASSWORD, UNITS, account, code_of
from tests.quarters import QUARTER

THINKING = (1.0, 2.0)  # seconds between two pages of one person
_WORDS = ("giải ngân", "số hóa hồ sơ", "vốn đầu tư công", "báo cáo kết quả")
_READS = {"overview": 3, "dossier": 4, "tasks": 4, "search": 3}  # how often, against each other
_EDITS = 3  # the same for who may edit: each edit is a form read, a row sent and the page after it
_LONGEST = 60.0  # seconds for one answer


@dataclass
class Crowd:
    """What the people met: seconds of every request by kind, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)  # the note last acknowledged, by the address of its task

    def of(self, *kinds: str) -> list[float]:
        """The seconds of these kinds, or of all but the probe."""
        chosen = kinds or tuple(kind for kind in self.seconds if kind != "probe")
        return [value for kind in chosen for value in self.seconds[kind]]


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that so many percent of the values do not exceed."""
    return quantiles(values, n=100, method="inclusive")[percent - 1]


async def gather(url: str, *, users: int, seconds: float) -> Crowd:
    """Let them in one after another, then all work for so long beside one that only asks whether the server lives."""
    crowd = Crowd()
    people = [_Person(url, place, crowd) for place in range(users)]
    for person in people:
        await person.come_in()
    ends = time.monotonic() + seconds
    await asyncio.gather(_probe(url, crowd, ends), *(person.work_until(ends) for person in people))
    for person in people:
        await person.line.aclose()
    return crowd


async def _probe(url: str, crowd: Crowd, ends: float) -> None:
    async with httpx.AsyncClient(base_url=url, timeout=_LONGEST) as line:
        while time.monotonic() < ends:
            began = time.perf_counter()
            answer = await line.get("/healthz")
            crowd.seconds["probe"].append(time.perf_counter() - began)
            if answer.status_code != httpx.codes.OK:
                crowd.errors.append(f"/healthz {answer.status_code}")
            await asyncio.sleep(0.2)


class _Person:
    """One browser of one account."""

    def __init__(self, url: str, place: int, crowd: Crowd) -> None:
        self._account, self._crowd, self._dice = account(place), crowd, random.Random(place)  # noqa: S311 - no secret
        own = {"Sec-Fetch-Site": "same-origin"}
        self.line = httpx.AsyncClient(base_url=url, timeout=_LONGEST, headers=own)
        self._unit = code_of(place)
        self._edits = any(grant.role is Role.SECRETARY for grant in self._account.grants)

    async def come_in(self) -> None:
        """By the form, and to the page it leads to; the cost of a password, and of the first map, is told elsewhere."""
        answer = await self.line.post("/vao", data={"name": self._account.name, "password": PASSWORD})
        assert answer.status_code == httpx.codes.SEE_OTHER, answer.text
        first = await self.line.get(answer.headers["location"])
        assert first.status_code == httpx.codes.OK, first.text

    async def work_until(self, ends: float) -> None:
        acts: Mapping[str, Callable[[], Awaitable[object]]] = {
            "overview": lambda: self._read("overview", f"/?quy={QUARTER}"),
            "dossier": lambda: self._read("dossier", f"/ho-so/{QUARTER}/{self._one()}"),
            "tasks": lambda: self._read("tasks", f"/nhiem-vu/{QUARTER}/{self._one()}"),
            "search": lambda: self._read("search", f"/tra-cuu?q={self._dice.choice(_WORDS)}"),
            "edit": self._edit,
        }
        often = {**_READS, "edit": _EDITS} if self._edits else _READS
        await asyncio.sleep(self._dice.uniform(0, THINKING[1]))  # they do not all come in one moment
        while time.monotonic() < ends:
            (act,) = self._dice.choices(list(often), list(often.values()))
            try:
                await acts[act]()
            except (httpx.HTTPError, AssertionError) as wrong:
                self._crowd.errors.append(f"{act}: {wrong!r}"[:200])
            await asyncio.sleep(self._dice.uniform(*THINKING))

    def _one(self) -> str:
        """A unit they may read."""
        return self._unit if self._edits else code_of(self._dice.randrange(UNITS))

    async def _read(self, kind: str, address: str) -> str:
        began = time.perf_counter()
        answer = await self.line.get(address)
        self._crowd.seconds[kind].append(time.perf_counter() - began)
        assert answer.status_code == httpx.codes.OK, f"{address} {answer.status_code}"
        return answer.text

    async def _edit(self) -> None:
        """A note of one of the own unit's tasks, sent with the mark the form bore, then the page that follows."""
        task = f"NV-{self._unit}-{self._dice.randrange(1, 13):02d}-01-{self._dice.randrange(4)}"
        address = f"/nhiem-vu/{QUARTER}/{self._unit}/{task}"
        page = await self._read("form", address)
        note = f"ghi chú {self._dice.random()}"
        sent = {"csrf": _field(page, "csrf"), "mark": _field(page, "mark"), "note": note}
        began = time.perf_counter()
        answer = await self.line.post(address, data=sent)
        self._crowd.seconds["write"].append(time.perf_counter() - began)
        assert answer.status_code == httpx.codes.SEE_OTHER, f"{address} {answer.status_code}"
        self._crowd.kept[address] = note
        shown = await self._read("form", answer.headers["location"])
        assert note in shown, f"{address} does not show what was just written"


def _field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" (?:type="hidden" )?value="([^"]*)"', page)
    assert found, name
    return found[1]
