"""People who keep working at pages whose server may die at any moment: what was sent and what is kept."""

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

import httpx2 as httpx

from tests.program import Serving

PASSWORD = "một câu dài dễ nhớ"  # noqa: S105 - of nobody
_NOTE = "lần "
_OWN = {"Sec-Fetch-Site": "same-origin"}


@dataclass
class Presser:
    """One browser that goes on after every restart of the server; of each task the number of the note last sent.

    Rounds are told by their server: `meet` begins one. `wrong` holds what nobody should have been told.
    """

    name: str
    unit: str
    quarter: str
    sent: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    jobs: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    _cookies: httpx.Cookies = field(default_factory=httpx.Cookies)

    def meet(self, running: Serving) -> None:
        """Come to a server that has just begun; who was signed in still is."""
        with self._line(running) as line:
            if not self._cookies:
                self._expect(line.post("/vao", data={"name": self.name, "password": PASSWORD}), HTTPStatus.SEE_OTHER)
                self._cookies = line.cookies
            self._expect(line.get(f"/ho-so/{self.quarter}/{self.unit}"), HTTPStatus.OK)

    def edit_until_it_dies(self, running: Serving, tasks: Sequence[str], over: threading.Event) -> None:
        """One note after another, of one task after another."""
        with self._line(running) as line:
            while not over.is_set():
                for task in tasks:
                    try:
                        self.edit(line, task)
                    except httpx.HTTPError:
                        return  # the server is gone

    def edit(self, line: httpx.Client, task: str) -> None:
        """The next note of a task, sent with the mark its form bears."""
        address = f"/nhiem-vu/{self.quarter}/{self.unit}/{task}"
        form = line.get(address)
        if not self._expect(form, HTTPStatus.OK):
            return
        number = self.sent[task] = self.sent.get(task, 0) + 1
        fields = {name: _field(form.text, name) for name in ("csrf", "mark")}
        if self._expect(line.post(address, data={**fields, "note": f"{_NOTE}{number}"}), HTTPStatus.SEE_OTHER):
            self.kept[task] = number

    def correct_and_run(self, running: Serving, task: str) -> None:
        """A corrected result, then the button that writes, signs and seals all again."""
        with self._line(running) as line:
            try:
                self.edit(line, task)
                csrf = _field(line.get(f"/ho-so/{self.quarter}/{self.unit}").text, "csrf")
                asked = line.post(f"/ho-so/{self.quarter}/{self.unit}/viec/run", data={"csrf": csrf})
            except httpx.HTTPError:
                return
            if self._expect(asked, HTTPStatus.SEE_OTHER):
                self.jobs.append(asked.headers["location"].rpartition("/")[2])

    def _line(self, running: Serving) -> httpx.Client:
        return httpx.Client(base_url=running.url, cookies=self._cookies, headers=_OWN, timeout=60)

    def _expect(self, answer: httpx.Response, status: HTTPStatus) -> bool:
        if answer.status_code != status:
            self.wrong.append(f"{answer.request.method} {answer.request.url.path}: {answer.status_code}")
        return answer.status_code == status


def number_of(note: str) -> int:
    """Which of the notes this is; 0 for what stood there before."""
    return int(note.removeprefix(_NOTE)) if note.startswith(_NOTE) else 0


def _field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return found[1] if found else ""
