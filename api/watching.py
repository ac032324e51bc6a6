"""What machines that watch ask: `/healthz` whether the system answers, `/metrics` how it is, for Prometheus.

Neither tells anything of units, people or files.
"""

from collections.abc import Iterable, Iterator

from fastapi import APIRouter, Request
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.responses import JSONResponse, Response

from api.access import Open, stating
from api.access.door import address_of
from api.security import is_this_machine
from api.web import Web
from archive.domain.health import Level, Sign
from archive.errors import HosoError, NotFound
from archive.jobs.health import health

_LEVELS = {Level.GOOD: 0, Level.WARNING: 1, Level.BAD: 2}
_READ_ONLY = ["GET", "HEAD"]


def watching(web: Web) -> APIRouter:
    """The two addresses; the figures are told to this machine alone."""
    router, parts = APIRouter(), web.parts

    @router.api_route("/healthz", methods=_READ_ONLY, **stating(Open.EVERYBODY))
    def answer() -> Response:
        try:
            with parts.desk.look() as work:
                work.facts.quarters()
        except HosoError as wrong:
            return JSONResponse({"ok": False, "error": wrong.code}, status_code=503)
        return JSONResponse({"ok": True})

    @router.api_route("/metrics", methods=_READ_ONLY, **stating(Open.EVERYBODY))
    def measure(request: Request) -> Response:
        if not is_this_machine(address_of(request)):
            raise NotFound("Số liệu vận hành chỉ đọc được trên chính máy này.")
        registry = CollectorRegistry(auto_describe=False)
        registry.register(_Signs(health(parts)))
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_PLAIN_0_0_4)

    return router


class _Signs(Collector):
    """Signs of health as gauges: `hoso_<sign>_<unit>` and `hoso_level` with 0 good, 1 warning, 2 bad."""

    def __init__(self, signs: Iterable[Sign]) -> None:
        self._signs = tuple(signs)

    def collect(self) -> Iterator[Metric]:
        """The gauges; a sign without a value has only its level."""
        levels = GaugeMetricFamily("hoso_level", "0 good, 1 warning, 2 bad", labels=["sign"])
        for sign in self._signs:
            levels.add_metric([sign.name], _LEVELS[sign.level])
            if sign.value is not None:
                yield GaugeMetricFamily(f"hoso_{sign.name}_{sign.unit}", f"{sign.name} in {sign.unit}", sign.value)
        yield levels
