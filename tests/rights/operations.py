"""Every operation of pages and programs, with the actions that its route states."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from api.access import Open, statement_of
from api.app import create_app
from api.v1.addresses import PREFIX
from api.v1.app import create_api
from api.v1.stating import statement_of as statement_for_programs
from archive.domain.rights import Action
from tests.api.world import small_world

_EDITING, _MEETING = frozenset({Action.EDIT_FACTS}), frozenset({Action.EDIT_FACTS, Action.PROPOSE})
_ROWS = f"{PREFIX}/quarters/{{quarter}}/units/{{unit}}/sheets/{{sheet}}/rows"
# What the thing in the address asks beyond what the route states: one of these is enough. Sheets are asked about with
# ket-qua (for the others: archive/domain/editing.py), work with assemble (for the others: archive/jobs/kinds.py).
BEYOND: Mapping[str, frozenset[Action]] = {
    "POST /ho-so/{quy}/{unit}/viec/{kind}": frozenset({Action.ASSEMBLE}),
    "GET /hoi-nghi/{quy}/{unit}": _MEETING | {Action.DECIDE},
    "POST /hoi-nghi/{quy}/{unit}": _MEETING,
    "POST /hoi-nghi/{quy}/{unit}/thu": _MEETING | {Action.DECIDE},
    "POST /hoi-nghi/{quy}/{unit}/quyet-dinh/{kind}": _MEETING | {Action.DECIDE},
    "GET /tham-dinh/{quy}/{unit}/{person}": frozenset({Action.ASSESS, Action.EDIT_FACTS}),
    "POST /tham-dinh/{quy}/{unit}/{person}": frozenset({Action.ASSESS, Action.EDIT_FACTS}),
    f"POST {_ROWS}": _EDITING | {Action.REPORT, Action.ASSESS},
    f"PATCH {_ROWS}/{{row}}": _EDITING | {Action.REPORT},
    f"DELETE {_ROWS}/{{row}}": _EDITING,
    f"POST {PREFIX}/quarters/{{quarter}}/units/{{unit}}/tasks/{{task}}/evidence": _EDITING | {Action.REPORT},
    f"POST {PREFIX}/quarters/{{quarter}}/units/{{unit}}/jobs": frozenset({Action.ASSEMBLE}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One method of one route; `opened` says to whom it is open that needs no action.

    Who passes the door has all of `actions`, who gets on has one of `beyond` where there are any.
    """

    method: str
    path: str
    actions: frozenset[Action]
    beyond: frozenset[Action] = frozenset()
    opened: Open | None = None

    def is_for(self, rights: frozenset[Action]) -> bool:
        """Whether who has these rights may do it somewhere."""
        return self.actions <= rights and (not self.beyond or bool(self.beyond & rights))

    @property
    def name(self) -> str:
        """How people call it."""
        return f"{self.method} {self.path}"

    @property
    def places(self) -> frozenset[str]:
        """The names in its address."""
        return frozenset(re.findall(r"\{(\w+)", self.path))

    @property
    def is_for_programs(self) -> bool:
        """Whether it is asked with a token."""
        return self.path.startswith(PREFIX)


def operations() -> Iterator[Operation]:
    """All of them, the pages first; HEAD goes with GET."""
    parts = small_world().parts
    for route in create_app(parts).state.stated:
        said = statement_of(route)
        assert said is not None
        actions = frozenset({said.action} if isinstance(said.action, Action) else ())
        yield from _of(route, route.path, actions, said.action if isinstance(said.action, Open) else None)
    for route in create_api(parts).state.stated:
        told = statement_for_programs(route)
        assert told is not None
        yield from _of(route, PREFIX + route.path, frozenset(told.actions), None)


def _of(route: Any, path: str, actions: frozenset[Action], opened: Open | None) -> Iterator[Operation]:
    for method in sorted(set(route.methods) - ({"HEAD"} if "GET" in route.methods else set())):
        beyond = BEYOND.get(f"{method} {path}", frozenset())
        yield Operation(method=method, path=path, actions=actions, beyond=beyond, opened=opened)
