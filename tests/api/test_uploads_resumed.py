"""Minh chứng sent piece by piece: cut lines go on where they were cut, nobody reaches another's, the end is told."""

import base64
import hashlib
import http.client
import os
import re
import socket
import struct
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import pytest
from fastapi.testclient import TestClient

from api.server import listening, server
from archive.domain.accounts import Role
from archive.domain.document import DocumentKind
from archive.domain.evidence import Evidence
from archive.domain.paper import PaperClassification
from archive.domain.secrecy import Classification
from archive.errors import BadEvidence, Unavailable
from archive.ports.scanning import Inspection
from tests.api.conftest import token
from tests.api.editing import browser, editable_world
from tests.api.test_tasks import OTHER, OWN, on_disk
from tests.api.world import SIGNING, World
from tests.quarters import QUARTER

MEGABYTE = 1024**2
TUS = {"Tus-Resumable": "1.0.0"}
PIECE = {**TUS, "Content-Type": "application/offset+octet-stream"}


@dataclass
class Moody:
    """Takes everything, unless it is out of order or dislikes what it sees."""

    mood: str = ""

    def inspect(self, path: Path) -> Inspection:
        if self.mood == "busy":
            raise Unavailable("Máy quét vi rút chưa trả lời; hãy thử lại.")
        if self.mood == "bad":
            raise BadEvidence("Tệp này có mã độc.")
        assert path.stat().st_size
        return Inspection("application/pdf")


@pytest.fixture
def moody() -> Moody:
    return Moody()


@pytest.fixture
def world(tmp_path: Path, moody: Moody) -> World:
    made = on_disk(editable_world(), tmp_path)
    scratch = replace(made.parts.scratch, megabytes=24)
    return replace(made, parts=replace(made.parts, scratch=scratch, inspector=moody))


@pytest.fixture
def secretary(world: World) -> TestClient:
    return browser(world, Role.SECRETARY, unit=SIGNING)


def given(world: World) -> list[Evidence]:
    return [item for item in world.desk.state.dossier(SIGNING, QUARTER).evidence_of(OWN) if item.file]


def metadata(**changed: str) -> str:
    said = {
        "filename": "báo cáo.pdf",
        "filetype": "application/pdf",
        "quy": str(QUARTER),
        "don-vi": SIGNING,
        "nhiem-vu": OWN,
        "number": "15/BC-STC",
        **changed,
    }
    return ",".join(f"{name} {base64.b64encode(text.encode()).decode()}" for name, text in said.items())


def begun(client: TestClient, size: int, headers: Mapping[str, str] = MappingProxyType({}), /, **changed: str):  # type: ignore[no-untyped-def]  # noqa: ANN201 - of two clients' kinds
    """The answer to the first request of an upload."""
    said = {"X-CSRF": token(client), "Upload-Length": str(size), "Upload-Metadata": metadata(**changed)}
    return client.post("/tai-len/", headers={**TUS, **said, **headers})


def address(client: TestClient, size: int, **changed: str) -> str:
    """Where a new upload is sent."""
    answer = begun(client, size, **changed)
    assert answer.status_code == 201, answer.text
    return str(answer.headers["location"]).removeprefix("http://localhost")


def piece(client: TestClient, at: str, offset: int, content: bytes):  # type: ignore[no-untyped-def]  # noqa: ANN201 - of two clients' kinds
    """The answer to one piece."""
    headers = {**PIECE, "X-CSRF": token(client), "Upload-Offset": str(offset)}
    return client.patch(at, headers=headers, content=content)


def test_pieces_become_evidence_with_what_was_said(world: World, secretary: TestClient) -> None:
    at = address(secretary, 8)

    assert piece(secretary, at, 0, b"%PDF").headers["upload-offset"] == "4"
    assert piece(secretary, at, 4, b"-1.4").status_code == 204

    (new,) = given(world)
    assert new.file
    assert (new.file.name, new.number) == ("báo cáo.pdf", "15/BC-STC")
    assert world.blobs.kept[new.file.sha512] == b"%PDF-1.4"


