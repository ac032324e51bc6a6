"""Dòng thời gian: what happened to a dossier, newest first; runs of the same step are told as one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from archive.domain.history import Event, EventKind
from archive.language import day, moment
from archive.workflow.review import DossierReview

_SHOWN = 5  # the rest is folded (ui notes, Hồ sơ)
_NAMED = 3  # people named in one line before the rest is counted

_WORDS = {
    EventKind.INGESTION: "Nhập số liệu",
    EventKind.MODIFICATION: "Sửa số liệu",
    EventKind.CREATION: "Lập văn bản",
    EventKind.DIGITAL_SIGNATURE: "Ký văn bản",
    EventKind.SIGNATURE_VALIDATION: "Kiểm tra chữ ký",
    EventKind.FIXITY_CHECK: "Kiểm tra tính toàn vẹn",
    EventKind.SEALING: "Niêm phong hồ sơ",
    EventKind.DISSEMINATION: "Kết xuất gói gửi đi",
}
_COUNTED = {EventKind.CREATION: "văn bản", EventKind.DIGITAL_SIGNATURE: "chữ ký"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One line: what, about what, who, when."""

    what: str
    about: str
    who: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The newest lines and the folded rest."""

    newest: tuple[Happening, ...]
    older: tuple[Happening, ...]


def timeline(review: DossierReview) -> Timeline:
    """What happened, told for people."""
    titles = {str(document.due.id): document.due.title for document in review.documents}
    runs = [list(run) for _, run in groupby(reversed(review.events), key=lambda event: (event.kind, day(event.at)))]
    told = [_told(run, titles) for run in runs]
    return Timeline(newest=tuple(told[:_SHOWN]), older=tuple(told[_SHOWN:]))


def _told(run: Sequence[Event], titles: Mapping[str, str]) -> Happening:
    newest = run[0]
    return Happening(
        what=_WORDS[newest.kind] + ("" if newest.outcome == "success" else " (không đạt)"),
        about=_about(run, titles),
        who=_who(run),
        when=moment(newest.at),
    )


def _about(run: Sequence[Event], titles: Mapping[str, str]) -> str:
    newest = run[0]
    if len(run) > 1 and newest.kind in _COUNTED:
        return f"{len(run)} {_COUNTED[newest.kind]}"
    if newest.kind is EventKind.CREATION:
        return titles.get(newest.subject, "")
    return titles.get(newest.subject, newest.note)


def _who(run: Sequence[Event]) -> str:
    people = list(dict.fromkeys(event.actor for event in reversed(run)))
    others = len(people) - _NAMED
    return ", ".join(people[:_NAMED]) + (f" và {others} người khác" if others > 0 else "")
