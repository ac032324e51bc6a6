"""The web application over a set of parts; made by a factory, so nothing happens at import.

app = create_app(parts)
"""

from collections.abc import Callable, Iterable

from fastapi import APIRouter, Depends, FastAPI
from starlette.responses import FileResponse
from starlette.routing import BaseRoute, Match, Mount
from starlette.types import Scope

from api.access import Access, statement_of
from api.access.body import Allowance, BodyLimit, Refusal, in_words
from api.failures import answer_failures
from api.one_writer import OneWriter
from api.pages.account import account_pages
from api.pages.actions import action_pages
from api.pages.appraisal import appraisal_pages
from api.pages.assessment import assessment_pages
from api.pages.codes import code_pages
from api.pages.decisions import decision_pages
from api.pages.drawing import PageDrawing
from api.pages.form_trials import form_trial_pages
from api.pages.forms_library import form_library_pages
from api.pages.health import health_pages
from api.pages.intake import intake_pages
from api.pages.jobs import job_pages
from api.pages.log import log_pages
from api.pages.meeting import meeting_pages
from api.pages.one_user import one_user_pages
from api.pages.packages import package_pages
from api.pages.reminders import reminder_pages
from api.pages.resumable import BELOW, resumable_pages
from api.pages.routes import overview_pages, reading_pages
from api.pages.search import search_pages
from api.pages.settings import setting_pages
from api.pages.sheets import sheet_pages
from api.pages.sign_in import sign_in_pages
from api.pages.signing import signing_pages
from api.pages.static_files import StaticFiles
from api.pages.tasks import task_pages
from api.pages.templating import STATIC
from api.pages.uploads import upload_pages
from api.pages.users import user_pages
from api.pages.year import year_pages
from api.security import Guard
from api.v1.app import allowance, create_api, mounted
from api.v1.failures import refuse
from api.watching import watching
from api.web import Web
from archive.ports import Parts

Factory = Callable[[Web], APIRouter]

# Every factory of pages. A route that does not state its action is closed, and a test names it.
PAGES: tuple[Factory, ...] = (
    overview_pages,
    reading_pages,
    search_pages,
    reminder_pages,
    sign_in_pages,
    account_pages,
    code_pages,
    user_pages,
    one_user_pages,
    job_pages,
    action_pages,
    signing_pages,
    package_pages,
    year_pages,
    health_pages,
    setting_pages,
    log_pages,
    form_library_pages,
    form_trial_pages,
    task_pages,
    upload_pages,
    resumable_pages,
    intake_pages,
    sheet_pages,
    assessment_pages,
    meeting_pages,
    appraisal_pages,
    decision_pages,
    watching,
)


def create_app(parts: Parts) -> FastAPI:
    """The pages, their looks and their errors; the browsable documentation of FastAPI needs a CDN and stays off."""
    app = FastAPI(title="Hồ sơ quý", docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    web = Web(parts, PageDrawing(parts), Access(parts))
    answer_failures(app, web)
    routers = [factory(web) for factory in PAGES]
    app.state.stated = [route for router in routers for route in router.routes]
    for router in routers:
        app.include_router(router, dependencies=[Depends(web.access.gate)])
    app.add_route("/favicon.ico", lambda _: FileResponse(STATIC / "hoso.svg"))  # browsers ask for it beside a PDF
    app.mount("/static", StaticFiles(directory=STATIC))
    api = create_api(parts)
    programs = mounted(api)
    app.router.routes.append(programs)
    limit = _allowance(app.state.stated, programs, allowance(api))
    app.add_middleware(OneWriter, below=BELOW)
    app.add_middleware(BodyLimit, allowance=limit, refusal=_too_much(programs))
    app.add_middleware(Guard, hosts=parts.entry.hosts)
    return app


def _allowance(routes: Iterable[BaseRoute], programs: Mount, theirs: Allowance) -> Allowance:
    """How many megabytes a request may send: more than one only to a route that says so, of the pages or theirs."""
    large = [(route, said.megabytes) for route in routes if (said := statement_of(route)) and said.megabytes > 1]

    def megabytes(scope: Scope) -> int:
        match, inside = programs.matches(scope)
        if match is Match.FULL:
            return theirs({**scope, **inside})
        return next((most for route, most in large if route.matches(scope)[0] is Match.FULL), 1)

    return megabytes


def _too_much(programs: Mount) -> Refusal:
    """Who sends too much is told in a sentence, a program in JSON."""
    return lambda scope: refuse(413) if programs.matches(scope)[0] is Match.FULL else in_words(scope)
