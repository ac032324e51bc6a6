"""Wrong calls of a command, said in Vietnamese."""

import click

from archive.errors import UsageError


def explain(mistake: click.ClickException) -> UsageError:
    """The same mistake as an error of ours, with what to do."""
    context = getattr(mistake, "ctx", None)
    path = context.command_path if context else "hoso"
    return UsageError(f"{_what(mistake)}. Xem cách dùng: {path} --help.")


def _what(mistake: click.ClickException) -> str:
    if isinstance(mistake, click.NoSuchOption):
        return f"Không có tùy chọn {mistake.option_name}"
    if isinstance(mistake, click.MissingParameter):
        name = mistake.param.opts[0] if mistake.param and mistake.param.opts else mistake.param_hint
        return f"Thiếu {name}"
    if isinstance(mistake, click.BadParameter):
        name = mistake.param.opts[0] if mistake.param and mistake.param.opts else mistake.param_hint
        return f"Giá trị của {name} không dùng được"
    if isinstance(mistake, click.NoSuchCommand):
        return f"Không có lệnh '{mistake.command_name}'"
    return f"Gọi lệnh chưa đúng ({mistake.format_message().rstrip('.')})"
