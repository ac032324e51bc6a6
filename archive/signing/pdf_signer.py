"""Signs a PDF: one visible PAdES B-B signature more, as an incremental update that keeps a PDF/A-1b what it is.

PdfSigner(keys=DevelopmentKeys(folder)).sign(pdf, signatory=head, slot=slot, unit="SNV", at=now)
"""

import asyncio
import io
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.content import AnnotAppearances
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from archive.domain.signature import Signatory, SignatureSlot, SignerRole
from archive.errors import BadInput
from archive.signing.keys import SigningKey, SigningKeys
from archive.signing.stamps import Drawing, Faces, organ_stamp, person_stamp
from archive.signing.stamps.form import add_form
from archive.signing.unreadable import UNREADABLE

_DIGEST = "sha256"
_CMS_BYTES = 1200  # of a signature beside its certificates: attributes, algorithms, names and the value


class PdfSigner:
    """Signs for persons and organs with keys that somebody keeps."""

    def __init__(self, *, keys: SigningKeys, font: Path | None = None) -> None:
        """Take keys from `keys`, and the letters of stamps from a folder with Liberation Serif (else the system's)."""
        self._keys = keys
        self._faces = Faces(font)
        self._signers: dict[bytes, _KeptKeySigner] = {}

    def sign(self, pdf: bytes, *, signatory: Signatory, slot: SignatureSlot, unit: str, at: datetime) -> bytes:
        """The PDF with one more visible PAdES signature, added as an incremental update.

        Raises:
            Unavailable: the key cannot be used now, or the font of the stamp is missing.
            BadInput: the bytes are no readable PDF, or it has no such page.
        """
        key = self._keys.for_signatory(signatory, unit=unit)
        drawing = self._stamp(signatory, slot, at)
        try:
            return _embed(pdf, self._signer(key), drawing, self._faces, slot=slot, at=at)
        except UNREADABLE as wrong:
            raise BadInput(
                f"Không ký được cho {signatory.name}: tệp PDF hỏng hoặc không có trang {slot.page + 1}. "
                "Hãy lập lại văn bản.",
                signatory=signatory.name,
                page=slot.page,
            ) from wrong

    def _signer(self, key: SigningKey) -> "_KeptKeySigner":
        """One signer for each key: making one reads certificates, which would be done again for each document."""
        print_ = key.certificate.fingerprint(hashes.SHA256())
        if print_ not in self._signers:
            self._signers[print_] = _KeptKeySigner(key)
        return self._signers[print_]

    def _stamp(self, signatory: Signatory, slot: SignatureSlot, at: datetime) -> Drawing:
        left, bottom, right, top = _box(slot)
        draw = organ_stamp if signatory.role is SignerRole.ORGAN else person_stamp
        return draw(
            signatory,
            at=at,
            width=right - left,
            height=top - bottom,
            is_development=self._keys.is_development,
            faces=self._faces,
        )


class _KeptKeySigner(Signer):
    """Signs with a key kept in memory: the library's own signer parses and validates it at every signature."""

    def __init__(self, key: SigningKey) -> None:
        certificates = [_of_library(certificate) for certificate in (key.certificate, *key.issuers)]
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # the library's
        store.register_multiple(certificates[1:])
        # The root is left out: who checks must have it from elsewhere.
        super().__init__(signing_cert=certificates[0], cert_registry=store, embed_roots=False)
        self._key = key.private
        self.reserved = 2 * (_CMS_BYTES + sum(len(certificate.dump()) for certificate in certificates))  # hex digits

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: FBT001, FBT002, ARG002 - the library's signature
        return self._key.sign(data, ec.ECDSA(hashes.SHA256()))


class _SameMetadata(IncrementalPdfFileWriter):
    """Leaves metadata alone: the library would write them in a form that PDF/A-1 does not allow (pipeline notes §3)."""

    def _update_meta(self) -> None:
        """Nothing: document information and XMP packet stay the same, and so agree with each other."""


def _embed(
    pdf: bytes, signer: _KeptKeySigner, drawing: Drawing, faces: Faces, *, slot: SignatureSlot, at: datetime
) -> bytes:
    writer = _SameMetadata(io.BytesIO(pdf))
    writer.register_extension(ESIC_EXTENSION_1)
    name = _field_name(writer, slot.role)
    left, bottom, right, top = _box(slot)
    steps = PdfCMSEmbedder(SigFieldSpec(name, on_page=slot.page, box=(left, bottom, right, top))).write_cms(
        name, writer
    )
    field = next(steps).get_object()
    field["/AP"] = AnnotAppearances(normal=add_form(writer, drawing, faces)).as_pdf_object()
    # PAdES puts the moment here, and not among the signed attributes (ETSI EN 319 142-1).
    holder = SignatureObject(
        timestamp=at.astimezone(UTC), subfilter=SigSeedSubFilter.PADES, bytes_reserved=signer.reserved
    )
    steps.send(SigObjSetup(sig_placeholder=holder))
    prepared, output = steps.send(SigIOSetup(md_algorithm=_DIGEST, output=io.BytesIO()))
    steps.send(asyncio.run(signer.async_sign(prepared.document_digest, _DIGEST, use_pades=True)))
    return bytes(output.getvalue())


def _field_name(writer: IncrementalPdfFileWriter, role: SignerRole) -> str:
    taken = {name for name, _, _ in enumerate_sig_fields(writer)}
    number = len(taken) + 1
    while f"{role}-{number}" in taken:
        number += 1
    return f"{role}-{number}"


def _box(slot: SignatureSlot) -> tuple[int, int, int, int]:
    """Whole points, and at least one of them each way: a signature without an area would be invisible."""
    left, bottom = round(slot.left), round(slot.bottom)
    return left, bottom, max(round(slot.right), left + 1), max(round(slot.top), bottom + 1)


def _of_library(certificate: x509.Certificate):  # type: ignore[no-untyped-def]  # noqa: ANN202 - asn1crypto has no types
    return next(iter(load_certs_from_pemder_data(certificate.public_bytes(Encoding.DER))))
