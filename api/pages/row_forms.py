"""Rows of the workbook's sheets as people type them into a page: who may, what was refused, and why, row by row.

A page names each row by a key of its own; what cannot be stored comes back under that key, and nothing typed is lost.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated

from fastapi import Depends, Request

from api.access import Refused, Visitor
from api.pages.views.entries import BETWEEN, Refusal
from api.web import Web
from archive.domain.dossier import OpenDossier
from archive.domain.editing import Whose, actions_for, may_edit
from archive.errors import BadForm, ChangedMeanwhile, RuleBroken
from archive.language import tidy
from archive.ports import Parts
from archive.ports.forms import NEW, FieldProblem, FormRow
from archive.workflow.amend import RowEdit, amend

_UNPROCESSABLE, _CONFLICT = 422, 409
_NOT_SHOWN = "-"  # no row bears it: somebody wrote the row after the form was shown without one


async def _posted(request: Request) -> Mapping[str, str]:
    """The texts of the form that was sent; the door has read it already and keeps it."""
    form = await request.form()
    return {name: value for name, value in form.items() if isinstance(value, str)}


Posted = Annotated[Mapping[str, str], Depends(_posted)]


def typed_rows(posted: Mapping[str, str], keys: Iterable[str], fields: Iterable[str]) -> dict[str, dict[str, str]]:
    """What was typed into the rows of a table, by key and field; a field that was not sent is not there."""
    names = tuple(fields)
    return {
        key: {name: posted[key + BETWEEN + name] for name in names if key + BETWEEN + name in posted} for key in keys
    }


def changed_texts(row: FormRow | None, texts: Mapping[str, str]) -> dict[str, str]:
    """The fields whose text is another than what is stored."""
    stored = row.texts if row else {}
    return {name: text for name, text in texts.items() if tidy(text) != tidy(stored.get(name, ""))}


def edit_of(sheet: str, row: FormRow | None, *, mark: str, texts: Mapping[str, str], key: Mapping[str, str]) -> RowEdit:
    """The edit of a row that was shown with this mark; of one that is new the `key` fields are written as well."""
    if row is None and mark == NEW:
        return RowEdit(sheet=sheet, mark=NEW, texts={**texts, **key})
    return RowEdit(sheet=sheet, mark=mark or _NOT_SHOWN, texts=texts)


def require_edit(visitor: Visitor, whose: Whose, sheet: str, fields: Iterable[str]) -> None:
    """Let pass only who may change these fields of a row about them.

    Raises:
        Refused: they may not.
    """
    names = tuple(fields)
    if not may_edit(visitor.account, whose, sheet, names):
        known = any(visitor.may_somewhere(action) for name in names for action in actions_for(sheet, name))
        raise Refused(status=404 if known else 403)


def store(web: Web, visitor: Visitor, facts: OpenDossier, edits: Mapping[str, RowEdit]) -> Refusal | None:
    """Store all the rows or none; None when they are stored.

    Raises:
        NotFound: the unit has no facts in that quarter any more.
    """
    refused = _tried(web.parts, facts, edits)
    if refused:
        return refused
    try:
        amend(web.acting(visitor), facts.unit.code, facts.quarter, list(edits.values()))
    except ChangedMeanwhile as quicker:
        return Refusal(status=_CONFLICT, sentence=quicker.sentence, changed=frozenset(edits))
    except RuleBroken as broken:
        return Refusal(status=_CONFLICT, sentence=broken.sentence)
    except BadForm as wrong:
        return Refusal(status=_UNPROCESSABLE, sentence=wrong.sentence)
    return None


def _tried(parts: Parts, facts: OpenDossier, edits: Mapping[str, RowEdit]) -> Refusal | None:
    """Each row by itself, so that every wrong field is told at once and beside its own row."""
    problems: dict[str, Sequence[FieldProblem]] = {}
    changed: dict[str, str] = {}
    for key, edit in edits.items():
        try:
            parts.forms.edited(facts, edit.sheet, mark=edit.mark, texts=edit.texts)
        except BadForm as wrong:
            problems[key] = [item for item in wrong.problems if isinstance(item, FieldProblem)]
        except ChangedMeanwhile as quicker:
            changed[key] = quicker.sentence
    if changed:
        sentence = next(iter(changed.values()))
        return Refusal(status=_CONFLICT, sentence=sentence, problems=problems, changed=frozenset(changed))
    if problems:
        count = sum(len(items) for items in problems.values())
        return Refusal(status=_UNPROCESSABLE, sentence=f"Chưa lưu: {count} ô chưa đúng.", problems=problems)
    return None
