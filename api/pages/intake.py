"""Nhập sổ: /nhap-so takes a workbook, /nhap-so/{name} shows what it would change and brings it in as slow work."""

import json
import tempfile
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import BinaryIO

from fastapi import APIRouter, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from api.access import Visitor, stating
from api.drawer import Drawer, forget, new_name, sweep
from api.handing import hand_spreadsheet
from api.pages.reading import known, quarter_of
from api.pages.row_forms import Posted
from api.pages.uploads import Sent
from api.pages.views.intake import ADDRESS, Chosen, Tried, intake_page, preview_page
from api.pages.views.jobs import job_address
from api.sent_files import lift, put_file, unpack
from api.web import Web
from archive.domain.people import UnitCode
from archive.domain.quarter import FIRST_QUARTER, Quarter
from archive.domain.rights import Action
from archive.errors import BadEvidence, BadWorkbook, NotFound, RuleBroken, Unavailable, UsageError
from archive.ports import Parts
from archive.ports.intake import CellProblem
from archive.ports.scratch import SENT, SENT_FILES, SENT_WORKBOOK, sent_folder
from archive.workflow.intake import take_in
from archive.workflow.jobs import put_once
from archive.workflow.permits import permit_of

_MEGABYTES = 512  # of a workbook with its evidence, and of what a ZIP may unpack to
_KEPT_FOR = 24 * 3600.0  # seconds until what nobody brought in is thrown away
_MOST_KEPT = 5  # workbooks of one account
_NOTE = "ghi-chu.json"
_PREVIEWS_A_MINUTE = 20


def intake_pages(web: Web) -> APIRouter:
    """Sending a workbook, looking at what it changes, bringing it in."""
    router, parts = APIRouter(), web.parts

    @router.get("/nhap-so", **stating(Action.EDIT_FACTS))
    def show_form(request: Request) -> Response:
        return _form(web, request)

    @router.post("/nhap-so", **stating(Action.EDIT_FACTS, megabytes=_MEGABYTES, per_minute=_PREVIEWS_A_MINUTE))
    def send(request: Request, sent: Sent) -> Response:
        visitor = web.access.visitor(request)
        sweep(parts, SENT, older_than=_KEPT_FOR)
        try:
            name = _keep(parts, visitor, sent)
        except BadEvidence as refused:
            return _form(web, request, mistake=refused.sentence)
        return web.back(request, to=f"{ADDRESS}/{name}")

    @router.get("/nhap-so/so-trong/{quy}", **stating(Action.EDIT_FACTS))
    def hand_blank(quy: str) -> Response:
        return _workbook(parts, quarter_of(quy), [])

    @router.get("/nhap-so/so-da-ghi/{quy}/{unit}", **stating(Action.EDIT_FACTS))
    def hand_filled(request: Request, quy: str, unit: str) -> Response:
        web.access.allow(request, Action.EDIT_FACTS, unit=UnitCode(unit))
        return _workbook(parts, quarter_of(quy), [UnitCode(unit)])

    @router.get("/nhap-so/{name}", **stating(Action.EDIT_FACTS, per_minute=_PREVIEWS_A_MINUTE))
    def preview(request: Request, name: str, cach: str = "bo-sung", phan: str = "") -> Response:
        visitor = web.access.visitor(request)
        folder = _own_folder(parts, visitor, name)
        chosen = Chosen(update=cach != "thay-the", partial=bool(phan))
        tried = _tried(web, visitor, folder, chosen)
        names = known(parts, visitor.readable, tried.report.quarter if tried.report else None).units
        view = preview_page(name, _note(folder)["file"], tried, chosen, names)
        return web.page(request, "intake_preview.html", view=view, visitor=visitor, status=200 if tried.report else 422)

    @router.post("/nhap-so/{name}", **stating(Action.EDIT_FACTS, per_minute=_PREVIEWS_A_MINUTE))
    def bring(request: Request, name: str, posted: Posted) -> Response:
        visitor = web.access.visitor(request)
        folder = _own_folder(parts, visitor, name)
        chosen = Chosen(update=posted.get("cach") != "thay-the", partial=bool(posted.get("phan")))
        tried = _tried(web, visitor, folder, chosen)
        if tried.report is None:
            return web.back(request, to=f"{ADDRESS}/{name}", flash=tried.mistake)
        of = tried.report.changed
        arguments = {"quarter": str(tried.report.quarter), "folder": name}
        arguments |= {"unit": of[0]} if len(of) == 1 else {}
        arguments |= {"update": "x"} if chosen.update else {}
        arguments |= {"partial": "x"} if chosen.partial else {}
        return web.back(request, to=job_address(put_once(web.acting(visitor), "import", arguments)))

    @router.post("/nhap-so/{name}/bo", **stating(Action.EDIT_FACTS))
    def throw_away(request: Request, name: str) -> Response:
        forget(_own_folder(parts, web.access.visitor(request), name))
        return web.back(request, to=ADDRESS, flash="Đã bỏ sổ vừa gửi; chưa có gì thay đổi.")

    return router


