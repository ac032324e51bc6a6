"""One version of a sealed record: every file it holds, beside the paper it belongs to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from api.pages.addresses import dossier_address, file_address, portfolio_address, record_address
from api.pages.views.components import FileLink
from api.pages.views.frame import DOSSIER, Choice, Frame, Page, in_title
from archive.domain.layout import PREMIS_PATH
from archive.domain.record import ItemId
from archive.domain.seal import RECORD_PATH, SEAL_PATH
from archive.language import moment
from archive.workflow.retrieve import RecordView


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One document, piece of evidence or description, with its files."""

    title: str
    files: tuple[FileLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperGroup:
    """Papers of one kind."""

    title: str
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage(Page):
    """A sealed version; `versions` are the choices, newest first, `portfolio` is all of it in one PDF for reading."""

    template: ClassVar[str] = "record.html"
    back: str
    portfolio: str
    versions: tuple[Choice, ...]
    groups: tuple[PaperGroup, ...]


def record(view: RecordView, described: Mapping[str, Any]) -> RecordPage:
    """The page, from the record's files and its own description."""
    quarter, unit = view.record.quarter, view.record.unit
    version = next(item for item in view.versions if item.number == view.version)
    return RecordPage(
        title=f"Hồ sơ lưu trữ {in_title(quarter)} · {described['unit']['name']}",
        sentence=f"Phiên bản {version.number}: {version.message}, {moment(version.made)}, {version.actor}.",
        frame=Frame(quarter=quarter, unit=unit, place=DOSSIER),
        back=dossier_address(quarter, unit),
        portfolio=portfolio_address(quarter, unit, view.version),
        versions=tuple(
            Choice(
                label=f"Phiên bản {item.number}",
                href=record_address(quarter, unit, item.number),
                is_current=item.number == view.version,
            )
            for item in reversed(view.versions)
        ),
        groups=tuple(group for group in _groups(view, described) if group.papers),
    )


def _groups(view: RecordView, described: Mapping[str, Any]) -> Iterator[PaperGroup]:
    papers = (paper for paper in _documents(view, described) if paper.files)
    yield PaperGroup(title="Văn bản của hồ sơ", papers=tuple(papers))
    yield PaperGroup(title="Tệp minh chứng", papers=tuple(_evidence(view, described)))
    about = {RECORD_PATH: "Bản mô tả hồ sơ", PREMIS_PATH: "Lịch sử lưu trữ", SEAL_PATH: "Dấu niêm phong"}
    papers = (_paper(view, title, {"Tải về": path}) for path, title in about.items())
    yield PaperGroup(title="Mô tả và niêm phong", papers=tuple(paper for paper in papers if paper.files))


def _documents(view: RecordView, described: Mapping[str, Any]) -> Iterator[Paper]:
    if index := described.get("index"):  # a record sealed before there was one has none
        yield _paper(view, index["title"], {"Xem": index["file"], "Tải Word": index["source"]})
    for item in described["documents"]:
        files = {"Xem": item["file"], "Tải Word": item["source"], "Nội dung chữ": item["text"]}
        yield _paper(view, item["title"], files)


def _evidence(view: RecordView, described: Mapping[str, Any]) -> Iterator[Paper]:
    for item in described["evidence"]:
        if item["file"]:
            opened = "Xem" if item["media_type"] == "application/pdf" else "Mở tệp"
            title = " · ".join(part for part in (item["number"], item["summary"] or item["name"]) if part)
            yield _paper(view, title, {opened: item["file"], "Nội dung chữ": item["text"]})


def _paper(view: RecordView, title: str, files: Mapping[str, str]) -> Paper:
    """The files that stand in this version; a description may name no other."""
    return Paper(
        title=title,
        files=tuple(
            FileLink(label=label, href=file_address(str(ItemId(view.record, path)), version=view.version), what=title)
            for label, path in files.items()
            if path in view.files
        ),
    )
