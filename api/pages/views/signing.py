"""Ký số: what waits for the visitor's signature, what waits for others, and one document beside the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from api.pages.addresses import dossier_address, file_address, signing_address
from api.pages.views.components import who_signs
from api.pages.views.frame import SIGNING, Frame, Page, in_title
from archive.domain.document import Document
from archive.domain.dossier import OpenDossier
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.signing_turns import Turns


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningLine:
    """One document that waits; `next_signer` in words, `signed` who has."""

    id: str
    title: str
    next_signer: str
    signed: tuple[str, ...]
    preview: str
    file: str
    is_shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A dossier with something to sign: for the list over all units."""

    unit: str
    href: str
    mine: int
    others: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningPage(Page):
    """One dossier's queue; `shown` is the PDF beside it, `stands_in` says that the visitor signs for everybody."""

    template: ClassVar[str] = "signing.html"
    back: str
    here: str
    mine: tuple[SigningLine, ...]
    others: tuple[SigningLine, ...]
    shown: SigningLine | None
    stands_in: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningListPage(Page):
    """The dossiers in which something waits."""

    template: ClassVar[str] = "signing_list.html"
    dossiers: tuple[Waiting, ...]


def signing_page(facts: OpenDossier, turns: Turns, *, shown: str, stands_in: bool) -> SigningPage:
    """The queue of one dossier, with the document named `shown`, or the first of mine, beside it."""
    unit, quarter = facts.unit.code, facts.quarter
    wanted = shown or (turns.mine[0].due.id if turns.mine else "")
    mine = _lines(turns.mine, wanted, unit, quarter)
    others = _lines(turns.others, wanted, unit, quarter)
    return SigningPage(
        title=f"Ký số {in_title(quarter)} · {facts.unit.name}",
        sentence=_sentence(turns),
        frame=Frame(quarter=quarter, unit=unit, place=SIGNING),
        back=dossier_address(quarter, unit),
        here=signing_address(quarter, unit),
        mine=mine,
        others=others,
        shown=next((line for line in (*mine, *others) if line.is_shown), None),
        stands_in=stands_in,
    )


def signing_list_page(quarter: Quarter, found: Sequence[tuple[UnitCode, str, Turns]]) -> SigningListPage:
    """What waits in each unit of the quarter, those with something of the visitor's own first."""
    lines = [
        Waiting(unit=name, href=signing_address(quarter, unit), mine=len(turns.mine), others=len(turns.others))
        for unit, name, turns in found
        if turns.mine or turns.others
    ]
    mine = sum(line.mine for line in lines)
    return SigningListPage(
        title=f"Ký số {in_title(quarter)}",
        sentence=f"{mine} văn bản đang chờ đồng chí ký." if mine else "Không có văn bản nào chờ đồng chí ký.",
        frame=Frame(quarter=quarter, place=SIGNING),
        dossiers=tuple(sorted(lines, key=lambda line: (-line.mine, line.unit))),
    )


def _sentence(turns: Turns) -> str:
    if turns.mine:
        return f"{len(turns.mine)} văn bản đến lượt đồng chí; xem bên cạnh, chọn rồi ký một lần."
    if turns.others:
        return f"Chưa đến lượt đồng chí; {len(turns.others)} văn bản đang chờ người khác ký."
    return "Không còn văn bản nào chờ ký."


def _lines(documents: Sequence[Document], shown: str, unit: UnitCode, quarter: Quarter) -> tuple[SigningLine, ...]:
    return tuple(
        SigningLine(
            id=item.due.id,
            title=item.due.title,
            next_signer=who_signs(item.unsigned_by[0]),
            signed=tuple(who_signs(made.signatory) for made in item.signatures),
            preview=f"{signing_address(quarter, unit)}?xem={item.due.id}",
            file=file_address(item.due.id),
            is_shown=item.due.id == shown,
        )
        for item in documents
    )
