"""What every search engine must do; an implementation's test file subclasses the suite and gives its engine."""

from abc import ABC, abstractmethod
from dataclasses import replace

import pytest

from archive.domain.people import Management, PersonCode, UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import ItemId, RecordId
from archive.domain.rights import Readable, Scope
from archive.errors import UsageError
from archive.ports.search import IndexEntry, SearchEngine

SNV = RecordId(UnitCode("SNV"), Quarter(2026, 2))
STC = RecordId(UnitCode("STC"), Quarter(2026, 3))

REPORT = IndexEntry(
    id=str(ItemId(SNV, "evidence/NV-SNV-01-05/bao-cao.pdf")),
    record=SNV,
    title="Báo cáo số hóa hồ sơ",
    kind="evidence",
    component=7,
    unit="SNV",
    unit_name="Sở Nội vụ",
    quarter="2026-Q2",
    pages=(
        "SỞ NỘI VỤ. Báo cáo kết quả số hóa hồ sơ hằng quý.",
        "Số 5/BC. Mã kiểm chứng NVSNV0105. Đường dây nóng của Đảng ủy.",
    ),
    person="CB-SNV-01",
    person_name="Ma Thị Thuỷ",
    task="NV-SNV-01-05",
    axis="2",
    outcome="late",
    rating="Hoàn thành tốt nhiệm vụ",
    number="12-TTr/ĐU",
    day="2026-06-12",
    managements=frozenset({Management.UNIT}),
)
MINUTES = IndexEntry(
    id=str(ItemId(SNV, "documents/3-minutes/minutes.pdf")),
    record=SNV,
    title="Biên bản hội nghị",
    kind="minutes",
    component=3,
    unit="SNV",
    unit_name="Sở Nội vụ",
    quarter="2026-Q2",
    pages=("Hội nghị tập thể lãnh đạo, năm người dự. Ban Thường vụ kết luận.",),
    day="2026-06-18",
    managements=frozenset({Management.UNIT, Management.STANDING_COMMITTEE}),
)
PLAN = IndexEntry(
    id=str(ItemId(STC, "evidence/NV-STC-02-01/ke-hoach.docx")),
    record=STC,
    title="Kế hoạch ngân sách",
    kind="evidence",
    component=7,
    unit="STC",
    unit_name="Sở Tài chính",
    quarter="2026-Q3",
    pages=("Kế hoạch ngân sách tỉnh Việt Nam. Thường trực ban vụ việc.", "Kết quả được hoà giải, hàng quý báo cáo."),
    person="CB-STC-02",
    person_name="Má Thị Thúy",
    task="NV-STC-02-01",
    axis="1",
    outcome="early",
    rating="Hoàn thành xuất sắc nhiệm vụ",
    number="112/KH-STC",
    day="2026-08-01",
    managements=frozenset({Management.STANDING_COMMITTEE}),
)
EVERY = {REPORT.id, MINUTES.id, PLAN.id}

