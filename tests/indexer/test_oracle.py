"""Two engines that share no code must find the same: any difference is a mistake of one of them (search notes §1)."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.ports.search import IndexEntry
from indexer.engines import TantivyEngine, WhooshEngine
from tests.contracts.search_contract import REPORT

# Few words, so that they meet; chosen to be near each other in letters, marks, tone places and parts.
WORDS = [
    "hoà", "hòa", "hoa", "hoàn", "hoàng", "hằng", "hàng", "quý", "quy", "năm", "nam", "đảng", "dang", "đang",
    "ủy", "uỷ", "uy", "NV-SNV-01", "NV-SNV-01-05", "nv", "01", "12-TTr/ĐU", "ttr", "thường", "thương", "vụ", "x_y",
]  # fmt: skip
NAMES = ["Ma Thị Thuỷ", "Má Thị Thúy", "Hoàng Năm", "Lê Nam"]
DAYS = ["", "2026-05-31", "2026-06-01", "2026-06-30", "2026-07-01"]

words = st.sampled_from(WORDS)
texts = st.lists(words, min_size=1, max_size=6).map(" ".join)


@st.composite
def entries(draw: st.DrawFn) -> IndexEntry:
    unit = draw(st.sampled_from(["SNV", "STC"]))
    record = RecordId(UnitCode(unit), Quarter(2026, draw(st.sampled_from([2, 3]))))
    return replace(
        REPORT,
        record=record,
        title=draw(texts),
        kind=draw(st.sampled_from(["evidence", "minutes"])),
        unit=unit,
        unit_name={"SNV": "Sở Nội vụ", "STC": "Sở Tài chính"}[unit],
        quarter=str(record.quarter),
        pages=tuple(draw(st.lists(texts, max_size=2))),
        person_name=draw(st.sampled_from(NAMES)),
        task=draw(st.sampled_from(["NV-SNV-01-05", "NV-SNV-01", "NV-STC-02", ""])),
        outcome=draw(st.sampled_from(["late", "early", ""])),
        number=draw(st.sampled_from(["12-TTr/ĐU", "112-TTr/ĐU", "5/BC", ""])),
        day=draw(st.sampled_from(DAYS)),
    )


beginnings = words.flatmap(lambda word: st.integers(1, len(word)).map(lambda length: word[:length])).filter(str.isalnum)
single = st.sampled_from([word for word in WORDS if word.isalpha()])
fields = st.sampled_from(
    [
        "đơn_vị:SNV", 'unit:"so tai"', "quý:2026-Q2", "quý:III", "năm:2026", "loại:biên_bản", "nhiệm_vụ:NV-SNV-01",
        "task:NV-S*", 'người:"ma thi"', "người:Thuỷ", "người:nam~", "kết_quả:chậm", "số:12", "số:112-ttr*",
        "ngày:6/2026", "ngày:[TO 2026-06-01]", "ngày:[1/6/2026 TO]", "ngày:{2026-06-01 TO 2026-07-01}", "tiêu_đề:hoà",
        "title:h?a", "*",
    ]
)  # fmt: skip
leaves = st.one_of(
    words,
    texts.map('"{}"'.format),
    beginnings.map("{}*".format),
    st.tuples(words, beginnings).map(lambda pair: f"{pair[0]}-{pair[1]}*"),
    single.map("{}~".format),
    single.map("{}~2".format),
    single.map(lambda word: f"{word[0]}?{word[2:]}"),
    single.map(lambda word: f"*{word[1:]}"),
    fields,
)
queries = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]}) OR ({pair[1]})"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]}) AND ({pair[1]})"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]}) NOT ({pair[1]})"),
        inner.map("NOT ({})".format),
    ),
    max_leaves=4,
)


# Without shrinking: each example makes two indexes, and the query that differs stands in the message already.
@settings(
    max_examples=30,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.lists(entries(), min_size=1, max_size=8), st.lists(queries, min_size=20, max_size=20, unique=True))
def test_both_engines_find_the_same(found: list[IndexEntry], asked: list[str]) -> None:
    numbered = [replace(entry, id=f"{entry.record}/{place}") for place, entry in enumerate(found)]
    with tempfile.TemporaryDirectory() as folder:
        engines = TantivyEngine(Path(folder) / "tantivy"), WhooshEngine(Path(folder) / "whoosh")
        for engine in engines:
            for record in {entry.record for entry in numbered}:
                engine.replace(record, [entry for entry in numbered if entry.record == record])

        for query in asked:
            ours, oracle = (engine.search(query, limit=50) for engine in engines)
            assert {hit.id for hit in ours.hits} == {hit.id for hit in oracle.hits}, query
            assert (ours.total, ours.facets) == (oracle.total, oracle.facets), query
