"""Who asks, the quarters, their units, and how far each dossier is."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.pages.reading import known
from api.v1.addresses import UNIT, AtUnit, QuarterName, document_address
from api.v1.answering import Wanted, answer, piece
from api.v1.door import Asking
from api.v1.reading import quarter_of, reviewed
from api.v1.schemas.quarters import DocumentFacts, QuarterFacts, SignerFacts, TokenFacts, UnitFacts
from api.v1.schemas.said import Page
from api.v1.schemas.status import UnitStatus
from api.v1.stating import stating
from archive.domain.document import Document
from archive.domain.rights import Action
from archive.domain.signature import Signatory
from archive.plain import status_document
from archive.workflow.review import units_of


def quarter_routes(router: APIRouter, ask: Callable[[Request], Asking]) -> None:
    """Add them."""

    @router.get("/token", **stating(gives=TokenFacts, also=[304]))
    def show_token(request: Request, asked: Annotated[Asking, Depends(ask)]) -> Response:
        """What the token that is shown opens, for whom, and how long."""
        token = asked.holder.token
        told = {"id": token.id, "name": token.name, "account": token.account, "ends": token.ends.isoformat()}
        return answer(request, TokenFacts(**told, actions=sorted(token.actions)))

    @router.get("/quarters", **stating(Action.READ, gives=Page[QuarterFacts], also=[304, 422]))
    def list_quarters(request: Request, asked: Annotated[Asking, Depends(ask)], wanted: Wanted) -> Response:
        """The quarters with facts within reach, the newest first."""
        with asked.parts.desk.look() as work:
            quarters = tuple(work.facts.quarters())
        seen = [(quarter, len(known(asked.parts, asked.holder.readable, quarter).units)) for quarter in quarters]
        items = [
            QuarterFacts(quarter=str(quarter), title=quarter.title, units=units) for quarter, units in seen if units
        ]
        return answer(request, Page[QuarterFacts](**piece(request, items, wanted)))

    @router.get("/quarters/{quarter}/units", **stating(Action.READ, gives=Page[UnitFacts], also=[304, 404, 422]))
    def list_units(
        request: Request,
        asked: Annotated[Asking, Depends(ask)],
        quarter: QuarterName,
        wanted: Wanted,
    ) -> Response:
        """The units of a quarter that are within reach, by code."""
        of = quarter_of(quarter)
        units = units_of(asked.parts, of, readable=asked.holder.readable)
        if not units:
            return answer(request, Page[UnitFacts](**piece(request, (), wanted)))
        shown = piece(request, units, wanted)
        with asked.parts.desk.look() as work:
            names = work.facts.names(of)
            found = [(unit, work.shelf.progress(unit, of)) for unit in shown["items"]]
        shown["items"] = [
            UnitFacts(unit=unit, name=names[unit], stage=state.stage.value, version=state.version)
            for unit, state in found
        ]
        return answer(request, Page[UnitFacts](**shown))

    @router.get(UNIT, **stating(Action.READ, gives=UnitStatus, also=[304, 404, 422]))
    def show_unit(request: Request, asked: Annotated[Asking, Depends(ask)], at: AtUnit) -> Response:
        """What `hoso status --json` tells of the unit: stage, components, findings, tasks, deadlines.

        For a token that may read only some of its people, what is about them.
        """
        return answer(request, UnitStatus.model_validate(status_document(reviewed(asked, at))))


def paper_routes(router: APIRouter, ask: Callable[[Request], Asking]) -> None:
    """Add those of papers that are not sealed yet."""

    @router.get(UNIT + "/documents", **stating(Action.READ, gives=Page[DocumentFacts], also=[304, 404, 422]))
    def list_documents(
        request: Request,
        asked: Annotated[Asking, Depends(ask)],
        at: AtUnit,
        wanted: Wanted,
    ) -> Response:
        """The papers made for a dossier, who has signed each and who is to sign it."""
        items = [_document(item) for item in reviewed(asked, at).documents]
        return answer(request, Page[DocumentFacts](**piece(request, items, wanted)))


def _document(item: Document) -> DocumentFacts:
    return DocumentFacts(
        id=item.due.id,
        kind=item.due.kind.value,
        title=item.due.title,
        person=item.due.person,
        pages=item.pages,
        sha512=item.current_pdf.sha512,
        signed=[_signer(made.signatory) for made in item.signatures],
        waits_for=[_signer(signatory) for signatory in item.unsigned_by],
        href=document_address(item.due.id),
    )


def _signer(signatory: Signatory) -> SignerFacts:
    return SignerFacts(role=signatory.role.value, name=signatory.name)
