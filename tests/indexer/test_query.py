"""The query language is frozen here: what is typed, and the tree it means; what has no meaning is refused."""

import pytest

from archive.errors import UsageError
from indexer.query import read
from indexer.query.tree import And, Everything, Field, Fuzzy, Not, Or, Phrase, Prefix, Range, Term, Tree, Wildcard

A, B, C = Term("a"), Term("b"), Term("c")
SNV = Term("SNV", Field.UNIT)
Q2 = Term("2026-Q2", Field.QUARTER)
SUBMISSION, MINUTES, EVIDENCE = (Term(kind, Field.KIND) for kind in ("submission", "minutes", "evidence"))
JUNE = Range(Field.DAY, 20260601, 20260630)

TREES: dict[str, Tree] = {
    "đảng": Term("đảng"),
    "  đảng  ": Term("đảng"),
    "đảng ủy": And((Term("đảng"), Term("ủy"))),
    "a AND b": And((A, B)),
    "a VÀ b": And((A, B)),
    "a (b c)": And((A, B, C)),
    "a OR b": Or((A, B)),
    "a HOẶC b": Or((A, B)),
    "a OR b OR c": Or((A, B, C)),
    "a b OR c": And((A, Or((B, C)))),
    "a AND b OR c": Or((And((A, B)), C)),
    "a AND (b OR c)": And((A, Or((B, C)))),
    "NOT a": Not(A),
    "a NOT b": And((A, Not(B))),
    "a KHÔNG b": And((A, Not(B))),
    "a AND NOT b": And((A, Not(B))),
    "a OR NOT b": Or((A, Not(B))),
    "a NOT (b OR c)": And((A, Not(Or((B, C))))),
    "a NOT b c": And((A, Not(B), C)),
    "KHÔNG ĐẠT": And((Term("KHÔNG"), Term("ĐẠT"))),
    "không đạt": And((Term("không"), Term("đạt"))),
    "a and b": And((A, Term("and"), B)),
    '"ban thường vụ"': Phrase("ban thường vụ"),
    "“ban thường vụ”": Phrase("ban thường vụ"),
    "«ban thường vụ»": Phrase("ban thường vụ"),
    '"a OR b"': Phrase("a OR b"),
    '"unit:SNV"': Phrase("unit:SNV"),
    '"8:30"': Phrase("8:30"),
    "NV-SNV-01-05": Term("NV-SNV-01-05"),
    "12-TTr/ĐU": Term("12-TTr/ĐU"),
    "a – b": And((A, B)),
    "a, b.": And((Term("a,"), Term("b."))),
    "[a]": Term("[a]"),
    "a~b": Term("a~b"),
    "a ~ b": And((A, B)),
    "hoàn*": Prefix("hoàn"),
    "NV-SNV-01*": Prefix("NV-SNV-01"),
    '"ban thường"*': Prefix("ban thường"),
    "ho?n": Wildcard("ho?n"),
    "*văn": Wildcard("*văn"),
    "h*n": Wildcard("h*n"),
    "thường~": Fuzzy("thường", 1),
    "thường~1": Fuzzy("thường", 1),
    "thường~2": Fuzzy("thường", 2),
    "*": Everything(),
    "*:*": Everything(),
    "* NOT a": And((Everything(), Not(A))),
    "đơn_vị:SNV": SNV,
    "ĐƠN_VỊ:SNV": SNV,
    "don_vi:SNV": SNV,
    "unit:SNV": SNV,
    "unit: SNV": SNV,
    "đơn vị: SNV": SNV,
    "đơn_vị:(SNV)": SNV,
    'đơn_vị:"Sở Nội vụ"': Phrase("Sở Nội vụ", Field.UNIT),
    "đơn_vị:S*": Prefix("S", Field.UNIT),
    "tiêu_đề:tổng": Term("tổng", Field.TITLE),
    "title:(a b)": And((Term("a", Field.TITLE), Term("b", Field.TITLE))),
    "người:CB-01": Term("CB-01", Field.PERSON),
    'nguoi:"Ma Thị Thuỷ"': Phrase("Ma Thị Thuỷ", Field.PERSON),
    "person:thuy~": Fuzzy("thuy", 1, Field.PERSON),
    "person:th?y": Wildcard("th?y", Field.PERSON),
    "nhiệm_vụ:NV-01": Term("NV-01", Field.TASK),
    "nhiem_vu:NV-0*": Prefix("NV-0", Field.TASK),
    "task:NV-01": Term("NV-01", Field.TASK),
    "số:12-TTr/ĐU": Term("12-TTr/ĐU", Field.NUMBER),
    "so:12": Term("12", Field.NUMBER),
    "number:12*": Prefix("12", Field.NUMBER),
    "trục:3": Term("3", Field.AXIS),
    "truc:3": Term("3", Field.AXIS),
    "axis:3": Term("3", Field.AXIS),
    "thành_phần:7": Term("7", Field.COMPONENT),
    "component:7": Term("7", Field.COMPONENT),
    "loại:tờ_trình": SUBMISSION,
    'loại:"tờ trình"': SUBMISSION,
    "loai:to_trinh": SUBMISSION,
    "kind:submission": SUBMISSION,
    "loại:minh_chứng": EVIDENCE,
    "loại:(tờ_trình OR biên_bản)": Or((SUBMISSION, MINUTES)),
    "kết_quả:chậm": Term("late", Field.OUTCOME),
    "ket_qua:som": Term("early", Field.OUTCOME),
    "kết_quả:đúng_hạn": Term("on_time", Field.OUTCOME),
    "outcome:not_completed": Term("not_completed", Field.OUTCOME),
    "xếp_loại:xuất_sắc": Term("Hoàn thành xuất sắc nhiệm vụ", Field.RATING),
    'xep_loai:"hoàn thành nhiệm vụ"': Term("Hoàn thành nhiệm vụ", Field.RATING),
    "rating:tot": Term("Hoàn thành tốt nhiệm vụ", Field.RATING),
    "quý:2026-Q2": Q2,
    "quý:2026-q2": Q2,
    "quy:II/2026": Q2,
    "quarter:2/2026": Q2,
    "quý:Q2/2026": Q2,
    'quý:"quý II năm 2026"': Q2,
    "quý:II": Term("Q2", Field.QUARTER),
    "quý:4": Term("Q4", Field.QUARTER),
    "quý:[2026-Q3 TO II/2027]": Range(Field.QUARTER, 20263, 20272),
    "quý:[TO 2026-Q3]": Range(Field.QUARTER, None, 20263),
    "năm:2026": Range(Field.QUARTER, 20261, 20264),
    "nam:2026": Range(Field.QUARTER, 20261, 20264),
    "year:[2026 TO 2027]": Range(Field.QUARTER, 20261, 20274),
    "ngày:25/6/2026": Range(Field.DAY, 20260625, 20260625),
    "ngay:25-06-2026": Range(Field.DAY, 20260625, 20260625),
    "date:2026-06-25": Range(Field.DAY, 20260625, 20260625),
    "ngày:6/2026": JUNE,
    "ngày:2026-06": JUNE,
    "ngày:2026": Range(Field.DAY, 20260101, 20261231),
    "ngày:[01/06/2026 TO 30/06/2026]": JUNE,
    "ngày:[2026-06-01 to 2026-06-30]": JUNE,
    "ngày:[6/2026 ĐẾN 6/2026]": JUNE,
    "ngày:[2026-06-01 TO]": Range(Field.DAY, 20260601, None),
    "ngày:[TO 30/6/2026]": Range(Field.DAY, None, 20260630),
    "ngày:{2026-06-01 TO 2026-06-30]": Range(Field.DAY, 20260602, 20260630),
    "ngày:[2026-06-01 TO 2026-06-30}": Range(Field.DAY, 20260601, 20260629),
    "đơn_vị:SNV quý:2026-Q2 a": And((SNV, Q2, A)),
}


