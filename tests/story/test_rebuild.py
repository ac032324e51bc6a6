"""Without database and index the records alone give back what people see; what is there is never overwritten."""

import shutil
from pathlib import Path

from tests.program import Finished, hoso

QUARTER = "2026-Q2"


def ask(home: Path, *question: object) -> Finished:
    """Ask and expect an answer."""
    answer = hoso("--home", home, *question, "--json")
    assert answer.code == 0, answer.talk
    return answer


def lose(home: Path) -> None:
    """Lose everything that is derived from the records, and the working files."""
    for path in home.glob("hoso.db*"):
        path.unlink()
    for folder in ("index", "blobs", "cache"):
        shutil.rmtree(home / folder)


def test_status_and_search_come_back_as_they_were(copied_home: Path) -> None:
    questions = (("status", "--quarter", QUARTER), ("search", "báo cáo", "--limit", "100"))
    before = [ask(copied_home, *question).data for question in questions]
    lose(copied_home)

    rebuilt = ask(copied_home, "rebuild").json

    assert len(rebuilt["restored"]) == 3
    assert [ask(copied_home, *question).data for question in questions] == before


def test_what_was_rebuilt_verifies_and_needs_no_new_run(copied_home: Path) -> None:
    lose(copied_home)
    ask(copied_home, "rebuild")

    assert ask(copied_home, "verify", "--all").json["ok"]
    assert ask(copied_home, "run", "--quarter", QUARTER).json["sealed"] == []


def test_a_correction_after_a_rebuild_becomes_the_next_version(copied_home: Path) -> None:
    lose(copied_home)
    ask(copied_home, "rebuild")
    source = copied_home / "demo"
    hoso("--home", copied_home, "import", source / "quy.xlsx", "--files", source / "minh-chung")

    assert hoso("--home", copied_home, "run", "--quarter", QUARTER, "--json").json["sealed"] == []


def test_facts_that_are_there_are_kept(copied_home: Path) -> None:
    rebuilt = ask(copied_home, "rebuild").json

    assert (rebuilt["restored"], len(rebuilt["kept"])) == ([], 3)
