"""serve(): a real port, a clear word when it is taken, and an orderly end."""

import signal
import socket
import subprocess
import sys
import threading

import httpx2 as httpx
import pytest

from api.server import listening, serve, server
from archive.errors import Unavailable
from tests.api.world import empty_world
from tests.program import ROOT


def test_the_pages_are_served_on_a_real_port() -> None:
    with listening("127.0.0.1", 0) as door:
        running = server(empty_world().parts)
        thread = threading.Thread(target=running.run, kwargs={"sockets": [door]})
        thread.start()
        try:
            answer = httpx.get(f"http://127.0.0.1:{door.getsockname()[1]}/", timeout=20)
        finally:
            running.should_exit = True
            thread.join()

    assert answer.status_code == 200
    assert "Chưa có dữ liệu" in answer.text
    assert "server" not in answer.headers


def test_a_port_that_is_taken_is_said_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(Unavailable, match="--port"):
        serve(empty_world().parts, "127.0.0.1", taken.getsockname()[1])


_PROGRAM = """
import sys
from api.server import serve
from tests.api.world import empty_world
from tests.program import ROOT

serve(empty_world().parts, "127.0.0.1", int(sys.argv[1]))
print("tidied up")
"""


@pytest.mark.parametrize("signal_name", ["SIGINT", "SIGTERM"])
def test_it_ends_in_order_so_that_the_caller_can_tidy_up(signal_name: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with subprocess.Popen([sys.executable, "-c", _PROGRAM, str(port)], cwd=ROOT, stdout=subprocess.PIPE) as running:
        _wait_until_it_answers(port)
        running.send_signal(getattr(signal, signal_name))
        said, _ = running.communicate(timeout=60)

    assert running.returncode == 0
    assert said.decode().strip() == "tidied up"


def _wait_until_it_answers(port: int) -> None:
    with httpx.Client(
        transport=httpx.HTTPTransport(retries=8)
    ) as client:  # tries to connect, farther and farther apart
        assert client.get(f"http://127.0.0.1:{port}/", timeout=60).status_code == 200
