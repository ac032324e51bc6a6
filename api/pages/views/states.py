"""States as people see them: always a word and an icon, the tone (colour) only beside them."""

from dataclasses import dataclass

from archive.domain.document import Document
from archive.domain.dossier import Component, Stage
from archive.domain.dossier.components import ComponentState
from archive.domain.outcome import JudgedTask, Outcome


@dataclass(frozen=True, slots=True)
class State:
    """A state: its word, the name of its icon, and its tone (good, bad, wait, info, none)."""

    word: str
    icon: str
    tone: str


COMPLETE = State("Đủ", "check", "good")
OVERDUE = State("Quá hạn", "late", "bad")
WAITS_FOR_SIGNATURE = State("Chờ ký", "pen", "wait")
SIGNED = State("Đã ký", "signed", "good")
SEALED = State("Đã niêm phong", "lock", "good")
OVER_TARGET = State("Vượt", "up", "info")
NO_EVIDENCE = State("Thiếu minh chứng", "cross", "bad")
TRIAL = State("BẢN THỬ", "warn", "wait")
REMARK = State("Lưu ý", "warn", "wait")

_COMPONENTS = {
    ComponentState.COMPLETE: COMPLETE,
    ComponentState.MISSING: State("Thiếu", "cross", "bad"),
    ComponentState.NOT_APPLICABLE: State("Không áp dụng", "dash", "none"),
}
_STAGES = {
    Stage.OPEN: State(Stage.OPEN.words, "draft", "none"),
    Stage.ASSEMBLED: WAITS_FOR_SIGNATURE,
    Stage.SIGNED: SIGNED,
    Stage.SEALED: SEALED,
}
_OUTCOMES = {
    Outcome.EARLY: ("early", "info"),
    Outcome.ON_TIME: ("check", "good"),
    Outcome.LATE: ("late", "wait"),
    Outcome.NOT_COMPLETED: ("cross", "bad"),
    Outcome.CARRIED_OVER: ("next", "none"),
    Outcome.OPEN: ("question", "wait"),
}


def component_state(component: Component) -> State:
    """Whether people gave what the component needs."""
    return _COMPONENTS[component.state]


def stage_state(stage: Stage) -> State:
    """How far the dossier has come."""
    return _STAGES[stage]


def document_state(document: Document, *, is_sealed: bool) -> State:
    """How far a document has come."""
    if is_sealed:
        return SEALED
    return WAITS_FOR_SIGNATURE if document.unsigned_by else SIGNED


def outcome_state(outcome: Outcome) -> State:
    """How a task ended."""
    icon, tone = _OUTCOMES[outcome]
    return State(outcome.words, icon, tone)


def outcome_chips(judged: JudgedTask) -> tuple[State, ...]:
    """How a task ended, with a chip of its own for what went over the target."""
    own = outcome_state(judged.outcome)
    return (own, OVER_TARGET) if judged.over_target else (own,)
