"""Documents from data: fill the template, make it a PDF/A, find where signatures go."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from archive.domain.document import DocumentId, DocumentKind, TemplateRef
from archive.domain.people import IssuerSystem
from archive.domain.signature import SignatureSlot, SignerRole


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderRequest:
    """One document to make. `data` is plain (text, numbers, lists, mappings); `roles` are the blocks to be signed.

    `template` is the version to fill, that in force when none is named.
    """

    id: DocumentId
    kind: DocumentKind
    system: IssuerSystem
    title: str
    data: Mapping[str, object]
    roles: tuple[SignerRole, ...]
    made: datetime
    template: TemplateRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is not the same in two makings of a document; empty text where one of them has nothing."""

    where: str  # a part and paragraph of the Word file, or a page of the PDF
    kept: str
    again: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedDocument:
    """One document made; `pdf` is PDF/A-1b, `slots` one for each role asked for, in that order."""

    request: RenderRequest
    template: TemplateRef
    docx: bytes
    pdf: bytes
    pages: int
    slots: tuple[SignatureSlot, ...]


class Renderer(Protocol):
    """Makes documents."""

    @property
    def version(self) -> str:
        """What filled and converted, with versions: kept with each document."""
        ...

    def template(self, kind: DocumentKind, system: IssuerSystem) -> TemplateRef:
        """The template version in force.

        Raises:
            NotFound: no template exists for this kind and system.
        """
        ...

    def render(self, requests: Iterable[RenderRequest]) -> Iterator[RenderedDocument]:
        """Make the documents, several at a time, each yielded as soon as it is ready, in any order.

        Raises:
            NotFound: there is no such template version.
            DigestMismatch: the version named is not what it was.
            BadTemplate: data and template do not fit; names the document and the field.
            ConversionFailed: no PDF came out, after one more try; names the document.
        """
        ...

    def compare(self, docx: bytes, pdf: bytes, again: RenderedDocument) -> Sequence[Difference]:
        """What text and structure of a kept document differ from those of one just made; none when all are the same.

        Signatures on the kept PDF are no difference.

        Raises:
            RecordDamaged: the kept document cannot be read.
        """
        ...
