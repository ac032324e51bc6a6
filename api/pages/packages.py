"""Gói xuất: /goi chooses, asks for packages and their checks as slow work, and hands finished packages over."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import APIRouter, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from api.access import Refused, Visitor, stating
from api.handing import hand_over
from api.holdings import Holding
from api.pages.addresses import packages_address
from api.pages.jobs import may_see
from api.pages.offering import offer_of
from api.pages.reading import quarter_of
from api.pages.uploads import Sent
from api.pages.views.jobs import JobLine, job_line
from api.pages.views.packages import CENTRAL, PUBLIC, SECRET, WHOLE, Offer, Typed, packages_page
from api.web import Web
from archive.domain.people import UnitCode
from archive.domain.rights import Action
from archive.errors import BadInput, NotFound
from archive.jobs.kinds import NOT_SECRET, SEPARATOR
from archive.ports import Parts
from archive.workflow.central import withhold
from archive.workflow.jobs import newest, put_once
from archive.workflow.outbox import Waiting, waiting

_ADDRESS = "/goi"
_KINDS = ("export", "export_central", "check_package")
_MANY = 50  # jobs looked through for those under way
_MEGABYTES = 4  # of a form with the certificates of some receivers
_UNPROCESSABLE = 422


def package_pages(web: Web) -> APIRouter:
    """Choosing, checking, handing over."""
    router, parts = APIRouter(), web.parts

    @router.get(_ADDRESS, **stating(Action.EXPORT))
    def show(request: Request, quy: str = "", tap: str = WHOLE, goi: str = "") -> Response:
        visitor = web.access.visitor(request)
        offer = offer_of(parts, visitor, quarter_of(quy) if quy else None, is_central=tap == CENTRAL)
        return _draw(web, request, visitor, offer, shown=goi)

    @router.post(_ADDRESS, **stating(Action.EXPORT, megabytes=_MEGABYTES))
    def ask(request: Request, sent: Sent) -> Response:
        visitor = web.access.visitor(request)
        offer = offer_of(parts, visitor, quarter_of(_text(sent, "quy")), is_central=_text(sent, "tap") == CENTRAL)
        wanted = frozenset(text for text in sent.getlist("don_vi") if isinstance(text, str))
        answer, here = _text(sent, "bi_mat"), packages_address(offer.quarter, tap=CENTRAL if offer.is_central else "")
        chosen = [item.unit for item in offer.ready if item.unit in wanted]
        problems = _problems(offer, chosen, answer)
        if offer.is_central and answer == SECRET and not problems:
            records = withhold(web.acting(visitor), offer.quarter, chosen)
            said = f"Không lập gói điện tử: đã ghi {len(records)} tập là mật, gửi bản giấy theo chế độ mật."
            return web.back(request, to=here, flash=said)
        certificates, wrong = _receivers(parts, sent)
        problems |= {"files": wrong} if wrong else {}
        if problems:
            typed = Typed(units=wanted, answer=answer, problems=problems)
            return _draw(web, request, visitor, offer, typed=typed)
        put_once(web.acting(visitor), *_work(offer, chosen, certificates))
        return web.back(request, to=f"{here}#kiem-tra")

    @router.post(_ADDRESS + "/{name}/kiem-tra", **stating(Action.EXPORT))
    def check(request: Request, name: str) -> Response:
        visitor = web.access.visitor(request)
        found = _own(parts, visitor, name)
        put_once(web.acting(visitor), "check_package", {"package": found.name})
        return web.back(request, to=f"{_ADDRESS}?goi={found.name}#kiem-tra")

    @router.api_route(_ADDRESS + "/{name}", methods=["GET", "HEAD"], **stating(Action.EXPORT))
    def hand(request: Request, name: str) -> Response:
        found = _own(parts, web.access.visitor(request), name)
        mark = hashlib.sha512(f"{found.name} {found.size} {found.made}".encode()).hexdigest()
        holding = Holding(name=found.name, sha512=mark, open=lambda: (parts.outbox / found.name).open("rb"))
        return hand_over(holding, request)

    return router


def may_fetch(visitor: Visitor, package: Waiting) -> bool:
    """Whether everything inside is theirs to hand over; where nobody knows what is inside, everything must be."""
    units: Iterable[UnitCode | None] = package.slip.units if package.slip and package.slip.units else [None]
    return all(visitor.may(Action.EXPORT, unit=unit) for unit in units)


def _own(parts: Parts, visitor: Visitor, name: str) -> Waiting:
    """The package of that name.

    Raises:
        NotFound: there is none.
        Refused: it holds what is not theirs.
    """
    found = next((item for item in waiting(parts) if item.name == name), None)
    if found is None:
        raise NotFound(f"Không thấy gói '{name}'.", package=name)
    if not may_fetch(visitor, found):
        raise Refused(status=404)
    return found


def _draw(
    web: Web, request: Request, visitor: Visitor, offer: Offer, *, shown: str = "", typed: Typed | None = None
) -> Response:
    found = [item for item in waiting(web.parts) if may_fetch(visitor, item)]
    view = packages_page(offer, found, _under_way(web.parts, visitor), shown=shown, typed=typed)
    status = _UNPROCESSABLE if typed else 200
    return web.page(request, "packages.html", view=view, visitor=visitor, status=status)


def _under_way(parts: Parts, visitor: Visitor) -> list[JobLine]:
    """What is being made or checked, and the last attempt when nothing came of it."""
    jobs = [job for job in newest(parts, limit=_MANY) if job.kind in _KINDS and may_see(visitor, job)]
    last = [job for job in jobs[:1] if job.state.is_over and job.sentence]
    return [job_line(job) for job in (*(job for job in jobs if not job.state.is_over), *last)]


def _problems(offer: Offer, chosen: list[UnitCode], answer: str) -> dict[str, str]:
    problems = {}
    if not chosen:
        problems["units"] = "Hãy chọn ít nhất một hồ sơ."
    if offer.is_central and answer not in (SECRET, PUBLIC):
        problems["answer"] = "Hãy hỏi cơ quan ban hành rồi chọn câu trả lời."
    return problems


def _receivers(parts: Parts, sent: FormData) -> tuple[str, str]:
    """The receivers' certificates in PEM, and what is wrong with the first that cannot be used."""
    pems = []
    with TemporaryDirectory(prefix="hoso-nguoi-nhan-") as folder:
        for place, file in enumerate(sent.getlist("chung_thu")):
            if isinstance(file, UploadFile) and file.filename:
                path = Path(folder, str(place))
                path.write_bytes(file.file.read())
                try:
                    pems.append(parts.exporter.recipient(path, at=parts.clock.now()).certificate.decode())
                except BadInput as wrong:
                    return "", wrong.sentence.replace(str(path), f"'{file.filename}'")
    return "".join(pems), ""


def _work(offer: Offer, chosen: list[UnitCode], certificates: str) -> tuple[str, Mapping[str, str]]:
    said = {
        "quarter": str(offer.quarter),
        "whole": "yes" if offer.is_everything and len(chosen) == len(offer.ready) else "",
        "unit": chosen[0] if len(chosen) == 1 else "",
        "units": SEPARATOR.join(chosen) if len(chosen) > 1 else "",
        "certificates": certificates,
        "secrecy": NOT_SECRET if offer.is_central else "",
    }
    return "export_central" if offer.is_central else "export", {name: text for name, text in said.items() if text}


def _text(sent: FormData, name: str) -> str:
    found = sent.get(name, "")
    return found if isinstance(found, str) else ""
