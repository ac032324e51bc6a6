"""Minh chứng on its way piece by piece, as requests: begun, sent and looked for, in a world that takes files."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from fastapi.testclient import TestClient

from archive.domain.evidence import Evidence
from archive.errors import BadEvidence, Unavailable
from archive.ports.scanning import Inspection
from tests.api.conftest import token
from tests.api.editing import editable_world
from tests.api.test_tasks import OWN, on_disk
from tests.api.world import SIGNING, World
from tests.quarters import QUARTER

MEGABYTE, MOST = 1024**2, 24  # bytes; megabytes of the largest file
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


def receiving_world(folder: Path, inspector: Moody) -> World:
    """The small world, with its blobs in memory and what is on its way in the folder."""
    made = on_disk(editable_world(), folder)
    scratch = replace(made.parts.scratch, megabytes=MOST)
    return replace(made, parts=replace(made.parts, scratch=scratch, inspector=inspector))


def given(world: World) -> list[Evidence]:
    """The files that are evidence of the task by now."""
    return [item for item in world.desk.state.dossier(SIGNING, QUARTER).evidence_of(OWN) if item.file]


def metadata(**changed: str) -> str:
    """What the browser says of the file before its first byte."""
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
