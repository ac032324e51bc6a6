"""Quyết định: /quyet-dinh/{quarter} shows who waits and records what was decided; papers that are due as drafts."""

import io
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.access import Refused, Visitor, stating
from api.access.local import local_or
from api.pages.addresses import decisions_address
from api.pages.reading import known, quarter_of
from api.pages.row_forms import Posted, changed_texts, edit_of, store, typed_rows
from api.pages.views.decisions import (
    DECISION_FIELDS,
    WRITABLE,
    Asked,
    Matter,
    Sheets,
    decisions_page,
    with_common_number,
)
from api.pages.views.entries import BETWEEN, Refusal
from api.web import Web
from archive.domain.contents import Wanted
from archive.domain.decisions import FollowUp, PersonOutcome
from archive.domain.document import DocumentKind
from archive.domain.dossier import OpenDossier
from archive.domain.editing import PROPOSALS_SHEET
from archive.domain.people import Cadre, UnitCode
from archive.domain.quarter import Quarter
from archive.domain.rights import Action
from archive.errors import NotFound, RuleBroken
from archive.ports import Parts
from archive.ports.forms import FormRow
from archive.workflow.amend import RowEdit
from archive.workflow.decide import weigh
from archive.workflow.letters import choose, write
from archive.workflow.outcomes import outcomes

_MOST_PAPERS = 4  # written while somebody waits; more are the command's
_ASK_FIRST = (
    "Chưa lập: hãy hỏi cơ quan ban hành tờ trình gửi Trung ương có mật hay không, rồi đánh dấu đã hỏi. Nếu mật thì làm "
    "bản giấy."
)


def decision_pages(web: Web) -> APIRouter:
    """What is decided about the quarter's ratings."""
    router, parts = APIRouter(), web.parts

    @router.get("/quyet-dinh", **stating(Action.DECIDE))
    def lead(request: Request) -> Response:
        newest = known(parts, web.access.visitor(request).readable, None).quarter
        if newest is None:
            raise NotFound("Chưa có hồ sơ nào.")
        return web.back(request, to=decisions_address(newest))

    @router.get("/quyet-dinh/{quy}", **stating(Action.DECIDE))
    def show(  # noqa: PLR0917 - one for each filter of the page
        request: Request,
        quy: str,
        unit: Annotated[str, Query(alias="don-vi", max_length=100)] = "",
        whom: Annotated[str, Query(alias="cho", max_length=500)] = "",
        state: Annotated[str, Query(alias="tinh-trang", max_length=20)] = "",
        page: Annotated[str, Query(alias="trang", max_length=6)] = "1",
    ) -> Response:
        asked = Asked(unit=unit, whom=whom, state=state, page=max(1, int(page)) if page.isdecimal() else 1)
        return _drawn(web, request, quarter_of(quy), asked)

    @router.post("/quyet-dinh/{quy}/van-ban", **stating(Action.DECIDE, per_minute=30))
    def draft(request: Request, quy: str, posted: Posted) -> Response:
        quarter, visitor = quarter_of(quy), web.access.allow(request, Action.DECIDE)
        kind = next((item for item in WRITABLE.values() if item.value == posted.get("kind")), None)
        if kind is None:
            raise NotFound("Không lập văn bản này ở đây.")
        try:
            return _draft(web.acting(visitor), quarter, kind, posted)
        except RuleBroken as broken:
            return web.back(request, to=decisions_address(quarter), flash=broken.sentence)

    @router.post("/quyet-dinh/{quy}/don-vi/{unit}", **stating(Action.DECIDE))
    def record(request: Request, quy: str, unit: str, posted: Posted) -> Response:
        quarter, visitor = quarter_of(quy), web.access.visitor(request)
        facts = _facts(parts, UnitCode(unit), quarter)
        cadres = _decided(visitor, facts, posted)
        typed = _typed(cadres, posted)
        edits = _edits(parts, facts, cadres, typed, posted)
        back = local_or(posted.get("ve", ""), decisions_address(quarter))
        if not edits:
            return web.back(request, to=back, flash="Không có gì thay đổi.")
        refusal = store(web, visitor, facts, edits)
        if refusal:
            return _drawn(web, request, quarter, Asked(unit=unit), typed=typed, refusal=refusal)
        return web.back(request, to=back, flash=f"Đã ghi quyết định về {len(edits)} đồng chí của {facts.unit.name}.")

    return router


def _decided(visitor: Visitor, facts: OpenDossier, posted: Mapping[str, str]) -> list[Cadre]:
    """Those whom the visitor decides about; asked first, for "nothing changed" would tell what is stored.

    Raises:
        Refused: nobody in this unit, or somebody else is named.
    """
    own = [cadre for cadre in facts.rated if visitor.may(Action.DECIDE, unit=cadre.unit, management=cadre.management)]
    named = [cadre for cadre in facts.rated if any(name.startswith(cadre.code + BETWEEN) for name in posted)]
    if not own or any(cadre not in own for cadre in named):
        raise Refused(status=404)
    return own


