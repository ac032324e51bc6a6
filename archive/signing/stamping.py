"""Time stamps (RFC 3161): asked of an authority over HTTP, or of one for development, and checked to a trusted root."""

import asyncio
import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from asn1crypto import cms
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko.sign.validation.status import TimestampSignatureStatus

from archive.domain.signature import Verdict
from archive.errors import Unavailable
from archive.ports.stamping import StampReport
from archive.signing.trust import Trust, is_of_development, path_verdict
from archive.signing.unreadable import UNREADABLE

_DIGEST = "sha256"


class Rfc3161Stamper:
    """Asks one authority, or none; checks the tokens of any that leads to a trusted root."""

    def __init__(self, authority: TimeStamper | None, *, trust_roots: Sequence[Path]) -> None:
        """Take who stamps, and the trusted roots (PEM or DER).

        Raises:
            Unavailable: a root cannot be read.
        """
        self._authority = authority
        self._trust = Trust(trust_roots)

    def stamp(self, content: bytes) -> bytes | None:
        """A token (DER) over the SHA-256 of the content; None when no authority was named.

        Raises:
            Unavailable: the authority does not answer, or not as it should.
        """
        if self._authority is None:
            return None
        try:
            token = asyncio.run(self._authority.async_timestamp(hashlib.sha256(content).digest(), _DIGEST))
            return bytes(token.dump())
        except (TimestampRequestError, OSError, *UNREADABLE) as wrong:
            raise Unavailable(
                f"Máy chủ dấu thời gian không trả lời hoặc trả lời sai ({wrong}); hãy kiểm tra HOSO_TSA_URL."
            ) from wrong

    def check(self, token: bytes, content: bytes, *, at: datetime) -> StampReport:
        """What the token says of the content; anything unreadable is BROKEN."""
        try:
            signed = cms.ContentInfo.load(token, strict=True)["content"]
            context = self._trust.context(at)
            said = asyncio.run(
                validate_tst_signed_data(signed, context, lambda algorithm: hashlib.new(algorithm, content).digest())
            )
            return _report(TimestampSignatureStatus(**said))
        except UNREADABLE:
            return StampReport(verdict=Verdict.BROKEN)


def _report(status: TimestampSignatureStatus) -> StampReport:
    sound = status.intact and status.valid
    return StampReport(
        verdict=path_verdict(status.trust_problem_indic)[0] if sound else Verdict.BROKEN,
        moment=status.timestamp,
        is_development=is_of_development(status.signing_cert),
    )