FOUND = {
    "typed with marks": ("đường dây", {REPORT.id}),
    "typed without marks, đ too": ("duong day", {REPORT.id}),
    "typed in capitals": ("ĐƯỜNG DÂY", {REPORT.id}),
    "all words are needed": ("báo cáo ngân sách", {PLAN.id}),
    "the tone on the other letter": ("hoà", {REPORT.id, PLAN.id}),
    "hàng quý is hằng quý": ('"hàng quý"', {REPORT.id, PLAN.id}),
    "decomposed letters": ("đ" + "u\u031bo\u031b\u0300" + "ng", {REPORT.id}),
    "a phrase in its order": ('"thường vụ"', {MINUTES.id}),
    "a phrase without marks": ('"ban thuong vu"', {MINUTES.id}),
    "words of the phrase elsewhere": ("thường vụ", {MINUTES.id, PLAN.id}),
    "a code in the text": ("NVSNV0105", {REPORT.id}),
    "a code in small letters": ("nvsnv0105", {REPORT.id}),
    "a code with hyphens is a phrase": ("NV-SNV-01-05", {REPORT.id}),
    "a number with a slash": ("12-TTr/ĐU", {REPORT.id}),
    "a prefix": ("đườ*", {REPORT.id, PLAN.id}),
    "a prefix without marks": ("duo*", {REPORT.id, PLAN.id}),
    "a prefix whose tone has no place yet": ("hoà*", {REPORT.id, PLAN.id}),
    "a prefix of a code": ("NV-S*", {REPORT.id, PLAN.id}),
    "a wildcard": ("ngh?", {MINUTES.id}),
    "a fuzzy word": ("hoach~", {PLAN.id}),
    "a fuzzy word farther away": ("khoaach~2", {PLAN.id}),
    "either": ("ngân OR biên", {PLAN.id, MINUTES.id}),
    "either in Vietnamese": ("ngân HOẶC biên", {PLAN.id, MINUTES.id}),
    "not": ("báo NOT ngân", {REPORT.id}),
    "not in Vietnamese": ("báo KHÔNG ngân", {REPORT.id}),
    "only not": ("NOT ngân", {REPORT.id, MINUTES.id}),
    "a negation with marks spares the word without them": ("kế NOT năm", {PLAN.id}),
    "a negation without marks takes both": ("ke NOT nam", set()),
    "grouped": ("(ngân OR biên) AND (hội OR sách)", {PLAN.id, MINUTES.id}),
    "everything": ("*", EVERY),
    "nothing has it": ("khôngcótừnày", set()),
    "unit by code": ("đơn_vị:SNV", {REPORT.id, MINUTES.id}),
    "unit by name": ('unit:"so tai chinh"', {PLAN.id}),
    "unit with marks that are not its": ('unit:"sơ tai chinh"', set()),
    "quarter": ("quý:2026-q2", {REPORT.id, MINUTES.id}),
    "quarter in Roman numbers": ("quy:III/2026", {PLAN.id}),
    "quarter of any year": ("quý:III", {PLAN.id}),
    "quarters from to": ("quý:[2026-Q3 TO]", {PLAN.id}),
    "year": ("năm:2026", EVERY),
    "another year": ("năm:2027", set()),
    "kind in English": ("kind:minutes", {MINUTES.id}),
    "kind in Vietnamese": ("loại:biên_bản", {MINUTES.id}),
    "component": ("thành_phần:7", {REPORT.id, PLAN.id}),
    "person by code": ("người:CB-SNV-01", {REPORT.id}),
    "person by name with marks": ('người:"Ma Thị Thuỷ"', {REPORT.id}),
    "person by name, the other tone place": ('người:"ma thị thủy"', {REPORT.id}),
    "person by name without marks": ('nguoi:"ma thi thuy"', {REPORT.id, PLAN.id}),
    "the name in the one box": ('"Má Thị Thúy"', {REPORT.id, PLAN.id}),
    "task": ("nhiệm_vụ:NV-SNV-01-05", {REPORT.id}),
    "task by prefix": ("task:NV-STC*", {PLAN.id}),
    "part of a task is no task": ("task:NV-SNV", set()),
    "axis": ("trục:2", {REPORT.id}),
    "outcome in English": ("outcome:early", {PLAN.id}),
    "outcome in Vietnamese": ("kết_quả:chậm", {REPORT.id}),
    "rating": ('xếp_loại:"Hoàn thành tốt nhiệm vụ"', {REPORT.id}),
    "rating in short": ("xep_loai:xuat_sac", {PLAN.id}),
    "number": ("số:12-TTr/ĐU", {REPORT.id}),
    "number by part, not inside another": ("số:12", {REPORT.id}),
    "title": ("tiêu_đề:hồ", {REPORT.id}),
    "day": ("ngày:12/6/2026", {REPORT.id}),
    "days from to": ("ngày:[01/06/2026 TO 30/06/2026]", {REPORT.id, MINUTES.id}),
    "days from to, ISO": ("date:[2026-06-13 TO 2026-08-01]", {MINUTES.id, PLAN.id}),
    "days with the ends left out": ("date:{2026-06-12 TO 2026-08-01}", {MINUTES.id}),
    "month": ("ngày:8/2026", {PLAN.id}),
    "several fields and words": ("đơn_vị:SNV loại:minh_chứng số hóa", {REPORT.id}),
    "one field, several values": ("loại:(minutes OR evidence) đơn_vị:SNV", {REPORT.id, MINUTES.id}),
}

