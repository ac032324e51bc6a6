"""Portfolio: one PDF of a sealed record for reading, as far as the reader may read.

It proves nothing by itself: what does are the signed originals attached to it, and the record.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from archive.domain.document import COMPONENT_NUMBER, COMPONENTS, DocumentKind
from archive.domain.record import ItemId, RecordId
from archive.domain.record_files import json_of, seal_of
from archive.domain.rights import About, Readable, about_files
from archive.domain.seal import RECORD_PATH
from archive.errors import NotFound
from archive.language import moment
from archive.ports import Parts
from archive.ports.portfolio import Portfolio, PortfolioItem, PortfolioPart, PortfolioReport
from archive.ports.records import Opener, RecordContent

_PDF = "application/pdf"
_EVIDENCE = COMPONENT_NUMBER[DocumentKind.EVIDENCE_LIST]  # the component that holds files as well
_DOCUMENTS = "documents/"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A file that the description names."""

    path: str
    title: str
    media_type: str = _PDF
    facts: tuple[str, ...] = ()
    is_signed: bool = False

    def item(self, *, sha512: str, opener: Opener) -> PortfolioItem:
        """The entry with its bytes; its name is its path in one word, so that no two are the same."""
        return PortfolioItem(
            title=self.title,
            name=self.path.removeprefix(_DOCUMENTS).replace("/", "-"),
            media_type=self.media_type,
            sha512=sha512,
            open=opener,
            facts=self.facts,
            attach=self.is_signed,
        )


def portfolio(
    parts: Parts, record: RecordId, *, out: Path, version: int | None = None, readable: Readable | None = None
) -> PortfolioReport:
    """Write the portfolio of a record version, the newest when none is named.

    Raises:
        NotFound: no such record or version, or nothing in it that the reader may open.
        UsageError: `out` is already there.
        RecordDamaged: the record's description cannot be read.
        DigestMismatch: a file's bytes are not what was sealed.
        StorageFull: there is no room.
    """
    wanted = [item.number for item in parts.records.versions(record) if version in (None, item.number)]
    if not wanted:
        raise _unknown(record, version)
    content = parts.records.content(record, wanted[-1])
    described = json_of(content.open, RECORD_PATH)
    found = tuple(_parts(content, described, record, readable))
    if not found:
        raise _unknown(record, version)
    asked = Portfolio(
        issuer=str(described["unit"]["name"]).upper(),
        title="HỒ SƠ ĐÁNH GIÁ, XẾP LOẠI CÁN BỘ",
        period=record.quarter.title,
        notes=tuple(_notes(content, record, version=wanted[-1], bounded=readable is not None)),
        parts=found,
    )
    return parts.portfolios.write(asked, out=out, at=parts.clock.now())


def _unknown(record: RecordId, version: int | None) -> NotFound:
    which = f" phiên bản {version}" if version else ""
    return NotFound(f"Không thấy hồ sơ {record}{which}. Hồ sơ chỉ có sau khi niêm phong.", record=str(record))


def _notes(content: RecordContent, record: RecordId, *, version: int, bounded: bool) -> Iterator[str]:
    sealed = seal_of(content.open).sealed
    yield f"Hồ sơ lưu trữ {record}, phiên bản {version}, niêm phong {moment(sealed)}."
    yield (
        "Bản để đọc: các trang được ghép lại cho tiện xem, không thay bản gốc. Mỗi văn bản đã ký được đính kèm nguyên "
        "vẹn trong tệp này; mở mục tệp đính kèm của phần mềm đọc PDF để lấy ra và kiểm tra chữ ký."
    )
    if bounded:
        yield "Bản này chỉ gồm những tệp mà tài khoản lập bản đọc được xem."


def _parts(
    content: RecordContent, described: Mapping[str, Any], record: RecordId, readable: Readable | None
) -> Iterator[PortfolioPart]:
    about, digests = about_files(described, unit=record.unit), content.digests()
    everybody = About(unit=record.unit)  # for what the description does not say who it is about
    for title, entries in _chapters(described, record):
        items = tuple(
            entry.item(sha512=digests[entry.path], opener=partial(content.open, entry.path))
            for entry in entries
            if readable is None or readable.covers(about.get(entry.path, everybody))
        )
        if items:
            yield PortfolioPart(title=title, items=items)


def _chapters(described: Mapping[str, Any], record: RecordId) -> Iterator[tuple[str, list[_Entry]]]:
    """What the record holds, by component; a record sealed before there was an index has none."""
    if index := described.get("index"):
        yield index["title"], [_Entry(path=index["file"], title=index["title"])]
    evidence = [_evidence(item, record) for item in described["evidence"] if item["file"]]
    for number, (_, title) in enumerate(COMPONENTS, start=1):
        documents = [
            _Entry(path=item["file"], title=item["title"], is_signed=bool(item["signatures"]))
            for item in described["documents"]
            if item["component"] == number
        ]
        yield f"{number}. {title}", documents + (evidence if number == _EVIDENCE else [])


def _evidence(item: Mapping[str, Any], record: RecordId) -> _Entry:
    told = (item["number"], item["summary"] or item["name"])
    return _Entry(
        path=item["file"],
        title=f"{item['task']}: {' - '.join(word for word in told if word)}",
        media_type=item["media_type"],
        facts=(
            f"Tên tệp: {item['name']}",
            f"Loại: {item['media_type']}; {item['size']} byte",
            f"Mã SHA-512: {item['sha512']}",
            f"Lấy tệp gốc bằng lệnh: hoso get {ItemId(record, item['file'])} --out TỆP",
        ),
    )
