"""Quyết định: who waits for whose decision, the ratings that were decided, and which papers are due to whom."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from api.pages.addresses import decisions_address, meeting_address, unit_decisions_address
from api.pages.views.entries import BETWEEN, Entry, Refusal, Refused, entries, mark_of, wrongs
from api.pages.views.frame import DECISIONS, Choice, Frame, Page, in_title
from api.pages.views.states import State
from archive.domain.deadline_words import left_words
from archive.domain.decisions import FollowUp, PersonOutcome
from archive.domain.document import DocumentKind
from archive.domain.dossier import Step
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.quota import GroupQuota
from archive.language import VIETNAM, day, tidy
from archive.ports.forms import Form, FormRow

DECISION_FIELDS = ("decided", "decision_number")
PER_PAGE = 50
WRITABLE = {"R35": DocumentKind.CENTRAL_SUBMISSION, "R36": DocumentKind.CENTRAL_REPORT, "R37": DocumentKind.NOTICE}

_WAITS = State("Chờ quyết định", "late", "wait")
_DECIDED = State("Đã quyết định", "check", "good")
_EARLIER = State("Chưa đến bước này", "dash", "none")
STATES: Mapping[str, State] = {"cho": _WAITS, "da": _DECIDED, "chua": _EARLIER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How the table is narrowed: by unit, by whose decision is waited for, by state; and which page of it."""

    unit: str = ""
    whom: str = ""
    state: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What is known: those about whom the visitor decides, the papers due about them, and the groups' quotas."""

    quarter: Quarter
    people: Sequence[PersonOutcome]
    papers: Sequence[FollowUp]
    groups: Sequence[GroupQuota]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """The rows of the sheet Xếp loại by unit and person, and what was typed into one unit's and refused."""

    form: Form
    rows: Mapping[UnitCode, Mapping[str, FormRow]]
    typed_unit: str = ""
    typed: Mapping[str, Mapping[str, str]] | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingFor:
    """Whose decision is waited for, by how many; `href` shows those alone."""

    whom: str
    count: int
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """One person: the ratings proposed stand beside the one decided, and are never changed here."""

    key: str
    name: str
    post: str
    state: State
    self_proposed: str
    proposed: str
    next_step: str
    fields: Mapping[str, Entry]
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidingUnit:
    """One unit's people, saved together."""

    name: str
    action: str
    meeting: str
    number_id: str
    rows: tuple[DecisionRow, ...]
    refused: Refused | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One paper that is due; `kind` is empty when it is not written here, `asks_secrecy` what must be answered."""

    title: str
    sender: str
    receivers: str
    due: str
    people: str
    waiting: str
    kind: str
    receiver: str
    asks_secrecy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A choice of a filter."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionsPage(Page):
    """The quarter's decisions."""

    template: ClassVar[str] = "decisions.html"
    here: str
    back_here: str
    waiting: tuple[WaitingFor, ...]
    unit_options: tuple[Option, ...]
    state_options: tuple[Option, ...]
    whom: str
    is_narrowed: bool
    shown: str
    units: tuple[DecidingUnit, ...]
    pages: tuple[Choice, ...]
    exceeded: tuple[str, ...]
    papers: tuple[PaperLine, ...]
    writes: str


def decisions_page(matter: Matter, sheets: Sheets, asked: Asked, *, now: datetime, may_write: bool) -> DecisionsPage:
    """The page; drafts of papers are offered to who may decide about everybody."""
    quarter, people = matter.quarter, matter.people
    found = [item for item in people if _fits(item, asked)]
    first = (asked.page - 1) * PER_PAGE
    shown = found[first : first + PER_PAGE]
    waits = sum(state_of(item) is _WAITS for item in people)
    return DecisionsPage(
        title=f"Quyết định xếp loại {in_title(quarter)}",
        sentence=f"{waits} đồng chí chờ quyết định, {sum(bool(item.decided) for item in people)}/{len(people)} đã có.",
        frame=Frame(quarter=quarter, place=DECISIONS),
        here=decisions_address(quarter),
        back_here=_address(quarter, asked),
        waiting=_waiting(quarter, people, asked),
        unit_options=_units(people, asked),
        state_options=tuple(
            Option(value=name, label=state.word, is_chosen=name == asked.state) for name, state in STATES.items()
        ),
        whom=asked.whom,
        is_narrowed=asked != Asked(page=asked.page),
        shown=f"{first + 1}–{first + len(shown)} trong {len(found)} đồng chí" if shown else "",
        units=_deciding(quarter, shown, sheets),
        pages=_pages(quarter, asked, len(found)),
        exceeded=tuple(item.sentence for item in matter.groups if not item.holds),
        papers=tuple(_paper(item, now, may_write=may_write) for item in matter.papers),
        writes=f"{decisions_address(quarter)}/van-ban",
    )


def state_of(item: PersonOutcome) -> State:
    """Whether the person waits for a decision, has one, or is not there yet."""
    if item.decided:
        return _DECIDED
    return _WAITS if item.standing.step is Step.DECISION else _EARLIER


