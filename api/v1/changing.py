"""Rows added, changed, taken away for a program: rights on what a row is and on what it would be, then one step."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass

from api.v1.addresses import RowPlace, SheetPlace
from api.v1.door import Asking
from api.v1.reading import sees, visible_of, whole_facts
from api.v1.rows import Row, find_row, form_of, require_edit, require_known, rows_of, whose_is
from archive.domain.asked import Asked, is_done
from archive.domain.dossier import OpenDossier, without_secrets
from archive.errors import ChangedMeanwhile, NotFound, RuleBroken
from archive.language import tidy
from archive.ports.forms import NEW, Form
from archive.workflow.amend import RowEdit, amend

Found = tuple[OpenDossier, Form, Row]
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _At:
    """A sheet of a dossier: all its facts, for deciding, and whether the asker knows of it."""

    place: SheetPlace
    whole: OpenDossier
    form: Form
    is_seen: bool


def add(asked: Asking, place: SheetPlace, texts: Texts, *, key: str) -> Found:
    """Add a row; what was added under this key before is told again.

    Raises:
        NotFound: no such dossier or sheet within reach.
        Refused: the asker may not write such a row.
        BadForm: a field cannot be stored.
        BadInput: the key stands for something else.
        RuleBroken: a rule forbids it, or what the key stands for was taken away since.
    """
    at = _at(asked, place)
    require_edit(asked, whose_is(at.whole, at.form, texts), at.form, texts, is_seen=at.is_seen)
    require_known(at.form, texts)
    mark = hashlib.sha256(json.dumps([asdict(place), texts], sort_keys=True).encode()).hexdigest()
    before = _before(asked, key)
    request = Asked(account=asked.holder.account.name, key=key, digest=mark, made="", at=asked.parts.wall_clock.now())
    if before and is_done(before, request):
        return _told(asked, at, before.made)
    made = _tried(asked, at, NEW, texts)
    edit = RowEdit(sheet=at.form.sheet, mark=NEW, texts=texts)
    named = Asked(account=request.account, key=key, digest=mark, made=made.id, at=request.at) if key else None
    amend(asked.parts, at.whole.unit.code, at.whole.quarter, [edit], asked=named)
    kept = _before(asked, key)
    return _told(asked, at, kept.made if kept else made.id)


def change(asked: Asking, place: RowPlace, texts: Texts, tags: Collection[str]) -> Found:
    """Change fields of the row, if it is still in one of these states.

    Raises:
        NotFound: no such row within reach.
        Refused: the asker may not change one of these fields, or may not make the row somebody else's.
        ChangedMeanwhile: it is in another state.
        BadForm: a field cannot be stored.
        RuleBroken: a rule forbids it.
    """
    at, row = _row(asked, place)
    other = {name: text for name, text in texts.items() if tidy(text) != row.row.texts.get(name)}
    require_known(at.form, texts)
    for said in (row.row.texts, {**row.row.texts, **other}):
        require_edit(asked, whose_is(at.whole, at.form, said), at.form, other, is_seen=True)
    _require_state(row, tags)
    made = _tried(asked, at, row.tag, other)
    edit = RowEdit(sheet=at.form.sheet, mark=row.tag, texts=other)
    amend(asked.parts, at.whole.unit.code, at.whole.quarter, [edit])
    return _told(asked, at, made.id)


def remove(asked: Asking, place: RowPlace, tags: Collection[str]) -> None:
    """Take away the row, if it is still in one of these states.

    Raises:
        NotFound: no such row within reach.
        Refused: the asker may not change all of its fields.
        ChangedMeanwhile: it is in another state.
        BadForm: other rows name it.
        RuleBroken: a rule forbids it.
    """
    at, row = _row(asked, place)
    whose, fields = whose_is(at.whole, at.form, row.row.texts), [field.name for field in at.form.fields]
    require_edit(asked, whose, at.form, fields, is_seen=True)
    _require_state(row, tags)
    edit = RowEdit(sheet=at.form.sheet, mark=row.tag, texts=None)
    amend(asked.parts, at.whole.unit.code, at.whole.quarter, [edit])


def _at(asked: Asking, place: SheetPlace) -> _At:
    whole = whole_facts(asked, place)
    return _At(place, whole, form_of(asked.parts.forms, place.sheet), sees(asked, whole))


def _row(asked: Asking, place: RowPlace) -> tuple[_At, Row]:
    whole, form = whole_facts(asked, place), form_of(asked.parts.forms, place.sheet)
    rows = rows_of(asked.parts.forms, visible_of(asked, whole), form)
    return _At(place, whole, form, is_seen=True), find_row(rows, place.row)


def _require_state(row: Row, tags: Collection[str]) -> None:
    if row.tag not in tags:
        raise ChangedMeanwhile(
            "Dòng này vừa được người khác sửa; chưa lưu gì. Hãy đọc lại dòng rồi gửi với ETag mới.",
            etag=f'"{row.tag}"',
        )


def _tried(asked: Asking, at: _At, mark: str, texts: Texts) -> Row:
    """The row as it would be; whose it would be is asked again, as the sheet reads it and not as it was typed.

    Raises:
        Refused: it would be somebody's whom the asker may not write about.
        RuleBroken: only a secret paper may say it (domain notes §3.7).
    """
    forms, form = asked.parts.forms, at.form
    marks = [row.mark for row in forms.rows(at.whole, form.sheet)]
    after = forms.edited(at.whole, form.sheet, mark=mark, texts=texts)
    made = rows_of(forms, after, form)[-1 if mark == NEW else marks.index(mark)]
    require_edit(asked, whose_is(after, form, made.row.texts), form, texts, is_seen=at.is_seen)
    if all(row.tag != made.tag for row in rows_of(forms, without_secrets(after), form)):
        raise RuleBroken("Dòng này nói điều chỉ văn bản mật được nói; không lưu trên máy này.")
    return made


def _told(asked: Asking, at: _At, name: str) -> Found:
    """The row as it is stored now.

    Raises:
        ChangedMeanwhile: it was taken away since.
    """
    whole = whole_facts(asked, at.place)
    try:
        return whole, at.form, find_row(rows_of(asked.parts.forms, whole, at.form), name)
    except NotFound as gone:
        raise ChangedMeanwhile("Đã lưu, nhưng dòng này vừa được bỏ hoặc đổi mã; hãy đọc lại trang.") from gone


def _before(asked: Asking, key: str) -> Asked | None:
    if not key:
        return None
    with asked.parts.desk.look() as work:
        return work.asked.find(asked.holder.account.name, key)
