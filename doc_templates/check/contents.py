"""What a form may not carry: programs, and anything that reaches outside the file when somebody opens it."""

import re
from collections.abc import Iterator

from archive.ports.templates import LayoutProblem
from doc_templates.check.word import W, WordFile

_PACKAGE_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PROGRAM = re.compile(r"vbaproject|vbadata|/activex/", re.IGNORECASE)
_PROGRAM_KIND = re.compile(r"macroEnabled|vbaProject|activeX", re.IGNORECASE)
_EMBEDDED = re.compile(r"^word/embeddings/|oleobject", re.IGNORECASE)
# Fields that fetch or run something; PAGE, TOC, DATE and the like stay inside.
_REACHING = frozenset(
    {"DATABASE", "DDE", "DDEAUTO", "HYPERLINK", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "LINK"}
    | {"MACROBUTTON", "RD"}
)
_IMPORTED = ("altChunk", "subDoc", "attachedTemplate", "mailMerge")


def carried(word: WordFile) -> Iterator[LayoutProblem]:
    """Programs, embedded objects, links, and fields that fetch.

    Raises:
        NotWordError: a part is not well formed.
    """
    yield from _programs(word)
    for part in sorted(word.parts):
        if part.endswith(".rels"):
            yield from _links(word, part)
        elif part.startswith("word/") and part.endswith(".xml"):
            yield from _fields(word, part)


def _programs(word: WordFile) -> Iterator[LayoutProblem]:
    kinds = word.parts["[Content_Types].xml"].decode("utf-8", "replace")
    if _PROGRAM_KIND.search(kinds):
        yield _problem("macro", "[Content_Types].xml", "Tệp là loại có macro (.docm); hãy lưu lại thành .docx.")
    for part in sorted(word.parts):
        if _PROGRAM.search(part):
            yield _problem("macro", part, "Tệp có macro hoặc điều khiển ActiveX; hãy bỏ rồi lưu lại thành .docx.")
        elif _EMBEDDED.search(part):
            yield _problem("embedded_object", part, "Tệp nhúng một đối tượng (OLE); hãy bỏ đối tượng này.")


def _links(word: WordFile, part: str) -> Iterator[LayoutProblem]:
    for one in word.xml(part).iter(_PACKAGE_RELATION):
        if one.get("TargetMode", "").lower() == "external":
            kind = one.get("Type", "").rpartition("/")[2]
            told = f"Liên kết ra ngoài tệp ({kind}: {one.get('Target', '')}); hãy bỏ liên kết."
            yield _problem("external_link", part, told)


def _fields(word: WordFile, part: str) -> Iterator[LayoutProblem]:
    tree = word.xml(part)
    for name in _IMPORTED:
        if next(tree.iter(f"{W}{name}"), None) is not None:
            told = f"Tệp kéo nội dung từ nơi khác vào ({name}); hãy dán thẳng nội dung."
            yield _problem("external_link", part, told)
    if next(tree.iter(f"{W}object"), None) is not None:
        yield _problem("embedded_object", part, "Tệp nhúng một đối tượng (OLE); hãy bỏ đối tượng này.")
    for paragraph in tree.iter(f"{W}p"):
        said = [one.get(f"{W}instr", "") for one in paragraph.iter(f"{W}fldSimple")]
        said.append("".join(one.text or "" for one in paragraph.iter(f"{W}instrText")))
        for name in filter(None, map(_reaching, said)):
            told = f"Trường {name} lấy nội dung từ nơi khác; hãy thay bằng chữ thường."
            yield _problem("external_field", part, told)


def _reaching(instruction: str) -> str:
    """The field that reaches outside, empty when none does; a link within the file stays."""
    words = instruction.upper().split()
    inside = "HYPERLINK" in words and "\\L" in words
    return next((one for one in words if one in _REACHING and not (inside and one == "HYPERLINK")), "")


def _problem(code: str, where: str, message: str) -> LayoutProblem:
    return LayoutProblem(code=code, where=where, message=message)
