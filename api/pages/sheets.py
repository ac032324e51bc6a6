"""Sổ dữ liệu: /so/{quarter}/{unit} lists the sheets, /so/{quarter}/{unit}/{sheet} changes rows of one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.access import Refused, Visitor, stating
from api.pages.addresses import sheet_address
from api.pages.reading import quarter_of
from api.pages.row_forms import Posted, changed_texts, edit_of, require_edit, store
from api.pages.undoing import Former, mark_of_new, remember, take_back
from api.pages.views.sheets import ROW, OpenRow, Sheet, is_typed, sheet_page, sheets_page, slug_of
from api.web import Web
from archive.domain.dossier import OpenDossier, Stage
from archive.domain.editing import EVIDENCE_SHEET, Whose, may_edit
from archive.domain.evidence import StoredFile
from archive.domain.people import PersonCode, UnitCode
from archive.domain.rights import Action
from archive.errors import BadForm, NotFound, RuleBroken
from archive.ports import Parts
from archive.ports.forms import NEW, Form, FormRow
from archive.workflow.amend import RowEdit
from archive.workflow.review import review


@dataclass(frozen=True, slots=True)
class _Book:
    """Who looks at which unit's workbook."""

    visitor: Visitor
    facts: OpenDossier
    stage: Stage

    def may(self, sheet: str, texts: Mapping[str, str], fields: Iterable[str]) -> bool:
        """Whether these fields of a row that says this may be changed."""
        return may_edit(self.visitor.account, whose_of(self.facts, sheet, texts), sheet, fields)

    def fields(self, form: Form, texts: Mapping[str, str]) -> tuple[str, ...]:
        """The fields of such a row that may be changed."""
        return tuple(
            item.name for item in form.fields if is_typed(form, item) and self.may(form.sheet, texts, [item.name])
        )

    def sheet(self, parts: Parts, form: Form) -> Sheet:
        """The sheet with what may be done to its rows."""
        rows = parts.forms.rows(self.facts, form.sheet)
        every = [item.name for item in form.fields]
        stays = form.sheet in _STAY
        return Sheet(
            form=form,
            rows=rows,
            editable=frozenset(row.mark for row in rows if self.fields(form, row.texts)),
            removable=frozenset(row.mark for row in rows if not stays and self.may(form.sheet, row.texts, every)),
            may_add=bool(self.fields(form, {})) and not (form.single and rows),
        )


_STAY = frozenset({"Đơn vị", "Kỳ"})  # without them there is no dossier


def sheet_pages(web: Web) -> APIRouter:
    """The workbook of one unit."""
    router, parts = APIRouter(), web.parts

    @router.get("/so/{quy}/{unit}", **stating(Action.READ))
    def show_all(request: Request, quy: str, unit: str) -> Response:
        book = _book(web, request, quy, unit)
        counts = [(form, len(parts.forms.rows(book.facts, form.sheet))) for form in parts.forms.forms()]
        may_bring = book.visitor.may(Action.EDIT_FACTS, unit=book.facts.unit.code)
        view = sheets_page(book.facts, counts, may_bring=may_bring)
        return web.page(request, "sheets.html", view=view, visitor=book.visitor)

    @router.get("/so/{quy}/{unit}/{slug}", **stating(Action.READ))
    def show(request: Request, quy: str, unit: str, slug: str) -> Response:
        book, form, asked = _book(web, request, quy, unit), _form(parts, slug), request.query_params
        return _drawn(web, request, book, form, _asked(parts, book, form, asked), undo=asked.get("lui", ""))

    @router.post("/so/{quy}/{unit}/{slug}", **stating(Action.READ))
    def keep(request: Request, quy: str, unit: str, slug: str, posted: Posted) -> Response:
        book, form = _book(web, request, quy, unit), _form(parts, slug)
        return _keep(web, request, book, form, posted)

    @router.post("/so/{quy}/{unit}/{slug}/bo", **stating(Action.READ))
    def remove(request: Request, quy: str, unit: str, slug: str, posted: Posted) -> Response:
        book, form = _book(web, request, quy, unit), _form(parts, slug)
        return _remove(web, request, book, form, posted.get("mark", ""))

    @router.post("/so/{quy}/{unit}/{slug}/hoan-tac", **stating(Action.READ))
    def undo_change(request: Request, quy: str, unit: str, slug: str, posted: Posted) -> Response:
        book, form = _book(web, request, quy, unit), _form(parts, slug)
        if not book.fields(form, {}):
            raise Refused(status=404)
        said = "Đã hoàn tác."
        try:
            take_back(web, book.visitor, book.facts, posted.get("undo", ""), about=slug_of(form.sheet))
        except (NotFound, RuleBroken, BadForm) as gone:
            said = f"Chưa hoàn tác được. {gone.sentence}"
        return web.back(request, to=_address(book, form), flash=said)

    return router


