"""The tags of a form: whether each is written right, and which fields they ask for; every fault with its paragraph.

Each part is read as a Jinja source with one line a paragraph, so that a line number is a paragraph's number.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from jinja2 import TemplateSyntaxError, nodes

from archive.ports.templates import LayoutProblem
from doc_templates.catalog import FormField
from doc_templates.check.word import Paragraph, WordFile
from doc_templates.render.sandbox import environment

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_SIGNS = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_WIDE = re.compile(r"\{(%|\{)-?(?:p|tr|tc|r)(?=\s)")  # docxtpl: the tag stands for its paragraph, row, cell or run
_BLOCK = re.compile(r"\{%-?\s*(\w+)")
_QUOTES = str.maketrans("“”‘’", "\"\"''")  # Word makes quotes round; docxtpl turns them back
_MOST = 5  # paragraphs an unclosed tag is told for


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A field, or one part of a field, that a tag asks for."""

    field: str
    part: str
    where: str


def syntax(word: WordFile) -> Iterator[LayoutProblem]:
    """Tags that are written wrongly.

    Raises:
        NotWordError: a part is not well formed.
    """
    for part in word.text_parts:
        paragraphs = list(word.paragraphs(part))
        yield from list(_half_tags(paragraphs)) or list(_blocks(paragraphs)) or _rest(paragraphs)


def asked(word: WordFile, fields: Sequence[FormField]) -> tuple[Asked, ...]:
    """Every field the tags ask for; only after `syntax` found nothing.

    Raises:
        NotWordError: a part is not well formed.
    """
    known = {field.name: field for field in fields}
    found: list[Asked] = []
    for part in word.text_parts:
        paragraphs = list(word.paragraphs(part))
        tree = environment().parse(_source(paragraphs))
        found += [
            Asked(field=field, part=inner, where=paragraphs[line - 1].where)
            for field, inner, line in _names(tree, {}, known)
        ]
    return tuple(found)


def unknown(used: Sequence[Asked], fields: Sequence[FormField]) -> Iterator[LayoutProblem]:
    """Fields and parts that the form does not have, each with the nearest that it has."""
    known = {field.name: field for field in fields}
    for one in used:
        if one.field not in known:
            yield _unknown(one.field, one.where, list(known))
        elif one.part and one.part not in known[one.field].parts:
            yield _unknown(one.part, one.where, list(known[one.field].parts), of=f" của '{known[one.field].label}'")


def missing(
    used: Sequence[Asked], before: Sequence[Asked], fields: Sequence[FormField]
) -> tuple[list[LayoutProblem], list[LayoutProblem]]:
    """What the form in force prints and this one does not: whole fields, and parts of fields."""
    now, labels = {one.field for one in used}, {field.name: field.label for field in fields}
    inner = {(one.field, one.part) for one in used}
    lost = sorted({one.field for one in before if one.field in labels} - now)
    parts = sorted({(one.field, one.part) for one in before if one.part and one.field in now} - inner)
    return (
        [_problem("missing_field", name, f"Mẫu không còn in trường '{labels[name]}' ({name}).") for name in lost],
        [
            _problem("missing_part", f"{name}.{part}", f"Mẫu không còn in '{part}' của '{labels[name]}'.")
            for name, part in parts
            if name in labels
        ],
    )


def _source(paragraphs: Sequence[Paragraph]) -> str:
    return "\n".join(_WIDE.sub(r"{\1", " ".join(one.text.translate(_QUOTES).splitlines())) for one in paragraphs)


def _half_tags(paragraphs: Sequence[Paragraph]) -> Iterator[LayoutProblem]:
    """A tag begins and ends in one paragraph, or docxtpl does not see it."""
    for one in paragraphs:
        left = _TAG.sub("", one.text)
        signs = _SIGNS.findall(left)
        if signs:
            told = f"Thẻ viết dở, lẻ dấu {signs[0]}; hãy viết đủ {{{{ … }}}} hoặc {{% … %}} trong cùng một đoạn."
            yield _problem("tag_syntax", one.where, told)


