"""Minh chứng over real lines that are cut or hang: it goes on where it was cut, and others are served meanwhile."""

import hashlib
import http.client
import os
import re
import socket
import struct
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.server import listening, server
from archive.domain.accounts import Role
from tests.api.conftest import token
from tests.api.editing import browser
from tests.api.sending import MEGABYTE, PIECE, TUS, Moody, given, metadata, receiving_world
from tests.api.world import SIGNING, World


@pytest.fixture
def world(tmp_path: Path) -> World:
    return receiving_world(tmp_path, Moody())


@pytest.fixture
def secretary(world: World) -> TestClient:
    return browser(world, Role.SECRETARY, unit=SIGNING)


@pytest.fixture
def port(world: World) -> Iterator[int]:
    """A real server over the world."""
    with listening("127.0.0.1", 0) as door:
        running = server(world.parts)
        thread = threading.Thread(target=running.run, kwargs={"sockets": [door]})
        thread.start()
        try:
            yield door.getsockname()[1]
        finally:
            running.should_exit = True
            thread.join()


@dataclass(frozen=True)
class Line:
    """One signed-in browser as plain requests."""

    port: int
    cookie: str
    csrf: str

    def ask(self, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> http.client.HTTPResponse:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        line.request(method, path, body=body, headers={**self._own(), **headers})
        answer = line.getresponse()
        answer.read()
        return answer

    def begin_piece(self, path: str, size: int) -> socket.socket:
        """An open line on which a piece of that size was announced."""
        line = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        headers = {**self._own(), **PIECE, "Upload-Offset": "0", "Content-Length": str(size), "Host": "127.0.0.1"}
        told = "".join(f"{name}: {text}\r\n" for name, text in headers.items())
        line.sendall(f"PATCH {path} HTTP/1.1\r\n{told}\r\n".encode())
        return line

    def _own(self) -> dict[str, str]:
        return {"Cookie": f"hoso={self.cookie}", "X-CSRF": self.csrf, "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def line(port: int, secretary: TestClient) -> Line:
    return Line(port, secretary.cookies["hoso"], token(secretary))


def sent_so_far(line: Line, at: str) -> int:
    return int(line.ask("HEAD", at, TUS).headers["Upload-Offset"])


def until(said: str, line: Line, at: str, least: int) -> int:
    """How much has come, once it is so much."""
    ends = time.monotonic() + 20
    while time.monotonic() < ends:
        if (offset := sent_so_far(line, at)) >= least:
            return offset
    raise AssertionError(said)


def test_a_cut_line_goes_on_where_it_was_cut(world: World, line: Line) -> None:
    content = os.urandom(20 * MEGABYTE)
    said = {**TUS, "Upload-Length": str(len(content)), "Upload-Metadata": metadata()}
    at = re.sub(r"^http://[^/]+", "", line.ask("POST", "/tai-len/", said).headers["Location"])
    wire = line.begin_piece(at, len(content))
    wire.sendall(content[: 9 * MEGABYTE])
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    wire.close()  # at once and without a word, as when a cable is pulled

    offset = until("nothing was kept of the cut piece", line, at, 1)
    assert offset < len(content)
    answer = line.ask("PATCH", at, {**PIECE, "Upload-Offset": str(offset)}, content[offset:])

    assert answer.status == 204
    (new,) = given(world)
    assert new.file
    assert new.file.sha512 == hashlib.sha512(content).hexdigest()


def test_a_line_that_hangs_is_taken_over_and_others_are_served(world: World, line: Line) -> None:
    said = {**TUS, "Upload-Length": "8", "Upload-Metadata": metadata()}
    at = re.sub(r"^http://[^/]+", "", line.ask("POST", "/tai-len/", said).headers["Location"])
    hanging = line.begin_piece(at, 8)
    hanging.sendall(b"%PDF")

    answer = line.ask("PATCH", at, {**PIECE, "Upload-Offset": "0"}, b"%PDF-1.4")
    if answer.status == 409:  # what the hanging line had sent came first: go on from there
        offset = sent_so_far(line, at)
        answer = line.ask("PATCH", at, {**PIECE, "Upload-Offset": str(offset)}, b"%PDF-1.4"[offset:])

    assert answer.status == 204
    hanging.close()
    (new,) = given(world)
    assert new.file
    assert world.blobs.kept[new.file.sha512] == b"%PDF-1.4"
