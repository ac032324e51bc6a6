"""Writes docs/rights.md from the table of rights and what every route states: `make rights`."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from api.access import Open
from archive.domain.accounts import Role
from archive.domain.rights import OWN_ONLY, RIGHTS, Action
from tests.rights.operations import Operation, operations

PAGE = Path(__file__).parents[2] / "docs/rights.md"
_HEAD = """# Rights

Who may do what, written by `make rights` out of the one table (`archive/domain/rights.py`) and what every route states
of itself; a test compares this page with the code, and another asks every operation as every role
(`tests/rights/test_matrix.py`).

- **●** the role may do it *within its reach*: the units, and kinds of cadres, that its grant names. Of what lies
  outside, the answer is the same, to the letter, as for what does not exist.
- **own** the role may do it for its own person's papers and tasks only.
- **all** no dossier is touched; there is no reach to speak of, or every signed-in account may.
- *one of* after the action: what the thing in the address asks beyond what the door asks.
- an empty field: 403, before anything is looked up.

A program may do what its account *and* its token allow; no token manages accounts.
"""
_OPEN = {Open.EVERYBODY: "everybody", Open.SIGNED_IN: "signed in"}
_WITHOUT_DOSSIERS = frozenset({Action.READ_LOG, Action.MANAGE_ACCOUNTS, Action.RUN_SYSTEM})


def page() -> Iterator[str]:
    """The whole page, line by line."""
    yield _HEAD
    yield "## Actions\n"
    yield from _table(
        "action", (Operation(method="", path=action.value, actions=frozenset({action})) for action in Action)
    )
    every = list(operations())
    for title, wanted in (("Pages", False), ("Programs (`/api/v1`)", True)):
        yield f"## {title}\n"
        yield from _table("operation", (item for item in every if item.is_for_programs is wanted))


def _table(head: str, rows: Iterable[Operation]) -> Iterator[str]:
    yield f"| {head} | asks for | {' | '.join(role.value for role in Role)} |"
    yield f"|---|---|{'---|' * len(Role)}"
    for item in rows:
        yield f"| `{item.name.strip()}` | {_asks(item)} | {' | '.join(_mark(role, item) for role in Role)} |"
    yield ""


def _asks(item: Operation) -> str:
    door = _OPEN[item.opened] if item.opened else ", ".join(sorted(item.actions)) or "a live token"
    return f"{door}, one of {', '.join(sorted(item.beyond))}" if item.beyond else door


def _mark(role: Role, item: Operation) -> str:
    if not item.is_for(RIGHTS[role]):
        return ""
    if item.actions <= _WITHOUT_DOSSIERS and not item.beyond:
        return "all"
    return "own" if role in OWN_ONLY else "●"


if __name__ == "__main__":
    PAGE.write_text("\n".join(page()).rstrip() + "\n")
