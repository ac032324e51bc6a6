"""The Templates port: the built-in forms, and an office's own in its home, each added version whole and for ever.

forms = FormLibrary(catalog=Catalog(own=home / "templates"), layouts=settings.layouts, convert=convert)
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime

from archive.domain.document import DocumentKind, TemplateRef
from archive.domain.people import IssuerSystem
from archive.errors import BadTemplate
from archive.ports.templates import Provenance, TemplateReport, TemplateVersion
from doc_templates.author.layouts import Layout
from doc_templates.catalog import Catalog, Form, described_as
from doc_templates.check import check_template
from doc_templates.check.template import Convert, read_example
from doc_templates.keeping import keep
from doc_templates.render import fill

_ADDED = "added.json"
_PROVISIONAL = re.compile(r"^provisional = .*$", re.MULTILINE)
_TRIES = 100  # versions taken by others between looking and writing


class FormLibrary:
    """Forms as people see them."""

    def __init__(self, *, catalog: Catalog, layouts: Mapping[IssuerSystem, Layout], convert: Convert) -> None:
        """Forms of which none is read yet.

        Args:
            catalog: where the forms are; its `own` folder takes the added ones.
            layouts: what documents of each system look like.
            convert: Word to PDF, for the trial print of a form that is checked.
        """
        self._catalog = catalog
        self._layouts = layouts
        self._convert = convert

    def all(self) -> Sequence[TemplateVersion]:
        """Every version of every form.

        Raises:
            BadTemplate: the files of a version cannot be read.
        """
        return [version for kind in DocumentKind for system in IssuerSystem for version in self._all(kind, system)]

    def read(self, kind: DocumentKind, system: IssuerSystem, version: str | None = None) -> tuple[TemplateRef, bytes]:
        """The Word file of a version, that in force when none is named.

        Raises:
            NotFound: there is no such form or version.
            BadTemplate: its files cannot be read.
        """
        catalog = self._catalog
        form = catalog.form(kind, system) if version is None else catalog.version(kind, system, version)
        return form.ref, form.template

    def check(self, word: bytes, kind: DocumentKind, system: IssuerSystem) -> TemplateReport:
        """What is wrong with a Word file as a form of this kind.

        Raises:
            NotFound: there is no form of this kind to compare it with.
            ConversionFailed: LibreOffice does not answer.
        """
        form = self._given(kind, system)
        return check_template(word, form, self._layouts[system], example=read_example(form), convert=self._convert)

    def sample(self, word: bytes, kind: DocumentKind, system: IssuerSystem) -> bytes:
        """A Word file filled as a form of this kind with the program's example, as PDF.

        Raises:
            NotFound: there is no form of this kind.
            BadTemplate: it is no Word document, or cannot be filled.
            BadInput: what became of it cannot be printed.
            ConversionFailed: LibreOffice does not answer.
        """
        form = replace(self._given(kind, system), template=word)
        return self._convert(fill(form, read_example(form), title=form.title), form.title)

    def add(
        self, word: bytes, kind: DocumentKind, system: IssuerSystem, added: Provenance, *, official: bool = False
    ) -> TemplateRef:
        """Check a Word file and keep it as the next version, in force at once.

        Raises:
            NotFound: there is no form of this kind.
            BadTemplate: the check found a problem, or the catalog has no folder of its own.
            StorageFull: there is no room; nothing was stored.
            Unavailable: the disk refuses; nothing was stored.
        """
        _refuse(self.check(word, kind, system))
        before = self._given(kind, system)
        own = self._catalog.own
        if own is None:
            raise BadTemplate("Kho này không nhận mẫu riêng; hãy mở kho có thư mục mẫu.")
        for number in range(self._catalog.newest(kind, system) + 1, self._catalog.newest(kind, system) + _TRIES):
            files = _files(word, before, str(number), added, official=official)
            if keep(files, own / kind / system.folder / str(number)):
                return self._catalog.version(kind, system, str(number)).ref
        raise BadTemplate(f"Không đặt được số phiên bản mới cho mẫu {before.name}; hãy thử lại.", template=before.name)

    def _given(self, kind: DocumentKind, system: IssuerSystem) -> Form:
        """The form in force with the fields and example of the program, which may have more since it was added."""
        program = self._catalog.built_in(kind, system)
        form = self._catalog.form(kind, system)
        return replace(form, fields=program.fields, labels=program.labels, folder=program.folder)

    def _all(self, kind: DocumentKind, system: IssuerSystem) -> Iterator[TemplateVersion]:
        forms = list(self._catalog.versions(kind, system))
        in_force = self._catalog.form(kind, system).ref if forms else None
        for form in forms:
            yield TemplateVersion(
                ref=form.ref,
                title=form.title,
                provisional=form.provisional,
                in_force=form.ref == in_force,
                added=_provenance(form),
            )


def _refuse(report: TemplateReport) -> None:
    if not report.ok:
        first = report.problems[0]
        raise BadTemplate(
            f"Mẫu có {len(report.problems)} lỗi, chưa được thêm. Lỗi đầu tiên: {first}",
            problems=[asdict(problem) for problem in report.problems],
        )


def _files(word: bytes, before: Form, version: str, added: Provenance, *, official: bool) -> dict[str, bytes]:
    described = described_as(version, (before.folder / "form.toml").read_text("utf-8"))
    if official or not before.provisional:
        described = _PROVISIONAL.sub("provisional = false", described, count=1)
    noted = {**asdict(added), "at": added.at.isoformat(), "follows": before.ref.version, "replaces": before.ref.sha512}
    return {
        "template.docx": word,
        "form.toml": described.encode(),
        "example.json": (before.folder / "example.json").read_bytes(),
        _ADDED: (json.dumps(noted, ensure_ascii=False, indent=2) + "\n").encode(),
    }


def _provenance(form: Form) -> Provenance | None:
    """Who added it; None for what came with the program, or was pressed from it."""
    path = form.folder / _ADDED
    if not path.exists():
        return None
    try:
        noted = json.loads(path.read_text("utf-8"))
        return Provenance(actor=noted["actor"], at=datetime.fromisoformat(noted["at"]), reason=noted["reason"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadTemplate(f"Tệp {_ADDED} của mẫu {form.name} đã hỏng; hãy lấy lại từ bản sao lưu.") from error
