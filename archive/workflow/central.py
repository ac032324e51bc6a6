"""Central: choose what goes to Bộ Chính trị, Ban Bí thư about their cadres, or keep that it is secret (R35, R56).

Whether it is secret the issuing body decides, before anything is made (domain notes §3.7): who calls `choose` was told
that it is not, and `withhold` keeps the other answer.
"""

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

import rfc8785

from archive.domain.history import Event, EventKind
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.domain.seal import RECORD_PATH, SEAL_PATH, read_seal, root_of
from archive.domain.selection import (
    SELECTION_PATH,
    central_people,
    goes_to_the_centre,
    refuse_withheld,
    select,
    selection_document,
)
from archive.errors import DigestMismatch, IntegrityError, NotFound, RecordDamaged
from archive.ports import Parts
from archive.ports.records import RecordContent

NAME_MARK = "-trung-uong"
PUBLIC_NOTE = "gửi Trung ương; xác định: không mật"
_WITHHELD = "withheld"
_SECRET_NOTE = "gửi Trung ương; xác định: mật; bản giấy theo chế độ mật, không lập gói điện tử"  # noqa: S105 - a note


@dataclass(frozen=True, slots=True)
class SelectedContent:
    """Some files of a record version and its seal, with the selection in the place of the description."""

    whole: RecordContent
    chosen: Mapping[str, str]
    selection: bytes

    def digests(self) -> Mapping[str, str]:
        """Path → SHA-512 in hex."""
        return {**self.chosen, SELECTION_PATH: hashlib.sha512(self.selection).hexdigest()}

    def open(self, path: str) -> BinaryIO:
        """Read one file; the caller closes.

        Raises:
            NotFound: it was not chosen.
        """
        if path == SELECTION_PATH:
            return io.BytesIO(self.selection)
        if path not in self.chosen:
            raise NotFound(f"Tệp {path} không thuộc tập gửi Trung ương.", path=path)
        return self.whole.open(path)


@dataclass(frozen=True, slots=True, kw_only=True)
class CentralSet:
    """What goes up, by record.

    `left_out` are units with such cadres whose dossier is not sealed; `withheld` is what was kept before of the other
    answer, for people to see that it changed.
    """

    contents: Mapping[RecordId, SelectedContent]
    left_out: tuple[UnitCode, ...]
    withheld: tuple[Event, ...]


def choose(parts: Parts, quarter: Quarter, units: Sequence[UnitCode]) -> CentralSet:
    """Only the files of cadres whom the central level manages, each with the proof that it was sealed.

    Raises:
        NotFound: nobody in these units is of that management, or no dossier of theirs is sealed.
        RuleBroken: a paper of theirs is secret, or nobody was asked whether it is.
        IntegrityError: a record's bytes are not what was sealed.
    """
    concerned = _concerned(parts, quarter, units)
    contents = {record: _selected(content) for record, content in concerned.items() if content}
    left_out = tuple(record.unit for record, content in concerned.items() if not content)
    if not contents:
        raise NotFound(f"Hồ sơ {quarter.title} của {', '.join(left_out)} chưa niêm phong; hãy niêm phong rồi kết xuất.")
    with parts.desk.begin() as work:
        earlier = [event for record in contents for event in work.journal.events(record)]
    withheld = tuple(event for event in earlier if event.outcome == _WITHHELD)
    return CentralSet(contents=contents, left_out=left_out, withheld=withheld)


def withhold(parts: Parts, quarter: Quarter, units: Sequence[UnitCode]) -> tuple[RecordId, ...]:
    """Keep that the set is secret and travels on paper: who said so, and when; nothing is made.

    Raises:
        NotFound: nobody in these units is of that management.
    """
    records = tuple(_concerned(parts, quarter, units))
    with parts.desk.begin() as work:
        for record in records:
            work.journal.write(
                Event(
                    kind=EventKind.DISSEMINATION,
                    unit=record.unit,
                    quarter=record.quarter,
                    subject=str(record),
                    at=parts.clock.now(),
                    actor=parts.actor,
                    outcome=_WITHHELD,
                    note=_SECRET_NOTE,
                )
            )
        work.commit()
    return records


def _concerned(parts: Parts, quarter: Quarter, units: Sequence[UnitCode]) -> dict[RecordId, RecordContent | None]:
    """The records with such cadres, None for one not sealed yet: then the facts tell.

    Raises:
        NotFound: there is nobody.
    """
    concerned: dict[RecordId, RecordContent | None] = {}
    for unit in units:
        record = RecordId(unit, quarter)
        content = parts.records.content(record) if parts.records.versions(record) else None
        if central_people(_json(content, RECORD_PATH)) if content else _known_to_facts(parts, record):
            concerned[record] = content
    if not concerned:
        raise NotFound(
            f"{quarter.short} không có cán bộ nào thuộc diện Bộ Chính trị, Ban Bí thư quản lý, nên không "
            "có tập hồ sơ gửi Trung ương. Hãy xem lại cột Diện quản lý nếu phải có."
        )
    return concerned


def _known_to_facts(parts: Parts, record: RecordId) -> bool:
    with parts.desk.begin() as work:
        return any(goes_to_the_centre(cadre) for cadre in work.facts.dossier(record.unit, record.quarter).cadres)


def _selected(content: RecordContent) -> SelectedContent:
    described, digests = _json(content, RECORD_PATH), content.digests()
    refuse_withheld(described, central_people(described))
    seal = read_seal(_json(content, SEAL_PATH))
    if seal.root != root_of(digests):
        raise IntegrityError(f"Các tệp của {seal.record} không khớp với dấu niêm phong; hãy chạy hoso verify --all.")
    selection = select(described, digests, seal)
    chosen = {path: digests[path] for path in (SEAL_PATH, *(file.path for file in selection.files))}
    plain = json.loads(json.dumps(selection_document(selection)))
    return SelectedContent(content, chosen, rfc8785.dumps(plain))


def _json(content: RecordContent, path: str) -> Any:  # noqa: ANN401 - JSON is untyped; its digest says it is ours
    with content.open(path) as source:
        raw = source.read()
    found, promised = hashlib.sha512(raw).hexdigest(), content.digests()[path]
    if found != promised:
        raise DigestMismatch(path, expected=promised, found=found)
    try:
        return json.loads(raw)
    except ValueError as wrong:
        raise RecordDamaged(f"{path} không đọc được; hãy khôi phục hồ sơ này từ bản sao lưu.", where=path) from wrong
