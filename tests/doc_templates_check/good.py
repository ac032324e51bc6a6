"""A good Tờ trình of each system, and ways to spoil exactly one thing in a Word file."""

import io
import re
import zipfile
from collections.abc import Mapping
from functools import cache

from archive.domain.document import DocumentKind
from archive.domain.people import IssuerSystem
from doc_templates.author.layouts import PARTY, STATE, Layout
from doc_templates.catalog import Catalog, Form
from doc_templates.check.template import read_example
from doc_templates.render import fill

SUBMISSION = DocumentKind.SUBMISSION
LAYOUTS = {IssuerSystem.PARTY: PARTY, IssuerSystem.STATE: STATE}
DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"


def form(system: IssuerSystem = IssuerSystem.PARTY, kind: DocumentKind = SUBMISSION) -> Form:
    return Catalog().form(kind, system)


@cache
def filled(system: IssuerSystem = IssuerSystem.PARTY, kind: DocumentKind = SUBMISSION) -> bytes:
    """The form filled with its example."""
    return fill(form(system, kind), read_example(form(system, kind)), title="Tờ trình")


def with_parts(word: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The Word file with some parts put in or, for None, left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def part(word: bytes, name: str = DOCUMENT) -> str:
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        return package.read(name).decode()


def spoilt(word: bytes, before: str, after: str, *, name: str = DOCUMENT) -> bytes:
    """The Word file with one text of one part changed, once."""
    content = part(word, name)
    assert before in content
    return with_parts(word, {name: content.replace(before, after, 1).encode()})


def restyled(word: bytes, style: str, pattern: str, after: str) -> bytes:
    """The Word file with something in one style's definition changed."""
    content = part(word, STYLES)
    start = content.index(f'w:styleId="{style}"')
    end = content.index("</w:style>", start)
    changed, count = re.subn(pattern, after, content[start:end])
    assert count
    return with_parts(word, {STYLES: (content[:start] + changed + content[end:]).encode()})


def said(text: str) -> str:
    """The run that says a text."""
    return f"<w:r><w:t>{text}</w:t></w:r>"


def layout(system: IssuerSystem) -> Layout:
    return LAYOUTS[system]