def _fits(item: PersonOutcome, asked: Asked) -> bool:
    return (
        asked.unit in ("", item.unit.code)
        and (not asked.whom or (asked.whom == item.standing.whom and state_of(item) is _WAITS))
        and (not asked.state or STATES.get(asked.state) is state_of(item))
    )


def _address(quarter: Quarter, asked: Asked, *, page: int = 1) -> str:
    values = {
        "don-vi": asked.unit,
        "cho": asked.whom,
        "tinh-trang": asked.state,
        "trang": str(page) if page > 1 else "",
    }
    return decisions_address(quarter, **values)


def _waiting(quarter: Quarter, people: Iterable[PersonOutcome], asked: Asked) -> tuple[WaitingFor, ...]:
    counted = Counter(item.standing.whom for item in people if state_of(item) is _WAITS)
    return tuple(
        WaitingFor(whom=whom, count=count, href=_address(quarter, Asked(whom=whom)), is_current=whom == asked.whom)
        for whom, count in counted.most_common()
    )


def _units(people: Iterable[PersonOutcome], asked: Asked) -> tuple[Option, ...]:
    names = {item.unit.code: item.unit.name for item in people}
    return tuple(Option(value=code, label=name, is_chosen=code == asked.unit) for code, name in names.items())


def _pages(quarter: Quarter, asked: Asked, total: int) -> tuple[Choice, ...]:
    last = -(-total // PER_PAGE)
    if last < 2:  # noqa: PLR2004 - nothing to choose
        return ()
    return tuple(
        Choice(label=str(page), href=_address(quarter, asked, page=page), is_current=page == asked.page)
        for page in range(1, last + 1)
    )


def _deciding(quarter: Quarter, shown: Sequence[PersonOutcome], sheets: Sheets) -> tuple[DecidingUnit, ...]:
    made = []
    for place, unit in enumerate({item.unit.code: item.unit for item in shown}.values()):
        here = [item for item in shown if item.unit.code == unit.code]
        refusal = sheets.refusal if sheets.typed_unit == unit.code else None
        rows = tuple(_row(item, sheets, refusal, id_of=f"qd-{place}-{at}") for at, item in enumerate(here))
        told = tuple(wrong for row in rows for wrong in wrongs(row.fields.values(), about=row.name))
        made.append(
            DecidingUnit(
                name=unit.name,
                action=unit_decisions_address(quarter, unit.code),
                meeting=meeting_address(quarter, unit.code),
                number_id=f"so-chung-{place}",
                rows=rows,
                refused=Refused(sentence=refusal.sentence, wrongs=told) if refusal else None,
            )
        )
    return tuple(made)


def _row(item: PersonOutcome, sheets: Sheets, refusal: Refusal | None, *, id_of: str) -> DecisionRow:
    code = item.cadre.code
    row = sheets.rows.get(item.unit.code, {}).get(code)
    typed = (sheets.typed or {}).get(code) if sheets.typed_unit == item.unit.code else None
    return DecisionRow(
        key=code,
        name=item.cadre.name,
        post=item.cadre.post,
        state=state_of(item),
        self_proposed=item.self_proposed.value if item.self_proposed else "",
        proposed=item.proposed.value if item.proposed else "",
        next_step="" if item.standing.is_done else item.standing.sentence,
        fields=entries(
            sheets.form,
            row,
            DECISION_FIELDS,
            id_of=id_of,
            prefix=f"{code}{BETWEEN}",
            typed=typed,
            problems=refusal.problems.get(code, ()) if refusal else (),
            is_changed=bool(refusal and code in refusal.changed),
        ),
        mark=mark_of(row),
    )


def _paper(item: FollowUp, now: datetime, *, may_write: bool) -> PaperLine:
    kind = WRITABLE.get(item.rule)
    left = (item.before - now.astimezone(VIETNAM).date()).days if item.before else 0
    is_written_here = may_write and kind is item.kind and bool(item.people)
    return PaperLine(
        title=item.title,
        sender=item.sender,
        receivers="; ".join(item.receivers),
        due=f"trước {day(item.before)} · {left_words(left)}" if item.before else "",
        people=", ".join(person.cadre.name for person in item.people),
        waiting=", ".join(person.cadre.name for person in item.waiting),
        kind=item.kind.value if is_written_here else "",
        receiver=item.receivers[0] if item.kind is DocumentKind.NOTICE else "",
        asks_secrecy=item.kind is DocumentKind.CENTRAL_SUBMISSION,
    )


def with_common_number(typed: Mapping[str, Mapping[str, str]], number: str) -> dict[str, dict[str, str]]:
    """What was typed, where a decision without a number of its own takes the one typed for all."""
    made = {key: dict(texts) for key, texts in typed.items()}
    for texts in made.values():
        if tidy(number) and tidy(texts.get("decided", "")) and not tidy(texts.get("decision_number", "")):
            texts["decision_number"] = number
    return made
