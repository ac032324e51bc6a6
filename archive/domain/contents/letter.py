"""What papers outside the seven components share: who sends them, what stands at their head and foot, their rows.

A sender is handed in: a unit with its head, or the province's own bodies by the names they were given.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from archive.domain.contents.letterhead import BLANK, head_signature, number_of
from archive.domain.decisions import PersonOutcome
from archive.domain.document import DocumentKind
from archive.domain.dossier.facts import OpenDossier
from archive.domain.people import IssuerSystem, UnitCode
from archive.domain.plan import Period
from archive.domain.province import Province
from archive.domain.quarter import Quarter
from archive.domain.rating import Proposal, Rating
from archive.domain.signature import SignerRole
from archive.language import day, day_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who issues a paper: the block at its top, the symbol in its number, its layout, the block of who signs.

    `kept_at` is whose archive keeps the copy, as the last line under Nơi nhận has it.
    """

    superior: str
    name: str
    symbol: str
    place: str
    system: IssuerSystem
    signature: Mapping[str, object]
    kept_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One paper ready to be filled; `units` are those whose dossiers it speaks of, `stem` its name as a file.

    `issuer` is whose register gives its number: a unit's code, or the symbol of a body of the province.
    """

    kind: DocumentKind
    quarter: Quarter
    system: IssuerSystem
    title: str
    stem: str
    units: tuple[UnitCode, ...]
    data: Mapping[str, object]
    issuer: str
    receiver: str = ""
    role: SignerRole | None = SignerRole.HEAD  # None: nobody signs it


def unit_sender(dossier: OpenDossier) -> Sender:
    """The unit itself; its head signs."""
    unit = dossier.unit
    return Sender(
        superior=unit.superior,
        name=unit.name,
        symbol=unit.symbol,
        place=unit.place,
        system=unit.system,
        signature=head_signature(dossier),
        kept_at=unit.name,
    )


def committee_sender(province: Province) -> Sender:
    """The standing committee under the committee's name and symbol; who signs is written when the paper is issued."""
    return Sender(
        superior="",
        name=province.committee,
        symbol=province.committee_symbol,
        place=province.place,
        system=IssuerSystem.PARTY,
        signature={"authority": "T/M BAN THƯỜNG VỤ", "post": "", "name": ""},
        kept_at=province.office,
    )


def board_sender(province: Province) -> Sender:
    """The Organisation Board, led by one head."""
    return Sender(
        superior=province.committee,
        name=province.board_issuer,
        symbol=province.board_symbol,
        place=province.place,
        system=IssuerSystem.PARTY,
        signature={"authority": "", "post": "TRƯỞNG BAN", "name": ""},
        kept_at=province.organisation_board,
    )


def head(
    sender: Sender, kind: DocumentKind, quarter: Quarter, *, on: date | None = None, period: str = ""
) -> dict[str, object]:
    """The fields all templates share; without a day the paper is dated when it is issued."""
    return {
        "superior": sender.superior.upper(),
        "issuer": sender.name.upper(),
        "number_line": number_of(kind, sender.system, sender.symbol),
        "place_date": f"{sender.place}, {day_in_words(on) if on else undated(quarter)}",
        "quarter_title": period or quarter.title,
    }


def undated(quarter: Quarter) -> str:
    """A day to be written in like the number; the papers of quarter IV may be issued in either year."""
    return f"ngày{BLANK}tháng{BLANK}năm {BLANK if quarter.is_last else quarter.year}".rstrip()


def guidance(period: Period, province: Province) -> str:
    """The guidance of the province as papers cite it, with number and day as far as they are known (R1)."""
    number = f" số {period.guidance_number}" if period.guidance_number else ""
    dated = f" ngày {day(period.guidance_date)}" if period.guidance_date else ""
    return f"Hướng dẫn{number}{dated} của {province.standing_committee} về việc đánh giá định kỳ hằng quý"


def placed(item: PersonOutcome) -> str:
    """A cadre's posts with the unit, for papers that name people of several."""
    return ", ".join(part for part in (item.cadre.post, item.unit.name) if part)


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends with a mark of its own."""
    return text if not text or text[-1] in ".;:?!" else f"{text}."


def within(body: str) -> str:
    """A collective's name inside a sentence: `tập thể lãnh đạo Sở Nội vụ`; Ban Thường vụ keeps its capitals."""
    return body.replace("Tập thể", "tập thể", 1) if body.startswith("Tập thể") else body


def words(rating: Rating | None) -> str:
    """A rating as tables print it; empty where there is none yet."""
    return rating.value if rating else ""


def proposals(dossiers: Iterable[OpenDossier]) -> dict[tuple[str, str], Proposal]:
    """Every proposal by unit and person."""
    return {(one.unit.code, item.person): item for one in dossiers for item in one.proposals}


def person_group(dossier: OpenDossier, person: str) -> dict[str, object]:
    """Who a paper about one cadre is about."""
    cadre = next(item for item in dossier.cadres if item.code == person)
    return {
        "name": cadre.name,
        "born": day(cadre.born) if cadre.born else "",
        "post": cadre.post,
        "unit": dossier.unit.name,
    }
