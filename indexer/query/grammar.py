"""Whoosh's query parser set up for our language, made strict: it drops silently what it cannot use, we do not.

Everything the rest needs of Whoosh's parser passes through here: `parse` and the kinds of nodes it gives.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from itertools import pairwise
from typing import Any

from whoosh.qparser import plugins, syntax
from whoosh.qparser.default import QueryParser

from indexer.query.fields import FIELD_WORDS, field_named

Node = Any  # Whoosh has no types
WordNode = syntax.WordNode
PhraseNode = plugins.PhrasePlugin.PhraseNode
PrefixNode = plugins.PrefixPlugin.PrefixNode
WildcardNode = plugins.WildcardPlugin.WildcardNode
FuzzyNode = plugins.FuzzyTermPlugin.FuzzyTermNode
RangeNode = syntax.RangeNode
EveryNode = plugins.EveryPlugin.EveryNode
OrGroup = syntax.OrGroup
NotGroup = syntax.NotGroup
GroupNode = syntax.GroupNode

_DEEPEST = 20  # brackets in brackets: the parser recurses
_FARTHEST = 2  # letters of a fuzzy word; beyond that everything matches

# A capital heading pasted from a paper (KHÔNG HOÀN THÀNH NHIỆM VỤ) must not become a negation, so the Vietnamese
# operators are read only where the query has small letters as well.
_AND, _OR, _NOT = "AND|VÀ", "OR|HOẶC", "NOT|KHÔNG"
_OPERATORS = frozenset({"AND", "OR", "NOT", "ANDNOT", "ANDMAYBE", "REQUIRE"})
_VIETNAMESE_OPERATORS = frozenset({"VÀ", "HOẶC", "KHÔNG"})

_RANGE = (
    r"(?P<open>[\[{])\s*(?P<start>[^\]}]*?)(?<=[\s\[{])(?:TO|to|ĐẾN|đến)(?=[\s\]}])(?P<end>[^\]}]*)(?P<close>[\]}])"
)
_FUZZY = r"(?<=\S)~(?P<maxdist>[0-9])?(/(?P<prefix>[1-9][0-9]*))?(?=[\s)]|$)"


class Mistake(ValueError):  # noqa: N818 - the word for what a person made
    """A part of the query without meaning: where it stands, why, and how it is written rightly."""

    def __init__(self, node: Node, why: str, example: str) -> None:
        super().__init__(why)
        self.start: int = node.startchar or 0
        self.end: int = node.endchar or self.start
        self.why = why
        self.example = example


def parse(text: str) -> Node:
    """The syntax nodes of a query, all of them checked.

    Raises:
        Mistake: a part of the text has no meaning.
    """
    return _parser(vietnamese=text != text.upper()).process(text)


@cache
def _parser(*, vietnamese: bool) -> Node:
    conjunction, alternative, negation = (
        (_AND, _OR, _NOT) if vietnamese else (word.partition("|")[0] for word in (_AND, _OR, _NOT))
    )
    operators = plugins.OperatorsPlugin(
        And=rf"(?<=\s)(?:{conjunction})(?=\s)",
        Or=rf"(?<=\s)(?:{alternative})(?=\s)",
        Not=rf"(?:^|(?<=[\s()]))(?:{negation})(?=\s)",
        AndNot=None,
        AndMaybe=None,
        Require=None,
    )
    wildcards = plugins.WildcardPlugin("(?P<text>[*?])")
    parts = [
        plugins.PhrasePlugin(),
        plugins.RangePlugin(re.compile(_RANGE)),
        plugins.GroupPlugin(),
        plugins.EveryPlugin(),
        plugins.FuzzyTermPlugin(_FUZZY),
        plugins.FieldsPlugin(r"(?<!\w)(?P<text>\w+):\s*"),
        wildcards,
        operators,
        _SpacedFields(),
        _Strictness(_OPERATORS | _VIETNAMESE_OPERATORS if vietnamese else _OPERATORS),
    ]
    return QueryParser(None, None, plugins=parts)


class _SpacedFields:
    """Also reads a field's name typed as two words: `đơn vị: SNV`."""

    def __init__(self) -> None:
        self._form = re.compile(r"(?<!\w)(\w+ \w+):\s*")

    def taggers(self, _parser: Node) -> list[tuple[Node, int]]:
        return [(self, -1)]

    def filters(self, _parser: Node) -> list[tuple[Node, int]]:
        return []

    def match(self, _parser: Node, text: str, place: int) -> Node | None:
        found = self._form.match(text, place)
        if not found or field_named(found[1]) is None:
            return None
        return syntax.FieldnameNode(found[1], found[0]).set_range(found.start(), found.end())


