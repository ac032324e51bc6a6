"""serve(): a real port, a clear word when it is taken, and an orderly end."""

import json
import re
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import httpx2 as httpx
import pytest

from api.server import listening, serve, server
from archive.errors import Unavailable
from tests.api.world import empty_world
from tests.program import ROOT, command, environment, hoso


def test_the_pages_are_served_on_a_real_port() -> None:
    with listening("127.0.0.1", 0) as door:
        running = server(empty_world().parts)
        thread = threading.Thread(target=running.run, kwargs={"sockets": [door]})
        thread.start()
        try:
            answer = httpx.get(f"http://127.0.0.1:{door.getsockname()[1]}/vao", timeout=20)
        finally:
            running.should_exit = True
            thread.join()

    assert answer.status_code == 200
    assert "Đăng nhập" in answer.text
    assert "server" not in answer.headers


def test_the_end_of_an_answer_does_not_wait_for_its_beginning() -> None:
    """With Nagle's algorithm each short answer takes as long as the browser's system delays its word: 40 ms."""
    with listening("127.0.0.1", 0) as door, socket.create_connection(door.getsockname()):
        accepted, _ = door.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def _never(address: str) -> None:
    raise AssertionError(f"nothing can be had at {address}")


def test_a_port_that_is_taken_is_said_so_and_nobody_is_told_an_address() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(Unavailable, match="--port"):
        serve(empty_world().parts, "127.0.0.1", taken.getsockname()[1], ready=_never)


_PROGRAM = """
import sys
from api.server import serve
from tests.api.world import empty_world
from tests.program import ROOT

serve(empty_world().parts, "127.0.0.1", int(sys.argv[1]), ready=lambda address: None)
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


def test_the_real_program_says_where_it_listens_in_one_line_of_json(tmp_path: Path) -> None:
    assert hoso("init", "--home", tmp_path / "home").code == 0
    serving = [*command("serve", "--port", 0, "--json", "--home", tmp_path / "home")]
    with subprocess.Popen(serving, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()) as running:
        assert running.stdout is not None
        try:
            address = json.loads(running.stdout.readline())["url"]
            answer = httpx.get(address, timeout=60, follow_redirects=True)
        finally:
            running.send_signal(signal.SIGTERM)
        said, _ = running.communicate(timeout=60)

    assert re.fullmatch(r"http://127\.0\.0\.1:[1-9]\d*/", address)
    assert answer.status_code == 200
    assert said == b""
    assert running.returncode == 0


def test_without_json_the_address_is_talk_and_nothing_is_data(tmp_path: Path) -> None:
    assert hoso("init", "--home", tmp_path / "home").code == 0
    serving = command("serve", "--port", 0, "--home", tmp_path / "home")
    with subprocess.Popen(serving, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()) as running:
        assert running.stderr is not None
        told = running.stderr.readline().decode()
        running.send_signal(signal.SIGTERM)
        said, _ = running.communicate(timeout=60)

    assert re.fullmatch(r"Trang web: http://127\.0\.0\.1:[1-9]\d*/ \(Ctrl\+C để dừng\)\n", told)
    assert said == b""


def test_an_address_of_the_newer_kind_stands_in_brackets() -> None:
    told: list[str] = []

    def stop(address: str) -> None:
        told.append(address)
        raise KeyboardInterrupt

    serve(empty_world().parts, "::1", 0, ready=stop)

    assert re.fullmatch(r"http://\[::1\]:[1-9]\d*/", told[0])


def _wait_until_it_answers(port: int) -> None:
    with httpx.Client(
        transport=httpx.HTTPTransport(retries=8)
    ) as client:  # tries to connect, farther and farther apart
        assert client.get(f"http://127.0.0.1:{port}/vao", timeout=60).status_code == 200