def whose_of(facts: OpenDossier, sheet: str, texts: Mapping[str, str]) -> Whose:
    """Whom a row is about: the cadre it names, or the lead of the task it names, else the unit."""
    lead = next((item.lead for item in facts.tasks if item.code == texts.get("task")), None)
    code = texts.get("person") or texts.get("lead") or lead or (texts.get("code", "") if sheet == "Cán bộ" else "")
    cadre = next((item for item in facts.cadres if item.code == code), None)
    return Whose(facts.unit.code, PersonCode(code) if code else None, cadre.management if cadre else None)


def _book(web: Web, request: Request, quarter: str, unit: str) -> _Book:
    """The workbook, for who may read all of it.

    Raises:
        NotFound: the unit has no facts in that quarter, or not for this visitor.
        Refused: the visitor reads a part of the unit only.
    """
    visitor = web.access.visitor(request)
    found = next(review(web.parts, quarter_of(quarter), unit, readable=visitor.readable))
    if not found.is_whole:
        raise Refused(status=404)
    return _Book(visitor, found.facts, found.progress.stage)


def _form(parts: Parts, slug: str) -> Form:
    form = next((item for item in parts.forms.forms() if slug_of(item.sheet) == slug), None)
    if form is None:
        raise NotFound(f"Sổ không có trang '{slug}'.", sheet=slug)
    return form


def _asked(parts: Parts, book: _Book, form: Form, asked: Mapping[str, str]) -> OpenRow | None:
    """The row that the address asks to change, or a new one."""
    if "them" in asked:
        fields = book.fields(form, {})
        return OpenRow(row=None, mark=NEW, fields=fields) if fields else None
    row = _bearing(parts, book, form, asked.get("sua", ""))
    fields = book.fields(form, row.texts) if row else ()
    return OpenRow(row=row, mark=row.mark, fields=fields) if row and fields else None


def _drawn(web: Web, request: Request, book: _Book, form: Form, opened: OpenRow | None, *, undo: str = "") -> Response:
    view = sheet_page(
        book.facts,
        book.sheet(web.parts, form),
        _names(web.parts, book.facts, form),
        opened,
        stage=book.stage,
        undo=undo,
    )
    status = opened.refusal.status if opened and opened.refusal else 200
    return web.page(request, "sheet.html", view=view, visitor=book.visitor, status=status)


