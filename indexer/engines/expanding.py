"""How far the beginning of a word inside a row of words may be expanded; the same bound for every engine."""

from archive.errors import UsageError

MOST_ENDINGS = 1_000  # words that `NV-SNV-0*` may try for its last one


def too_many_endings(words: tuple[str, ...], start: str) -> UsageError:
    """The refusal of a beginning that fits too many words."""
    row = " ".join(words)
    return UsageError(
        f"'{row} {start}*' khớp với quá nhiều từ (trên {MOST_ENDINGS}); hãy gõ thêm chữ trước dấu *, "
        f"ví dụ: nhiệm_vụ:NV-SNV-01*",
        piece=f"{row} {start}*",
    )
