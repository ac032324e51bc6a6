"""Time stamps of an authority (RFC 3161): proof that some bytes existed at a moment."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from archive.domain.signature import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class StampReport:
    """What a check of a token found: the verdict, the moment it names, and whether its authority is for trying out."""

    verdict: Verdict
    moment: datetime | None = None
    is_development: bool = False


class Stamper(Protocol):
    """Asks for tokens and checks them."""

    def stamp(self, content: bytes) -> bytes | None:
        """A token (DER) over the SHA-256 of the content; None when no authority was named.

        Raises:
            Unavailable: the authority does not answer, or not as it should.
        """
        ...

    def check(self, token: bytes, content: bytes, *, at: datetime) -> StampReport:
        """What the token says of the content; anything unreadable is BROKEN."""
        ...
