"""The application of `/api/v1` over a set of parts; made by a factory, mounted by `api.app`.

api = create_api(parts)
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.routing import BaseRoute, Match, Mount
from starlette.types import Scope

from api.v1.addresses import PREFIX
from api.v1.door import PER_MINUTE, Door, asking, gated
from api.v1.failures import answer_failures
from api.v1.routes.evidence import file_routes, sending_routes
from api.v1.routes.jobs import asking_routes, job_routes
from api.v1.routes.quarters import paper_routes, quarter_routes
from api.v1.routes.records import record_routes
from api.v1.routes.running import import_routes, running_routes
from api.v1.routes.sheets import changing_routes, sheet_routes
from api.v1.stating import statement_of
from archive.ports import Parts

_ABOUT = """What the pages do, as JSON for programs. A token stands in `Authorization: Bearer …`; cookies count for
nothing. It opens what both its actions and its account may; what it may not see does not exist (404). Texts are written
as people write them: 24/06/2026, 1.234,5. Errors have one shape: a code for programs, a sentence in Vietnamese for
people, and the facts."""
_SCHEME = {"token": {"type": "http", "scheme": "bearer", "description": "Given out by `hoso tokens issue`."}}


def create_api(parts: Parts, *, per_minute: int = PER_MINUTE) -> FastAPI:
    """The addresses, their errors and their OpenAPI document, which needs no token; pages for it would need a CDN."""
    api = FastAPI(
        title="Hồ sơ quý",
        version="1",
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        redirect_slashes=False,
        servers=[{"url": PREFIX}],
        root_path_in_servers=False,
        separate_input_output_schemas=False,
    )
    answer_failures(api)
    routers = list(_routers(parts, Door(parts, per_minute=per_minute)))
    api.state.stated = [route for router in routers for route in router.routes]
    for router in routers:
        api.include_router(router)
    api.openapi = _described(api)  # type: ignore[method-assign]  # FastAPI's own way to add to the document
    return api


def _routers(parts: Parts, door: Door) -> Sequence[APIRouter]:
    ask = asking(parts)

    def router(topic: str) -> APIRouter:
        return APIRouter(route_class=gated(door), tags=[topic])

    dossiers, sheets, files = router("Dossiers"), router("Sheets"), router("Files")
    work, records, running = router("Work"), router("Records"), router("System")
    quarter_routes(dossiers, ask)
    paper_routes(dossiers, ask)
    sheet_routes(sheets, ask)
    changing_routes(sheets, ask)
    import_routes(sheets, ask)
    sending_routes(files, ask, megabytes=parts.scratch.megabytes)
    file_routes(files, ask)
    asking_routes(work, ask)
    job_routes(work, ask)
    record_routes(records, ask)
    running_routes(running, ask)
    return dossiers, sheets, files, work, records, running


def mounted(api: FastAPI) -> Mount:
    """The application at its address; a line break in an address must not lead out of it, to the pages."""
    place = Mount(PREFIX, api)
    place.path_regex = re.compile(place.path_regex.pattern, re.DOTALL)
    return place


def allowance(api: FastAPI) -> Callable[[Scope], int]:
    """How many megabytes a request to it may send: more than one only to an operation that says so."""
    stated: Sequence[BaseRoute] = api.state.stated
    large = [(route, said.megabytes) for route in stated if (said := statement_of(route)) and said.megabytes > 1]

    def megabytes(scope: Scope) -> int:
        return next((most for route, most in large if route.matches(scope)[0] is Match.FULL), 1)

    return megabytes


def _described(api: FastAPI) -> Callable[[], dict[str, Any]]:
    """The OpenAPI document with the tokens, which the door asks for and not FastAPI."""
    plain = api.openapi

    def described() -> dict[str, Any]:
        document = plain()
        document.setdefault("components", {})["securitySchemes"] = _SCHEME
        document["security"] = [{"token": []}]
        return document

    return described
