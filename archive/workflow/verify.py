"""Verify: what was sealed, stored or handed over is what it was, down to each byte and signature.

A check goes from the outside in: the store's or the package's own fixity over every file; then the seal over the
list of files; then what the record says of its files; then the signatures inside the signed PDFs. Of a record that
came as a selection each file proves its own place under the seal.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import rfc8785

from archive.domain.destruction import destruction_document, read_destruction
from archive.domain.record import RecordId
from archive.domain.seal import RECORD_PATH, SEAL_PATH, Seal, read_seal, root_of, statement
from archive.domain.selection import SELECTION_PATH, read_selection, selection_problems
from archive.domain.verification import Problem, VerificationReport
from archive.errors import BadInput, BadPackage, IntegrityError, NotFound
from archive.ports import Parts
from archive.ports.records import RecordContent
from archive.ports.telling import Tell, silent

_PDF_START = b"%PDF-"
_DOCUMENTS = "documents/"  # what is signed; evidence may be a PDF too

_Check = Callable[[Parts, str, RecordContent], VerificationReport]


def verify_all(parts: Parts, *, tell: Tell = silent) -> VerificationReport:
    """Every record in the store and every working file beside it; and that no sealed record is gone."""
    report = parts.blobs.check() + parts.records.check() + _destroyed(parts)
    database = parts.desk.check()
    report += database + (
        VerificationReport() if database.problems else _gone(parts)
    )  # what is damaged is not believed
    records = list(parts.records.all())
    for done, record in enumerate(records, start=1):
        report += verify_record(parts, record)
        tell("Kiểm tra hồ sơ", done, len(records))
    return report


def _gone(parts: Parts) -> VerificationReport:
    """What was sealed must be there: a record taken away whole leaves nothing behind that could be checked.

    One that was destroyed has left a record of that, which has a check of its own.
    """
    destroyed = set(parts.destructions.all())
    with parts.desk.begin() as work:
        progress = [
            work.shelf.progress(unit, quarter)
            for quarter in work.facts.quarters()
            for unit in work.facts.units(quarter)
        ]
    sealed = {RecordId(item.unit, item.quarter): item.version for item in progress if item.version}
    problems = [
        Problem(
            "record_missing", str(record), f"Hồ sơ đã niêm phong đến phiên bản {version} nhưng không còn trong kho."
        )
        for record, version in sealed.items()
        if record not in destroyed and _newest(parts, record) < version
    ]
    return VerificationReport(len(sealed), tuple(problems))


def _destroyed(parts: Parts) -> VerificationReport:
    """Every record of destruction: that it is what was signed, and that nothing is left of what it speaks of."""
    report = VerificationReport()
    for record in parts.destructions.all():
        try:
            problems = list(_destruction_problems(parts, record))
        except IntegrityError as wrong:
            problems = [Problem(wrong.code, str(record), wrong.sentence)]
        report += VerificationReport(1, tuple(problems))
    return report


def _destruction_problems(parts: Parts, record: RecordId) -> Iterator[Problem]:
    destruction, signature = read_destruction(parts.destructions.find(record) or {})
    said = rfc8785.dumps(destruction_document(destruction))
    verdict = parts.sealer.check(said, signature, at=parts.clock.now())
    if destruction.record != record:
        yield Problem("destruction_other_record", str(record), f"Biên bản tiêu hủy là của {destruction.record}.")
    if not verdict.holds:
        yield Problem("destruction_signature", str(record), f"Chữ ký của biên bản tiêu hủy: {verdict.words}.")
    if _newest(parts, record):
        yield Problem(
            "destruction_unfinished",
            str(record),
            "Hồ sơ có biên bản tiêu hủy nhưng vẫn còn trong kho; hãy chạy lại hoso retention decide để hủy nốt.",
        )


def _newest(parts: Parts, record: RecordId) -> int:
    try:
        versions = parts.records.versions(record)
    except IntegrityError:
        return sys.maxsize  # it is there; what is wrong with it is told by its own check
    return versions[-1].number if versions else 0


def verify_record(parts: Parts, record: RecordId) -> VerificationReport:
    """All versions of one stored record.

    Raises:
        NotFound: there is no such record.
    """
    report = parts.records.check(record)
    versions = parts.records.versions(record) if not _unreadable(report) else ()
    for version in versions:
        report += _content(parts, str(record), parts.records.content(record, version.number))
    return report


def _unreadable(report: VerificationReport) -> bool:
    return any(problem.code == "inventory_damaged" for problem in report.problems)


def verify_file(parts: Parts, path: Path) -> VerificationReport:
    """A package (.zip or unzipped folder), or one signed PDF.

    Raises:
        NotFound: there is nothing at that path.
        BadPackage: it is neither.
    """
    if not path.exists():
        raise NotFound(f"Không thấy tệp '{path}'.", path=str(path))
    if path.is_file():
        with path.open("rb") as source:
            if source.read(len(_PDF_START)) == _PDF_START:
                return _pdf(parts, path.name, path.read_bytes())
    return verify_package(parts, path)[0]


def verify_package(parts: Parts, path: Path) -> tuple[VerificationReport, tuple[RecordId, ...]]:
    """A package, with the records that are inside, whole or in part.

    Raises:
        BadPackage: it is none of ours, is encrypted, or cannot be read at all.
        StorageFull: there is no room to unpack it.
    """
    with parts.packages.open(path) as package:
        report = package.report
        for record, content in package.records.items():
            report += _content(parts, str(record), content)
        for record, content in package.selections.items():
            report += _content(parts, str(record), content, checks=(_selection,))
        return report, tuple(sorted({*package.records, *package.selections}))


def _content(
    parts: Parts, record: str, content: RecordContent, *, checks: tuple[_Check, ...] = ()
) -> VerificationReport:
    """The seal, the description and the signatures of one version; its files' fixity is the caller's."""
    report = VerificationReport()
    for check in checks or (_seal, _description):
        try:
            report += check(parts, record, content)
        except (IntegrityError, NotFound, BadInput) as wrong:
            report += VerificationReport(1, (Problem(wrong.code, record, wrong.sentence),))
        except (AttributeError, KeyError, TypeError, ValueError):  # a word in it is not the word that was written
            sentence = "Bản mô tả hoặc dấu niêm phong không còn đúng cấu trúc; hãy khôi phục từ bản sao lưu."
            report += VerificationReport(1, (Problem("record_damaged", record, sentence),))
    return report


def _seal(parts: Parts, record: str, content: RecordContent) -> VerificationReport:
    digests = content.digests()
    seal = read_seal(_json(content, SEAL_PATH))
    sealed = {path: digest for path, digest in digests.items() if path != SEAL_PATH}
    problems = []
    if seal.record != record:
        problems.append(Problem("seal_other_record", record, f"Dấu niêm phong là của hồ sơ {seal.record}."))
    if seal.root != root_of(digests) or seal.tree_size != len(sealed):
        problems.append(Problem("seal_mismatch", record, "Các tệp trong hồ sơ không khớp với dấu niêm phong."))
    return VerificationReport(1, tuple(problems)) + _seal_signature(parts, record, seal)


def _seal_signature(parts: Parts, record: str, seal: Seal) -> VerificationReport:
    said = statement(
        record=seal.record,
        version=seal.version,
        tree_size=seal.tree_size,
        root=seal.root,
        sealed=seal.sealed,
        log=seal.log,
    )
    verdict = parts.sealer.check(said, seal.signature, at=parts.clock.now())
    notes = () if seal.timestamp else (f"{record}: niêm phong chưa có dấu thời gian",)
    if verdict.holds:
        return VerificationReport(notes=notes)
    return VerificationReport(
        problems=(Problem("seal_signature", record, f"Chữ ký niêm phong: {verdict.words}."),), notes=notes
    )


def _selection(parts: Parts, record: str, content: RecordContent) -> VerificationReport:
    """What came of a record: the seal's signature, each file's proof, and the signatures on the documents."""
    digests = content.digests()
    seal = read_seal(_json(content, SEAL_PATH))
    selection = read_selection(_json(content, SELECTION_PATH))
    report = VerificationReport(1 + len(selection.files), tuple(selection_problems(selection, seal, digests)))
    if selection.record != record:
        other = Problem("seal_other_record", record, f"Phần này là của hồ sơ {selection.record}.")
        report += VerificationReport(problems=(other,))
    report += _seal_signature(parts, record, seal)
    for path in sorted(digests):
        if path.startswith(_DOCUMENTS) and path.endswith(".pdf"):
            with content.open(path) as source:
                report += _pdf(parts, f"{record}/{path}", source.read())
    return report


def _description(parts: Parts, record: str, content: RecordContent) -> VerificationReport:
    described = _json(content, RECORD_PATH)
    digests = content.digests()
    report = VerificationReport(1)
    for path, sha512 in _named_files(described):
        if digests.get(path) != sha512:
            problem = Problem("file_other", f"{record}/{path}", "Tệp không phải là tệp mà bản mô tả hồ sơ ghi.")
            report += VerificationReport(0, (problem,))
    for document in described["documents"]:
        where = f"{record}/{document['file']}"
        with content.open(document["file"]) as source:
            report += _pdf(parts, where, source.read(), expected=len(document["signatures"]))
    return report


def _named_files(described: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for document in described["documents"]:
        yield document["file"], document["sha512"]
        yield document["source"], document["source_sha512"]
        if document.get("data"):
            yield document["data"], document["data_digest"]
    for item in described["evidence"]:
        if item["file"]:
            yield item["file"], item["sha512"]


def _pdf(parts: Parts, where: str, pdf: bytes, *, expected: int | None = None) -> VerificationReport:
    reports = parts.signatures.check(pdf, at=parts.clock.now())
    problems = [
        Problem("signature_invalid", where, f"Chữ ký của {item.signer or item.field}: {item.verdict.words}.")
        for item in reports
        if not item.verdict.holds
    ]
    if not reports or (expected is not None and len(reports) != expected):
        problems.append(Problem("signature_missing", where, f"Văn bản có {len(reports)} chữ ký, thiếu hoặc thừa."))
    if reports and not reports[-1].covers_whole_file:
        problems.append(Problem("changed_after_signing", where, "Chữ ký cuối không bao trùm toàn bộ tệp."))
    notes = tuple(f"{where}: chữ ký thử của {item.signer}" for item in reports if item.is_development)
    return VerificationReport(1, tuple(problems), notes)


def _json(content: RecordContent, path: str) -> Any:  # noqa: ANN401 - JSON is untyped until read_seal or the keys below check it
    try:
        with content.open(path) as source:
            return json.load(source)
    except ValueError as wrong:
        raise BadPackage(f"{path} không đọc được; hãy lấy lại bản gốc của hồ sơ này.", path=path) from wrong
