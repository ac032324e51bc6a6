"""Classification of papers: a secret one is kept as a stub that says where the paper lies (domain notes §3.7)."""

from enum import StrEnum


class Classification(StrEnum):
    """Độ mật, as Vietnamese law names it; anything but public may not enter a networked computer."""

    PUBLIC = ""
    CONFIDENTIAL = "Mật"
    SECRET = "Tối mật"
    TOP_SECRET = "Tuyệt mật"

    @property
    def is_secret(self) -> bool:
        """Whether content must not be stored, rendered or indexed here."""
        return self is not Classification.PUBLIC
