"""Documents through LibreOffice: the whole way against the bare loop, long tables, and the memory of one worker."""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from archive.domain.document import DocumentId, DocumentKind
from doc_templates.catalog import Catalog
from doc_templates.convert import OfficePool
from doc_templates.convert.worker import ANSWERS_BEFORE_RESTART, OfficeWorker
from doc_templates.render import fill
from doc_templates.renderer import OfficeRenderer
from tests.bench.filling import example_of
from tests.bench.measures import Measured, request_of
from tests.bench.rounds import in_turns

LETTERS, ROUNDS, TABLES = 40, 7, 3
_PYTHON = Path("/usr/bin/python3")


def letters() -> Measured:
    """Letters through fill → PDF → PDF/A against the bare LibreOffice loop on the same Word files, two workers."""
    _, data = example_of(DocumentKind.SUBMISSION)
    request = request_of(data)
    with _pool(workers=2) as pool, _offices(2) as offices:
        renderer = OfficeRenderer(catalog=Catalog(), converter=pool, issued_by="bench")
        filled = list(renderer.render([request] * 6))[-1].docx  # both workers have started

        def bare() -> None:
            with ThreadPoolExecutor(len(offices)) as threads:
                list(threads.map(lambda office: _loop(office, LETTERS // len(offices)), offices))

        def whole() -> None:
            list(renderer.render(replace(request, id=DocumentId(str(place))) for place in range(LETTERS)))

        for office in offices:
            (office.folder / "a.docx").write_bytes(filled)
        bare()
        ours, floor = in_turns(whole, bare, rounds=ROUNDS)
    note = f"{LETTERS / ours:.0f} letters/s; median of {ROUNDS} rounds in turns"
    return Measured("letters: fill → PDF → PDF/A, 2 workers", LETTERS, ours, floor, "≤ 1.3 (issue 4)", note)


@dataclass(frozen=True)
class _Office:
    """A LibreOffice of its own with a folder; nobody looks at what it is given or gives."""

    worker: OfficeWorker
    folder: Path


def _loop(office: _Office, count: int) -> None:
    for _ in range(count):
        office.worker.convert(office.folder / "a.docx", office.folder / "a.pdf", timeout=120)


@contextmanager
def _offices(count: int) -> Iterator[list[_Office]]:
    with tempfile.TemporaryDirectory() as scratch:
        folders = [Path(scratch).resolve() / str(place) for place in range(count)]
        made = [_Office(OfficeWorker(_PYTHON, folder), folder) for folder in folders]
        for folder in folders:
            folder.mkdir()
        try:
            yield made
        finally:
            for office in made:
                office.worker.close()


def tables() -> Measured:
    """A table of 500 rows to PDF/A, one worker; the floor is LibreOffice alone."""
    form, data = example_of(DocumentKind.EVIDENCE_LIST, rows=500)
    request = replace(request_of(data), kind=DocumentKind.EVIDENCE_LIST)
    word = fill(form, data, title="bench")
    with _pool(workers=1) as pool:
        renderer = OfficeRenderer(catalog=Catalog(), converter=pool, issued_by="bench")
        pages = next(iter(renderer.render([request]))).pages
        ours, floor = in_turns(
            lambda: list(renderer.render([request])), lambda: pool.convert(word, name="bench"), rounds=TABLES
        )
    return Measured("a table of 500 rows → PDF/A", 1, ours, floor, "", f"{pages} pages")


def memory() -> Measured:
    """What LibreOffice holds after as many letters as it makes before it is started anew."""
    form, data = example_of(DocumentKind.SUBMISSION)
    word = fill(form, data, title="bench")
    with _pool(workers=1) as pool:
        pool.convert(word, name="bench")
        first = _resident(os.getpid())

        def rest() -> None:
            for _ in range(ANSWERS_BEFORE_RESTART - 1):
                pool.convert(word, name="bench")

        (ours,) = in_turns(rest, rounds=1)
        last = _resident(os.getpid())
        pool.convert(word, name="bench")
        fresh = _resident(os.getpid())
    note = f"{first} MiB after the first, {last} MiB after {ANSWERS_BEFORE_RESTART}, {fresh} MiB after the restart"
    return Measured("one worker's memory", ANSWERS_BEFORE_RESTART, ours, must="≤ 500 MiB", note=note)


def _resident(parent: int) -> int:
    """MiB of every process below one: the worker and its soffice."""
    total, waiting = 0, _children(parent)
    while waiting:
        process = waiting.pop()
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
        total += sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
        waiting += _children(process)
    return total // 1024


def _children(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


@contextmanager
def _pool(*, workers: int) -> Iterator[OfficePool]:
    with (
        tempfile.TemporaryDirectory() as scratch,
        OfficePool(python=_PYTHON, workers=workers, timeout=120, scratch=Path(scratch)) as pool,
    ):
        yield pool


OFFICE: Mapping[str, Callable[[], Measured]] = {"letters": letters, "tables": tables, "memory": memory}
