"""Hands one file to a browser: its type by a fixed table, only PDF and pictures in place, parts on request.

Bytes came from people: a type is never guessed from content, and no file runs as a page of ours.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from api.holdings import Holding
from archive.language import fold

_SHOWN_IN_PLACE = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
_OFFICE = "application/vnd.openxmlformats-officedocument"
_SPREADSHEET = f"{_OFFICE}.spreadsheetml.sheet"
_HANDED_OVER = {
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".xlsx": _SPREADSHEET,
    ".pptx": f"{_OFFICE}.presentationml.presentation",
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".zip": "application/zip",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
}
_UNKNOWN = "application/octet-stream"
FILE_POLICY = "sandbox; default-src 'none'; frame-ancestors 'self'"

_CHUNK = 256 * 1024  # bytes
# One range, of numbers a file can have; of others, and of several, the whole file is a right answer (RFC 9110 §14.2).
_RANGE = re.compile(r"^bytes=([0-9]{0,18})-([0-9]{0,18})$")
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


def hand_over(holding: Holding, request: Request) -> Response:
    """The file, or the part of it that was asked for.

    Raises:
        NotFound: its bytes are not there.
    """
    source = holding.open()
    size = source.seek(0, 2)
    headers = _headers(holding)
    span = _span(request, headers["ETag"], size)
    if span is None:
        source.close()
        return Response(status_code=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    start, end = span
    headers["Content-Length"] = str(end - start)
    is_part = (start, end) != (0, size)
    if is_part:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return _Handed(source, start, 0 if request.method == "HEAD" else end, 206 if is_part else 200, headers)


def hand_spreadsheet(content: bytes, name: str) -> Response:
    """An .xlsx file that was just made."""
    return Response(content, media_type=_SPREADSHEET, headers={"Content-Disposition": disposition("attachment", name)})


class _Handed(StreamingResponse):
    """Streams bytes from `start` to `end` and closes the file however the answer ends."""

    def __init__(self, source: BinaryIO, start: int, end: int, status: int, headers: dict[str, str]) -> None:
        self._source = source
        super().__init__(_chunks(source, start, end), status_code=status, headers=headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._source.close()


def _chunks(source: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    source.seek(start)
    left = end - start
    while left > 0 and (chunk := source.read(min(_CHUNK, left))):
        left -= len(chunk)
        yield chunk


def _headers(holding: Holding) -> dict[str, str]:
    ending = PurePosixPath(holding.name).suffix.lower()
    in_place = ending in _SHOWN_IN_PLACE
    return {
        "Content-Type": _SHOWN_IN_PLACE.get(ending) or _HANDED_OVER.get(ending) or _UNKNOWN,
        "Content-Disposition": disposition("inline" if in_place else "attachment", holding.name),
        "Content-Security-Policy": FILE_POLICY,
        "Accept-Ranges": "bytes",
        "ETag": f'"{holding.sha512[:32]}"',
    }


def disposition(kind: str, name: str) -> str:
    """The name twice: plain letters for old programs, then as it is (RFC 6266, RFC 5987)."""
    safe = _NOT_IN_NAMES.sub("-", name).strip() or "tep"
    plain = fold(safe).encode("ascii", "ignore").decode()
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}"


def _span(request: Request, etag: str, size: int) -> tuple[int, int] | None:
    """The bytes asked for as start and end, the whole file when nothing usable was asked; None when out of reach."""
    asked = _RANGE.match(request.headers.get("range", ""))
    if not asked or not any(asked.groups()) or request.headers.get("if-range", etag) != etag:
        return 0, size
    if not asked[1]:
        return (max(0, size - int(asked[2])), size) if int(asked[2]) and size else None
    start = int(asked[1])
    end = min(int(asked[2]) + 1, size) if asked[2] else size
    return (start, end) if start < end else None
