"""The bytes of a PDF that no digest covers: the gap a signature lies in must hold that signature and nothing else.

Without this a byte could change there with every digest still right: padding, the case of hex digits, fields of the
signature that are not signed themselves.
"""

import re

from asn1crypto import cms, core, parser
from pyhanko.sign.validation import EmbeddedPdfSignature

_ONE_CASE = re.compile(rb"<(?:[0-9a-f]*|[0-9A-F]*)>")
_RANGE_NUMBERS = 4
_PLAIN_VERSION = "v1"  # RFC 5652: of signatures that name their certificate by issuer and serial number


def is_gap_filled(pdf: bytes, embedded: EmbeddedPdfSignature) -> bool:
    """Whether the gap is one hex string, the signature, and after it zeros only."""
    if len(embedded.byte_range) != _RANGE_NUMBERS:
        return False
    _, first, second, _ = (int(number) for number in embedded.byte_range)
    gap, content = pdf[first:second], embedded.pkcs7_content
    if not _ONE_CASE.fullmatch(gap) or bytes.fromhex(gap[1:-1].decode("ascii")) != content:
        return False
    return not content[_length(content) :].strip(b"\0")


def is_signature_exact(embedded: EmbeddedPdfSignature) -> bool:
    """Whether the parts of the signature that are not signed stand as the standard prescribes, so that none is free.

    Signatures of other programs may take liberties here and still be good: this alone breaks none.
    """
    content = embedded.pkcs7_content
    message = cms.ContentInfo.load(content[: _length(content)])
    signed, signer = message["content"], message["content"]["signer_infos"][0]
    digests = [algorithm.dump() for algorithm in signed["digest_algorithms"]]
    return (
        _is_der(content[: _length(content)])
        and digests == [signer["digest_algorithm"].dump()]
        and _has_no_parameters(signer["digest_algorithm"])
        and (_is_pss(signer["signature_algorithm"]) or _has_no_parameters(signer["signature_algorithm"]))
        and _has_right_versions(signed, signer)
        and _names_its_certificate(signer, embedded)
    )


def _length(content: bytes) -> int:
    """How long the signature is, without its padding."""
    return int(parser.peek(content))


def _is_der(encoded: bytes) -> bool:
    """Whether every length is written in its one right form, and takes in no padding, at all depths."""
    while encoded:
        kind, method, tag, header, content, trailer = parser.parse(encoded)
        whole = header + content + trailer
        if not whole.strip(b"\0") or parser.emit(kind, method, tag, content) != whole:
            return False
        if method and not _is_der(content):
            return False
        encoded = encoded[len(whole) :]
    return True


def _is_pss(algorithm: core.Sequence) -> bool:
    return bool(algorithm["algorithm"].native == "rsassa_pss")  # its parameters are used, and so checked


def _has_no_parameters(algorithm: core.Sequence) -> bool:
    return isinstance(algorithm["parameters"], (core.Void, core.Null))


def _has_right_versions(signed: cms.SignedData, signer: cms.SignerInfo) -> bool:
    if signer["sid"].name != "issuer_and_serial_number":
        return True
    return bool(signer["version"].native == _PLAIN_VERSION and signed["version"].native == _PLAIN_VERSION)


def _names_its_certificate(signer: cms.SignerInfo, embedded: EmbeddedPdfSignature) -> bool:
    """Names of issuers are matched without regard to case and kind of text; here every byte counts."""
    if signer["sid"].name != "issuer_and_serial_number":
        return True
    return bool(signer["sid"].chosen["issuer"].dump() == embedded.signer_cert.issuer.dump())
