"""A Word file as the checks see it: its parts, and each paragraph with the look its text really has.

What a run looks like is what its own properties say, else its character style, its paragraph's style and those that
style builds on, and at last the document's defaults.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from archive.zip_damage import ZIP_DAMAGE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DOCUMENT = "word/document.xml"
_STYLES = "word/styles.xml"
_MOST_BYTES = 64 << 20  # of all parts unpacked; a form of text has a few hundred thousand
_MOST_PARTS = 2000
_OFF = ("0", "false", "none", "off")


class NotWordError(ValueError):
    """The bytes are no Word file that can be read; the message says why, in Vietnamese."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What is said about letters, each None where nothing is; `size` in points."""

    font: str | None = None
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None

    def over(self, below: "Look") -> "Look":
        """This look, and where it says nothing the one below."""
        return Look(
            font=below.font if self.font is None else self.font,
            size=below.size if self.size is None else self.size,
            bold=below.bold if self.bold is None else self.bold,
            italic=below.italic if self.italic is None else self.italic,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Letters of one look."""

    text: str
    look: Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph; `line` is the distance of its lines in points when that is exact, else None."""

    part: str
    number: int
    style: str
    text: str
    runs: tuple[Run, ...]
    line: float | None
    in_table: bool

    @property
    def where(self) -> str:
        """How a person finds it."""
        shown = self.text.strip()
        short = shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"
        return f"{self.part}, đoạn {self.number} «{short}»"


_SHOWN = 60  # characters of a paragraph that are told


@dataclass(slots=True)
class WordFile:
    """A Word file taken apart."""

    parts: Mapping[str, bytes]
    _styles: dict[str, etree._Element] = field(default_factory=dict)
    _defaults: Look = field(default_factory=Look)

    @classmethod
    def read(cls, word: bytes) -> "WordFile":
        """Take the bytes apart.

        Raises:
            NotWordError: they are no Word file, or one made to fill the memory.
        """
        try:
            with zipfile.ZipFile(io.BytesIO(word)) as package:
                entries = package.infolist()
                if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > _MOST_BYTES:
                    raise NotWordError("tệp giải nén ra quá lớn")
                parts = {entry.filename: package.read(entry) for entry in entries}
        except (*ZIP_DAMAGE, OSError) as error:
            raise NotWordError("tệp không phải văn bản Word (.docx) hoặc đã hỏng") from error
        if DOCUMENT not in parts or "[Content_Types].xml" not in parts:
            raise NotWordError("tệp không có phần thân của văn bản Word")
        made = cls(parts)
        made._read_styles()
        return made

    def xml(self, part: str) -> etree._Element:
        """A part as a tree.

        Raises:
            NotWordError: it is not well formed, or declares entities.
        """
        content = self.parts[part]
        if b"<!DOCTYPE" in content:
            raise NotWordError(f"phần {part} khai báo DOCTYPE")
        try:
            return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError as error:
            raise NotWordError(f"phần {part} không đúng XML") from error

    @property
    def text_parts(self) -> list[str]:
        """The body, then headers and footers."""
        around = [name for name in sorted(self.parts) if name.startswith(("word/header", "word/footer"))]
        return [DOCUMENT, *around]

    def paragraphs(self, part: str = DOCUMENT) -> Iterator[Paragraph]:
        """The paragraphs of a part, numbered from 1.

        Raises:
            NotWordError: the part is not well formed.
        """
        for number, element in enumerate(self.xml(part).iter(f"{W}p"), start=1):
            yield self._paragraph(element, part, number)

    def _paragraph(self, element: etree._Element, part: str, number: int) -> Paragraph:
        style = _value(element.find(f"{W}pPr/{W}pStyle")) or self._default_style
        runs = tuple(self._runs(element, style))
        return Paragraph(
            part=part.removeprefix("word/"),
            number=number,
            style=self._name(style),
            text="".join(run.text for run in runs),
            runs=runs,
            line=self._line(element, style),
            in_table=next(element.iterancestors(f"{W}tbl"), None) is not None,
        )

    def _runs(self, element: etree._Element, style: str) -> Iterator[Run]:
        below = self._style_look(style)
        for run in element.iter(f"{W}r"):
            if next(run.iterancestors(f"{W}p")) is not element:  # a text box inside holds paragraphs of its own
                continue
            own = run.find(f"{W}rPr")
            named = _value(own.find(f"{W}rStyle")) if own is not None else ""
            look = _look(own).over(self._chain(named) if named else Look()).over(below)
            yield Run(text=_text(run), look=look)

    def _style_look(self, style: str) -> Look:
        return self._chain(style).over(self._defaults)

    def _chain(self, style: str) -> Look:
        look = Look()
        for element in self._lineage(style):
            look = look.over(_look(element.find(f"{W}rPr")))
        return look

    def _lineage(self, style: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = _value(self._styles[style].find(f"{W}basedOn"))

    def _line(self, element: etree._Element, style: str) -> float | None:
        said = [element.find(f"{W}pPr/{W}spacing")]
        said += [one.find(f"{W}pPr/{W}spacing") for one in self._lineage(style)]
        spacing = next((one for one in said if one is not None and one.get(f"{W}line")), None)
        if spacing is None or spacing.get(f"{W}lineRule", "auto") != "exact":
            return None
        return _number(spacing.get(f"{W}line")) / 20

    def _name(self, style: str) -> str:
        element = self._styles.get(style)
        return _value(element.find(f"{W}name")) if element is not None else style

    @property
    def _default_style(self) -> str:
        defaults = (key for key, one in self._styles.items() if _is_default_paragraph(one))
        return next(defaults, "")

    def _read_styles(self) -> None:
        if _STYLES not in self.parts:
            return
        root = self.xml(_STYLES)
        self._defaults = _look(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        self._styles = {one.get(f"{W}styleId", ""): one for one in root.iter(f"{W}style")}


def sections(tree: etree._Element) -> Sequence[etree._Element]:
    """The properties of each section of a body."""
    return list(tree.iter(f"{W}sectPr"))


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch such as `w:b` is there and not turned off."""
    return element is not None and element.get(f"{W}val", "1") not in _OFF


def _is_default_paragraph(style: etree._Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default", "0") not in _OFF


def _look(properties: etree._Element | None) -> Look:
    if properties is None:
        return Look()
    fonts, size = properties.find(f"{W}rFonts"), properties.find(f"{W}sz")
    return Look(
        font=_font(fonts) if fonts is not None else None,
        size=_number(_value(size)) / 2 if size is not None else None,
        bold=_switch(properties.find(f"{W}b")),
        italic=_switch(properties.find(f"{W}i")),
    )


def _font(fonts: etree._Element) -> str | None:
    if themed := fonts.get(f"{W}asciiTheme") or fonts.get(f"{W}hAnsiTheme"):
        return f"theo chủ đề ({themed})"
    return fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")


def _switch(element: etree._Element | None) -> bool | None:
    return None if element is None else is_on(element)


def _text(run: etree._Element) -> str:
    marks = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
    return "".join(one.text or "" if one.tag == f"{W}t" else marks.get(str(one.tag), "") for one in run)


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")


def _number(text: str | None) -> float:
    """A length as Word writes it; one that is no number is 0, which no rule allows."""
    try:
        return float(text or 0)
    except ValueError:
        return 0.0


def length(element: etree._Element | None, name: str) -> float:
    """An attribute in twentieths of a point, as millimetres."""
    return _number(None if element is None else element.get(f"{W}{name}")) / 20 / 72 * 25.4