def _keep(web: Web, request: Request, book: _Book, form: Form, posted: Mapping[str, str]) -> Response:
    parts, mark = web.parts, posted.get("mark", "")
    before = parts.forms.rows(book.facts, form.sheet)
    row = _bearing(parts, book, form, mark)
    fields = book.fields(form, row.texts if row else {})
    if not fields:
        raise Refused(status=404)
    ticks = {item.name for item in form.fields if item.kind == "mark"}  # a browser sends no tick that is off
    typed = {name: posted.get(name, "") for name in fields if name in posted or name in ticks}
    require_edit(book.visitor, whose_of(book.facts, form.sheet, typed), form.sheet, fields)
    if row and not changed_texts(row, typed):
        return web.back(request, to=_address(book, form), flash="Không có gì thay đổi.")
    edit = edit_of(form.sheet, row, mark=mark, texts=typed, key={})
    refusal = store(web, book.visitor, book.facts, {ROW: edit})
    again = _book(web, request, str(book.facts.quarter), book.facts.unit.code)
    if refusal:
        opened = OpenRow(row=row, mark=mark, fields=fields, typed=typed, refusal=refusal)
        return _drawn(web, request, again, form, _as_it_is_now(parts, again, form, opened))
    now = mark_of_new(before, parts.forms.rows(again.facts, form.sheet))
    former = Former(sheet=form.sheet, about=slug_of(form.sheet), texts=row.texts if row else None, mark=now)
    undo = remember(web, book.visitor, book.facts, former) if now else ""
    return web.back(request, to=f"{_address(book, form, lui=undo)}#d-{now}")


def _as_it_is_now(parts: Parts, book: _Book, form: Form, opened: OpenRow) -> OpenRow:
    """The form with what was typed; of a row that somebody else changed meanwhile beside what it says now."""
    if not opened.refusal or ROW not in opened.refusal.changed or opened.typed is None:
        return opened
    key = {name: opened.typed[name] for name in form.key if name in opened.typed}
    rows = parts.forms.rows(book.facts, form.sheet)
    same = (item for item in rows if form.single or (key and {name: item.texts[name] for name in key} == key))
    row = next(same, None)
    return replace(opened, row=row, mark=row.mark if row else NEW)


def _remove(web: Web, request: Request, book: _Book, form: Form, mark: str) -> Response:
    row = _bearing(web.parts, book, form, mark)
    here = _address(book, form)
    if row is None:
        return web.back(request, to=here, flash="Dòng này vừa được người khác sửa hoặc bỏ; hãy xem lại.")
    if form.sheet in _STAY or not book.may(form.sheet, row.texts, [item.name for item in form.fields]):
        raise Refused(status=404)
    file = _file(web.parts, book, form, mark)
    refusal = store(web, book.visitor, book.facts, {ROW: RowEdit(sheet=form.sheet, mark=mark, texts=None)})
    if refusal:
        wrong = "; ".join(str(item) for item in refusal.problems.get(ROW, ()))
        return web.back(request, to=here, flash=f"Chưa bỏ được. {wrong or refusal.sentence}")
    former = Former(sheet=form.sheet, about=slug_of(form.sheet), texts=row.texts, mark=NEW, file=file)
    return web.back(request, to=_address(book, form, lui=remember(web, book.visitor, book.facts, former)))


def _file(parts: Parts, book: _Book, form: Form, mark: str) -> StoredFile | None:
    if form.sheet != EVIDENCE_SHEET:
        return None
    rows = parts.forms.rows(book.facts, form.sheet)
    return next(item.file for item, row in zip(book.facts.evidence, rows, strict=True) if row.mark == mark)


def _bearing(parts: Parts, book: _Book, form: Form, mark: str) -> FormRow | None:
    return next((row for row in parts.forms.rows(book.facts, form.sheet) if mark and row.mark == mark), None)


def _names(parts: Parts, facts: OpenDossier, form: Form) -> Mapping[str, Mapping[str, str]]:
    """What the codes that the sheet's fields name stand for."""
    named = {item.sheet for item in form.fields if item.sheet}
    return {
        sheet: {row.texts["code"]: row.texts.get("name", "") for row in parts.forms.rows(facts, sheet)}
        for sheet in named
    }


def _address(book: _Book, form: Form, **asked: str) -> str:
    return sheet_address(book.facts.quarter, UnitCode(book.facts.unit.code), slug_of(form.sheet), **asked)
