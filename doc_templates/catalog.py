"""The forms: `<kind>/<system>/<version>/` with template.docx, form.toml and example.json.

Version 1 came with the program; an office's own versions lie in its home and go before.
"""

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from archive.domain.document import DocumentKind, TemplateRef
from archive.domain.people import IssuerSystem
from archive.errors import BadTemplate, NotFound
from doc_templates.keeping import keep

FORMS = Path(__file__).parent / "forms"
_VERSION = re.compile(r"[1-9][0-9]*(?:-[0-9a-f]{8})?")
_TAIL = 8  # hex digits of a pressed form's digest in its version: 1-3f2a9c01
_DESCRIBED = re.compile(r'^version = "[^"]*"$', re.MULTILINE)

Press = Callable[[DocumentKind, IssuerSystem], bytes | None]
"""The built-in form of a kind in a province's own layout; None where that is the usual one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of a form: `texts` is a list of text, `group` and `rows` have parts, once or many times."""

    name: str
    label: str
    type: str = "text"
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One version of one form; `labels` gives the words people know each field by."""

    ref: TemplateRef
    title: str
    provisional: bool  # not yet the guidance's own appendix
    labels: Mapping[str, str]
    template: bytes
    fields: tuple[FormField, ...] = ()
    folder: Path = FORMS

    @property
    def name(self) -> str:
        """What people call this version: `submission/state/1`."""
        return f"{self.ref.kind}/{self.ref.system.folder}/{self.ref.version}"


@dataclass(frozen=True, slots=True)
class Catalog:
    """Finds forms; versions are whole numbers, the highest is in force, `own` ones are the office's.

    Where a province has a layout of its own, `press` gives the built-in form in it, kept as version `1-<digest>`;
    it gives None for a system whose layout is the usual one.
    """

    folder: Path = FORMS
    own: Path | None = None
    press: Press | None = None

    def form(self, kind: DocumentKind, system: IssuerSystem) -> Form:
        """The version in force.

        Raises:
            NotFound: no form exists for this kind and system.
            BadTemplate: its files are missing or cannot be read.
            StorageFull: there is no room to keep a form in the province's layout.
        """
        folders = self._numbered(kind, system)
        if not folders:
            raise NotFound(
                f"Chưa có mẫu '{kind}' cho hệ văn bản {system}. Hãy thêm mẫu trước khi lập văn bản này.",
                kind=kind.value,
                system=system.value,
            )
        newest = folders[max(folders)]
        if self.press is not None and self.own is not None and newest.is_relative_to(self.folder):
            template = self.press(kind, system)
            if template is not None:
                newest = _kept(self.own / kind / system.folder, template, built_in=newest)
        return _read(newest, kind, system)

    def built_in(self, kind: DocumentKind, system: IssuerSystem) -> Form:
        """The newest version that came with the program: its fields are those that the program's data have.

        Raises:
            NotFound: no form came with the program for this kind and system.
            BadTemplate: its files are missing or cannot be read.
        """
        return Catalog(self.folder).form(kind, system)

    def version(self, kind: DocumentKind, system: IssuerSystem, version: str) -> Form:
        """One version, in force or not.

        Raises:
            NotFound: there is no such version.
            BadTemplate: its files are missing or cannot be read.
        """
        folders = {folder.name: folder for folder in self._folders(kind, system)}
        if version not in folders:
            raise NotFound(
                f"Mẫu '{kind}' hệ {system} không có phiên bản {version}; đang có: {', '.join(folders) or 'không có'}.",
                kind=kind.value,
                system=system.value,
                version=version,
            )
        return _read(folders[version], kind, system)

    def versions(self, kind: DocumentKind, system: IssuerSystem) -> Iterator[Form]:
        """Every version, oldest first; none where there is no form.

        Raises:
            BadTemplate: the files of one are missing or cannot be read.
        """
        if self.press and self._numbered(kind, system):
            self.form(kind, system)  # the pressed one is a version too
        return (_read(folder, kind, system) for folder in self._folders(kind, system))

    def newest(self, kind: DocumentKind, system: IssuerSystem) -> int:
        """The highest version number; 0 where there is no form."""
        return max(self._numbered(kind, system), default=0)

    def _numbered(self, kind: DocumentKind, system: IssuerSystem) -> dict[int, Path]:
        return {int(path.name): path for path in self._folders(kind, system) if path.name.isdecimal()}

    def _folders(self, kind: DocumentKind, system: IssuerSystem) -> list[Path]:
        """Where each version lies, in order; what came with the program is never hidden by a folder of the home."""
        found: dict[str, Path] = {}
        for root in (self.own, self.folder):
            if root is not None:
                folders = (root / kind / system.folder).glob("*")
                found.update({path.name: path for path in folders if _VERSION.fullmatch(path.name)})
        return [found[name] for name in sorted(found, key=lambda name: (int(name.partition("-")[0]), name))]


def described_as(version: str, text: str) -> str:
    """A form.toml for another version."""
    return _DESCRIBED.sub(f'version = "{version}"', text, count=1)


def _kept(folder: Path, template: bytes, *, built_in: Path) -> Path:
    """Where a pressed form lies; written when it is not there yet, and never again."""
    version = f"{built_in.name}-{hashlib.sha512(template).hexdigest()[:_TAIL]}"
    if not (folder / version).exists():
        described = described_as(version, (built_in / "form.toml").read_text("utf-8"))
        example = (built_in / "example.json").read_bytes()
        files = {"template.docx": template, "form.toml": described.encode(), "example.json": example}
        keep(files, folder / version)
    return folder / version


def _read(folder: Path, kind: DocumentKind, system: IssuerSystem) -> Form:
    try:
        described = tomllib.loads((folder / "form.toml").read_text("utf-8"))
        template = (folder / "template.docx").read_bytes()
        fields = tuple(_field(field) for field in described["fields"])
        return Form(
            ref=TemplateRef(kind=kind, system=system, version=folder.name, sha512=hashlib.sha512(template).hexdigest()),
            title=str(described["title"]),
            provisional=bool(described["provisional"]),
            labels={field.name: field.label for field in fields},
            template=template,
            fields=fields,
            folder=folder,
        )
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise BadTemplate(
            f"Mẫu '{kind}' hệ {system}, phiên bản {folder.name} thiếu tệp hoặc form.toml không đúng. "
            "Hãy chép lại đủ template.docx và form.toml.",
            kind=kind.value,
            system=system.value,
            version=folder.name,
        ) from error


def _field(described: Mapping[str, object]) -> FormField:
    parts = described.get("parts", [])
    return FormField(
        name=str(described["name"]),
        label=str(described["label"]),
        type=str(described.get("type", "text")),
        parts=tuple(map(str, parts)) if isinstance(parts, list) else (),
    )
