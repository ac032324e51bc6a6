"""The Renderer: fill the form, convert it, find the slots of the signers, finish it to PDF/A; several at a time.

renderer = OfficeRenderer(catalog=Catalog(), converter=pool, issued_by="hoso")
for document in renderer.render(requests): ...
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from importlib.metadata import version
from itertools import islice
from typing import Protocol

from pypdf import PdfReader

from archive.domain.document import DocumentKind, TemplateRef
from archive.domain.people import IssuerSystem
from archive.errors import DigestMismatch
from archive.ports.rendering import Difference, RenderedDocument, RenderRequest
from doc_templates.catalog import Catalog, Form
from doc_templates.comparing import differences
from doc_templates.pdfa import finish
from doc_templates.pdfa.slots import find_slots
from doc_templates.render import fill


class Converter(Protocol):
    """What turns DOCX into PDF, `workers` at a time."""

    workers: int

    @property
    def version(self) -> str:
        """The program and its version."""
        ...

    def convert(self, docx: bytes, *, name: str) -> bytes:
        """The document as PDF.

        Raises:
            ConversionFailed: no PDF came out.
        """
        ...


class OfficeRenderer:
    """Makes documents with docxtpl and LibreOffice."""

    def __init__(self, *, catalog: Catalog, converter: Converter, issued_by: str) -> None:
        """A renderer that has started nothing.

        Args:
            catalog: where the forms are.
            converter: turns Word into PDF.
            issued_by: the author of a PDF whose data names no issuer.
        """
        self._catalog = catalog
        self._converter = converter
        self._issued_by = issued_by

    @property
    def version(self) -> str:
        """What filled and converted, with versions.

        Raises:
            Unavailable: LibreOffice, asked for its version, cannot be started.
        """
        return f"docxtpl {version('docxtpl')}, {self._converter.version}, pikepdf {version('pikepdf')}"

    def template(self, kind: DocumentKind, system: IssuerSystem) -> TemplateRef:
        """The template version in force.

        Raises:
            NotFound: no template exists for this kind and system.
        """
        return self._catalog.form(kind, system).ref

    def render(self, requests: Iterable[RenderRequest]) -> Iterator[RenderedDocument]:
        """Make the documents, each yielded as soon as it is ready.

        After a failure nothing new is begun; what was under way is still yielded, then the first error is raised.

        Raises:
            NotFound: no template exists for a kind and system, or not the version named.
            DigestMismatch: the version named is not what it was.
            BadTemplate: data and template do not fit.
            ConversionFailed: no PDF came out.
        """
        waiting = iter(requests)
        width = self._converter.workers
        # One more than LibreOffice has processes: while a document is finished, none of them waits.
        with ThreadPoolExecutor(max_workers=width + 1, thread_name_prefix="render") as pool:
            # One more for each worker lies ready, so that none waits; more would only fill the memory.
            under_way = {pool.submit(self._make, request) for request in islice(waiting, 2 * width)}
            failure: BaseException | None = None
            while under_way:
                done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                failure = failure or next(filter(None, map(_failure, done)), None)
                if failure is None:
                    under_way |= {pool.submit(self._make, request) for request in islice(waiting, len(done))}
                yield from (future.result() for future in done if _failure(future) is None)
        if failure is not None:
            raise failure

    def _make(self, request: RenderRequest) -> RenderedDocument:
        form = self._form(request)
        docx = fill(form, request.data, title=request.title)
        raw = self._converter.convert(docx, name=request.title)
        slots = find_slots(raw, request.roles)  # finishing drops the bookmarks they are found by
        author = str(request.data.get("issuer") or self._issued_by)
        pdf = finish(raw, title=request.title, author=author, made=request.made, provisional=form.provisional)
        return RenderedDocument(
            request=request,
            template=form.ref,
            docx=docx,
            pdf=pdf,
            pages=len(PdfReader(io.BytesIO(pdf)).pages),
            slots=slots,
        )

    def _form(self, request: RenderRequest) -> Form:
        named = request.template
        if named is None:
            return self._catalog.form(request.kind, request.system)
        form = self._catalog.version(named.kind, named.system, named.version)
        if form.ref != named:
            raise DigestMismatch(f"mẫu {form.name}", expected=named.sha512, found=form.ref.sha512)
        return form

    def compare(self, docx: bytes, pdf: bytes, again: RenderedDocument) -> Sequence[Difference]:
        """What text and structure of a kept document differ from those of one just made.

        Raises:
            RecordDamaged: the kept document cannot be read.
        """
        return differences(docx, pdf, again)


def _failure(future: Future[RenderedDocument]) -> BaseException | None:
    return future.exception()