class _Strictness:
    """Looks at the nodes before each filter that would drop or change what it cannot use."""

    def __init__(self, operators: frozenset[str]) -> None:
        self._operators = operators

    def taggers(self, _parser: Node) -> list[tuple[Node, int]]:
        return []

    def filters(self, _parser: Node) -> list[tuple[Callable[[Node, Node], Node], int]]:
        before_groups, before_fields, before_operators = -1, 99, 599
        return [
            (self._check_marks, before_groups),
            (self._check_fields, before_fields),
            (self._check_operators, before_operators),
        ]

    def _check_marks(self, _parser: Node, group: Node) -> Node:
        _check_brackets(group)
        for node in group:
            if isinstance(node, WordNode) and '"' in node.text:
                raise Mistake(node, "dấu ngoặc kép mở mà không đóng", '"hoàn thành xuất sắc"')
        for before, node, place in zip([None, *group], group, range(len(group)), strict=False):
            if isinstance(node, plugins.FuzzyTermPlugin.FuzzinessNode):
                _check_fuzziness(node, before, group[place - 2] if place > 1 else None)
        return group

    def _check_fields(self, parser: Node, group: Node, *, inside_field: bool = False) -> Node:
        for node, following in pairwise([*group, None]):
            named = isinstance(node, syntax.FieldnameNode)
            if named and field_named(node.fieldname) is None:
                raise _unknown_field(node)
            if named and inside_field:
                raise Mistake(
                    node, "trong ngoặc của một trường không đặt thêm trường khác", "loại:(tờ_trình OR biên_bản)"
                )
            if named and not _takes_field(following):
                raise Mistake(node, "sau tên trường phải có giá trị", "đơn_vị:SNV")
        for before, node in pairwise([None, *group]):
            if isinstance(node, GroupNode):
                self._check_fields(parser, node, inside_field=inside_field or isinstance(before, syntax.FieldnameNode))
        return group

    def _check_operators(self, parser: Node, group: Node) -> Node:
        for before, node in pairwise([None, *group, None]):
            self._check_pair(before, node)
        for node in group:
            if isinstance(node, WordNode) and node.text in self._operators:
                raise Mistake(node, f"toán tử {node.text} cần có từ và dấu cách ở hai bên", "chậm OR muộn")
            if isinstance(node, GroupNode):
                self._check_operators(parser, node)
        return group

    def _check_pair(self, before: Node, node: Node) -> None:
        """Each pair of neighbours: an operator needs something to work on at its right, and AND, OR at its left."""
        if isinstance(before, syntax.Operator) and (node is None or isinstance(node, syntax.InfixOperator)):
            raise Mistake(before, f"sau {before.text} còn thiếu từ cần tìm", "chậm OR muộn")
        if isinstance(node, syntax.InfixOperator) and before is None:
            raise Mistake(node, f"trước {node.text} còn thiếu từ cần tìm", "chậm OR muộn")
        if isinstance(before, syntax.PrefixOperator) and isinstance(node, syntax.PrefixOperator):
            raise Mistake(node, "hai phủ định liền nhau", "báo cáo NOT dự thảo")


def _unknown_field(node: Node) -> Mistake:
    known = ", ".join(FIELD_WORDS.values())
    return Mistake(
        node, f"không có trường '{node.fieldname}' (có: {known}); nếu là chữ cần tìm, hãy đặt trong ngoặc kép", '"8:30"'
    )


def _takes_field(node: Node) -> bool:
    if isinstance(node, syntax.FieldnameNode):
        return False
    return isinstance(node, GroupNode) or (node is not None and bool(node.has_fieldname))


def _check_brackets(group: Iterable[Node]) -> None:
    opened: list[Node] = []
    before = None
    for node in group:
        if isinstance(node, plugins.GroupPlugin.OpenBracket):
            opened.append(node)
        elif isinstance(node, plugins.GroupPlugin.CloseBracket):
            if not opened:
                raise Mistake(node, "ngoặc đóng mà không có ngoặc mở", "(chậm OR muộn)")
            if before is opened.pop():
                raise Mistake(node, "trong ngoặc không có gì", "(chậm OR muộn)")
        if len(opened) > _DEEPEST:
            raise Mistake(node, f"quá {_DEEPEST} lớp ngoặc", "(chậm OR muộn)")
        before = node
    if opened:
        raise Mistake(opened[-1], "ngoặc mở mà không đóng", "(chậm OR muộn)")


def _check_fuzziness(node: Node, before: Node, earlier: Node) -> None:
    example = "thuong~ hoặc thuong~2"
    if not isinstance(before, WordNode) or isinstance(earlier, WildcardNode | PhraseNode):
        raise Mistake(node, "dấu ~ phải liền sau một từ không có * hay ngoặc kép", example)
    if node.maxdist > _FARTHEST or not node.maxdist or node.prefixlength:
        raise Mistake(node, f"sau dấu ~ chỉ viết 1 hoặc {_FARTHEST}", example)
