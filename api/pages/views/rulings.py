"""Decisions that the quota leaves to people: the larger share of R43 and the order of priority of R45."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from api.pages.views.entries import Entry, Refusal, Refused, entries, mark_of, wrongs
from api.pages.views.states import State
from archive.domain.dossier import OpenDossier
from archive.domain.ruling import RulingKind
from archive.ports.forms import Form, FormRow

RULING_FIELDS = ("group", "decided_on", "decided_by", "reason", "number")
RULING_KINDS: Mapping[str, RulingKind] = {"25": RulingKind.LARGER_SHARE, "uu-tien": RulingKind.PRIORITY}
ROW = "quyet-dinh"

_COUNTS = State("Có hiệu lực", "check", "good")
_WAITS = State("Chờ số quyết định", "late", "wait")
_HINTS = {
    "25": {
        "decided_on": "Chưa có quyết định thì ghi ngày đề nghị",
        "number": "Để trống khi mới đề nghị; tỷ lệ 25 % chỉ tính khi có số",
        "reason": "Kết quả nổi trội nào của nhóm",
    },
    "uu-tien": {"reason": "Ai trước, ai sau, vì sao", "decided_on": "Viết như 22/06/2026"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingForm:
    """The form of one kind; open when it is being filled in."""

    kind: str
    fields: Mapping[str, Entry]
    mark: str
    is_open: bool
    refused: Refused | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingLine:
    """One decision that was recorded; `href` opens its form."""

    kind: str
    about: str
    said: str
    state: State
    href: str


def ruling_form(
    form: Form,
    kind: str,
    groups: Sequence[str],
    *,
    row: FormRow | None = None,
    typed: Mapping[str, str] | None = None,
    refusal: Refusal | None = None,
) -> RulingForm:
    """The form of that kind, empty or as it was typed."""
    only = {"group": groups[0]} if len(groups) == 1 and row is None else {}
    made = entries(
        form,
        row,
        RULING_FIELDS,
        id_of=f"qd-{kind}",
        typed=typed if typed is not None else only,
        problems=refusal.problems.get(ROW, ()) if refusal else (),
        is_changed=bool(refusal and refusal.changed),
        hints=_HINTS[kind],
    )
    made["group"] = replace(made["group"], kind="choice", choices=tuple(groups))
    return RulingForm(
        kind=kind,
        fields=made,
        mark=mark_of(row),
        is_open=bool(row or typed or refusal),
        refused=Refused(sentence=refusal.sentence, wrongs=wrongs(made.values())) if refusal else None,
    )


def ruling_lines(facts: OpenDossier, rows: Sequence[FormRow]) -> tuple[RulingLine, ...]:
    """The decisions of both kinds that the unit has recorded."""
    kinds = {kind.value: name for name, kind in RULING_KINDS.items()}
    return tuple(
        RulingLine(
            kind=row.texts["kind"],
            about=row.texts["group"] or facts.unit.name,
            said=", ".join(
                filter(
                    None, (row.texts["number"], row.texts["decided_on"], row.texts["decided_by"], row.texts["reason"])
                )
            ),
            state=_COUNTS if row.texts["number"] or kinds[row.texts["kind"]] == "uu-tien" else _WAITS,
            href=f"?sua={row.mark}#qd-{kinds[row.texts['kind']]}",
        )
        for row in rows
        if row.texts["kind"] in kinds
    )
