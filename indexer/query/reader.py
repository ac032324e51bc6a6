"""Reads what people type into our tree; nothing typed is dropped or turned into something else.

read('quý:2026-Q2 "báo cáo" NOT dự~')
"""

import re
from collections.abc import Callable

from archive.errors import UsageError
from archive.language import nfc
from indexer.query import grammar
from indexer.query.fields import CHOICES, FIELD_WORDS, YEAR, field_named
from indexer.query.grammar import Mistake, Node
from indexer.query.tree import And, Everything, Field, Fuzzy, Not, Or, Phrase, Prefix, Term, Tree, Wildcard
from indexer.query.values import Unreadable, between, fixed
from indexer.words import folded_words

_LONGEST = 1_000  # letters of a query
_PIECE = 40  # letters of the query shown in an error
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_FIXED = frozenset({*CHOICES, Field.QUARTER, YEAR, Field.DAY})
_SHAPED = frozenset({Field.ANY, Field.TITLE, Field.UNIT, Field.PERSON})
_CODES = frozenset({Field.TASK, Field.NUMBER})
_SHAPE = re.compile(r"^[\w*?]*\w[\w*?]*$")


def read(query: str) -> Tree:
    """The tree of a query.

    Raises:
        UsageError: a part has no meaning; the sentence says where and shows how it is written.
    """
    text = nfc(query).translate(_QUOTES)
    if not text.strip():
        raise UsageError("Câu tìm trống; hãy gõ từ cần tìm, hoặc * để xem tất cả.")
    if len(text) > _LONGEST:
        raise UsageError(f"Câu tìm dài {len(text)} ký tự; hãy rút xuống dưới {_LONGEST} ký tự.")
    try:
        tree = _tree(grammar.parse(text))
    except Mistake as mistake:
        raise _refusal(text, mistake) from mistake
    if tree is None:
        raise UsageError(f"Câu tìm '{text[:_PIECE]}' không có chữ hay số nào; hãy gõ từ cần tìm, ví dụ: kế hoạch.")
    return tree


def _refusal(text: str, mistake: Mistake) -> UsageError:
    piece = text[mistake.start : mistake.end].strip()[:_PIECE]
    return UsageError(
        f"Không hiểu câu tìm ở ký tự thứ {mistake.start + 1} ('{piece}'): {mistake.why}. Ví dụ: {mistake.example}",
        place=mistake.start + 1,
        piece=piece,
    )


def _tree(node: Node) -> Tree | None:
    """The meaning of a node; None for punctuation alone, which the index does not hold either."""
    for kind, meaning in _MEANINGS:
        if isinstance(node, kind):
            return meaning(node)
    raise Mistake(node, "phần này không phải câu tìm", "kế hoạch")


def _group(node: Node) -> Tree | None:
    parts: list[Tree] = []
    for part in map(_tree, node):
        parts.extend(part.parts if isinstance(part, And) else [part] if part is not None else [])
    return And(tuple(parts)) if len(parts) > 1 else next(iter(parts), None)


def _alternatives(node: Node) -> Tree:
    return Or(tuple(_needed(part) for part in node))


def _negation(node: Node) -> Tree:
    return Not(_needed(node[0]))


def _needed(node: Node) -> Tree:
    tree = _tree(node)
    if tree is None:
        raise Mistake(node, "ở đây phải có chữ hoặc số", "chậm OR muộn")
    return tree


def _word(node: Node) -> Tree | None:
    return _text(node, Term)


def _phrase(node: Node) -> Tree | None:
    if node.slop > 1:
        raise Mistake(node, "khoảng cách giữa các từ của một cụm chưa dùng được", '"hoàn thành" AND "đúng hạn"')
    return _text(node, Phrase)


def _text(node: Node, kind: Callable[[str, Field], Tree]) -> Tree | None:
    field = _field(node)
    if field in _FIXED:
        try:
            return fixed(field, node.text.strip())
        except Unreadable as wrong:
            raise _wrong_value(node, field, wrong) from wrong
    if folded_words(node.text):
        return kind(node.text, Field(field))
    if field == Field.ANY:
        return None
    raise Mistake(node, "sau tên trường phải có chữ hoặc số", "đơn_vị:SNV")


def _prefix(node: Node) -> Tree:
    field = _shaped(node, _SHAPED | _CODES)
    if "~" in node.text or not folded_words(node.text):
        raise Mistake(node, "trước dấu * phải có chữ hoặc số", "hoàn*")
    return Prefix(node.text, field)


def _wildcard(node: Node) -> Tree:
    if set(node.text) == {"*"} and _field(node) == Field.ANY:
        return Everything()
    field = _shaped(node, _SHAPED)
    if not _SHAPE.match(node.text):
        raise Mistake(node, "dấu * và ? chỉ dùng trong một từ có chữ hoặc số", "ho?n")
    return Wildcard(node.text, field)


def _fuzzy(node: Node) -> Tree:
    field = _shaped(node, _SHAPED)
    if len(folded_words(node.text)) != 1:
        raise Mistake(node, "dấu ~ chỉ dùng sau một từ", "thuong~")
    return Fuzzy(node.text, node.maxdist, field)


def _shaped(node: Node, allowed: frozenset[Field]) -> Field:
    field = _field(node)
    if field not in allowed:
        raise Mistake(node, f"trường {FIELD_WORDS[field]} không dùng với dấu *, ? hay ~", _example(field))
    return Field(field)


def _range(node: Node) -> Tree:
    if node.fieldname is None:
        raise Mistake(node, "khoảng [… TO …] cần tên trường ở trước", _RANGE_EXAMPLE)
    field = _field(node)
    low, high = (node.start or "").strip(), (node.end or "").strip()
    try:
        return between(field, low, high, without_low=node.startexcl, without_high=node.endexcl)
    except Unreadable as wrong:
        raise _wrong_value(node, field, wrong) from wrong


_RANGE_EXAMPLE = "ngày:[01/04/2026 TO 30/06/2026]"


def _wrong_value(node: Node, field: str, wrong: Unreadable) -> Mistake:
    return Mistake(node, f"giá trị của trường {FIELD_WORDS[field]} không đúng: {wrong}", _example(field))


_EXAMPLES: dict[str, str] = {
    Field.QUARTER: "quý:2026-Q2",
    YEAR: "năm:2026",
    Field.KIND: "loại:tờ_trình",
    Field.OUTCOME: "kết_quả:chậm",
    Field.RATING: "xếp_loại:xuất_sắc",
    Field.AXIS: "trục:1",
    Field.COMPONENT: "thành_phần:3",
}


def _example(field: str) -> str:
    return _EXAMPLES.get(field, _RANGE_EXAMPLE)


def _field(node: Node) -> str:
    if node.fieldname is None:
        return Field.ANY
    field = field_named(node.fieldname)
    if field is None:
        raise Mistake(node, f"không có trường '{node.fieldname}'", "đơn_vị:SNV")
    return field


_MEANINGS: tuple[tuple[Node, Callable[[Node], Tree | None]], ...] = (
    (grammar.PhraseNode, _phrase),
    (grammar.FuzzyNode, _fuzzy),
    (grammar.PrefixNode, _prefix),
    (grammar.WildcardNode, _wildcard),
    (grammar.WordNode, _word),
    (grammar.RangeNode, _range),
    (grammar.EveryNode, lambda _: Everything()),
    (grammar.OrGroup, _alternatives),
    (grammar.NotGroup, _negation),
    (grammar.GroupNode, _group),
)
