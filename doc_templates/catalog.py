"""The forms inside this package: `forms/<kind>/<system>/<version>/` with template.docx, form.toml and example.json."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from archive.domain.document import DocumentKind, TemplateRef
from archive.domain.people import IssuerSystem
from archive.errors import BadTemplate, NotFound

FORMS = Path(__file__).parent / "forms"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One version of one form; `labels` gives the words people know each field by."""

    ref: TemplateRef
    title: str
    provisional: bool  # not yet the guidance's own appendix
    labels: Mapping[str, str]
    template: bytes

    @property
    def name(self) -> str:
        """What people call this version: `submission/state/1`."""
        return f"{self.ref.kind}/{self.ref.system.folder}/{self.ref.version}"


@dataclass(frozen=True, slots=True)
class Catalog:
    """Finds forms; versions are whole numbers, the highest is in force."""

    folder: Path = FORMS

    def form(self, kind: DocumentKind, system: IssuerSystem) -> Form:
        """The version in force.

        Raises:
            NotFound: no form exists for this kind and system.
            BadTemplate: its files are missing or cannot be read.
        """
        versions = self.folder / kind / system.folder
        numbers = [int(path.name) for path in versions.glob("*") if path.name.isdecimal()]
        if not numbers:
            raise NotFound(
                f"Chưa có mẫu '{kind}' cho hệ văn bản {system}. Hãy thêm mẫu trước khi lập văn bản này.",
                kind=kind.value,
                system=system.value,
            )
        return _read(versions / str(max(numbers)), kind, system)


def _read(folder: Path, kind: DocumentKind, system: IssuerSystem) -> Form:
    try:
        described = tomllib.loads((folder / "form.toml").read_text("utf-8"))
        template = (folder / "template.docx").read_bytes()
        return Form(
            ref=TemplateRef(kind=kind, system=system, version=folder.name, sha512=hashlib.sha512(template).hexdigest()),
            title=str(described["title"]),
            provisional=bool(described["provisional"]),
            labels={str(field["name"]): str(field["label"]) for field in described["fields"]},
            template=template,
        )
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise BadTemplate(
            f"Mẫu '{kind}' hệ {system}, phiên bản {folder.name} thiếu tệp hoặc form.toml không đúng. "
            "Hãy chép lại đủ template.docx và form.toml.",
            kind=kind.value,
            system=system.value,
            version=folder.name,
        ) from error
