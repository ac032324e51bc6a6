"""Sign: each document by its signatories in their order; every signature is checked before it is kept."""

import io
from collections.abc import Collection
from dataclasses import replace

from archive.domain.document import Document, SignatureMade
from archive.domain.dossier import AssembledDossier, SignedDossier, Stage
from archive.domain.evidence import StoredFile
from archive.domain.history import Event, EventKind
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.signature import Signatory, require_valid
from archive.domain.signing_turns import ORGAN, signer_key
from archive.errors import ChangedMeanwhile, WrongOrder
from archive.ports import Parts
from archive.ports.telling import Tell, silent


def sign(
    parts: Parts,
    unit: UnitCode,
    quarter: Quarter,
    *,
    signer: str | None = None,
    only: Collection[str] | None = None,
    tell: Tell = silent,
) -> SignedDossier | AssembledDossier:
    """Sign what waits for a signature; with `signer` only what is that signer's turn, with `only` these documents.

    A signer is a cadre's code, the name of somebody who has none, or ORGAN for the unit's seal.
    Each signature is kept as it is made. The dossier is signed, and its stage moves, once nobody is left.

    Raises:
        NotFound: the unit has no facts in that quarter.
        WrongOrder: the dossier is not assembled.
        SignatureInvalid: a signature just made does not check; it was not kept.
        Unavailable: a key cannot be used now.
        ChangedMeanwhile: somebody changed the facts meanwhile; the signatures made are kept with their documents.
    """
    with parts.desk.begin() as work:
        facts = work.facts.dossier(unit, quarter)
        progress = work.shelf.progress(unit, quarter)
        documents = list(work.shelf.documents(unit, quarter))
    if progress.stage is Stage.OPEN:
        raise WrongOrder(f"Hồ sơ {facts.unit.name} {quarter.title} chưa lập xong văn bản; hãy lập hồ sơ trước khi ký.")
    signed = []
    for done, document in enumerate(documents, start=1):
        is_meant = only is None or document.due.id in only
        signed.append(_sign_document(parts, document, signer) if is_meant else document)
        tell("Ký văn bản", done, len(documents))
    assembled = AssembledDossier(facts=facts, documents=tuple(signed))
    if any(document.unsigned_by for document in signed):
        return assembled
    if progress.stage is Stage.ASSEMBLED:
        with parts.desk.begin() as work:
            if work.shelf.progress(unit, quarter) != progress:
                raise ChangedMeanwhile(
                    f"Số liệu của {facts.unit.name} vừa được sửa trong khi đang ký; hãy lập hồ sơ và ký lại.", unit=unit
                )
            work.shelf.move(replace(progress, stage=Stage.SIGNED))
            work.commit()
    return SignedDossier(assembled=assembled)


def _sign_document(parts: Parts, document: Document, wanted: str | None) -> Document:
    current = document
    while current.unsigned_by and (wanted is None or _is_meant(current.unsigned_by[0], wanted)):
        current = _sign_once(parts, current, current.unsigned_by[0])
    return current


def _is_meant(signatory: Signatory, wanted: str) -> bool:
    key = signer_key(signatory)
    return key == (wanted.lower() if key == ORGAN else wanted)


def _sign_once(parts: Parts, document: Document, signatory: Signatory) -> Document:
    now = parts.clock.now()
    slot = document.slots[len(document.signatures)]
    with parts.blobs.open(document.current_pdf.sha512) as source:
        pdf = source.read()
    signed = parts.signer.sign(pdf, signatory=signatory, slot=slot, unit=document.due.unit, at=now)
    reports = parts.signatures.check(signed, at=now)
    require_valid(reports, expected=len(document.signatures) + 1, title=document.due.title)
    sha512, size = parts.blobs.put(io.BytesIO(signed))
    file = StoredFile(name=document.pdf.name, sha512=sha512, size=size, media_type=document.pdf.media_type)
    after = document.with_signature(file, SignatureMade(signatory=signatory, made=now))
    with parts.desk.begin() as work:
        work.shelf.keep(after)
        work.journal.write(
            Event(
                kind=EventKind.DIGITAL_SIGNATURE,
                unit=document.due.unit,
                quarter=document.due.quarter,
                subject=document.due.id,
                at=now,
                actor=signatory.name,
            )
        )
        work.commit()
    return after
