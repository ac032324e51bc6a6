"""Searching within rights finds what searching everything and then taking away would, for any index and rights."""

import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from archive.domain.people import Management, PersonCode, UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.domain.rights import Readable, Scope
from archive.ports.search import IndexEntry
from indexer import columns
from indexer.engines import TantivyEngine, WhooshEngine
from tests.contracts.search_contract import REPORT

ENGINES = pytest.mark.parametrize("make", [TantivyEngine, WhooshEngine])
UNITS = [UnitCode(code) for code in ("SNV", "snv", "SNV 2", "STC")]
PEOPLE = [PersonCode(code) for code in ("CB-1", "CB_1", "Đ1", "D1")]
WORDS = ["báo", "cáo", "bao", "kế", "hoạch", "năm", "nam"]
QUERIES = [
    "*",
    "báo",
    "bao cáo",
    '"báo cáo"',
    "NOT năm",
    "kế OR báo",
    "k*",
    "hoach~",
    "người:CB-1",
    "đơn_vị:SNV",
    "báo NOT kế",
]

managements = st.frozensets(st.sampled_from(Management))
scopes = st.builds(
    Scope,
    units=st.none() | st.frozensets(st.sampled_from(UNITS)),
    managements=st.none() | managements,
    person=st.none() | st.sampled_from(PEOPLE),
)
bounds = st.lists(scopes, max_size=3).map(tuple).map(Readable)


@st.composite
def entries(draw: st.DrawFn) -> IndexEntry:
    unit = draw(st.sampled_from(UNITS))
    return replace(
        REPORT,
        record=RecordId(unit, Quarter(2026, 2)),
        unit=unit,
        person=draw(st.sampled_from(["", *PEOPLE])),
        managements=draw(managements),
        title=draw(st.sampled_from(WORDS)),
        pages=(" ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))),),
    )


# Without shrinking, as in test_oracle: each example makes an index.
@ENGINES
@settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(found=st.lists(entries(), min_size=1, max_size=8), asked=st.lists(bounds, min_size=6, max_size=6))
def test_searching_within_rights_is_searching_and_then_taking_away(
    make: type[TantivyEngine] | type[WhooshEngine], found: list[IndexEntry], asked: list[Readable]
) -> None:
    numbered = {f"{entry.record}/{place}": entry for place, entry in enumerate(found)}
    with tempfile.TemporaryDirectory() as folder:
        engine = make(Path(folder) / "index")
        for record in {entry.record for entry in found}:
            engine.replace(
                record, [replace(entry, id=id_) for id_, entry in numbered.items() if entry.record == record]
            )

        for query in QUERIES:
            free = engine.search(query, limit=50)
            for readable in asked:
                bound = engine.search(query, limit=50, readable=readable)
                expected = [hit for hit in free.hits if readable.covers(numbered[hit.id].about)]
                assert [hit.id for hit in bound.hits] == [hit.id for hit in expected], (query, readable)
                assert [hit.snippet for hit in bound.hits] == [hit.snippet for hit in expected]
                assert bound.total == len(expected)
                assert bound.facets == facets([numbered[hit.id] for hit in expected])


def facets(found: list[IndexEntry]) -> dict[str, dict[str, int]]:
    """The facets of these entries alone."""
    values = {name: Counter(str(getattr(entry, name)) for entry in found) for name in columns.FACETS}
    return {name: {value: count for value, count in counts.items() if value} for name, counts in values.items()}