def test_the_outcome_is_told_in_words(secretary: TestClient) -> None:
    at = address(secretary, 4)
    piece(secretary, at, 0, b"%PDF")

    said = secretary.get(f"{at}/ket-qua").json()

    assert said["is_taken"]
    assert said["sentence"] == "Đã nhận tệp báo cáo.pdf. Đã kiểm tra: PDF, 1 KB."


def test_the_bytes_do_not_stay_beside(world: World, secretary: TestClient) -> None:
    piece(secretary, address(secretary, 4), 0, b"%PDF")

    assert not [
        path for path in world.parts.scratch.folder.rglob("*") if path.is_file() and b"%PDF" in path.read_bytes()
    ]


def test_a_lost_last_answer_is_asked_for_again_without_sending_twice(secretary: TestClient) -> None:
    at = address(secretary, 4)
    piece(secretary, at, 0, b"%PDF")

    assert secretary.head(at, headers=TUS).headers["upload-offset"] == "4"


def test_a_file_that_is_refused_is_told_and_not_kept(world: World, secretary: TestClient, moody: Moody) -> None:
    moody.mood = "bad"
    at = address(secretary, 4)

    assert piece(secretary, at, 0, b"%PDF").status_code == 204

    said = secretary.get(f"{at}/ket-qua").json()
    assert (said["is_taken"], said["sentence"]) == (False, "Tệp này có mã độc.")
    assert given(world) == []


def test_without_the_scanner_a_file_waits_and_is_taken_later(world: World, secretary: TestClient, moody: Moody) -> None:
    moody.mood = "busy"
    at = address(secretary, 4)
    piece(secretary, at, 0, b"%PDF")
    assert not secretary.get(f"{at}/ket-qua").json()["is_over"]
    moody.mood = ""

    said = secretary.post(f"{at}/lam-lai", headers={"X-CSRF": token(secretary)}).json()

    assert said["is_taken"]
    assert len(given(world)) == 1


def test_what_a_stop_left_beyond_the_known_end_is_cut_off(world: World, secretary: TestClient) -> None:
    at = address(secretary, 8)
    piece(secretary, at, 0, b"%PDF")
    path = next(path for path in world.parts.scratch.folder.rglob(at.rpartition("/")[2]))
    path.write_bytes(path.read_bytes() + b"rac")

    piece(secretary, at, 4, b"-1.4")

    (new,) = given(world)
    assert new.file
    assert world.blobs.kept[new.file.sha512] == b"%PDF-1.4"


def test_what_lost_bytes_begins_anew(world: World, secretary: TestClient) -> None:
    at = address(secretary, 8)
    piece(secretary, at, 0, b"%PDF")
    path = next(path for path in world.parts.scratch.folder.rglob(at.rpartition("/")[2]))
    path.write_bytes(b"%")

    assert piece(secretary, at, 4, b"-1.4").status_code == 404
    assert secretary.head(at, headers=TUS).status_code == 404


def test_a_piece_at_another_place_is_refused(secretary: TestClient) -> None:
    at = address(secretary, 8)

    assert piece(secretary, at, 4, b"-1.4").status_code == 409


def test_more_than_was_said_is_refused(world: World, secretary: TestClient) -> None:
    at = address(secretary, 4)

    assert piece(secretary, at, 0, b"%PDF-1.4").status_code == 400
    assert given(world) == []


def test_nobody_reaches_what_another_sends(world: World, secretary: TestClient) -> None:
    at = address(secretary, 8)
    cadre = browser(world, Role.CADRE, person="CB-STC-02")

    assert cadre.head(at, headers=TUS).status_code == 404
    assert piece(cadre, at, 0, b"%PDF").status_code == 404
    assert cadre.delete(at, headers={**TUS, "X-CSRF": token(cadre)}).status_code == 404
    assert cadre.get(f"{at}/ket-qua").json() == {}
    assert secretary.head(at, headers=TUS).headers["upload-offset"] == "0"


def test_a_cadre_sends_for_the_own_task_alone(world: World) -> None:
    cadre = browser(world, Role.CADRE, person="CB-STC-02")

    assert begun(cadre, 4).status_code == 201
    assert begun(cadre, 4, **{"nhiem-vu": OTHER}).status_code == 404


