"""The seal of a record version: what exactly is sealed, and the values that stand in `seal.json`."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from archive.domain.log import Checkpoint
from archive.domain.merkle import tree_root
from archive.errors import RecordDamaged

SEAL_FORMAT = "hoso-seal/2"  # names the log as it stood
SEAL_WITHOUT_LOG = "hoso-seal/1"  # from before there was a log, or before its first checkpoint
SEAL_PATH = "seal.json"
RECORD_PATH = "record.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealSignature:
    """A raw signature over a statement, with the certificate of the key that made it."""

    algorithm: str
    certificate: str  # PEM, the signer's certificate followed by its issuers
    value: str  # base64


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """One seal: the Merkle root over every file but `seal.json` itself, signed; no timestamp means none was had.

    `log` is what the newest checkpoint of the log promised at that moment: the entry that tells of this seal comes
    after it, and a log put back to an older state, or another log, no longer keeps the promise.
    """

    record: str
    version: int
    tree_size: int
    root: str  # hex
    sealed: datetime
    signature: SealSignature
    log: Checkpoint | None = None
    timestamp: str | None = None  # base64 of an RFC 3161 token


def leaf(path: str, sha512: str) -> bytes:
    """What one file contributes to the tree: its path and digest, so that neither can change unseen."""
    return f"{path}\n{sha512}".encode()


def root_of(digests: Mapping[str, str]) -> str:
    """The Merkle root, in hex, over files by path order; `seal.json` is left out, for it holds the root."""
    leaves = [leaf(path, digests[path]) for path in sorted(digests) if path != SEAL_PATH]
    return tree_root(leaves).hex()


def statement(
    *, record: str, version: int, tree_size: int, root: str, sealed: datetime, log: Checkpoint | None = None
) -> bytes:
    """The bytes that are signed: every value of the seal, one a line, so that none can be swapped."""
    lines = [_format(log), record, str(version), str(tree_size), root, sealed.isoformat()]
    if log:
        lines += log.text.splitlines()
    return "\n".join(lines).encode()


def _format(log: Checkpoint | None) -> str:
    return SEAL_FORMAT if log else SEAL_WITHOUT_LOG


def seal_document(seal: Seal) -> dict[str, object]:
    """The seal as `seal.json` holds it."""
    document: dict[str, object] = {
        "format": _format(seal.log),
        "record": seal.record,
        "version": seal.version,
        "tree": {"hash": "sha256", "construction": "RFC 9162", "size": seal.tree_size, "root": seal.root},
        "sealed": seal.sealed.isoformat(),
        "signature": {
            "algorithm": seal.signature.algorithm,
            "certificate": seal.signature.certificate,
            "value": seal.signature.value,
        },
        "timestamp": seal.timestamp,
    }
    if seal.log:
        root = base64.b64encode(seal.log.root).decode()
        document["log"] = {"origin": seal.log.origin, "size": seal.log.size, "root": root}
    return document


def read_seal(document: object) -> Seal:
    """The seal out of a parsed `seal.json`.

    Raises:
        RecordDamaged: the document is not a seal of this format.
    """
    try:
        return _read(document)  # type: ignore[arg-type]  # any other shape ends in the except below
    except (KeyError, TypeError, ValueError) as wrong:
        raise RecordDamaged(
            f"{SEAL_PATH} không đúng định dạng {SEAL_FORMAT}; hồ sơ không kiểm tra được, hãy khôi phục từ bản sao lưu."
        ) from wrong


def _read(document: Mapping[str, Mapping[str, str]]) -> Seal:
    tree, signature = document["tree"], document["signature"]
    log = _log(document["log"]) if "log" in document else None
    if str(document["format"]) != _format(log):
        raise ValueError(document["format"])
    return Seal(
        record=str(document["record"]),
        version=int(str(document["version"])),
        tree_size=int(tree["size"]),
        root=str(tree["root"]),
        sealed=datetime.fromisoformat(str(document["sealed"])),
        signature=SealSignature(
            algorithm=str(signature["algorithm"]),
            certificate=str(signature["certificate"]),
            value=str(signature["value"]),
        ),
        log=log,
        timestamp=str(document["timestamp"]) if document["timestamp"] else None,
    )


def _log(said: Mapping[str, object]) -> Checkpoint:
    root = base64.b64decode(str(said["root"]), validate=True)
    return Checkpoint(origin=str(said["origin"]), size=int(str(said["size"])), root=root)
