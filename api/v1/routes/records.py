"""Sealed records, and the search in them."""

from collections.abc import Callable, Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from api.v1.addresses import QuarterName, UnitName, file_address, record_address
from api.v1.answering import Wanted, answer, piece, place
from api.v1.door import Asking
from api.v1.reading import quarter_of
from api.v1.schemas.records import ItemFacts, RecordFacts, RecordLine, RecordPage, SearchDocument
from api.v1.schemas.said import Text
from api.v1.stating import stating
from archive.domain.people import UnitCode
from archive.domain.record import RecordId
from archive.domain.rights import About, Action
from archive.errors import NotFound
from archive.plain import record_document, search_document
from archive.ports.search import Sort
from archive.workflow.log import note_search
from archive.workflow.retrieve import RecordView, search, show

_SEARCHES_A_MINUTE = 120
_LONGEST_QUERY = 1000
Version = Annotated[int | None, Query(ge=1, le=100_000, description="The newest when none is named.", examples=[1])]
Question = Annotated[
    Text,
    Query(
        max_length=_LONGEST_QUERY,
        description="With or without marks; fields as in `đơn_vị:SNV quý:2026-Q2`, AND OR NOT, phrases, prefix*.",
        examples=["giải ngân"],
    ),
]


def record_routes(router: APIRouter, ask: Callable[[Request], Asking]) -> None:
    """Add those of records."""

    @router.get("/records", **stating(Action.READ, gives=RecordPage, also=[304, 422]))
    def list_records(request: Request, asked: Annotated[Asking, Depends(ask)], wanted: Wanted) -> Response:
        """The records of which something is within reach."""
        shown = piece(request, [record for record in asked.parts.records.all() if _is_open(asked, record)], wanted)
        shown["items"] = [_line(asked, record) for record in shown["items"]]
        return answer(request, RecordPage(**shown))

    @router.get("/records/{unit}/{quarter}", **stating(Action.READ, gives=RecordFacts, also=[304, 404, 422]))
    def show_record(
        request: Request,
        asked: Annotated[Asking, Depends(ask)],
        unit: UnitName,
        quarter: QuarterName,
        version: Version = None,
    ) -> Response:
        """A record as `hoso show --json` tells it: its versions, and those files of one that are within reach."""
        record = RecordId(UnitCode(unit), quarter_of(quarter))
        view = show(asked.parts, record, version, readable=asked.holder.readable)
        told = {**record_document(view), "files": list(_files(view))}
        return answer(request, RecordFacts.model_validate(told))

    @router.get(
        "/search",
        **stating(
            Action.SEARCH, Action.READ, gives=SearchDocument, also=[304, 400, 422], per_minute=_SEARCHES_A_MINUTE
        ),
    )
    def find(
        request: Request,
        asked: Annotated[Asking, Depends(ask)],
        q: Question,
        wanted: Wanted,
        sort: Sort = "relevance",
    ) -> Response:
        """Find files of sealed records; hits, counts and snippets are those that the token may read. It is logged."""
        found = search(
            asked.parts, q, limit=wanted.limit, offset=wanted.offset, sort=sort, readable=asked.holder.readable
        )
        note_search(asked.parts, q, found, reader=asked.holder.account.name)
        told = {**search_document(found), **place(request, found.total, wanted)}
        return answer(request, SearchDocument.model_validate(told))


def _is_open(asked: Asking, record: RecordId) -> bool:
    """Whether something in it may be read; its description is looked at only when that depends on its people."""
    if asked.holder.readable.covers(About(unit=record.unit)):
        return True
    if all(scope.units is not None and record.unit not in scope.units for scope in asked.holder.readable.scopes):
        return False
    try:
        show(asked.parts, record, readable=asked.holder.readable)
    except NotFound:
        return False
    return True


def _line(asked: Asking, record: RecordId) -> RecordLine:
    return RecordLine(
        record=str(record),
        unit=record.unit,
        quarter=str(record.quarter),
        version=asked.parts.records.versions(record)[-1].number,
        href=record_address(record),
    )


def _files(view: RecordView) -> Iterator[ItemFacts]:
    for path, sha512 in sorted(view.files.items()):
        href = file_address(view.record, view.version, path)
        yield ItemFacts(id=f"{view.record}/{path}", sha512=sha512, href=href)
