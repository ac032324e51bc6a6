"""Scrubbing goes once over everything, the longest unread first, however often it is stopped."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from archive.domain.fixity import FixityLedger

START = datetime(2026, 6, 1, tzinfo=UTC)
NAMES = st.lists(st.text("abc", min_size=1, max_size=3), min_size=1, unique=True)
MOMENTS = st.integers(0, 400).map(lambda hours: START + timedelta(hours=hours))
CHECKED = st.dictionaries(st.text("abc", max_size=3), MOMENTS)
LEDGERS = CHECKED.map(lambda checked: FixityLedger(checked=checked))
LATER = START + timedelta(days=365)


@given(NAMES, LEDGERS, st.lists(st.integers(1, 4), min_size=50, max_size=50), st.integers(0, 1))
def test_a_round_reads_every_object_once_in_whatever_portions(
    names: list[str], ledger: FixityLedger, portions: list[int], hours: int
) -> None:
    read: list[str] = []
    for step, portion in enumerate(portions):
        for name in ledger.waiting(names)[:portion]:
            read.append(name)
            ledger = ledger.after({name: LATER + timedelta(hours=hours * step)})  # the clock may stand still

    assert len(read) == len(set(read)) == min(len(names), sum(portions))


@given(NAMES, LEDGERS)
def test_what_was_never_read_comes_first_and_then_the_longest_unread(names: list[str], ledger: FixityLedger) -> None:
    waiting = ledger.among(names).waiting(names)

    stamps = [ledger.checked.get(name, START - timedelta(days=1)) for name in waiting]
    assert stamps == sorted(stamps)


@given(NAMES, LEDGERS)
def test_objects_that_are_gone_are_forgotten(names: list[str], ledger: FixityLedger) -> None:
    assert set(ledger.among(names).checked) <= set(names)


@given(NAMES, LEDGERS)
def test_the_oldest_is_the_one_a_new_round_would_read_first(names: list[str], ledger: FixityLedger) -> None:
    first = ledger.among(names).waiting(names)[0]

    assert ledger.oldest(names) == (first, ledger.checked.get(first))


def test_where_nothing_is_stored_nothing_is_old() -> None:
    assert FixityLedger().oldest([]) is None
