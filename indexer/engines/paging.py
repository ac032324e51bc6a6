"""Which part of the hits is asked for."""

from archive.errors import UsageError


def check_page(limit: int, offset: int) -> None:
    """Refuse a page that cannot be.

    Raises:
        UsageError: a negative number of hits.
    """
    if limit < 0 or offset < 0:
        raise UsageError(f"Số kết quả và vị trí bắt đầu không được âm ({limit}, {offset}).", limit=limit, offset=offset)
