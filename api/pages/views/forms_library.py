"""Mẫu văn bản: every form with its versions, and what the check of a Word file found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from api.pages.addresses import form_address, form_trial_address, forms_address
from api.pages.views.frame import FORMS, Frame, Page
from api.pages.views.states import State
from archive.domain.document import TITLE, DocumentKind
from archive.domain.people import IssuerSystem
from archive.language import moment
from archive.ports.templates import TemplateVersion

_IN_FORCE = State("Đang dùng", "check", "good")
_FORMER = State("Bản cũ", "dash", "none")
_PROVISIONAL = State("Mẫu tạm", "warn", "wait")
_OFFICIAL = State("Mẫu chính thức", "signed", "info")
_GOOD = State("Dùng được", "check", "good")
_BAD = State("Chưa dùng được", "cross", "bad")
_FROM_PROGRAM = "kèm phần mềm"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLink:
    """One form of a kind: the version in force."""

    system: str
    href: str
    version: str
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class KindLine:
    """One kind of document with its forms."""

    title: str
    forms: tuple[FormLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormsPage(Page):
    """All kinds."""

    template: ClassVar[str] = "forms.html"
    kinds: tuple[KindLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One version of a form."""

    version: str
    states: tuple[State, ...]
    whence: str
    reason: str
    word: str
    preview: str
    is_shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage(Page):
    """One form: its versions, one of them shown beside, and the field for a new one."""

    template: ClassVar[str] = "form.html"
    back: str
    here: str
    versions: tuple[VersionLine, ...]
    shown: str
    shown_name: str
    mistake: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTrialPage(Page):
    """What was found in a Word file that somebody sent, and how it looks; it is taken into force from here."""

    template: ClassVar[str] = "form_trial.html"
    back: str
    here: str
    state: State
    problems: tuple[str, ...]
    notes: tuple[str, ...]
    preview: str
    reason: str
    is_official: bool
    mistake: str


def forms_page(versions: Sequence[TemplateVersion]) -> FormsPage:
    """The kinds in the order of the guidance's papers."""
    in_force = {(item.ref.kind, item.ref.system): item for item in versions if item.in_force}
    provisional = sum(item.provisional for item in in_force.values())
    return FormsPage(
        title="Mẫu văn bản",
        sentence=f"{len(in_force)} mẫu đang dùng" + (f", {provisional} là mẫu tạm." if provisional else "."),
        frame=Frame(place=FORMS),
        kinds=tuple(
            KindLine(title=TITLE[kind], forms=tuple(_links(kind, in_force)))
            for kind in TITLE
            if any((kind, system) in in_force for system in IssuerSystem)
        ),
    )


def _links(
    kind: DocumentKind, in_force: Mapping[tuple[DocumentKind, IssuerSystem], TemplateVersion]
) -> Iterable[FormLink]:
    for system in IssuerSystem:
        item = in_force.get((kind, system))
        if item:
            yield FormLink(
                system=f"Hệ {system.value}",
                href=form_address(kind, system),
                version=f"phiên bản {item.ref.version}",
                state=_standing(item),
            )


def form_title(kind: DocumentKind, system: IssuerSystem) -> str:
    """`Tờ trình · hệ Đảng`."""
    return f"{TITLE[kind]} · hệ {system.value}"


def form_page(
    kind: DocumentKind, system: IssuerSystem, versions: Sequence[TemplateVersion], *, shown: str = "", mistake: str = ""
) -> FormPage:
    """One form; `shown` is a version's number, that in force when there is none of that number."""
    newest = sorted(versions, key=lambda item: int(item.ref.version), reverse=True)
    opened = next(iter([*(item for item in newest if item.ref.version == shown), *newest]))
    current = next(item for item in newest if item.in_force)
    return FormPage(
        title=form_title(kind, system),
        sentence=f"Đang dùng phiên bản {current.ref.version}. Mẫu mới là một phiên bản mới; phiên bản cũ giữ nguyên.",
        frame=Frame(place=FORMS),
        back=forms_address(),
        here=form_address(kind, system),
        versions=tuple(_version(item, is_shown=item == opened) for item in newest),
        shown=f"{form_address(kind, system)}/{opened.ref.version}/xem-thu",
        shown_name=f"Phiên bản {opened.ref.version}, điền số liệu giả định",
        mistake=mistake,
    )


def _version(item: TemplateVersion, *, is_shown: bool) -> VersionLine:
    ref, added = item.ref, item.added
    here = form_address(ref.kind, ref.system)
    return VersionLine(
        version=f"Phiên bản {ref.version}",
        states=(_IN_FORCE if item.in_force else _FORMER, _standing(item)),
        whence=f"{added.actor}, {moment(added.at)}" if added else _FROM_PROGRAM,
        reason=added.reason if added else "",
        word=f"{here}/{ref.version}/word",
        preview=f"{here}?xem={ref.version}#xem",
        is_shown=is_shown,
    )


def _standing(item: TemplateVersion) -> State:
    return _PROVISIONAL if item.provisional else _OFFICIAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A Word file that was sent: for which form, its name, and what the check said in sentences."""

    id: str
    kind: DocumentKind
    system: IssuerSystem
    file: str
    problems: tuple[str, ...]
    notes: tuple[str, ...]


def form_trial_page(tried: Tried, *, reason: str = "", is_official: bool = False, mistake: str = "") -> FormTrialPage:
    """What was found."""
    ok = not tried.problems
    said = "mẫu dùng được; xem bản in thử rồi đưa vào dùng" if ok else f"{len(tried.problems)} chỗ phải sửa"
    return FormTrialPage(
        title=form_title(tried.kind, tried.system),
        sentence=f"Tệp {tried.file}: {said}.",
        frame=Frame(place=FORMS),
        back=form_address(tried.kind, tried.system),
        here=form_trial_address(tried.id),
        state=_GOOD if ok else _BAD,
        problems=tried.problems,
        notes=tried.notes,
        preview=f"{form_trial_address(tried.id)}/xem-thu" if ok else "",
        reason=reason,
        is_official=is_official,
        mistake=mistake,
    )
