"""Who stamps: an authority on the network, or one for development that lives in this process and proves nothing."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from asn1crypto import cms, tsp
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from archive.signing.keys import SigningKey

_DIGEST = "sha256"
_POLICY = "1.3.6.1.4.1.32473.1"  # of the documentation arc (RFC 5612): a trial promises nothing
_SERIAL_BITS = 63
_SECONDS = 10  # a desk waits for a stamp; a stamp that is late is asked for again with the next checkpoint


def network_authority(url: str) -> TimeStamper:
    """The authority at an address."""
    return RequestsHTTPTimeStamper(url, timeout=_SECONDS)  # type: ignore[no-untyped-call]  # the library's


class DevelopmentAuthority(TimeStamper):
    """Stamps whatever it is given with a key of development, at the moment `now` says."""

    def __init__(self, key: SigningKey, *, now: Callable[[], datetime]) -> None:
        super().__init__(include_nonce=True)  # type: ignore[no-untyped-call]  # the library's
        self._signer = _KeySigner(key)
        self._now = now

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """A granted response; RFC 3161 §2.4.2."""
        token = await self._signer.async_sign_general_data(self._said(req), _DIGEST, detached=False)
        return tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": token})

    def _said(self, req: tsp.TimeStampReq) -> cms.EncapsulatedContentInfo:
        said: dict[str, Any] = {
            "version": "v1",
            "policy": _POLICY,
            "message_imprint": req["message_imprint"],
            "serial_number": secrets.randbits(_SERIAL_BITS) | 1,
            "gen_time": self._now().astimezone(UTC).replace(microsecond=0),
        }
        if req["nonce"].native is not None:
            said["nonce"] = req["nonce"]
        content = cms.ParsableOctetString(tsp.TSTInfo(said).dump())
        return cms.EncapsulatedContentInfo({"content_type": "tst_info", "content": content})


class _KeySigner(Signer):
    """Signs with a key kept in memory."""

    def __init__(self, key: SigningKey) -> None:
        certificates = [
            next(iter(load_certs_from_pemder_data(item.public_bytes(Encoding.DER))))
            for item in (key.certificate, *key.issuers)
        ]
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # the library's
        store.register_multiple(certificates[1:])
        super().__init__(signing_cert=certificates[0], cert_registry=store, embed_roots=False)
        self._key = key.private

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: FBT001, FBT002, ARG002 - the library's signature
        return self._key.sign(data, ec.ECDSA(hashes.SHA256()))
