"""Files: evidence given for a task and read again, papers not yet sealed, files of records."""

from collections.abc import Callable
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import Response

from api.handing import disposition, hand_over
from api.holdings import Holding, find
from api.v1.addresses import UNIT, AtUnit, Digest, DocumentId, FilePath, QuarterName, TaskName, UnitName, VersionNumber
from api.v1.answering import answer, has_already
from api.v1.door import Asking
from api.v1.failures import refuse
from api.v1.reading import quarter_of, sees, visible_of, whole_facts
from api.v1.rows import form_of, require_edit, row_message, rows_of, slug_of, whose_is
from api.v1.schemas.sending import EvidenceForm
from api.v1.schemas.sheets import RowFacts
from api.v1.sent import set_aside
from api.v1.stating import stating
from archive.domain.editing import EVIDENCE_SHEET
from archive.domain.people import UnitCode
from archive.domain.plan import TaskCode
from archive.domain.record import ItemId, RecordId
from archive.domain.rights import Action
from archive.errors import NotFound
from archive.workflow.attach import Attachment, attach

MULTIPART, BYTES, PDF = "multipart/form-data", "application/octet-stream", "application/pdf"
_READ = (206, 304, 404, 416, 422)
_NO_SUCH_PART = 416
_SENT_A_MINUTE = 120


def sending_routes(router: APIRouter, ask: Callable[[Request], Asking], *, megabytes: int) -> None:
    """Add the one that takes a file, of so many megabytes at most."""
    said = stating(
        gives=RowFacts,
        status=201,
        place=True,
        also=[400, 404, 409, 422],
        per_minute=_SENT_A_MINUTE,
        megabytes=megabytes + 1,  # for what stands around the file
    )

    @router.post(UNIT + "/tasks/{task}/evidence", **said)
    def give_evidence(
        request: Request,
        asked: Annotated[Asking, Depends(ask)],
        at: AtUnit,
        task: TaskName,
        form: Annotated[EvidenceForm, Form(media_type=MULTIPART)],
    ) -> Response:
        """Give a file as evidence of a task; answered with its row. The same file given twice is kept once."""
        whole, sheet = whole_facts(asked, at), form_of(asked.parts.forms, slug_of(EVIDENCE_SHEET))
        texts = {**form.texts, "task": task}
        require_edit(asked, whose_is(whole, sheet, texts), sheet, texts, is_seen=sees(asked, whole))
        with set_aside(asked.parts, form.file.file) as path:
            attachment = Attachment(path=path, name=form.file.filename or "", texts=form.texts)
            evidence = attach(asked.parts, whole.unit.code, whole.quarter, TaskCode(task), attachment)
        facts = whole_facts(asked, at)
        rows = rows_of(asked.parts.forms, facts, sheet)
        row = next(row for row, item in zip(rows, facts.evidence, strict=True) if item == evidence)
        message = row_message(facts, sheet, row)
        return answer(request, message, status=201, tag=row.tag, headers={"Location": message.href})


def file_routes(router: APIRouter, ask: Callable[[Request], Asking]) -> None:
    """Add those that hand out bytes."""

    @router.get(UNIT + "/evidence/{sha512}", **stating(Action.READ, file=BYTES, also=_READ))
    def read_evidence(request: Request, asked: Annotated[Asking, Depends(ask)], at: AtUnit, sha512: Digest) -> Response:
        """The bytes of a file of evidence, of tasks of people within reach."""
        facts = visible_of(asked, whole_facts(asked, at))
        file = next((item.file for item in facts.evidence if item.file and item.file.sha512 == sha512), None)
        if file is None:
            raise NotFound("Không có tệp minh chứng này.")
        return _handed(request, Holding(name=file.name, sha512=sha512, open=partial(asked.parts.blobs.open, sha512)))

    @router.get("/documents/{document}", **stating(Action.READ, file=PDF, also=_READ))
    def read_document(request: Request, asked: Annotated[Asking, Depends(ask)], document: DocumentId) -> Response:
        """The newest PDF of a paper that is not sealed yet."""
        return _handed(request, find(asked.parts, document, readable=asked.holder.readable), kind=PDF)

    @router.get(
        "/records/{unit}/{quarter}/versions/{version}/files/{path:path}",
        **stating(Action.READ, file=BYTES, also=_READ),
    )
    def read_file(  # noqa: PLR0917 - one for each part of the address
        request: Request,
        asked: Annotated[Asking, Depends(ask)],
        unit: UnitName,
        quarter: QuarterName,
        version: VersionNumber,
        path: FilePath,
    ) -> Response:
        """One file of a version of a sealed record, byte for byte."""
        item = ItemId(RecordId(UnitCode(unit), quarter_of(quarter)), path)
        return _handed(request, find(asked.parts, str(item), version=version, readable=asked.holder.readable))


def _handed(request: Request, holding: Holding, *, kind: str = BYTES) -> Response:
    """The bytes to be kept, never to be shown: what people sent in runs nowhere."""
    tag = holding.sha512[:32]
    if has_already(request, tag):
        return Response(status_code=304, headers={"ETag": f'"{tag}"'})
    handed = hand_over(holding, request)
    if handed.status_code == _NO_SUCH_PART:
        return refuse(_NO_SUCH_PART, headers={"Content-Range": handed.headers["Content-Range"]})
    handed.headers["Content-Type"] = kind
    handed.headers["Content-Disposition"] = disposition("attachment", holding.name)
    return handed
