"""Rows of the workbook's sheets under lasting names: whose each is, who may change it, and the words for it."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.v1.addresses import evidence_address, row_address
from api.v1.door import Asking, refusal
from api.v1.schemas.sheets import FieldFacts, FileFacts, RowFacts, SheetFacts
from archive.domain.dossier import OpenDossier
from archive.domain.editing import EVIDENCE_SHEET, Whose, actions_for
from archive.domain.evidence import StoredFile
from archive.domain.people import PersonCode
from archive.domain.rights import Action
from archive.errors import BadForm, NotFound
from archive.language import fold, tidy
from archive.ports.forms import FactForms, FieldProblem, Form, FormRow

CADRES_SHEET = "Cán bộ"
_DIGITS = 16
_NOT_IN_NAMES = frozenset("/\\?#%\n\t")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its name in addresses, what it says, and its file when it is evidence with one."""

    id: str
    row: FormRow
    file: StoredFile | None = None

    @property
    def tag(self) -> str:
        """The state it is in."""
        return self.row.mark


def slug_of(sheet: str) -> str:
    """The name of a sheet in addresses."""
    return "-".join(fold(sheet).split())


def form_of(forms: FactForms, slug: str) -> Form:
    """The sheet of that name.

    Raises:
        NotFound: there is none.
    """
    found = next((form for form in forms.forms() if slug_of(form.sheet) == slug), None)
    if found is None:
        raise NotFound(f"Không có trang '{slug}'.")
    return found


def rows_of(forms: FactForms, facts: OpenDossier, form: Form) -> Sequence[Row]:
    """The rows that the facts hold of a sheet, each under a name of its own."""
    kept = forms.rows(facts, form.sheet)
    files = [item.file for item in facts.evidence] if form.sheet == EVIDENCE_SHEET else [None] * len(kept)
    seen: Counter[str] = Counter()
    found = []
    for row, file in zip(kept, files, strict=True):
        name = _name(form, row, file)
        seen[name] += 1
        found.append(Row(id=name if seen[name] == 1 else f"{name}-{seen[name]}", row=row, file=file))
    return found


def _name(form: Form, row: FormRow, file: StoredFile | None) -> str:
    """The row's code where it has one, else a digest of what tells it apart: a file, its key, all of it."""
    told = [row.texts[field] for field in form.key]
    if len(told) == 1 and told[0] and _NOT_IN_NAMES.isdisjoint(told[0]) and not told[0].startswith("."):
        return told[0]
    if file is not None:
        told = [row.texts["task"], file.sha512]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:_DIGITS] if told else row.mark


def find_row(rows: Iterable[Row], name: str) -> Row:
    """The row of that name.

    Raises:
        NotFound: there is none.
    """
    found = next((row for row in rows if row.id == name), None)
    if found is None:
        raise NotFound(f"Không thấy dòng '{name}'.")
    return found


def whose_is(facts: OpenDossier, form: Form, texts: Mapping[str, str]) -> Whose:
    """Whom a row with these texts is about; somebody unknown counts as nobody, that is, the unit as a whole."""
    code = tidy(texts.get(_person_field(form), ""))
    leads = {str(task.code): str(task.lead) for task in facts.tasks}
    if "task" in texts:
        code = leads.get(tidy(texts["task"]), "")
    cadre = next((item for item in facts.cadres if item.code == code), None)
    unit = facts.unit.code
    return Whose(unit, PersonCode(cadre.code), cadre.management) if cadre else Whose(unit)


def _person_field(form: Form) -> str:
    if form.sheet == CADRES_SHEET:
        return "code"
    return next((field.name for field in form.fields if field.sheet == CADRES_SHEET), "person")


def require_edit(asked: Asking, whose: Whose, form: Form, fields: Iterable[str], *, is_seen: bool) -> None:
    """Let pass only whose token and account may change all these fields of a row about them.

    Raises:
        Refused: they may not.
    """
    for field in fields:
        if not may_edit(asked, whose, form.sheet, [field]):
            raise refusal(is_seen=is_seen)


def may_edit(asked: Asking, whose: Whose, sheet: str, fields: Iterable[str]) -> bool:
    """Whether token and account may change all these fields of a row about them."""
    return all(any(_may(asked, action, whose) for action in actions_for(sheet, field)) for field in fields)


def _may(asked: Asking, action: Action, whose: Whose) -> bool:
    return asked.holder.may(action, unit=whose.unit, management=whose.management, person=whose.person)


def require_known(form: Form, texts: Mapping[str, str]) -> None:
    """Refuse fields that the sheet does not have, rather than pass over them.

    Raises:
        BadForm: there are some.
    """
    names = {field.name for field in form.fields}
    problems = [
        FieldProblem(name, name, tidy(text), "một trường của trang này")
        for name, text in texts.items()
        if name not in names
    ]
    if problems:
        raise BadForm(f"Trang '{form.sheet}' không có trường '{problems[0].field}'; chưa lưu gì.", problems=problems)


def row_message(facts: OpenDossier, form: Form, row: Row) -> RowFacts:
    """The row as programs are told it."""
    slug, file = slug_of(form.sheet), row.file
    return RowFacts(
        id=row.id,
        etag=f'"{row.tag}"',
        href=row_address(facts.unit.code, facts.quarter, slug, row.id),
        texts=dict(row.row.texts),
        file=FileFacts(
            name=file.name,
            sha512=file.sha512,
            size=file.size,
            media_type=file.media_type,
            warnings=list(file.warnings),
            href=evidence_address(facts.unit.code, facts.quarter, file.sha512),
        )
        if file
        else None,
    )


def sheet_message(form: Form, *, rows: int) -> SheetFacts:
    """The sheet as programs are told it."""
    return SheetFacts(
        slug=slug_of(form.sheet),
        sheet=form.sheet,
        purpose=form.purpose,
        key=list(form.key),
        single=form.single,
        rows=rows,
        fields=list(_fields(form)),
    )


def _fields(form: Form) -> Iterator[FieldFacts]:
    for field in form.fields:
        yield FieldFacts.model_validate(
            {
                "name": field.name,
                "label": field.label,
                "kind": field.kind,
                "expected": field.expected,
                "required": field.required,
                "choices": list(field.choices),
                "sheet": slug_of(field.sheet) if field.sheet else None,
                "actions": sorted(str(action) for action in actions_for(form.sheet, field.name)),
            }
        )
