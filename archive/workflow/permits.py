"""Permits: what an account may bring with a whole workbook, by the same table as for single fields (R11)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from archive.domain.accounts import AccountName
from archive.domain.dossier import OpenDossier
from archive.domain.editing import Whose, may_edit
from archive.errors import RuleBroken
from archive.ports import Parts
from archive.ports.forms import Form

Said = frozenset[tuple[str, ...]]
May = Callable[[Whose, str, Iterable[str]], bool]
"""Whether somebody may change these fields of a sheet in a row about them."""


def permit_of(parts: Parts, *, may: May | None = None) -> Callable[[OpenDossier | None, OpenDossier], None]:
    """What refuses a change by whoever acts here in a field that the account may not change.

    With `may` that is asked instead: a token may less than its account.

    Raises:
        NotFound: nobody of that name has an account.
    """
    with parts.desk.look() as work:
        account = work.accounts.find(AccountName(parts.actor))

    def permit(before: OpenDossier | None, after: OpenDossier) -> None:
        for form in parts.forms.forms():
            closed = _closed(may or partial(may_edit, account), after, form)
            if not closed or _said(parts, before, form, closed) == _said(parts, after, form, closed):
                continue
            if len(closed) == len(form.fields):
                raise RuleBroken(f"Tài khoản này không được nhập trang '{form.sheet}' của {after.unit.name}.")
            labels = ", ".join(f"'{item.label}'" for item in form.fields if item.name in closed)
            raise RuleBroken(
                f"Trang '{form.sheet}' của {after.unit.name}: tài khoản này không được đổi cột {labels}. "
                "Hãy giữ các cột ấy như đang lưu (tải sổ đã ghi sẵn về để sửa), hoặc nhập theo cách bổ sung."
            )

    return permit


def _closed(may: May, after: OpenDossier, form: Form) -> Sequence[str]:
    whose = Whose(after.unit.code)
    return [item.name for item in form.fields if not may(whose, form.sheet, [item.name])]


def _said(parts: Parts, dossier: OpenDossier | None, form: Form, fields: Sequence[str]) -> Said:
    """What the rows say in these fields, each with the row's key; rows that say nothing there do not count."""
    return frozenset(_lines(parts, dossier, form, fields)) if dossier else frozenset()


def _lines(parts: Parts, dossier: OpenDossier, form: Form, fields: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for row in parts.forms.rows(dossier, form.sheet):
        said = [row.texts[name] for name in fields]
        if any(said):
            yield (*(row.texts[name] for name in form.key), *said)
