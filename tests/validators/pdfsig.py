"""poppler's pdfsig, a second opinion on signatures: its exit code says nothing, so its words are read."""

import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfsigReport:
    """What pdfsig says of one signature; `facts` holds every line it printed, by its label."""

    field: str
    signer: str
    kind: str
    covers_whole_file: bool
    signature: str
    certificate: str
    facts: Mapping[str, str]

    @property
    def is_valid(self) -> bool:
        """Whether the signature matches the bytes it covers."""
        return self.signature == "Signature is Valid."

    @property
    def is_trusted(self) -> bool:
        """Whether the certificate leads to a root of the given database."""
        return self.certificate == "Certificate is Trusted."


def signatures(pdf_path: Path, nss_dir: Path | None = None) -> list[PdfsigReport]:
    """A report for each signature of the file, in its order; none when it has none."""
    trust = ["-nssdir", f"sql:{nss_dir}"] if nss_dir else []
    command = ["pdfsig", *trust, str(pdf_path)]
    finished = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SECONDS)
    blocks = finished.stdout.split("\nSignature #")[1:]
    return [_report(block) for block in blocks]


def nss_with_roots(folder: Path, pem_paths: Iterable[Path]) -> Path:
    """A certificate database below `folder` that trusts these roots."""
    database = folder / "nss"
    database.mkdir(parents=True)
    _certutil("-N", "--empty-password", "-d", f"sql:{database}")
    for number, path in enumerate(pem_paths):
        _certutil("-A", "-d", f"sql:{database}", "-n", f"root-{number}", "-t", "CT,C,C", "-i", str(path))
    return database


def _certutil(*arguments: str) -> None:
    subprocess.run(["certutil", *arguments], capture_output=True, check=True, timeout=_SECONDS)


def _report(block: str) -> PdfsigReport:
    lines = [line.strip().removeprefix("- ") for line in block.splitlines()[1:]]
    facts = {label: value.strip() for label, _, value in (line.partition(":") for line in lines) if label}
    return PdfsigReport(
        field=facts.get("Signature Field Name", ""),
        signer=facts.get("Signer Certificate Common Name", ""),
        kind=facts.get("Signature Type", ""),
        covers_whole_file="Total document signed" in facts,
        signature=facts.get("Signature Validation", ""),
        certificate=facts.get("Certificate Validation", ""),
        facts=facts,
    )
