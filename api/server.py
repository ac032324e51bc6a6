"""Serves the pages with uvicorn until stopped; the only place that knows how the web is run."""

import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import uvicorn

from api.app import create_app
from archive.errors import Unavailable
from archive.ports import Parts

_KEPT_OPEN = 75  # seconds a line stays open for a next request: longer than nginx keeps it, so that none meets its end
_GRACE = 5  # seconds an answer under way may still take once the server was told to stop


def serve(parts: Parts, host: str, port: int, *, ready: Callable[[str], None]) -> None:
    """Serve until interrupted (Ctrl+C) or terminated, then return so that the caller can tidy up.

    `ready` is told the address, with the real port, once a caller who connects there will be answered.

    Raises:
        Unavailable: the address cannot be used.
    """
    with listening(host, port) as door, suppress(KeyboardInterrupt), _ended_like_interrupt():
        pages = server(parts)
        ready(_address(host, door.getsockname()[1]))
        pages.run(sockets=[door])


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def server(parts: Parts) -> uvicorn.Server:
    """A server over these parts, not yet started; for `run(sockets=[...])`."""
    return uvicorn.Server(
        uvicorn.Config(
            create_app(parts),
            lifespan="off",
            ws="none",
            log_level="warning",
            access_log=False,  # addresses name people's dossiers and what was searched for
            server_header=False,
            proxy_headers=bool(parts.entry.hosts),  # the https server in front says whose request it is and how it came
            forwarded_allow_ips="127.0.0.1,::1",
            timeout_graceful_shutdown=_GRACE,
            timeout_keep_alive=_KEPT_OPEN,
        )
    )


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A listening socket; port 0 lets the system choose one.

    Raises:
        Unavailable: the address cannot be used.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        door = socket.create_server((host, port), family=family)
    except OSError as taken:
        raise Unavailable(
            f"Không mở được cổng {port} trên {host} ({taken.strerror}); hãy dừng chương trình đang dùng cổng này "
            "hoặc chọn cổng khác bằng --port.",
            host=host,
            port=port,
        ) from taken
    with door:
        # What is accepted inherits it. Without, the end of an answer waits up to 40 ms for the browser's word that it
        # has the beginning; asyncio sets it only on sockets that name their protocol.
        door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield door


@contextmanager
def _ended_like_interrupt() -> Iterator[None]:
    """A request to terminate ends the server as Ctrl+C does: uvicorn repeats it, and the caller still tidies up."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
