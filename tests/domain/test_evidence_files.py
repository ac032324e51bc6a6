"""A file taken in with a warning stays marked: in the status, and in the database."""

import json
from dataclasses import replace

from archive.domain.document import DocumentKind
from archive.domain.dossier import OpenDossier, Severity, findings
from archive.domain.evidence import StoredFile
from storage.database.translate_files import file_from, file_json
from tests.domain.gaps_b import LATE_TASK, classified
from tests.quarters import complete_dossier

SCRIPT = "PDF có mã JavaScript"
FILE = StoredFile(name="báo cáo.pdf", sha512="00", size=1, media_type="application/pdf", warnings=(SCRIPT,))


def with_file(dossier: OpenDossier, file: StoredFile) -> OpenDossier:
    evidence = tuple(replace(item, file=file) if item.task == LATE_TASK else item for item in dossier.evidence)
    return replace(dossier, evidence=evidence)


def test_a_file_with_a_warning_is_found_and_stops_nothing() -> None:
    (found,) = findings(with_file(complete_dossier(), FILE))

    assert (found.code, found.severity, found.task) == ("evidence_suspicious", Severity.WARNING, LATE_TASK)
    assert SCRIPT in found.message
    assert "báo cáo.pdf" in found.message


def test_a_file_without_a_warning_is_not() -> None:
    assert not findings(with_file(complete_dossier(), replace(FILE, warnings=())))


def test_long_names_and_many_warnings_are_told_shortly() -> None:
    long = replace(FILE, name=f"{'a' * 200}.pdf", warnings=(SCRIPT, "b" * 900))

    (found,) = findings(with_file(complete_dossier(), long))

    assert len(found.message) <= 400


def test_of_a_secret_list_nothing_is_told() -> None:
    dossier = classified(with_file(complete_dossier(), FILE), DocumentKind.EVIDENCE_LIST)

    assert "evidence_suspicious" not in {item.code for item in findings(dossier)}


def test_the_database_keeps_warnings_and_knows_rows_without_them() -> None:
    assert file_from(json.loads(json.dumps(file_json(FILE)))) == FILE
    old = {"name": "a.pdf", "sha512": "00", "size": 1, "media_type": "application/pdf"}
    assert file_from(old) == StoredFile(name="a.pdf", sha512="00", size=1, media_type="application/pdf")
