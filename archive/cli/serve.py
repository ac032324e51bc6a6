"""hoso serve: the web pages."""

import json

import click

from archive.cli.attending import attended_worker
from archive.cli.door import Door
from archive.cli.printing import json_option, say
from archive.errors import UsageError

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command("serve", help="Mở trang web: trên máy này, hoặc cho máy khác khi có HOSO_PUBLIC_HOST.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ lắng nghe.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535), help="Cổng.")
@json_option
@click.pass_obj
def serve(door: Door, host: str, port: int, *, as_json: bool) -> None:
    if host not in _LOOPBACK and not door.environ.get("HOSO_PUBLIC_HOST"):
        raise UsageError(
            "Để máy khác mở được trang web, hãy khai tên máy ở HOSO_PUBLIC_HOST và đặt một máy chủ https phía trước; "
            "nếu chỉ dùng trên máy này, hãy dùng --host 127.0.0.1."
        )
    with attended_worker(door), door.open() as parts:
        door.serve(parts, host, port, _tell_machine if as_json else _tell_person)


def _tell_person(address: str) -> None:
    say(f"Trang web: {address} (Ctrl+C để dừng)")


def _tell_machine(address: str) -> None:
    """One line, at once: a script waits for it before it asks for a page."""
    print(json.dumps({"url": address}), flush=True)