def _form(web: Web, request: Request, *, mistake: str = "") -> Response:
    parts, visitor = web.parts, web.access.visitor(request)
    seen = known(parts, visitor.readable, None)
    own = {unit: name for unit, name in seen.units.items() if visitor.may(Action.EDIT_FACTS, unit=unit)}
    following = seen.quarters[0].following() if seen.quarters else _quarter_of_day(parts.clock.now().date())
    view = intake_page(seen.quarters, own, following=following, megabytes=_MEGABYTES, mistake=mistake)
    return web.page(request, "intake.html", view=view, visitor=visitor, status=422 if mistake else 200)


def _quarter_of_day(day: date) -> Quarter:
    return max(FIRST_QUARTER, Quarter(day.year, (day.month + 2) // 3))


def _keep(parts: Parts, visitor: Visitor, sent: FormData) -> str:
    """Keep what was sent until it is brought in, bound to this browser; the name it is asked for by.

    Raises:
        BadEvidence: the workbook is missing, or the files beside it cannot be used.
    """
    book = sent.get("so")
    if not isinstance(book, UploadFile) or not book.filename:
        raise BadEvidence("Chưa chọn sổ; hãy chọn tệp .xlsx của quý.")
    drawer, name = Drawer(parts, SENT, visitor).open(), new_name()
    for old in sorted(drawer.iterdir(), key=lambda path: path.stat().st_mtime)[: 1 - _MOST_KEPT]:
        forget(old)
    folder = drawer / name
    folder.mkdir(mode=0o700)
    try:
        put_file(folder, SENT_WORKBOOK, book.file)
        _keep_files(folder / SENT_FILES, (item for item in sent.getlist("tep") if isinstance(item, UploadFile)))
    except BadEvidence:
        forget(folder)
        raise
    note = {"session": visitor.session.digest, "file": book.filename, "at": time.time()}
    (folder / _NOTE).write_text(json.dumps(note, ensure_ascii=False), encoding="utf-8")
    return name


def _keep_files(folder: Path, files: Iterable[UploadFile]) -> None:
    folder.mkdir(mode=0o700)
    for item in files:
        if not item.filename:
            continue
        source: BinaryIO = item.file
        if item.filename.lower().endswith(".zip"):
            unpack(folder, source, most=_MEGABYTES * 1024**2)
        else:
            put_file(folder, item.filename, source)
    lift(folder)


def _own_folder(parts: Parts, visitor: Visitor, name: str) -> Path:
    """What this browser has sent under that name.

    Raises:
        NotFound: nothing, or another browser has.
    """
    folder = sent_folder(parts.scratch.folder, visitor.account.name, name)
    if _note(folder).get("session") != visitor.session.digest:
        raise NotFound("Sổ này gửi lên ở một lần đăng nhập khác; hãy gửi lại.")
    return folder


def _note(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / _NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as gone:
        raise NotFound("Sổ đã gửi lên không còn ở đây; hãy gửi lại.") from gone
    return dict(found)


def _tried(web: Web, visitor: Visitor, folder: Path, chosen: Chosen) -> Tried:
    """What bringing it in would do; nothing is stored."""
    acting = web.acting(visitor)
    try:
        report = take_in(
            acting,
            folder / SENT_WORKBOOK,
            folder / SENT_FILES,
            update=chosen.update,
            partial=chosen.partial,
            dry_run=True,
            permit=permit_of(acting),
        )
    except BadWorkbook as bad:
        cells = [item for item in bad.problems if isinstance(item, CellProblem)]
        return Tried(mistake=_in_page_words(bad.sentence, _note(folder)["file"]), cells=cells)
    except (RuleBroken, Unavailable, UsageError) as refused:
        return Tried(mistake=refused.sentence)
    return Tried(report=report)


def _in_page_words(sentence: str, file: str) -> str:
    """The workbook under the name it came with; pages have no options to name."""
    return sentence.replace(SENT_WORKBOOK, file)


def _workbook(parts: Parts, quarter: Quarter, units: Iterable[UnitCode]) -> Response:
    """A workbook to fill in, or filled in with what is stored.

    Raises:
        NotFound: nothing is stored of a unit.
    """
    with parts.desk.look() as work:
        dossiers = [work.facts.dossier(unit, quarter) for unit in units]
    with tempfile.TemporaryDirectory() as aside:
        path = Path(aside) / SENT_WORKBOOK
        parts.workbook_writer.write(path, quarter=quarter, dossiers=dossiers)
        content = path.read_bytes()
    whose = f" - {dossiers[0].unit.name}" if dossiers else " trống"
    return hand_spreadsheet(content, f"Sổ {quarter.short}{whose}.xlsx")
