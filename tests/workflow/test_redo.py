"""Documents made again from what was kept with them, out of the working files and out of the record alone."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace

import pytest
from click.testing import CliRunner

from archive.cli.redo import redo as command
from archive.domain.document import Document
from archive.domain.dossier import Stage
from archive.errors import DigestMismatch, NotFound, RecordDamaged, UsageError
from archive.ports import Parts
from archive.ports.rendering import RenderedDocument, RenderRequest
from archive.workflow.assemble import assemble
from archive.workflow.rebuild import rebuild
from archive.workflow.redo import redo
from archive.workflow.seal import seal
from archive.workflow.sign import sign
from tests.parts import MemoryBlobs, MemoryDesk, MemoryRecords, PlainRenderer, memory_parts
from tests.quarters import QUARTER, SNV, complete_dossier

SUBMISSION = "2026-Q2.SNV.submission"
SEALED = "urn:hoso:SNV:2026-Q2/documents/1-submission/submission.pdf"


class OtherRenderer(PlainRenderer):
    """A renderer of another version, which prints something more."""

    def render(self, requests: Iterable[RenderRequest]) -> Iterator[RenderedDocument]:
        for made in super().render(requests):
            yield replace(made, pdf=made.pdf.replace(b"%%EOF", b"in khac\n%%EOF"))


@dataclass
class Ajar:
    """A door to parts that are there already."""

    parts: Parts

    def open(self) -> AbstractContextManager[Parts]:
        return nullcontext(self.parts)


@pytest.fixture
def parts() -> Parts:
    """A dossier sealed; its working files are there as well."""
    parts = memory_parts(complete_dossier())
    assemble(parts, SNV, QUARTER)
    sign(parts, SNV, QUARTER)
    seal(parts, SNV, QUARTER)
    return parts


def alone(parts: Parts) -> Parts:
    """What is left when only the records are."""
    return replace(parts, desk=MemoryDesk(), blobs=MemoryBlobs())


def document(parts: Parts) -> Document:
    with parts.desk.begin() as work:
        return next(item for item in work.shelf.documents(SNV, QUARTER) if item.due.id == SUBMISSION)


def kept(parts: Parts) -> dict[str, bytes]:
    assert isinstance(parts.blobs, MemoryBlobs)
    return parts.blobs.kept


def in_record(parts: Parts, path: str, content: bytes) -> None:
    """Other bytes in the place of a sealed file, which the store's digest does not know of."""
    assert isinstance(parts.records, MemoryRecords)
    ((_, found),) = next(iter(parts.records.kept.values()))
    digests = dict(found.digests())
    found.files = {**found.files, path: content}
    found.digests = lambda: digests  # type: ignore[method-assign]  # as they were when it was sealed


@pytest.mark.parametrize("name", [SUBMISSION, SEALED, SEALED.replace(".pdf", ".docx")])
def test_a_document_comes_out_as_it_is_kept(parts: Parts, name: str) -> None:
    made = redo(parts, name)

    assert made.is_same
    assert (made.template, made.renderer) == (document(parts).template, "plain 1")


def test_the_record_alone_is_enough(parts: Parts) -> None:
    assert redo(alone(parts), SEALED).is_same


def test_the_index_of_the_record_comes_out_the_same_too(parts: Parts) -> None:
    assert redo(alone(parts), "urn:hoso:SNV:2026-Q2/documents/0-dossier_index/dossier_index.pdf").is_same


def test_facts_that_changed_since_do_not_matter(parts: Parts) -> None:
    dossier = complete_dossier()
    with parts.desk.begin() as work:
        work.facts.replace(replace(dossier, proposals=(), meeting=None))
        work.shelf.move(replace(work.shelf.progress(SNV, QUARTER), stage=Stage.OPEN))
        work.commit()

    assert redo(parts, SUBMISSION).is_same


def test_what_another_renderer_makes_differently_is_told(parts: Parts) -> None:
    made = redo(replace(parts, renderer=OtherRenderer()), SEALED)

    assert not made.is_same
    assert "in khac" in made.differences[0].again
    assert "in khac" not in made.differences[0].kept


def test_data_that_were_tampered_with_among_the_working_files_are_refused(parts: Parts) -> None:
    digest = document(parts).data_digest
    kept(parts)[digest] = kept(parts)[digest].replace("Sở Nội vụ".encode(), "Sở Nội Vụ".encode())

    with pytest.raises(DigestMismatch, match="dữ liệu của"):
        redo(parts, SUBMISSION)


@pytest.mark.parametrize("ending", ["json", "docx", "pdf"])
def test_a_file_of_the_record_that_was_tampered_with_is_refused(parts: Parts, ending: str) -> None:
    path = f"documents/1-submission/submission.{ending}"
    in_record(parts, path, b"{}")

    with pytest.raises(DigestMismatch, match=path):
        redo(parts, SEALED)


def test_a_description_that_is_no_json_is_told(parts: Parts) -> None:
    assert isinstance(parts.records, MemoryRecords)
    ((_, found),) = next(iter(parts.records.kept.values()))
    found.files = {**found.files, "record.json": b"{"}

    with pytest.raises(RecordDamaged, match=r"record\.json"):
        redo(parts, SEALED)


def test_a_document_made_before_data_were_kept_is_told_apart(parts: Parts) -> None:
    del kept(parts)[document(parts).data_digest]

    with pytest.raises(NotFound, match="dữ liệu"):
        redo(parts, SUBMISSION)


def test_a_dossier_assembled_before_data_were_kept_is_sealed_without_them() -> None:
    parts = memory_parts(complete_dossier())
    assemble(parts, SNV, QUARTER)
    sign(parts, SNV, QUARTER)
    del kept(parts)[document(parts).data_digest]

    seal(parts, SNV, QUARTER)

    with pytest.raises(NotFound, match="chưa giữ dữ liệu"):
        redo(parts, SEALED)


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("2026-Q2.SNV.conclusion", NotFound),
        ("urn:hoso:SNV:2026-Q2/seal.json", NotFound),
        ("urn:hoso:STC:2026-Q2/documents/1-submission/submission.pdf", NotFound),
        ("tờ trình", UsageError),
    ],
)
def test_what_is_no_document_is_refused(parts: Parts, name: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        redo(parts, name)


def test_data_come_back_with_a_rebuilt_database(parts: Parts) -> None:
    lost = alone(parts)
    rebuild(lost)

    assert redo(lost, SUBMISSION).is_same


@pytest.mark.parametrize(("renderer", "code"), [(PlainRenderer(), 0), (OtherRenderer(), 5)])
def test_the_command_tells_by_its_exit_code(parts: Parts, renderer: PlainRenderer, code: int) -> None:
    done = CliRunner().invoke(
        command, [SEALED, "--json"], obj=Ajar(replace(parts, renderer=renderer)), standalone_mode=False
    )

    assert done.return_value == code, done.output
