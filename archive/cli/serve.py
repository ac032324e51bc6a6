"""hoso serve: the web pages."""

import click

from archive.cli.door import Door
from archive.cli.printing import say
from archive.errors import UsageError

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command("serve", help="Mở trang web trên máy này.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ lắng nghe.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535), help="Cổng.")
@click.pass_obj
def serve(door: Door, host: str, port: int) -> None:
    if host not in _LOOPBACK:
        raise UsageError("Trang web chưa có đăng nhập nên chỉ mở trên máy này; hãy dùng --host 127.0.0.1.")
    with door.open() as parts:
        say(f"Trang web: http://{host}:{port}/ (Ctrl+C để dừng)")
        door.serve(parts, host, port)