def _blocks(paragraphs: Sequence[Paragraph]) -> Iterator[LayoutProblem]:
    """`for` and `if` that are not closed, and ends without a beginning."""
    opened: list[tuple[str, Paragraph]] = []
    for one in paragraphs:
        for word in _BLOCK.findall(_source([one])):
            if word in ("for", "if"):
                opened.append((word, one))
            elif word in ("endfor", "endif"):
                if not opened or f"end{opened[-1][0]}" != word:
                    told = f"Thẻ đóng {{% {word} %}} không khớp với thẻ mở nào; hãy bỏ hoặc thêm thẻ mở."
                    yield _problem("tag_syntax", one.where, told)
                    return
                opened.pop()
    for word, one in opened[:_MOST]:
        yield _problem("tag_syntax", one.where, f"Thẻ {{% {word} %}} chưa được đóng; hãy thêm {{% end{word} %}}.")


def _rest(paragraphs: Sequence[Paragraph]) -> Iterator[LayoutProblem]:
    """What Jinja has against the tags, looked at one by one so that the place is sure."""
    try:
        environment().parse(_source(paragraphs))
    except TemplateSyntaxError as error:
        place = paragraphs[min(error.lineno, len(paragraphs)) - 1]
        told = f"Không hiểu thẻ ở đoạn này ({error.message}); hãy sửa theo cách viết {{{{ tên_trường }}}}."
        yield _problem("tag_syntax", place.where, told)


_Scope = Mapping[str, str]  # a name of the template's own → the field whose items it stands for, or ""


def _names(node: nodes.Node, own: _Scope, known: Mapping[str, FormField]) -> Iterator[tuple[str, str, int]]:
    """Field, part and line of everything asked for below a node."""
    if isinstance(node, nodes.For):
        yield from _names(node.iter, own, known)
        inner = {**own, "loop": "", **_items(node, own)}
        for child in (*node.body, *([node.test] if node.test else [])):
            yield from _names(child, inner, known)
        for child in node.else_:
            yield from _names(child, own, known)
    elif isinstance(node, nodes.Getattr | nodes.Getitem) and isinstance(node.node, nodes.Name):
        yield from _part(node, own, known)
    elif isinstance(node, nodes.Name):
        if node.ctx == "load" and node.name not in own and node.name not in environment().globals:
            yield node.name, "", node.lineno
    else:
        yield from _below(node, own, known)


def _below(node: nodes.Node, own: _Scope, known: Mapping[str, FormField]) -> Iterator[tuple[str, str, int]]:
    """The children in order; what `set` names is known to those after it."""
    here = dict(own)
    for child in node.iter_child_nodes():
        yield from _names(child, here, known)
        if isinstance(child, nodes.Assign) and isinstance(child.target, nodes.Name):
            here[child.target.name] = ""


def _items(node: nodes.For, own: _Scope) -> dict[str, str]:
    field = node.iter.name if isinstance(node.iter, nodes.Name) and node.iter.name not in own else ""
    names = [one.name for one in (node.target, *node.target.find_all(nodes.Name)) if isinstance(one, nodes.Name)]
    return dict.fromkeys(names, field)


def _part(
    node: nodes.Getattr | nodes.Getitem, own: _Scope, known: Mapping[str, FormField]
) -> Iterator[tuple[str, str, int]]:
    if not isinstance(node.node, nodes.Name):
        return
    name = node.node.name
    field = own.get(name, name)
    if isinstance(node, nodes.Getattr):
        part = node.attr
    else:
        part = node.arg.value if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str) else ""
    if field and (field in known or name not in own):
        yield field, part if field in known and known[field].parts else "", node.lineno


def _unknown(name: str, where: str, names: list[str], *, of: str = "") -> LayoutProblem:
    near = get_close_matches(name, names, n=1, cutoff=0.5)
    hint = f"có phải '{near[0]}'?" if near else f"các trường có: {', '.join(names)}."
    return _problem("unknown_field", where, f"Không có trường '{name}'{of}; {hint}")


def _problem(code: str, where: str, message: str) -> LayoutProblem:
    return LayoutProblem(code=code, where=where, message=message)
