"""A template read and compiled once, filled many times: docxtpl's own preparation, none of its work for each document.

Stock docxtpl reads the Word file, prepares its XML and compiles it anew at every filling. Here that is done once for a
template version; a filling renders the compiled parts and adds them to a zip in which all other parts lie compressed
already. A template that needs more than rendering (drawings, changing columns, footnotes, tags in its properties) is
left to docxtpl; `compiled` says so by None.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docxtpl import DocxTemplate
from lxml import etree
from markupsafe import escape

from doc_templates.render.quick import Printed, QuickTemplate, printed, quick, told
from doc_templates.steady_zip import added, steady

_CORE = "docProps/core.xml"
_TITLE = "hoso-title-goes-here"
_BODY = "hoso-body-goes-here"
_TAGS = re.compile(r"\{\{|\{%|\{#")
_NEEDS_MORE = re.compile(r"\{%-?\s*tc\b|colspan|cellbg|<wp:docPr|\{%\s*[vh]m\s*%\}")
_SIGNS = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
_BREAKS = "\n\t\a\f"
_KEPT = 64  # template versions: more than all kinds of both systems


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of the package that has tags: what stands around the text that is rendered."""

    name: str
    template: QuickTemplate
    before: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """A template version ready to be filled; safe to use from several threads at once."""

    static: bytes  # a zip of all parts without tags
    parts: tuple[_Part, ...]
    core: str  # the document's properties with a mark where the title stands
    stock: DocxTemplate  # for its way of breaking lines, which looks at no state

    def fill(self, context: Mapping[str, Any], texts: Sequence[str], *, title: str) -> bytes:
        """The package filled with data that is safe to print; `texts` are all those in it.

        Raises:
            jinja2.TemplateError: a field is missing, or an expression does what it may not.
        """
        said = printed(texts)
        rendered = {part.name: part.before + self._text(part, context, said) + part.after for part in self.parts}
        rendered[_CORE] = self.core.replace(_TITLE, str(escape(title))).encode()
        return added(self.static, rendered)

    def _text(self, part: _Part, context: Mapping[str, Any], said: Printed) -> bytes:
        text = part.template.render(context, said)
        if "{" in text or "}" in text:
            for sign, meant in _SIGNS:
                text = text.replace(sign, meant)
        whole = told(text)
        return self.stock.resolve_listing(whole.decode()).encode() if any(mark in text for mark in _BREAKS) else whole


@lru_cache(maxsize=_KEPT)
def compiled(template: bytes) -> CompiledTemplate | None:
    """The template ready to be filled, or None when it needs docxtpl for each document.

    Raises:
        jinja2.TemplateError: a tag is wrong.
        zipfile.BadZipFile: the bytes are no Word file.
        docx.opc.exceptions.OpcError: the package is damaged.
        lxml.etree.LxmlError: a part is no XML.
    """
    stock = DocxTemplate(io.BytesIO(template))
    stock.render_init()
    with zipfile.ZipFile(io.BytesIO(template)) as package:
        names = package.namelist()
        sources = {name: package.read(name).decode("utf-8", "replace") for name in names if name.endswith(".xml")}
    if "word/footnotes.xml" in names or _TAGS.search(sources.get(_CORE, "")):
        return None
    if any(_NEEDS_MORE.search(source) for source in sources.values()):
        return None
    before, after = _around_body(stock)
    parts = [_part("word/document.xml", stock.patch_xml(stock.get_xml()), before, after)]
    for uri in (RT.HEADER, RT.FOOTER):
        for _, header in stock.get_headers_footers(uri):
            source = stock.patch_xml(stock.get_part_xml(header))
            if _TAGS.search(source):
                parts.append(_part(header.partname.lstrip("/"), source))
    ready = tuple(filter(None, parts))
    return _assembled(stock, ready) if len(ready) == len(parts) else None


def _part(name: str, source: str, before: str = "", after: str = "") -> _Part | None:
    template = quick(source)
    return _Part(name, template, before.encode(), after.encode()) if template else None


def _around_body(stock: DocxTemplate) -> tuple[str, str]:
    """The document part without its body: docxtpl prepares the body alone."""
    root = deepcopy(stock.docx._element)  # noqa: SLF001 - python-docx gives no other way to the part's root
    root.replace(root.body, etree.Comment(_BODY))
    whole = etree.tostring(root, encoding="UTF-8", standalone=True).decode()
    before, _, after = whole.partition(f"<!--{_BODY}-->")
    return before, after


def _assembled(stock: DocxTemplate, parts: tuple[_Part, ...]) -> CompiledTemplate:
    """The package as docxtpl would save it, parted into what changes and what does not."""
    stock.docx.core_properties.title = _TITLE
    out = io.BytesIO()
    stock.docx.save(out)
    changing = {part.name for part in parts} | {_CORE}
    with zipfile.ZipFile(out) as whole:
        core = whole.read(_CORE).decode()
    static = steady(out.getvalue(), without=changing)
    return CompiledTemplate(static=static, parts=parts, core=core, stock=stock)
