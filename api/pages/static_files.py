"""Files of our own below /static: kept by browsers when their address names their content."""

from starlette.responses import Response
from starlette.staticfiles import StaticFiles as PlainStaticFiles
from starlette.types import Scope


class StaticFiles(PlainStaticFiles):
    """As the framework's; `?v=` makes the answer one that never changes."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file."""
        answer = await super().get_response(path, scope)
        is_named = scope["query_string"].startswith(b"v=")
        answer.headers["Cache-Control"] = "public, max-age=31536000, immutable" if is_named else "no-cache"
        return answer
