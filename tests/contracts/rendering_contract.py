"""What every Renderer must do (archive.ports.rendering)."""

from abc import ABC, abstractmethod

import pytest

from archive.domain.document import DocumentKind
from archive.domain.people import IssuerSystem
from archive.errors import BadTemplate, NotFound
from archive.ports.rendering import Renderer, RenderRequest


class RendererContract(ABC):
    """Give a renderer, two requests it can make, and one whose data lacks a field."""

    @pytest.fixture
    @abstractmethod
    def renderer(self) -> Renderer:
        """The renderer under test."""

    @pytest.fixture
    @abstractmethod
    def wanted(self) -> list[RenderRequest]:
        """Requests that can be made, each with at least one role."""

    @pytest.fixture
    @abstractmethod
    def lacking(self) -> RenderRequest:
        """A request whose data lacks a field."""

    def test_each_request_is_made_once(self, renderer: Renderer, wanted: list[RenderRequest]) -> None:
        made = [document.request.id for document in renderer.render(wanted)]

        assert sorted(made) == sorted(request.id for request in wanted)

    def test_each_document_has_one_slot_a_role_in_their_order(
        self, renderer: Renderer, wanted: list[RenderRequest]
    ) -> None:
        for document in renderer.render(wanted):
            assert tuple(slot.role for slot in document.slots) == document.request.roles

    def test_a_document_names_the_template_in_force(self, renderer: Renderer, wanted: list[RenderRequest]) -> None:
        for document in renderer.render(wanted):
            assert document.template == renderer.template(document.request.kind, document.request.system)

    def test_a_document_comes_as_word_and_as_pdf(self, renderer: Renderer, wanted: list[RenderRequest]) -> None:
        for document in renderer.render(wanted):
            assert (document.docx[:2], document.pdf[:5]) == (b"PK", b"%PDF-")

    def test_a_kind_without_template_is_not_found(self, renderer: Renderer) -> None:
        with pytest.raises(NotFound):
            renderer.template(DocumentKind.CENTRAL_REPORT, IssuerSystem.STATE)

    def test_missing_data_is_refused_by_the_name_of_the_document(
        self, renderer: Renderer, lacking: RenderRequest
    ) -> None:
        with pytest.raises(BadTemplate) as refused:
            list(renderer.render([lacking]))

        assert lacking.title in refused.value.sentence

    def test_the_version_is_said(self, renderer: Renderer) -> None:
        assert renderer.version
