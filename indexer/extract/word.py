"""Text of Word files, in reading order: headers, body with its tables, footnotes, footers.

Pages are known only where Word noted its page breaks; otherwise the file is one page.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from archive.errors import BadEvidence
from indexer.extract.container import Container, opened

_BODY = "word/document.xml"
_OTHER_BODY = re.compile(r"^word/document\d*\.xml$")
_HEADER = re.compile(r"^word/header\d*\.xml$")
_ENDINGS = re.compile(r"^word/(footnotes|endnotes|footer\d*)\.xml$")
_PAGE_BREAK = "\f"
_DEEPEST = 200  # elements in elements; tables in tables in tables stay far below
_LITERAL = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "lastRenderedPageBreak": _PAGE_BREAK}
_AFTER = {"p": "\n", "tc": "\t", "tr": "\n"}
_SKIPPED = frozenset({"Fallback", "instrText", "delText", "pPr", "rPr", "sectPr", "tblPr"})


def word_pages(source: BinaryIO) -> tuple[str, ...]:
    """The text of a DOCX by page.

    Raises:
        BadEvidence: the file is damaged, a bomb, or no Word file.
    """
    with opened(source) as container:
        body = _text(container, _body_name(container))
        headers = _texts(container, _HEADER)
        endings = _texts(container, _ENDINGS)
    first, *others = body.split(_PAGE_BREAK)
    pages = ["\n".join((*headers, first)), *others]
    pages[-1] = "\n".join((pages[-1], *endings))
    return tuple(pages)


def _body_name(container: Container) -> str:
    if _BODY in container.names:
        return _BODY
    name = next((name for name in sorted(container.names) if _OTHER_BODY.match(name)), None)
    if name is None:
        raise BadEvidence("Tệp không phải văn bản Word: thiếu phần thân; hãy lưu lại bằng Word và nộp lại.")
    return name


def _texts(container: Container, form: re.Pattern[str]) -> tuple[str, ...]:
    """The texts of all parts named so, each different one once: a first page's header often repeats the others'."""
    names = sorted(name for name in container.names if form.match(name))
    texts = (_text(container, name).replace(_PAGE_BREAK, "\n").strip() for name in names)
    return tuple(dict.fromkeys(text for text in texts if text))


def _text(container: Container, name: str) -> str:
    return "".join(_pieces(container.xml(name)))


def _pieces(element: etree._Element, depth: int = 0) -> Iterator[str]:
    if depth > _DEEPEST:
        raise BadEvidence("Văn bản Word lồng quá nhiều lớp; hãy mở tệp, lưu lại và nộp lại.")
    tag: object = element.tag
    if not isinstance(tag, str):
        return  # a comment or a processing instruction
    name = etree.QName(element).localname
    if name == "t":
        yield (element.text or "").replace(_PAGE_BREAK, " ")
    elif name in _LITERAL:
        yield _PAGE_BREAK if _is_page_break(element) else _LITERAL[name]
    elif name not in _SKIPPED:
        for child in element:
            yield from _pieces(child, depth + 1)
        yield _AFTER.get(name, "")


def _is_page_break(element: etree._Element) -> bool:
    """A break typed by hand is noted again where the page begins, so only the note counts."""
    return etree.QName(element).localname == "lastRenderedPageBreak"