@pytest.mark.parametrize(("query", "tree"), TREES.items(), ids=TREES)
def test_a_query_means(query: str, tree: Tree) -> None:
    assert read(query) == tree


def test_decomposed_letters_mean_the_same() -> None:
    assert read("đa\u0309ng u\u0309y") == read("đảng ủy")


# What is typed, where the sentence must point (counted from 1), and a word of its reason.
REFUSED = {
    "foo:bar": (1, "không có trường 'foo'"),
    "họp lúc 8:30": (9, "không có trường '8'"),
    "a AND": (3, "AND"),
    "AND a": (1, "AND"),
    "a OR": (3, "OR"),
    "a OR AND b": (3, "thiếu"),
    "(a OR ) b": (4, "OR"),
    "a AND(b)": (3, "dấu cách"),
    "a ANDNOT b": (3, "ANDNOT"),
    "a HOẶC": (3, "HOẶC"),
    "NOT": (1, "NOT"),
    "a NOT": (3, "NOT"),
    "NOT NOT a": (5, "phủ định"),
    "a OR -": (6, "chữ hoặc số"),
    "NOT -": (5, "chữ hoặc số"),
    "(a": (1, "không đóng"),
    "a)": (2, "không có ngoặc mở"),
    "()": (2, "không có gì"),
    '"a': (1, "ngoặc kép"),
    'a "b c': (3, "ngoặc kép"),
    '"a b"~3': (1, "khoảng cách"),
    '"a b"~': (6, "~"),
    "(a b)~": (6, "~"),
    "a~3": (2, "~"),
    "a~0": (2, "~"),
    "a~1/2": (2, "~"),
    "a-b~": (1, "sau một từ"),
    "ho*n~": (5, "~"),
    "ho~*": (4, "trước dấu *"),
    "-*": (2, "trước dấu *"),
    "?": (1, "một từ"),
    "NV-?1": (4, "một từ"),
    "unit:": (1, "phải có giá trị"),
    "unit: AND b": (1, "phải có giá trị"),
    "unit:kind:evidence": (1, "phải có giá trị"),
    "unit:(kind:evidence)": (7, "trường khác"),
    "unit:-": (6, "chữ hoặc số"),
    "unit:*": (6, "một từ"),
    "[a TO b]": (1, "cần tên trường"),
    "người:[a TO b]": (7, "có khoảng"),
    "loại:thư": (6, "tờ_trình"),
    "kết_quả:tốt": (9, "đúng_hạn"),
    "xếp_loại:kém": (10, "xuất_sắc"),
    "trục:7": (6, "1 đến 6"),
    "thành_phần:0": (12, "1 đến 7"),
    "loại:biên*": (10, "không dùng với dấu"),
    "quý:5": (5, "2026-Q2"),
    "quý:2026": (5, "2026-Q2"),
    "quý:Q*": (6, "không dùng với dấu"),
    "quý:[II TO III]": (5, "kèm năm"),
    "năm:26": (5, "bốn chữ số"),
    "ngày:31/02/2026": (6, "25/6/2026"),
    "ngày:hôm_qua": (6, "25/6/2026"),
    "ngày:[2026-06-01 2026-06-30]": (6, "25/6/2026"),
    "ngày:[2026-07-01 TO 2026-06-01]": (6, "nằm sau"),
    "date:2026~": (6, "không dùng với dấu"),
    "(" * 30 + "a" + ")" * 30: (21, "lớp ngoặc"),
}


@pytest.mark.parametrize(("query", "place", "reason"), [(query, *why) for query, why in REFUSED.items()], ids=REFUSED)
def test_what_has_no_meaning_is_refused_with_its_place(query: str, place: int, reason: str) -> None:
    with pytest.raises(UsageError) as refusal:
        read(query)

    assert refusal.value.detail["place"] == place
    assert reason in refusal.value.sentence
    assert "Ví dụ:" in refusal.value.sentence


@pytest.mark.parametrize("query", ["", "   ", "\n"])
def test_an_empty_query_is_refused(query: str) -> None:
    with pytest.raises(UsageError, match="trống"):
        read(query)


def test_punctuation_alone_is_refused() -> None:
    with pytest.raises(UsageError, match="không có chữ hay số"):
        read("- …")


def test_a_query_as_long_as_a_page_is_refused() -> None:
    with pytest.raises(UsageError, match="1000 ký tự"):
        read("chữ " * 300)