@pytest.mark.parametrize("role", [Role.BOARD, Role.OFFICIAL, Role.ADMINISTRATOR])
def test_who_gives_no_evidence_begins_nothing(world: World, role: Role) -> None:
    assert begun(browser(world, role), 4).status_code == 403


def test_without_the_token_nothing_is_begun_and_nothing_goes_on(secretary: TestClient) -> None:
    at = address(secretary, 4)

    assert begun(secretary, 4, {"X-CSRF": "x"}).status_code == 403
    assert secretary.patch(at, headers={**PIECE, "Upload-Offset": "0"}, content=b"%PDF").status_code == 403


def test_who_is_not_signed_in_begins_nothing(secretary: TestClient) -> None:
    secretary.cookies.clear()

    answer = secretary.post("/tai-len/", headers={**TUS, "Upload-Length": "4"}, follow_redirects=False)

    assert answer.headers["location"] == "/vao"


def test_another_method_in_disguise_is_refused(secretary: TestClient) -> None:
    at = address(secretary, 4)

    assert secretary.post(at, headers={**PIECE, "X-HTTP-Method-Override": "PATCH"}).status_code == 400


@pytest.mark.parametrize("size", [24 * MEGABYTE + 1, 10**15])
def test_too_large_a_file_is_refused_before_its_first_byte(secretary: TestClient, size: int) -> None:
    assert begun(secretary, size).status_code == 413


@pytest.mark.parametrize(
    "headers", [{"Upload-Length": "0"}, {"Upload-Length": "-1"}, {"Upload-Concat": "partial"}, {"Upload-Metadata": ""}]
)
def test_other_ways_to_begin_are_not_offered(secretary: TestClient, headers: dict[str, str]) -> None:
    assert begun(secretary, 4, headers).status_code == 400


def test_a_wrong_day_is_told_before_the_first_byte(secretary: TestClient) -> None:
    answer = begun(secretary, 4, issued="hôm qua")

    assert answer.status_code == 422
    assert "một ngày có thật" in answer.text


def test_so_many_files_at_once_are_too_many(secretary: TestClient) -> None:
    for _ in range(4):
        assert begun(secretary, 24 * MEGABYTE).status_code == 201

    assert begun(secretary, 24 * MEGABYTE).status_code == 413


def test_a_secret_list_begins_nothing(world: World, secretary: TestClient) -> None:
    facts = world.desk.state.dossier(SIGNING, QUARTER)
    secret = PaperClassification(
        kind=DocumentKind.EVIDENCE_LIST,
        unit=SIGNING,
        classification=Classification.SECRET,
        decided_by="Ban Tổ chức",
    )
    world.desk.state.replace(replace(facts, papers=(*facts.papers, secret)))

    assert begun(secretary, 4).status_code == 409


def test_what_is_half_way_for_days_is_thrown_away(world: World, secretary: TestClient) -> None:
    at = address(secretary, 8)
    old = time.time() - 3 * 24 * 3600
    for path in world.parts.scratch.folder.rglob(f"{at.rpartition('/')[2]}*"):
        os.utime(path, (old, old))

    begun(secretary, 4)

    assert secretary.head(at, headers=TUS).status_code == 404


@pytest.mark.parametrize("name", ["x", "..%2f..%2fhoso.db", "0" * 32, f"{'0' * 32}.info"])
def test_an_invented_name_is_not_found(secretary: TestClient, name: str) -> None:
    assert secretary.head(f"/tai-len/{name}", headers=TUS).status_code == 404
    assert secretary.delete(f"/tai-len/{name}", headers={**TUS, "X-CSRF": token(secretary)}).status_code == 404


def test_what_is_on_its_way_can_be_given_up(world: World, secretary: TestClient) -> None:
    at = address(secretary, 8)

    assert secretary.delete(at, headers={**TUS, "X-CSRF": token(secretary)}).status_code == 204
    assert not [path for path in world.parts.scratch.folder.rglob("*") if path.is_file()]


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
