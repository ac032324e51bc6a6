"""The one next action of a dossier for who looks at it: a button, a link, or the reason why there is none yet."""

from collections.abc import Callable
from dataclasses import dataclass

from api.pages.addresses import dossier_address, signing_address
from archive.domain.dossier import Stage
from archive.domain.rights import Action
from archive.workflow.review import DossierReview

MayDo = Callable[[Action], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class NextAction:
    """`href` is where the button leads; with `is_form` it asks for work there; empty when `reason` stands instead."""

    label: str
    href: str
    is_form: bool = False
    reason: str = ""


def next_action(review: DossierReview, may_do: MayDo) -> NextAction | None:
    """What comes next in the one flow, for who may do it; None when nothing is for them to do here."""
    facts, stage = review.facts, review.progress.stage
    here = f"{dossier_address(facts.quarter, facts.unit.code)}/viec"
    if not review.is_whole:
        return None
    if stage is Stage.OPEN and may_do(Action.ASSEMBLE):
        reason = "" if review.is_complete else "còn thiếu các mục ở dưới"
        return NextAction(label="Lập hồ sơ", href="" if reason else f"{here}/assemble", is_form=True, reason=reason)
    if stage is Stage.ASSEMBLED and may_do(Action.SIGN):
        waiting = sum(bool(document.unsigned_by) for document in review.documents)
        return NextAction(label=f"Ký {waiting} văn bản", href=signing_address(facts.quarter, facts.unit.code))
    if stage is Stage.SIGNED and may_do(Action.SEAL):
        return NextAction(label="Niêm phong", href=f"{here}/seal", is_form=True)
    if stage is Stage.SEALED and may_do(Action.EXPORT):
        return NextAction(label="Lập gói gửi đi", href=f"{here}/export", is_form=True)
    return None
