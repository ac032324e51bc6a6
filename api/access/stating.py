"""Every route says who may ask for it: `@router.get("/x", **stating(Action.READ))`. One that does not is closed."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from starlette.routing import BaseRoute

from archive.domain.rights import Action

_KEY = "x-hoso"


class Open(StrEnum):
    """Whom a route is for that is not about an action on dossiers."""

    EVERYBODY = "everybody"
    SIGNED_IN = "signed_in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a route says of itself.

    `per_minute` bounds how often one account (or address) may ask; `megabytes` (1024²) how much may be sent, 1 unless
    said otherwise; with `before_password` it is open to who must change the password first.
    """

    action: Action | Open
    per_minute: int | None = None
    megabytes: int = 1
    before_password: bool = False


def stating(
    action: Action | Open, *, per_minute: int | None = None, megabytes: int = 1, before_password: bool = False
) -> dict[str, Any]:
    """The keyword arguments of a route decorator that make it say so."""
    said = Statement(action=action, per_minute=per_minute, megabytes=megabytes, before_password=before_password)
    return {"openapi_extra": {_KEY: said}}


def statement_of(route: BaseRoute | None) -> Statement | None:
    """What the route says; None when it says nothing."""
    said = (getattr(route, "openapi_extra", None) or {}).get(_KEY)
    return said if isinstance(said, Statement) else None