ONE, ANOTHER = frozenset({Management.UNIT}), frozenset({Management.STANDING_COMMITTEE})
MAY_READ = {
    "nothing granted": ((), set()),
    "no bounds": ((Scope(),), EVERY),
    "one unit": ((Scope(units=frozenset({UnitCode("SNV")})),), {REPORT.id, MINUTES.id}),
    "several units": ((Scope(units=frozenset({UnitCode("SNV"), UnitCode("STC")})),), EVERY),
    "no unit at all": ((Scope(units=frozenset()),), set()),
    "a unit in other letters is another unit": ((Scope(units=frozenset({UnitCode("snv")})),), set()),
    "one management: not what speaks of others too": ((Scope(managements=ONE),), {REPORT.id}),
    "both managements": ((Scope(managements=ONE | ANOTHER),), EVERY),
    "no management at all": ((Scope(managements=frozenset()),), set()),
    "each management by another grant": ((Scope(managements=ONE), Scope(managements=ANOTHER)), {REPORT.id, PLAN.id}),
    "unit and management": ((Scope(units=frozenset({UnitCode("SNV")}), managements=ANOTHER),), set()),
    "the own papers": ((Scope(person=PersonCode("CB-SNV-01")),), {REPORT.id}),
    "a code that only looks the same": ((Scope(person=PersonCode("CB_SNV-01")),), set()),
    "own papers and a unit": (
        (Scope(person=PersonCode("CB-SNV-01")), Scope(units=frozenset({UnitCode("STC")}))),
        {REPORT.id, PLAN.id},
    ),
}


