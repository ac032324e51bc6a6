"""Looks at a DOCX before LibreOffice does, which takes an empty file for a document and dies of comments."""

import io
import zipfile

from lxml import etree

from archive.errors import BadInput
from archive.zip_damage import ZIP_DAMAGE

UNPACKED_LIMIT = 200 * 1024 * 1024  # bytes; the longest document of a dossier unpacks to about 10 MB
_BODY = "word/document.xml"
_PARTS = ("[Content_Types].xml", _BODY)
_ENCRYPTED = 0x1  # general purpose bit 0 of a zip entry
_COMMENT_REFERENCE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}commentReference"


def admit(docx: bytes, *, name: str) -> bytes:
    """The document as LibreOffice may have it; `name` is what people know it by.

    Comments are taken out: they are not printed, and LibreOffice 7.4 without its windows ends when it meets one.

    Raises:
        BadInput: empty, not a zip, damaged, without a Word document inside, or far too large unpacked.
    """
    if not docx:
        raise _refused(name, "tệp rỗng")
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as parts:
            _check_parts(parts, name)
            return _without_comments(parts) if "word/comments.xml" in parts.namelist() else docx
    except (*ZIP_DAMAGE, OSError, zipfile.LargeZipFile) as error:
        raise _refused(name, "tệp hỏng hoặc không phải định dạng .docx") from error
    except etree.XMLSyntaxError as error:
        raise _refused(name, "nội dung văn bản Word bị hỏng") from error


def _check_parts(parts: zipfile.ZipFile, name: str) -> None:
    entries = parts.infolist()
    if not set(_PARTS) <= {entry.filename for entry in entries}:
        raise _refused(name, "trong tệp không có văn bản Word")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise _refused(name, "tệp có mật khẩu")
    if sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
        raise _refused(name, f"nội dung sau giải nén vượt {UNPACKED_LIMIT // 1024**2} MB")


def _without_comments(parts: zipfile.ZipFile) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for entry in parts.infolist():
            content = parts.read(entry)
            copy.writestr(entry.filename, _unlinked(content) if entry.filename == _BODY else content)
    return out.getvalue()


def _unlinked(body: bytes) -> bytes:
    tree = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    for reference in list(tree.iter(_COMMENT_REFERENCE)):
        run = reference.getparent()
        if run is not None:
            run.remove(reference)
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _refused(name: str, why: str) -> BadInput:
    return BadInput(
        f"Không chuyển được '{name}' sang PDF: {why}. Hãy mở tệp bằng Word, lưu lại dạng .docx rồi thử lại.",
        document=name,
        reason=why,
    )
