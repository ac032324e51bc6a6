"""Redo: fill a kept document again from its own data and template version, and compare text and structure.

It takes what the document was made of from the record, or from the working files as long as it is not sealed, and
nothing from the facts: they may have changed since.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any, BinaryIO

from archive.domain.document import Document, DocumentId, DocumentKind, TemplateRef
from archive.domain.people import IssuerSystem
from archive.domain.quarter import Quarter
from archive.domain.record import ItemId
from archive.domain.seal import RECORD_PATH
from archive.domain.signature import SignerRole
from archive.errors import DigestMismatch, NotFound, RecordDamaged
from archive.ports import Parts
from archive.ports.records import RecordContent
from archive.ports.rendering import Difference, RenderRequest

_OF_DOCUMENT = ("file", "source", "text", "data")  # the files by any of which a document of a record is named


@dataclass(frozen=True, slots=True, kw_only=True)
class Redone:
    """What came of it; `renderer` is who made the kept one, `renderer_now` who made it again."""

    name: str
    title: str
    template: TemplateRef
    renderer: str
    renderer_now: str
    differences: tuple[Difference, ...]

    @property
    def is_same(self) -> bool:
        """Whether text and structure are the same."""
        return not self.differences


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """A document with everything it was made of, each byte checked against its digest."""

    title: str
    template: TemplateRef
    renderer: str
    roles: tuple[SignerRole, ...]
    data: bytes
    docx: bytes
    pdf: bytes


def redo(parts: Parts, name: str) -> Redone:
    """Make a document again: a working one by its id, one of a record by the id of its file.

    Raises:
        NotFound: there is no such document, its data were not kept, or its template version is gone.
        DigestMismatch: its data, its files or its template version are not what they were.
        BadTemplate: data and template do not fit.
        ConversionFailed: LibreOffice gave no PDF.
        UsageError: the name is neither.
        RecordDamaged: the record or the kept document cannot be read.
    """
    kept = _from_record(parts, ItemId.parse(name)) if name.startswith("urn:") else _from_desk(parts, name)
    request = RenderRequest(
        id=DocumentId(name),
        kind=kept.template.kind,
        system=kept.template.system,
        title=kept.title,
        data=_parsed(kept.data, name),
        roles=kept.roles,
        made=parts.clock.now(),
        template=kept.template,
    )
    (again,) = parts.renderer.render([request])
    return Redone(
        name=name,
        title=kept.title,
        template=kept.template,
        renderer=kept.renderer,
        renderer_now=parts.renderer.version,
        differences=tuple(parts.renderer.compare(kept.docx, kept.pdf, again)),
    )


def _from_desk(parts: Parts, name: str) -> _Kept:
    document, unit = _working(parts, name)
    due = document.due
    return _Kept(
        title=f"{due.title} {due.quarter.title} - {unit}",
        template=document.template,
        renderer=document.renderer,
        roles=tuple(signatory.role for signatory in due.signatories),
        data=_blob(parts, document.data_digest, f"dữ liệu của {name}"),
        docx=_blob(parts, document.docx.sha512, document.docx.name),
        pdf=_blob(parts, document.pdf.sha512, document.pdf.name),
    )


def _working(parts: Parts, name: str) -> tuple[Document, str]:
    quarter = Quarter.parse(name.partition(".")[0])
    with parts.desk.look() as work:
        for unit in work.facts.units(quarter):
            if name.startswith(f"{quarter}.{unit}."):
                for document in work.shelf.documents(unit, quarter):
                    if document.due.id == name:
                        return document, work.facts.dossier(unit, quarter).unit.name
    raise NotFound(f"Không thấy văn bản '{name}'; hãy xem mã bằng lệnh hoso assemble --json hoặc hoso search.", id=name)


def _blob(parts: Parts, sha512: str, what: str) -> bytes:
    try:
        source = parts.blobs.open(sha512)
    except NotFound as gone:
        raise NotFound(f"Không còn giữ {what}, nên không lập lại để so được.", sha512=sha512) from gone
    return _read(source, sha512, what)


def _from_record(parts: Parts, item: ItemId) -> _Kept:
    content = parts.records.content(item.record)
    described = _described(content)
    said = next(_documents(described, item.path), None)
    if said is None:
        raise NotFound(f"'{item}' không phải văn bản do hệ thống lập trong hồ sơ; hãy xem hoso show.", id=str(item))
    if not said.get("data"):
        raise NotFound(f"Hồ sơ {item.record} được niêm phong khi chưa giữ dữ liệu của văn bản, nên không lập lại được.")
    try:
        return _kept(content, described, said)
    except (KeyError, TypeError, ValueError) as wrong:
        raise RecordDamaged(f"{item.record}: {RECORD_PATH} không đúng; hãy khôi phục từ bản sao lưu.") from wrong


def _documents(described: Mapping[str, Any], path: str) -> Iterator[Mapping[str, Any]]:
    made = [*described["documents"], *([described["index"]] if described.get("index") else [])]
    return (said for said in made if path in [said.get(name) for name in _OF_DOCUMENT])


def _kept(content: RecordContent, described: Mapping[str, Any], said: Mapping[str, Any]) -> _Kept:
    template = said["template"]
    digests = content.digests()
    return _Kept(
        title=f"{said['title']} {Quarter.parse(described['quarter']).title} - {described['unit']['name']}",
        template=TemplateRef(
            kind=DocumentKind(template["kind"]),
            system=IssuerSystem(template["system"]),
            version=template["version"],
            sha512=template["sha512"],
        ),
        renderer=said["renderer"],
        roles=tuple(SignerRole(item["role"]) for item in said.get("signatures", ())),
        data=_read(content.open(said["data"]), said["data_digest"], said["data"]),
        docx=_read(content.open(said["source"]), digests[said["source"]], said["source"]),
        pdf=_read(content.open(said["file"]), digests[said["file"]], said["file"]),
    )


def _described(content: RecordContent) -> Mapping[str, Any]:
    raw = _read(content.open(RECORD_PATH), content.digests()[RECORD_PATH], RECORD_PATH)
    described: Mapping[str, Any] = _parsed(raw, RECORD_PATH)
    return described


def _read(source: BinaryIO, sha512: str, what: str) -> bytes:
    with closing(source):
        content = source.read()
    found = hashlib.sha512(content).hexdigest()
    if found != sha512:
        raise DigestMismatch(what, expected=sha512, found=found)
    return content


def _parsed(content: bytes, what: str) -> Any:  # noqa: ANN401 - JSON is untyped; its digest says it is ours
    try:
        return json.loads(content)
    except ValueError as wrong:
        raise RecordDamaged(f"{what}: không phải JSON; hãy khôi phục từ bản sao lưu.", where=what) from wrong