class SearchContract(ABC):
    """The suite of the search port."""

    @pytest.fixture
    @abstractmethod
    def engine(self) -> SearchEngine:
        """An engine over a new, empty index."""

    @pytest.fixture
    def filled(self, engine: SearchEngine) -> SearchEngine:
        engine.replace(SNV, [REPORT, MINUTES])
        engine.replace(STC, [PLAN])
        return engine

    @pytest.mark.parametrize(("query", "expected"), FOUND.values(), ids=FOUND)
    def test_finds(self, filled: SearchEngine, query: str, expected: set[str]) -> None:
        results = filled.search(query)

        assert {hit.id for hit in results.hits} == expected
        assert results.total == len(expected)

    def test_nothing_is_found_in_an_empty_index(self, engine: SearchEngine) -> None:
        results = engine.search("*")

        assert (results.total, list(results.hits)) == (0, [])

    def test_replacing_twice_leaves_each_entry_once(self, filled: SearchEngine) -> None:
        filled.replace(SNV, [REPORT, MINUTES])

        assert sorted(hit.id for hit in filled.search("*").hits) == sorted(EVERY)

    def test_replacing_forgets_what_the_record_no_longer_has(self, filled: SearchEngine) -> None:
        filled.replace(SNV, [MINUTES])

        assert {hit.id for hit in filled.search("*").hits} == {MINUTES.id, PLAN.id}
        assert filled.search("NVSNV0105").total == 0

    def test_replacing_with_nothing_forgets_the_record(self, filled: SearchEngine) -> None:
        filled.replace(SNV, [])

        assert {hit.id for hit in filled.search("*").hits} == {PLAN.id}

    def test_replacing_that_fails_changes_nothing(self, filled: SearchEngine) -> None:
        with pytest.raises(ValueError, match="giữa chừng"):
            filled.replace(SNV, (_failing(entry) for entry in (REPORT, MINUTES)))

        assert {hit.id for hit in filled.search("*").hits} == EVERY
        filled.replace(SNV, [REPORT])
        assert filled.search("*").total == 2

    def test_marks_the_words_of_a_text_as_snippets_do(self, engine: SearchEngine) -> None:
        text = "SỞ NỘI VỤ\nBáo cáo số hóa hồ sơ."

        assert engine.marked("bao cao loại:minh_chứng", text) == "SỞ NỘI VỤ\n**Báo** **cáo** số hóa hồ sơ."
        assert engine.marked("*", text) == text
        with pytest.raises(UsageError):
            engine.marked('"báo', text)

    def test_clearing_forgets_everything(self, filled: SearchEngine) -> None:
        filled.clear()

        assert filled.search("*").total == 0
        filled.replace(STC, [PLAN])
        assert filled.search("*").total == 1

    def test_a_hit_carries_what_the_entry_said(self, filled: SearchEngine) -> None:
        (hit,) = filled.search("NVSNV0105").hits

        assert (hit.title, hit.kind, hit.component) == (REPORT.title, REPORT.kind, REPORT.component)
        assert (hit.unit, hit.quarter, hit.person, hit.task) == ("SNV", "2026-Q2", "CB-SNV-01", "NV-SNV-01-05")
        assert hit.score > 0

    def test_the_page_is_where_the_words_stand(self, filled: SearchEngine) -> None:
        (hit,) = filled.search('"kiểm chứng"').hits

        assert hit.page == 2

    def test_the_snippet_keeps_the_marks_of_the_text(self, filled: SearchEngine) -> None:
        (hit,) = filled.search("duong day").hits

        assert "**Đường** **dây** nóng của Đảng ủy" in hit.snippet

    def test_the_snippet_of_a_field_match_is_the_beginning(self, filled: SearchEngine) -> None:
        (hit,) = filled.search("loại:minutes").hits

        assert (hit.page, hit.snippet) == (1, MINUTES.pages[0])

    def test_the_form_as_typed_ranks_first(self, engine: SearchEngine) -> None:
        engine.replace(
            SNV,
            [
                replace(REPORT, id=f"{SNV}/a", pages=("nam nam nam nam",)),
                replace(REPORT, id=f"{SNV}/b", pages=("năm kia có nhiều việc hơn bây giờ",)),
            ],
        )

        assert [hit.id for hit in engine.search("năm").hits] == [f"{SNV}/b", f"{SNV}/a"]

    def test_the_phrase_ranks_before_its_scattered_words(self, engine: SearchEngine) -> None:
        engine.replace(
            SNV,
            [
                replace(REPORT, id=f"{SNV}/a", pages=("vụ việc thường xuyên, vụ việc thường ngày",)),
                replace(REPORT, id=f"{SNV}/b", pages=("hôm nay họp bàn mọi việc với ban thường vụ ở đây",)),
            ],
        )

        assert [hit.id for hit in engine.search("thường vụ").hits] == [f"{SNV}/b", f"{SNV}/a"]

    def test_scores_come_down(self, filled: SearchEngine) -> None:
        scores = [hit.score for hit in filled.search("báo OR kế OR hội OR ngân").hits]

        assert len(scores) == 3
        assert scores == sorted(scores, reverse=True)

    def test_sorted_by_date_the_newest_comes_first_and_the_undated_last(self, filled: SearchEngine) -> None:
        undated = replace(MINUTES, id=f"{SNV}/undated", day="")
        filled.replace(SNV, [undated, REPORT, MINUTES])

        assert [hit.id for hit in filled.search("*", sort="date").hits] == [PLAN.id, MINUTES.id, REPORT.id, undated.id]

    def test_pages_of_hits_follow_each_other(self, filled: SearchEngine) -> None:
        pages = [filled.search("*", sort="date", limit=1, offset=offset).hits for offset in range(4)]

        assert [[hit.id for hit in hits] for hits in pages] == [[PLAN.id], [MINUTES.id], [REPORT.id], []]

    def test_the_total_and_the_facets_do_not_stop_at_the_limit(self, filled: SearchEngine) -> None:
        results = filled.search("*", limit=1)

        assert (results.total, len(results.hits)) == (3, 1)
        assert results.facets == {
            "unit": {"SNV": 2, "STC": 1},
            "quarter": {"2026-Q2": 2, "2026-Q3": 1},
            "kind": {"evidence": 2, "minutes": 1},
            "component": {"7": 2, "3": 1},
            "outcome": {"early": 1, "late": 1},
            "rating": {"Hoàn thành tốt nhiệm vụ": 1, "Hoàn thành xuất sắc nhiệm vụ": 1},
        }

    def test_counting_without_hits_is_possible(self, filled: SearchEngine) -> None:
        results = filled.search("*", limit=0)

        assert (results.total, list(results.hits)) == (3, [])

    def test_facets_count_only_what_matches(self, filled: SearchEngine) -> None:
        assert filled.search("đơn_vị:SNV").facets["unit"] == {"SNV": 2}

    def test_facets_of_nothing_are_empty(self, filled: SearchEngine) -> None:
        assert filled.search("khôngcótừnày").facets["unit"] == {}

    @pytest.mark.parametrize(("scopes", "expected"), MAY_READ.values(), ids=MAY_READ)
    def test_only_what_may_be_read_is_found_and_counted(
        self, filled: SearchEngine, scopes: tuple[Scope, ...], expected: set[str]
    ) -> None:
        results = filled.search("*", readable=Readable(scopes))

        assert {hit.id for hit in results.hits} == expected
        assert results.total == sum(results.facets["unit"].values()) == len(expected)

    def test_what_nothing_is_known_of_is_for_those_without_bounds(self, engine: SearchEngine) -> None:
        engine.replace(SNV, [replace(REPORT, managements=frozenset())])

        assert engine.search("*", readable=Readable((Scope(managements=ONE),))).total == 0
        assert engine.search("*", readable=Readable((Scope(),))).total == 1

    @pytest.mark.parametrize("query", ["NOT ngân", "ngân OR biên OR số", "đơn_vị:STC OR NOT năm", "người:CB-STC-02"])
    def test_no_query_leads_out_of_the_bounds(self, filled: SearchEngine, query: str) -> None:
        results = filled.search(query, readable=Readable((Scope(person=PersonCode("CB-SNV-01")),)))

        assert {hit.id for hit in results.hits} <= {REPORT.id}
        assert set(results.facets["unit"]) <= {"SNV"}

    def test_bounds_change_neither_order_nor_score(self, filled: SearchEngine) -> None:
        query = "báo OR kế OR hội OR ngân"
        free = filled.search(query)

        bound = filled.search(query, readable=Readable((Scope(managements=ONE), Scope(managements=ANOTHER))))

        expected = [(hit.id, hit.score) for hit in free.hits if hit.id != MINUTES.id]
        assert [(hit.id, hit.score) for hit in bound.hits] == expected

    def test_a_query_without_meaning_is_refused(self, filled: SearchEngine) -> None:
        with pytest.raises(UsageError, match="ký tự thứ 5"):
            filled.search("báo AND")

    def test_a_negative_page_is_refused(self, filled: SearchEngine) -> None:
        with pytest.raises(UsageError, match="âm"):
            filled.search("báo", limit=-1)

    def test_a_beginning_that_fits_too_many_words_is_refused(self, engine: SearchEngine) -> None:
        text = " ".join(f"mã x{number}" for number in range(1_200))
        engine.replace(SNV, [replace(REPORT, pages=(text,))])

        assert engine.search('"mã x1199"').total == 1
        with pytest.raises(UsageError, match="quá nhiều từ"):
            engine.search("mã-x*")

    def test_a_word_longer_than_any_is_no_obstacle(self, engine: SearchEngine) -> None:
        engine.replace(SNV, [replace(REPORT, pages=("x" * 100_000 + " cuối",))])

        assert engine.search("cuối").total == 1
        assert engine.search("x" * 500).total == 1

    def test_a_phrase_does_not_run_from_one_text_into_the_next(self, filled: SearchEngine) -> None:
        assert filled.search('"hồ sơ ma thị"').total == 0


def _failing(entry: IndexEntry) -> IndexEntry:
    if entry is MINUTES:
        message = "hỏng giữa chừng"
        raise ValueError(message)
    return entry
