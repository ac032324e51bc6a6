"""Signed papers, proofs, certificates and forms, each damaged; what a home's keys signed leads to `TRUST`."""

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf

from archive.domain.log.proof import proof_document
from archive.domain.signature import Signatory, SignatureSlot, SignerRole
from archive.signing import DevelopmentKeys, PdfSigner
from storage.log import FileLogTiles
from tests.damaged.keeping import AT, FORMAT, flipped, keep
from tests.doc_templates_check.good import form, part, spoilt, with_parts

_MACROS = "ms-word.document.macroEnabled.main+xml"


def _paper() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(out)
    return out.getvalue()


def _signed(keys: Path) -> bytes:
    slot = SignatureSlot(role=SignerRole.HEAD, page=0, left=50, bottom=50, right=250, top=150)
    who = Signatory(role=SignerRole.HEAD, name="Nguyễn Văn Thử", post="Giám đốc")
    return PdfSigner(keys=DevelopmentKeys(keys)).sign(_paper(), signatory=who, slot=slot, unit="SNV", at=AT)


def signed(keys: Path, strangers: Path) -> None:
    """PDFs whose signature does not hold, is a stranger's, is missing, or leaves something uncovered."""
    good = _signed(keys)
    keep("signed/signature_invalid--one-bit.pdf", flipped(good, good.index(b"/MediaBox") + 12))
    keep("signed/signature_invalid--a-stranger.pdf", _signed(strangers))
    keep("signed/signature_missing--nobody-signed.pdf", _paper())
    keep("signed/changed_after_signing--a-line-more.pdf", good + b"\n1 0 obj <</Type /Catalog>> endobj\n")


def proofs(scratch: Path) -> None:
    """Proofs and checkpoints that somebody kept elsewhere, out of the log that is kept for ever."""
    tiles = FileLogTiles(Path(shutil.copytree(FORMAT / "log", scratch / "log")))
    newest = tiles.newest()
    if newest is None:
        raise ValueError(FORMAT)
    good = proof_document(list(tiles.contents()), 7, newest)

    def proof(name: str, edit: Callable[[dict[str, object]], object]) -> None:
        said = dict(good)
        edit(said)
        keep(f"proof/{name}.json", json.dumps(said, ensure_ascii=False).encode())

    proof("integrity--another-entry", lambda said: said.update(entry=str(said["entry"]).replace("a", "b", 1)))
    proof("bad_input--another-format", lambda said: said.update(format="hoso-proof/0"))
    proof("bad_input--no-checkpoint", lambda said: said.pop("checkpoint"))
    (kept,) = (FORMAT / "log" / "checkpoints").iterdir()
    keep("checkpoint/bad_input--cut.json", kept.read_bytes()[:200])


def certificates() -> None:
    """What should be a certificate."""
    pem = (FORMAT / "trust" / "root.pem").read_bytes()
    keep("recipient/bad_input--cut.pem", pem[:300])
    keep("recipient/bad_input--a-letter.pem", "Kính gửi: Ban Tổ chức Tỉnh ủy".encode())
    keep("root/unavailable--cut.pem", pem[:300])


def with_macros() -> bytes:
    """A small Word file with a program inside."""
    plain = "wordprocessingml.document.main+xml"
    word = spoilt(form().template, f"openxmlformats-officedocument.{plain}", _MACROS, name="[Content_Types].xml")
    return with_parts(word, {"word/vbaProject.bin": b"macro"})


def forms() -> None:
    """Word files that cannot be a form."""
    good = form().template
    keep("template/bad_template--cut.docx", good[: len(good) // 2])
    keep("template/bad_template--no-word.docx", with_parts(good, {"word/document.xml": None}))
    keep("template/bad_template--macro.docx", with_parts(good, {"word/vbaProject.bin": b"macro"}))
    keep("template/bad_template--open-tag.docx", spoilt(good, "}}", "}"))
    keep("template/bad_template--unknown-field.docx", spoilt(good, *_another_field(part(good))))


def _another_field(text: str) -> tuple[str, str]:
    name = text.split("{{", 1)[1].split("}}", 1)[0]
    return f"{{{{{name}}}}}", "{{ khong_co }}"


def build(scratch: Path) -> None:
    """All of them; the home of `homes.build` has been made before in the same folder."""
    signed(scratch / "made" / "keys" / "development", scratch / "strangers")
    proofs(scratch / "proofs")
    certificates()
    forms()
