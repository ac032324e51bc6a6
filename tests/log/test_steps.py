"""What is told, and how the log is published, shown and put back, with parts in memory."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from archive.domain.accounts import Grant, Role
from archive.domain.history import Event
from archive.domain.log import Action, deed_of
from archive.domain.record import RecordId
from archive.errors import BadInput, NotFound, RecordDamaged, RuleBroken, Unavailable
from archive.ports import Parts
from archive.ports.search import Hit, SearchResults
from archive.workflow import accounts, dispose
from archive.workflow.audit import verify_log
from archive.workflow.log import checkpoint_file, entries, note_search, prove, publish, require_continued
from archive.workflow.rebuild import restore_log
from archive.workflow.sign_in import reset_codes
from tests.contracts.desk_contract import event
from tests.contracts.log_contract import AT, contents, deed, tell
from tests.given import NOW
from tests.log_parts import MemoryTiles, PlainStamper
from tests.parts import MemoryDesk, memory_parts
from tests.quarters import QUARTER, SNV

RECORD = RecordId(SNV, QUARTER)
PASSWORD = "một câu dài dễ nhớ"  # noqa: S105 - of nobody


class AbsentStamper(PlainStamper):
    """An authority that does not answer."""

    def stamp(self, content: bytes) -> bytes | None:
        raise Unavailable(f"{len(content)}")


@pytest.fixture
def parts() -> Parts:
    return memory_parts()


def told(parts: Parts) -> list[tuple[str, str]]:
    """Action and subject of every entry."""
    return [(entry.deed.action, entry.deed.subject) for entry in entries(parts)]


def write(parts: Parts, *events: Event) -> None:
    with parts.desk.begin() as work:
        for item in events:
            work.journal.write(item)
        work.commit()


def test_publishing_remembers_what_was_promised(parts: Parts) -> None:
    tell(parts.desk, deed("a"), deed("b"))

    sealed = publish(parts)

    assert sealed
    with parts.desk.look() as work:
        assert list(work.log.marks()) == [(2, sealed.promised.root)]


def test_a_log_without_entries_has_no_checkpoint(parts: Parts) -> None:
    assert publish(parts) is None
    assert not verify_log(parts).checked


def test_without_an_answer_from_the_authority_the_log_goes_on_and_says_so(parts: Parts) -> None:
    parts = replace(parts, stamper=AbsentStamper())
    tell(parts.desk, deed())

    publish(parts)

    report = verify_log(parts)
    assert report.ok
    assert [note for note in report.notes if "chưa có dấu thời gian" in note]


def test_what_is_not_published_yet_is_remarked(parts: Parts) -> None:
    tell(parts.desk, deed("a"))
    publish(parts)
    tell(parts.desk, deed("b"))

    report = verify_log(parts)

    assert report.ok
    assert [note for note in report.notes if note.startswith("1 mục mới")]


def other_desk(*subjects: str) -> MemoryDesk:
    desk = MemoryDesk()
    tell(desk, *(deed(subject) for subject in subjects))
    return desk


@pytest.mark.parametrize("desk", [other_desk(), other_desk("a"), other_desk("a", "x"), other_desk("a", "x", "c", "d")])
def test_a_database_that_does_not_go_on_from_what_was_published_is_refused(parts: Parts, desk: MemoryDesk) -> None:
    tell(parts.desk, deed("a"), deed("b"))
    publish(parts)
    replaced = replace(parts, desk=desk)

    with pytest.raises(RecordDamaged):
        require_continued(replaced)
    with pytest.raises(RecordDamaged):
        publish(replaced)
    assert list(parts.tiles.contents()) == contents(parts.desk)


def test_a_database_that_goes_on_is_let_through(parts: Parts) -> None:
    require_continued(parts)
    tell(parts.desk, deed("a"))
    publish(parts)
    tell(parts.desk, deed("b"))

    require_continued(parts)

    assert publish(parts)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["a", "b", "urn:hoso:SNV:2026-Q2"]),
        ({"limit": 1}, ["urn:hoso:SNV:2026-Q2"]),
        ({"actor": "Lò Thị Mai"}, ["a", "b"]),
        ({"actor": "ai khác"}, []),
        ({"since": AT + timedelta(seconds=1)}, ["urn:hoso:SNV:2026-Q2"]),
        ({"record": "urn:hoso:SNV:2026-Q2"}, ["urn:hoso:SNV:2026-Q2"]),
    ],
)
def test_entries_are_found_by_record_actor_and_time(parts: Parts, asked: dict[str, object], found: list[str]) -> None:
    later = replace(deed_of(event("urn:hoso:SNV:2026-Q2", at=AT + timedelta(days=1))), actor="thư ký")
    tell(parts.desk, deed("a"), deed("b"), later)

    assert [entry.deed.subject for entry in entries(parts, **asked)] == found  # type: ignore[arg-type]  # options by name


def hit(record: str = "urn:hoso:SNV:2026-Q2") -> Hit:
    return Hit(
        id=f"{record}/a.pdf",
        title="",
        kind="",
        component=0,
        unit="SNV",
        quarter="2026-Q2",
        person="",
        task="",
        page=1,
        score=1.0,
        snippet="",
    )


def test_a_search_that_shows_something_is_told_with_whose_rights(parts: Parts) -> None:
    results = SearchResults(total=9, hits=[hit(), hit()], facets={})

    note_search(parts, "q" * 2000, results, reader="an")

    (entry,) = entries(parts)
    assert (entry.deed.action, entry.deed.actor, len(entry.deed.subject)) == (Action.SEARCHED, "thư ký", 1000)
    assert entry.deed.details == {"hits": "2", "total": "9", "records": "urn:hoso:SNV:2026-Q2", "as": "an"}


def test_a_search_that_shows_nothing_is_not_told(parts: Parts) -> None:
    note_search(parts, "x", SearchResults(total=0, hits=[], facets={}))

    assert entries(parts) == []


@dataclass(frozen=True)
class Change:
    """A change of an account, and the entry it must leave."""

    make: Callable[[Parts], object]
    action: Action
    details: dict[str, str]


BOARD = Grant(role=Role.BOARD)
ALL = {"role": "board", "units": "*", "managements": "*"}
CHANGES = {
    "granted": Change(lambda parts: accounts.grant(parts, "an", BOARD), Action.ACCOUNT_GRANTED, ALL),
    "revoked": Change(
        lambda parts: accounts.revoke(parts, "an", Role.INSPECTOR), Action.ACCOUNT_REVOKED, {"role": "inspector"}
    ),
    "disabled": Change(lambda parts: accounts.disable(parts, "an"), Action.ACCOUNT_DISABLED, {}),
    "enabled": Change(lambda parts: accounts.enable(parts, "an"), Action.ACCOUNT_ENABLED, {}),
    "another password": Change(
        lambda parts: accounts.change_password(parts, "an", f"{PASSWORD} hơn"), Action.PASSWORD_CHANGED, {}
    ),
    "codes taken away by the administrator": Change(lambda parts: reset_codes(parts, "an"), Action.CODES_OFF, {}),
    "signed in": Change(lambda parts: accounts.sign_in(parts, "an", PASSWORD), Action.SIGNED_IN, {}),
}


@pytest.fixture
def peopled(parts: Parts) -> Parts:
    accounts.first_administrator(parts.desk, "chu", at=NOW, actor="máy")
    accounts.add(parts, "an", password=PASSWORD, grant=Grant(role=Role.INSPECTOR))
    return parts


def test_the_first_accounts_are_told(peopled: Parts) -> None:
    first, second = entries(peopled)

    assert [(item.deed.subject, item.deed.actor) for item in (first, second)] == [("chu", "máy"), ("an", "thư ký")]
    assert first.deed.details == {"role": "administrator"}
    assert {item.deed.action for item in (first, second)} == {Action.ACCOUNT_ADDED}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_an_account_is_told(peopled: Parts, change: Change) -> None:
    change.make(peopled)

    entry = entries(peopled)[-1]
    assert (entry.deed.action, entry.deed.subject, entry.deed.details) == (change.action, "an", change.details)
    assert not any(PASSWORD.encode() in content for content in contents(peopled.desk))


def test_a_change_that_is_refused_is_not_told(peopled: Parts) -> None:
    before = told(peopled)

    with pytest.raises(RuleBroken):
        accounts.disable(peopled, "chu")

    assert told(peopled) == before


@pytest.mark.parametrize(("name", "subject"), [("an", "an"), ("lỡ gõ mật khẩu vào đây", "")])
def test_a_refused_sign_in_is_told_without_names_that_nobody_bears(peopled: Parts, name: str, subject: str) -> None:
    with pytest.raises(NotFound):
        accounts.sign_in(peopled, name, "sai")

    assert told(peopled)[-1] == (Action.SIGN_IN_REFUSED, subject)


def test_periods_and_holds_are_told_with_their_reasons(parts: Parts) -> None:
    dispose.set_period(parts, [RECORD], years=10, basis="TT 10/2022/TT-BNV")
    dispose.hold(parts, [RECORD], number="3-QĐ", reason="thanh tra")
    dispose.release(parts, [RECORD], number="3-QĐ")

    found = [(entry.deed.action, entry.record, entry.deed.reason, dict(entry.deed.details)) for entry in entries(parts)]
    assert found == [
        (Action.PERIOD_SET, str(RECORD), "TT 10/2022/TT-BNV", {"years": "10", "basis": "TT 10/2022/TT-BNV"}),
        (Action.HELD, str(RECORD), "thanh tra", {"number": "3-QĐ"}),
        (Action.RELEASED, str(RECORD), "", {"number": "3-QĐ"}),
    ]


def test_a_lost_log_comes_back_from_what_was_published(parts: Parts) -> None:
    write(parts, event("a"), event("b"))
    tell(parts.desk, deed("c"))
    publish(parts)
    lost = MemoryDesk()

    assert restore_log(lost, parts.tiles) == 3

    assert contents(lost) == contents(parts.desk)
    with lost.look() as work:
        assert list(work.journal.everything()) == [event("a"), event("b")]
    assert verify_log(replace(parts, desk=lost)).ok


def test_only_what_is_missing_comes_back(parts: Parts) -> None:
    tell(parts.desk, deed("a"), deed("b"), deed("c"))
    publish(parts)
    behind = other_desk("a")

    assert restore_log(behind, parts.tiles, only_lost=True) == 0
    assert restore_log(behind, parts.tiles) == 2
    assert restore_log(behind, parts.tiles) == 0
    assert contents(behind) == contents(parts.desk)


def test_another_history_is_not_mixed_with_the_published_one(parts: Parts) -> None:
    tell(parts.desk, deed("a"), deed("b"), deed("c"))
    publish(parts)

    with pytest.raises(RecordDamaged):
        restore_log(other_desk("x"), parts.tiles)


def test_without_anything_published_nothing_comes_back() -> None:
    assert restore_log(other_desk("a"), MemoryTiles()) == 0


def test_a_proof_publishes_first_what_it_is_asked_for(parts: Parts) -> None:
    tell(parts.desk, deed("a"), deed("b"))

    assert prove(parts, 1)["sequence"] == 1


def test_there_is_no_proof_in_an_empty_log(parts: Parts) -> None:
    with pytest.raises(NotFound):
        prove(parts, 0)


def test_a_kept_checkpoint_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        checkpoint_file(tmp_path / "mốc.json")


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff"])
def test_a_file_that_is_no_checkpoint_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mốc.json"
    path.write_bytes(content)

    with pytest.raises(BadInput):
        checkpoint_file(path)