def _typed(cadres: Iterable[Cadre], posted: Mapping[str, str]) -> dict[str, dict[str, str]]:
    people = [cadre.code for cadre in cadres]
    return with_common_number(typed_rows(posted, people, DECISION_FIELDS), posted.get("so-chung", ""))


def _edits(
    parts: Parts,
    facts: OpenDossier,
    cadres: Iterable[Cadre],
    typed: Mapping[str, Mapping[str, str]],
    posted: Mapping[str, str],
) -> dict[str, RowEdit]:
    """The rows that were changed."""
    rows, edits = _rows(parts, facts), {}
    for cadre in cadres:
        row, texts = rows.get(cadre.code), typed[cadre.code]
        if changed_texts(row, texts):
            mark = posted.get(f"{cadre.code}{BETWEEN}mark", "")
            edits[str(cadre.code)] = edit_of(PROPOSALS_SHEET, row, mark=mark, texts=texts, key={"person": cadre.code})
    return edits


def _drawn(
    web: Web,
    request: Request,
    quarter: Quarter,
    asked: Asked,
    *,
    typed: Mapping[str, Mapping[str, str]] | None = None,
    refusal: Refusal | None = None,
) -> Response:
    parts, visitor = web.parts, web.access.visitor(request)
    found = outcomes(parts, quarter)
    people = [item for item in found.people if _decides(visitor, item)]
    if not people and found.people:
        raise Refused(status=404)
    codes = {item.unit.code for item in people}
    view = decisions_page(
        Matter(
            quarter=quarter,
            people=people,
            papers=[item for item in found.follow_ups if all(_decides(visitor, one) for one in _named(item))],
            groups=[item.quota for item in weigh(parts, quarter)] if visitor.may(Action.DECIDE) else [],
        ),
        Sheets(
            form=parts.forms.form(PROPOSALS_SHEET),
            rows=_rows_of(parts, codes if not asked.unit else codes & {asked.unit}, quarter),
            typed_unit=asked.unit if typed is not None else "",
            typed=typed,
            refusal=refusal,
        ),
        asked,
        now=parts.clock.now(),
        may_write=visitor.may(Action.DECIDE),
    )
    return web.page(request, "decisions.html", view=view, visitor=visitor, status=refusal.status if refusal else 200)


def _named(item: FollowUp) -> Iterable[PersonOutcome]:
    return (*item.people, *item.waiting)


def _decides(visitor: Visitor, item: PersonOutcome) -> bool:
    return visitor.may(Action.DECIDE, unit=item.unit.code, management=item.cadre.management)


def _facts(parts: Parts, unit: UnitCode, quarter: Quarter) -> OpenDossier:
    with parts.desk.look() as work:
        return work.facts.dossier(unit, quarter)


def _rows(parts: Parts, facts: OpenDossier) -> Mapping[str, FormRow]:
    return {row.texts["person"]: row for row in parts.forms.rows(facts, PROPOSALS_SHEET)}


def _rows_of(parts: Parts, units: Iterable[UnitCode], quarter: Quarter) -> Mapping[UnitCode, Mapping[str, FormRow]]:
    return {unit: _rows(parts, _facts(parts, unit, quarter)) for unit in units}


def _draft(parts: Parts, quarter: Quarter, kind: DocumentKind, posted: Mapping[str, str]) -> Response:
    """The papers as drafts in one file to take home.

    Raises:
        RuleBroken: the facts give no such paper, or too many to wait for.
    """
    with parts.desk.look() as work:
        units = tuple(work.facts.units(quarter))
    is_public = posted.get("khong-mat") == "x"
    if kind is DocumentKind.CENTRAL_SUBMISSION and not is_public:
        raise RuleBroken(_ASK_FIRST)
    wanted = Wanted(kind=kind, units=units, receiver=posted.get("receiver") or None, is_public=is_public)
    letters = choose(parts, quarter, wanted)
    if len(letters) > _MOST_PAPERS:
        raise RuleBroken(f"Có {len(letters)} văn bản, lâu hơn một lần chờ; hãy lập bằng lệnh hoso write {kind.value}.")
    with tempfile.TemporaryDirectory() as aside:
        folder = Path(aside) / "van-ban"
        write(parts, letters, folder)
        content = _zipped(folder)
    name = f"du-thao-{kind.value}-{quarter}.zip"
    return Response(
        content, media_type="application/zip", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _zipped(folder: Path) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(folder.iterdir()):
            packed.write(path, path.name)
    return held.getvalue()
