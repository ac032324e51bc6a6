"""Makes a plain PDF of LibreOffice a PDF/A-1b: colour profile, metadata, and nothing the standard forbids.

The pages stay as they are; a picture that PDF/A-1 cannot show is refused, never changed.
"""

import io
from datetime import datetime

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from archive.errors import BadInput, BadTemplate
from doc_templates.pdfa.icc import srgb_profile
from doc_templates.pdfa.xmp import About

# Of the catalogue only this is kept: pages, what the reader sees first, the table of contents, the language.
_CATALOGUE = frozenset(
    {"/Type", "/Pages", "/OpenAction", "/Outlines", "/PageMode", "/PageLayout", "/Lang", "/PageLabels"}
)
_PAGE_FORBIDDEN = (Name.Group, Name.AA, Name.StructParents, Name.Tabs, Name.Metadata)
_LINK_FLAGS = 4  # printed, not hidden (PDF/A-1, 6.5.3)


def finish(pdf: bytes, *, title: str, author: str, made: datetime, provisional: bool) -> bytes:
    """The PDF as PDF/A-1b; the same input always gives the same bytes.

    Args:
        pdf: a plain PDF as LibreOffice writes it; its named destinations are dropped (find slots before).
        title: the document's title.
        author: who issues it.
        made: when it was made, with a time zone.
        provisional: whether its form is not yet the guidance's own appendix; said in the metadata, never in print.

    Raises:
        BadInput: the bytes are no readable PDF.
        BadTemplate: a picture or drawing is transparent.
    """
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            creator = str(document.docinfo.get(Name.Producer, ""))
            about = About(title=title, author=author, creator=creator, made=made, provisional=provisional)
            _strip(document)
            _drop_masks_that_hide_nothing(document)
            _refuse_what_cannot_stay(document, title)
            _describe(document, about)
            return _save(document)
    except pikepdf.PdfError as error:
        raise BadInput(f"Tệp PDF của '{title}' không đọc được. Hãy tạo lại văn bản.", document=title) from error


def _strip(document: pikepdf.Pdf) -> None:
    _keep_only(document.Root, _CATALOGUE)
    if isinstance(document.Root.get(Name.OpenAction), Dictionary):
        del document.Root[Name.OpenAction]  # an action; an array only says where reading begins
    for page in document.pages:
        for key in _PAGE_FORBIDDEN:
            _drop(page.obj, key)
        for note in page.obj.get(Name.Annots, Array()):
            _drop(note, Name.AA)
            note[Name.F] = _LINK_FLAGS
    document.Root[Name.Lang] = String("vi-VN")


def _drop(holder: pikepdf.Object, key: Name) -> None:
    if key in holder:
        del holder[key]


def _keep_only(catalogue: pikepdf.Object, kept: frozenset[str]) -> None:
    for key in [key for key in catalogue.keys() if key not in kept]:  # noqa: SIM118 - not a dict
        del catalogue[key]


def _drop_masks_that_hide_nothing(document: pikepdf.Pdf) -> None:
    """Pictures are often saved with an alpha channel that is opaque everywhere: without it they look the same."""
    for thing in document.objects:
        if isinstance(thing, pikepdf.Stream) and isinstance(thing.get(Name.SMask), pikepdf.Stream):
            mask = thing[Name.SMask]
            inverted = [int(end) for end in mask.get(Name.Decode, Array([0, 1]))] == [1, 0]
            opaque = b"\x00" if inverted else b"\xff"
            if mask.get(Name.Filter) == Name.FlateDecode and not mask.read_bytes().strip(opaque):
                del thing[Name.SMask]


def _refuse_what_cannot_stay(document: pikepdf.Pdf, title: str) -> None:
    for thing in document.objects:
        if isinstance(thing, (Dictionary, pikepdf.Stream)) and _is_transparent(thing):
            raise BadTemplate(
                f"'{title}' có hình hoặc nét vẽ trong suốt, PDF/A-1 không nhận. Hãy thay bằng hình có nền trắng.",
                document=title,
                reason="transparency",
            )


def _is_transparent(thing: pikepdf.Object) -> bool:
    """Whether an image has a soft mask, a graphics state lets the ground show, or a form is a group (PDF/A-1, 6.4)."""
    if Name.Group in thing:  # those of pages, which LibreOffice always writes, are gone by now
        return True
    mask = thing.get(Name.SMask)
    if mask is not None and mask != Name("/None"):
        return True
    return any(float(thing.get(key, 1)) != 1 for key in ("/ca", "/CA") if _is_number(thing.get(key)))


def _is_number(value: object) -> bool:
    try:
        float(value)  # type: ignore[arg-type]  # what is no number raises
    except (TypeError, ValueError):
        return False
    return True


def _describe(document: pikepdf.Pdf, about: About) -> None:
    profile = document.make_stream(srgb_profile(), N=3, Alternate=Name.DeviceRGB)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
        RegistryName=String("http://www.color.org"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=profile,
    )
    document.Root[Name.OutputIntents] = Array([intent])
    document.Root[Name.Metadata] = document.make_stream(about.packet(), Type=Name.Metadata, Subtype=Name.XML)
    del document.docinfo
    for name in (Name.ID, Name.DocChecksum):
        if name in document.trailer:
            del document.trailer[name]  # LibreOffice's change with the clock; a new ID comes from the content
    for key, value in about.docinfo().items():
        document.docinfo[key] = String(value)


def _save(document: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    document.save(
        out,
        force_version="1.4",
        fix_metadata_version=False,  # would write the packet again, in the form Preflight refuses
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        deterministic_id=True,
    )
    return out.getvalue()
