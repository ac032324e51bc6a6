"""Fields of a form as they are drawn: what is stored or was typed, what is wrong with it, and what stands there now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from archive.language import tidy
from archive.ports.forms import NEW, FieldProblem, Form, FormField, FormRow

BETWEEN = ":"  # a field of a table is called `key:field`; no code may hold this sign
_LONG = frozenset({
    "strengths", "shortcomings", "direction", "agenda", "conclusion", "difficulties", "absent", "reason",
    "personnel_proposal",
})  # fmt: skip
_NUMERIC = frozenset({"number", "count"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One field; `kind` is long, choice, figure or text, `stored` what somebody else wrote there meanwhile."""

    id: str
    name: str
    label: str
    value: str
    kind: str
    choices: tuple[str, ...] = ()
    hint: str = ""
    problem: str = ""
    stored: str = ""
    is_required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why nothing was stored: `problems` by row and field, `changed` the rows that somebody else was quicker with."""

    status: int
    sentence: str
    problems: Mapping[str, Sequence[FieldProblem]] = field(default_factory=dict)
    changed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """One thing to mend, said on top: the sentence and the id of the field it leads to."""

    sentence: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """What is said on top of a form that was not stored."""

    sentence: str
    wrongs: tuple[Wrong, ...] = ()


def entries(
    form: Form,
    row: FormRow | None,
    fields: Iterable[str],
    *,
    id_of: str,
    prefix: str = "",
    typed: Mapping[str, str] | None = None,
    problems: Sequence[FieldProblem] = (),
    is_changed: bool = False,
    hints: Mapping[str, str] | None = None,
) -> dict[str, Entry]:
    """The fields by name; ids begin with `id_of`, names with `prefix`; `typed` stands before what is stored."""
    known = {item.name: item for item in form.fields}
    stored = row.texts if row else {}
    wrong = {item.field: f"cần {item.expected}" for item in problems}
    made = {}
    for name in fields:
        value = (typed or {}).get(name, stored.get(name, ""))
        now = stored.get(name, "") if is_changed and tidy(value) != tidy(stored.get(name, "")) else ""
        made[name] = Entry(
            id=f"{id_of}-{name.replace('_', '-')}",
            name=f"{prefix}{name}",
            label=known[name].label,
            value=value,
            kind=_kind(known[name]),
            choices=known[name].choices,
            hint=(hints or {}).get(name, ""),
            problem=wrong.get(name, ""),
            stored=now or ("(trống)" if is_changed and tidy(value) and not stored.get(name, "") else ""),
            is_required=known[name].required,
        )
    return made


def mark_of(row: FormRow | None) -> str:
    """The mark that a form carries for the row."""
    return row.mark if row else NEW


def wrongs(made: Iterable[Entry], *, about: str = "") -> tuple[Wrong, ...]:
    """The fields that cannot be stored, for the summary on top."""
    whose = f"{about}: " if about else ""
    return tuple(
        Wrong(sentence=f"{whose}{item.label}: thấy '{item.value}', {item.problem}", href=f"#{item.id}")
        for item in made
        if item.problem
    )


def _kind(item: FormField) -> str:
    if item.kind == "choice":
        return "choice"
    if item.kind in _NUMERIC:
        return "figure"
    return "long" if item.name in _LONG else "text"
