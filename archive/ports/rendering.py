"""Documents from data: fill the template, make it a PDF/A, find where signatures go."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from archive.domain.document import DocumentId, DocumentKind, TemplateRef
from archive.domain.people import IssuerSystem
from archive.domain.signature import SignatureSlot, SignerRole


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderRequest:
    """One document to make. `data` is plain (text, numbers, lists, mappings); `roles` are the blocks to be signed."""

    id: DocumentId
    kind: DocumentKind
    system: IssuerSystem
    title: str
    data: Mapping[str, object]
    roles: tuple[SignerRole, ...]
    made: datetime


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
            BadTemplate: data and template do not fit; names the document and the field.
            ConversionFailed: no PDF came out, after one more try; names the document.
        """
        ...
