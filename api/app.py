"""The web application over a set of parts; made by a factory, so nothing happens at import.

app = create_app(parts)
"""

from fastapi import FastAPI
from starlette.responses import FileResponse
from starlette.staticfiles import StaticFiles

from api.failures import answer_failures
from api.pages.routes import pages
from api.pages.templating import STATIC, Templates
from api.security import Guard
from api.watching import watching
from archive.ports import Parts


def create_app(parts: Parts) -> FastAPI:
    """The pages, their looks and their errors; the browsable documentation of FastAPI needs a CDN and stays off."""
    app = FastAPI(title="Hồ sơ quý", docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    templates = Templates()
    app.add_middleware(Guard)
    answer_failures(app, templates)
    app.include_router(pages(parts, templates))
    app.include_router(watching(parts))
    app.add_route("/favicon.ico", lambda _: FileResponse(STATIC / "hoso.svg"))  # browsers ask for it beside a PDF
    app.mount("/static", StaticFiles(directory=STATIC))
    return app
