"""Hội nghị và xếp loại: the meeting, what it proposes for each cadre, and the quota beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from api.pages.addresses import assessment_address, dossier_address, meeting_address
from api.pages.views.assessment import assessment_state, reopens
from api.pages.views.entries import BETWEEN, Entry, Refusal, Refused, entries, mark_of, wrongs
from api.pages.views.findings import FindingLine, finding_groups
from api.pages.views.frame import MEETING, Frame, Page, in_title
from api.pages.views.quota import Concern, GroupBar, quota_panel
from api.pages.views.rulings import RulingForm, RulingLine, ruling_form, ruling_lines
from api.pages.views.scores import conditions, points
from api.pages.views.states import State
from archive.domain.document import DocumentKind
from archive.domain.dossier import OpenDossier, Route, route_of
from archive.domain.dossier.papers import is_withheld, secret_paper, stub
from archive.domain.dossier.scoring import tally
from archive.domain.people import Cadre
from archive.domain.quota import group_of
from archive.language import moment
from archive.ports.forms import Form, FormRow
from archive.workflow.decide import GroupDecision
from archive.workflow.review import DossierReview

MEETING_KEY = "/hoi-nghi"  # no code of a cadre begins so
MEETING_FIELDS = (
    "held", "place", "chair", "secretary", "invited", "present", "absent", "agenda", "conclusion", "difficulties",
)  # fmt: skip
RATING_FIELDS = ("proposed", "votes_for", "votes_against", "reason", "personnel_proposal")
_OF_THE_MEETING = (3,)  # the component the minutes are
_HELD = ("held", "chair", "secretary", "present", "conclusion")  # without these there are no minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """The rows behind the page: the meeting's, each cadre's by code, and what was typed and refused."""

    meeting: Form
    proposals: Form
    rulings: Form
    meeting_row: FormRow | None
    rows: Mapping[str, FormRow]
    ruling_rows: Sequence[FormRow] = ()
    typed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCard:
    """One cadre at the meeting: what is known, and the fields to fill in."""

    key: str
    name: str
    post: str
    href: str
    remarks: tuple[str, ...]
    stated: State
    self_proposed: str
    points: str
    unmet_title: str
    unmet: tuple[str, ...]
    fields: Mapping[str, Entry]
    mark: str
    decided: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPage(Page):
    """The meeting of one unit; `on_paper` says that its minutes are secret, `reopens` what saving undoes."""

    template: ClassVar[str] = "meeting.html"
    back: str
    here: str
    may_edit: bool
    refused: Refused | None
    reopens: str
    on_paper: str
    held: str
    is_meeting_open: bool
    meeting: Mapping[str, Entry]
    mark: str
    findings: tuple[FindingLine, ...]
    people: tuple[PersonCard, ...]
    groups: tuple[GroupBar, ...]
    concerns: tuple[Concern, ...]
    rulings: tuple[RulingLine, ...]
    share: RulingForm
    priority: RulingForm


def meeting_page(
    review: DossierReview,
    tried: OpenDossier,
    weighed: Sequence[GroupDecision],
    sheets: Sheets,
    *,
    may_edit: bool,
    ruling: tuple[RulingForm, RulingForm] | None = None,
) -> MeetingPage:
    """The page; `tried` are the facts as they would be with what was typed, for the quota."""
    facts, refusal = review.facts, sheets.refusal
    unit, quarter = facts.unit.code, facts.quarter
    paper = secret_paper(facts, DocumentKind.MINUTES)
    meeting = _meeting(sheets)
    people = tuple(_card(facts, cadre, sheets, with_votes=paper is None) for cadre in facts.rated)
    panel = quota_panel(tried, weighed)
    groups = tuple(bar.name for bar in panel.groups)
    share, priority = ruling or (
        ruling_form(sheets.rulings, "25", groups),
        ruling_form(sheets.rulings, "uu-tien", groups),
    )
    told = [
        *wrongs(meeting.values()),
        *(line for card in people for line in wrongs(card.fields.values(), about=card.name)),
    ]
    return MeetingPage(
        title=f"Hội nghị và xếp loại {in_title(quarter)} · {facts.unit.name}",
        sentence=_sentence(facts),
        frame=Frame(quarter=quarter, unit=unit, place=MEETING),
        back=dossier_address(quarter, unit),
        here=meeting_address(quarter, unit),
        may_edit=may_edit,
        refused=Refused(sentence=refusal.sentence, wrongs=tuple(told)) if refusal else None,
        reopens=reopens(review.progress.stage) if may_edit else "",
        on_paper=f"Biên bản hội nghị là văn bản mật ({stub(paper)}): không ghi trên máy này." if paper else "",
        held=_held(facts),
        is_meeting_open=bool(refusal) or any(not meeting[name].value for name in _HELD),
        meeting={} if paper else meeting,
        mark=mark_of(sheets.meeting_row),
        findings=_findings(review),
        people=people,
        groups=panel.groups,
        concerns=panel.concerns,
        rulings=ruling_lines(facts, sheets.ruling_rows),
        share=share,
        priority=priority,
    )


def field_name(key: str, name: str) -> str:
    """What a field of one row is called on the page."""
    return f"{key}{BETWEEN}{name}"


def _meeting(sheets: Sheets) -> dict[str, Entry]:
    return entries(
        sheets.meeting,
        sheets.meeting_row,
        MEETING_FIELDS,
        id_of="hn",
        prefix=f"{MEETING_KEY}{BETWEEN}",
        typed=sheets.typed.get(MEETING_KEY),
        problems=sheets.refusal.problems.get(MEETING_KEY, ()) if sheets.refusal else (),
        is_changed=bool(sheets.refusal and MEETING_KEY in sheets.refusal.changed),
        hints={"held": "Viết như 08:00 22/06/2026", "absent": "Ghi tên và lý do"},
    )


def _card(facts: OpenDossier, cadre: Cadre, sheets: Sheets, *, with_votes: bool) -> PersonCard:
    said = None if is_withheld(facts, cadre) else facts.assessment_of(cadre.code)
    proposal, refusal = facts.proposal_of(cadre.code), sheets.refusal
    rating = (proposal.proposed if proposal else None) or (said.proposed if said else None)
    names = [name for name in RATING_FIELDS if with_votes or not name.startswith("votes")]
    appraised = tally(facts, cadre.code).appraised_points
    return PersonCard(
        key=cadre.code,
        name=cadre.name,
        post=cadre.post,
        href=assessment_address(facts.quarter, facts.unit.code, cadre.code),
        remarks=_remarks(cadre),
        stated=assessment_state(facts, cadre),
        self_proposed=said.proposed.value if said and said.proposed else "",
        points=" · ".join(
            filter(
                None,
                (
                    f"tự chấm {points(said.total)}" if said and said.total is not None else "",
                    f"thẩm định nhiệm vụ {points(appraised)}" if appraised is not None else "",
                ),
            )
        ),
        unmet_title=f"Chưa đạt '{rating.value}'" if rating else "",
        unmet=conditions(facts, cadre.code, rating),
        fields=entries(
            sheets.proposals,
            sheets.rows.get(cadre.code),
            names,
            id_of=f"xl-{facts.rated.index(cadre)}",
            prefix=f"{cadre.code}{BETWEEN}",
            typed=sheets.typed.get(cadre.code),
            problems=refusal.problems.get(cadre.code, ()) if refusal else (),
            is_changed=bool(refusal and cadre.code in refusal.changed),
        ),
        mark=mark_of(sheets.rows.get(cadre.code)),
        decided=f"Đã quyết định: {proposal.decided.value}" if proposal and proposal.decided else "",
    )


def _remarks(cadre: Cadre) -> tuple[str, ...]:
    place = "Người đứng đầu, không tính vào tỷ lệ" if cadre.is_head else f"Nhóm: {group_of(cadre)}"
    central = route_of(cadre) is Route.A
    return (place, *(("Ban Thường vụ đề xuất, Trung ương xếp loại",) if central else ()))


def _findings(review: DossierReview) -> tuple[FindingLine, ...]:
    lines = (line for group in finding_groups(review) for line in group.findings)
    return tuple(line for line in lines if line.belongs_to.startswith(tuple(f"{n}." for n in _OF_THE_MEETING)))


def _held(facts: OpenDossier) -> str:
    meeting = facts.meeting
    if meeting is None or meeting.held is None:
        return "chưa ghi"
    return ", ".join(filter(None, (moment(meeting.held), meeting.place)))


def _sentence(facts: OpenDossier) -> str:
    rows = {item.person: item for item in facts.proposals}
    without = sum(not (rows.get(cadre.code) and rows[cadre.code].proposed) for cadre in facts.rated)
    if not facts.rated:
        return "Chưa có cán bộ nào được đánh giá trong quý này."
    if without:
        return f"Còn {without}/{len(facts.rated)} đồng chí chưa có mức đề xuất của tập thể."
    return f"Tập thể đã đề xuất mức cho cả {len(facts.rated)} đồng chí."
