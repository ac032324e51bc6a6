"""Whose turn it is: which signatures of a dossier somebody may make now, and what waits for others."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from archive.domain.document import Document
from archive.domain.signature import Signatory, SignerRole

ORGAN = str(SignerRole.ORGAN)


def signer_key(signatory: Signatory) -> str:
    """How a signer is called: a cadre's code, the name of somebody who has none, or ORGAN for the unit's seal."""
    if signatory.role is SignerRole.ORGAN:
        return ORGAN
    return signatory.person or signatory.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """`mine` are documents whose next signature is one of mine; `others` wait for somebody else first."""

    mine: tuple[Document, ...]
    others: tuple[Document, ...]


def turns(documents: Iterable[Document], keys: Collection[str] | None) -> Turns:
    """The documents that still want signatures, for who signs under these keys; None signs for everybody."""
    waiting = [document for document in documents if document.unsigned_by]
    mine = [item for item in waiting if keys is None or signer_key(item.unsigned_by[0]) in keys]
    return Turns(mine=tuple(mine), others=tuple(item for item in waiting if item not in mine))


def chosen(documents: Sequence[Document], ids: Collection[str]) -> tuple[Document, ...]:
    """Those of these ids, in their order."""
    return tuple(document for document in documents if document.due.id in ids)
