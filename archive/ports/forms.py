"""The sheets of the workbook as forms: what people type into a page is read as the cells of a row are (design §14)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from archive.domain.dossier import OpenDossier

NEW = ""  # the mark of a row that is not there yet


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of a form: `label` is the column's header, `expected` completes the sentence "cần …".

    `choices` are the words of a closed list; `sheet` is the sheet whose codes the field names.
    """

    name: str
    label: str
    kind: str  # text, code, date, moment, number, count, mark, choice
    expected: str
    required: bool = False
    choices: tuple[str, ...] = ()
    sheet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One sheet; of a `single` one a dossier has one row at most. `key` are the fields that tell rows apart."""

    sheet: str
    purpose: str
    fields: tuple[FormField, ...]
    key: tuple[str, ...]
    single: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """One row as people read it; `mark` is another as soon as any cell is another."""

    mark: str
    name: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One field that cannot be stored: what was found, what is expected; `label` is what people see beside it."""

    field: str
    label: str
    found: str
    expected: str

    def __str__(self) -> str:
        return f"{self.label}: thấy '{self.found}'; cần {self.expected}"


class FactForms(Protocol):
    """Shows and changes single rows of a dossier, storing nothing."""

    def forms(self) -> Sequence[Form]:
        """Every sheet, in the order of the workbook."""
        ...

    def form(self, sheet: str) -> Form:
        """One sheet.

        Raises:
            NotFound: the workbook has no such sheet.
        """
        ...

    def rows(self, dossier: OpenDossier, sheet: str) -> Sequence[FormRow]:
        """The rows that the dossier keeps of the sheet.

        Raises:
            NotFound: the workbook has no such sheet.
        """
        ...

    def edited(self, dossier: OpenDossier, sheet: str, *, mark: str, texts: Mapping[str, str] | None) -> OpenDossier:
        """The dossier with the row that bears the mark changed, added (`NEW`), or (no `texts`) taken away.

        A field that `texts` does not name stays as it is. A file of evidence stays with its row. What other rows name
        (a cadre with tasks, a task with results) cannot be taken away, nor may a code be given twice.

        Raises:
            NotFound: the workbook has no such sheet.
            ChangedMeanwhile: no row bears the mark any more.
            BadForm: a field cannot be stored; every such field is named.
        """
        ...
