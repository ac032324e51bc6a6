"""Jinja made quick for documents: data in mappings, texts escaped all at once, and pieces that are UTF-8 already.

Jinja's own code asks the environment for each attribute, and calls `finalize` and `escape` for each value printed. Here
the code it makes looks into a mapping directly and finds a text's printed form in a table made beforehand by a few
passes over all texts together. Pieces are UTF-8 bytes that pose as Latin-1 text, so that a document of many rows need
not be encoded again: `told` turns the whole back into bytes. What does more with printed text than print it (macros,
blocks) is left to Jinja's own code; `quick` says so by None.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import escape

from doc_templates.render.sandbox import configured, finalize

_PRINTED = "\x1fprinted"  # no template can name it
_BETWEEN = "\x1f"  # data that is safe to print has no control characters
_KEEPS_PRINTED_TEXT: tuple[type[nodes.Node], ...] = (
    nodes.Macro,
    nodes.CallBlock,
    nodes.FilterBlock,
    nodes.AssignBlock,
    nodes.Block,
    nodes.Extends,
    nodes.Include,
    nodes.Import,
    nodes.FromImport,
)


class Printed(dict[str, str]):
    """Each text with what is printed for it; a text that an expression made is escaped when it is met."""

    def __missing__(self, text: str) -> str:
        return posing(str(escape(finalize(text))))


def printed(texts: Sequence[str]) -> Printed:
    """The table of these texts, which are safe to print."""
    whole = _BETWEEN.join(texts)
    for mark, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("'", "&#39;"), ('"', "&#34;")):
        whole = whole.replace(mark, written)
    for sign in "{}%":
        whole = whole.replace(f"{sign}_", f"{sign}&#95;")
    return Printed(zip(texts, posing(whole).split(_BETWEEN), strict=True)) if texts else Printed()


def posing(text: str) -> str:
    """UTF-8 bytes as a text of one character each."""
    return text if text.isascii() else text.encode().decode("latin-1")


def told(text: str) -> bytes:
    """The bytes that posed as a text."""
    return text.encode("latin-1")


class QuickTemplate:
    """A template compiled so; safe to use from several threads at once."""

    def __init__(self, template: Template) -> None:
        self._template = template

    def render(self, context: Mapping[str, Any], texts: Printed) -> str:
        """What the template gives, posing as Latin-1.

        Raises:
            jinja2.TemplateError: a field is missing, or an expression does what it may not.
        """
        return self._template.render({**context, _PRINTED: texts})


def quick(source: str) -> QuickTemplate | None:
    """The template of this source, or None when it does more with printed text than print it.

    Raises:
        jinja2.TemplateSyntaxError: a tag is wrong.
    """
    made = configured(_Environment)
    if next(made.parse(source).find_all(_KEEPS_PRINTED_TEXT), None) is not None:
        return None
    return QuickTemplate(made.from_string(source))


def _other(value: object) -> str:
    """What is printed for a value that is no plain text: a number, markup, a list, a name without a value."""
    return posing(str(escape(finalize(value))))


class _Generator(CodeGenerator):
    """Jinja's code with quick ways for what documents do most."""

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline(f"printed = context.parent[{_PRINTED!r}]")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's own name
        name, owner = repr(node.attr), self.temporary_identifier()
        self.write("(")
        self.write(f"{owner}[{name}] if ({owner} := ")
        self.visit(node.node, frame)
        self.write(f").__class__ is dict and {name} in {owner} else environment.getattr({owner}, {name}))")

    def _output_const_repr(self, group: Any) -> str:  # noqa: ANN401 - Jinja's own signature
        return repr(posing("".join(str(piece) for piece in group)))

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401 - Jinja's own
        del node, frame, finalize
        self.write("(printed[value] if (value := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401 - Jinja's own
        del node, frame, finalize
        self.write(").__class__ is str else environment.other(value))")


class _Environment(SandboxedEnvironment):
    """The sandbox with that code."""

    code_generator_class = _Generator
    other = staticmethod(_other)
