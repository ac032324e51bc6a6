"""Every code that a damaged file can be told by has a damaged file here; of each other code it is said why not."""

import ast
from collections.abc import Iterator
from pathlib import Path

from archive.errors import HosoError
from tests.damaged.test_damaged import FILES

ROOT = Path(__file__).parents[2]
ROOMS = ("archive", "storage", "indexer")

WITHOUT = {
    "usage": "a command called wrongly: no file is at fault",
    "rule_broken": "facts that a rule forbids: the file is good",
    "dossier_incomplete": "facts that are missing: the file is good",
    "wrong_order": "a step before its turn",
    "changed_meanwhile": "two people at once",
    "storage_full": "a full disk: tests/torture/test_stops.py",
    "conversion_failed": "LibreOffice is given only what was just filled: tests/doc_templates_convert/",
    "bad_form": "fields of a page, not a file: tests/workbook/test_forms.py",
    "file_unreadable": "a disk that refuses to read: tests/storage/test_blobs.py, tests/storage/test_ocfl_damage.py",
}


def _tree(root: type[HosoError]) -> Iterator[str]:
    for child in root.__subclasses__():
        yield child.code
        yield from _tree(child)


def _told(source: Path) -> Iterator[str]:
    """The codes in calls of `Problem` and of what a module makes it with."""
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Problem", "_problem"):
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def problems() -> set[str]:
    """Every code of a problem that a check can report; those of a workbook's cells have a table of their own."""
    sources = (path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "workbook" not in path.parts)
    return {code for path in sources for code in _told(path)}


def test_every_code_has_a_damaged_file_or_a_reason() -> None:
    kept = {path.name.split("--")[0] for path in FILES}

    assert problems() | set(_tree(HosoError)) == kept | set(WITHOUT)
    assert kept & set(WITHOUT) == set()


def test_the_codes_are_found_in_the_sources() -> None:
    assert {"digest_mismatch", "seal_signature", "log_entry_moved"} <= problems()


def test_the_tests_that_stand_in_for_a_damaged_file_exist() -> None:
    named = [word.strip(",:") for reason in WITHOUT.values() for word in reason.split() if word.startswith("tests/")]

    assert [path for path in named if not (ROOT / path).exists()] == []
