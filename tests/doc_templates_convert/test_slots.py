"""A signature goes below its bookmark, above its signer's name, in its signer's column, and covers no text."""

import io

import pikepdf
import pypdfium2
import pytest

from archive.domain.signature import SignatureSlot, SignerRole
from archive.errors import BadInput, BadTemplate
from doc_templates.convert import OfficePool
from doc_templates.pdfa.lines import Line, lines_of
from doc_templates.pdfa.slots import find_slots
from tests.doc_templates_convert.samples import blank, saved, signed_by

NAMES = {"secretary": "Hoàng Thị Ngà", "chair": "Lê Ơn", "head": "Trần Văn Ước"}
ROLES = (SignerRole.SECRETARY, SignerRole.CHAIR, SignerRole.HEAD)


@pytest.fixture(scope="module", params=["own line", "title", "empty line at the left"])
def three_columns(pool: OfficePool, request: pytest.FixtureRequest) -> bytes:
    """A PDF for three signers side by side, with bookmarks where people may put them."""
    return pool.convert(signed_by(NAMES, where=request.param), name="biên bản")


def place_of(pdf: bytes, text: str) -> Line:
    """Where the text stands on the first page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0].get_textpage()
        found = page.search(text).get_next()
        assert found is not None
        boxes = [page.get_charbox(index) for index in range(found[0], sum(found))]
    finally:
        document.close()
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return Line(min(lefts), min(bottoms), max(rights), max(tops))


def test_each_slot_is_centred_above_its_signer(three_columns: bytes) -> None:
    for slot, name in zip(find_slots(three_columns, ROLES), NAMES.values(), strict=True):
        signer = place_of(three_columns, name)

        assert (slot.left + slot.right) / 2 == pytest.approx(signer.middle, abs=3)
        assert 0 <= slot.bottom - signer.top < 40


def test_no_slot_covers_text(three_columns: bytes) -> None:
    lines = lines_of(three_columns, pages=[0])[0]

    assert [
        (slot.role, line) for slot in find_slots(three_columns, ROLES) for line in lines if overlap(slot, line) > 0
    ] == []


def test_slots_of_three_signers_do_not_overlap(three_columns: bytes) -> None:
    first, second, third = find_slots(three_columns, ROLES)

    assert first.right <= second.left
    assert second.right <= third.left


def test_slots_come_in_the_order_of_the_roles(three_columns: bytes) -> None:
    slots = find_slots(three_columns, ROLES[::-1])

    assert [slot.role for slot in slots] == list(ROLES[::-1])


def test_a_slot_has_room_for_a_signature(three_columns: bytes) -> None:
    for slot in find_slots(three_columns, ROLES):
        assert 150 <= slot.right - slot.left <= 170
        assert slot.top - slot.bottom == pytest.approx(55)


def test_the_seal_covers_the_left_third_of_the_heads_signature(three_columns: bytes) -> None:
    head, seal = find_slots(three_columns, (SignerRole.HEAD, SignerRole.ORGAN))

    assert seal.right - seal.left == pytest.approx(70)
    assert seal.top - seal.bottom == pytest.approx(70)
    assert (seal.right - head.left) / (head.right - head.left) == pytest.approx(1 / 3)
    assert seal.bottom < head.bottom < head.top < seal.top


def test_a_missing_bookmark_names_role_and_bookmark(pool: OfficePool) -> None:
    pdf = pool.convert(signed_by({"head": "Trần Văn Ước"}), name="thư")

    with pytest.raises(BadTemplate, match=r"thư ký.*'sign_secretary'"):
        find_slots(pdf, (SignerRole.HEAD, SignerRole.SECRETARY))


def test_a_seal_without_a_head_is_refused(pool: OfficePool) -> None:
    pdf = pool.convert(signed_by({"secretary": "Nguyễn Thị Ánh"}), name="thư")

    with pytest.raises(BadTemplate, match=r"người đứng đầu.*'sign_head'"):
        find_slots(pdf, (SignerRole.ORGAN,))


def test_nobody_to_sign_needs_no_slot() -> None:
    assert find_slots(b"", ()) == ()


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(BadInput, match="không đọc được"):
        find_slots(b"no pdf", (SignerRole.HEAD,))


def test_a_block_without_a_name_gets_a_slot_on_the_page(pool: OfficePool) -> None:
    pdf = pool.convert(signed_by({"head": ""}), name="thư")

    (slot,) = find_slots(pdf, (SignerRole.HEAD,))

    assert is_on_page(pdf, slot)


@pytest.mark.parametrize("x", [0, 595])
@pytest.mark.parametrize("y", [5, 840])
def test_a_slot_at_the_edge_stays_on_the_page(pool: OfficePool, x: float, y: float) -> None:
    with pikepdf.open(io.BytesIO(pool.convert(saved(blank()), name="thư"))) as document:
        target = pikepdf.Array([document.pages[0].obj, pikepdf.Name.XYZ, x, y, 0])
        document.Root.Dests = pikepdf.Dictionary({"/sign_head": target})
        out = io.BytesIO()
        document.save(out)

    for slot in find_slots(out.getvalue(), (SignerRole.HEAD, SignerRole.ORGAN)):
        assert is_on_page(out.getvalue(), slot)


def test_destinations_in_a_name_tree_are_found_too(pool: OfficePool) -> None:
    pdf = pool.convert(signed_by({"head": "Trần Văn Ước"}), name="thư")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        target = document.Root.Dests["/sign5Fhead"]
        del document.Root.Dests
        names = pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("sign_head"), target]))
        document.Root.Names = pikepdf.Dictionary(Dests=names)
        out = io.BytesIO()
        document.save(out)

    assert find_slots(out.getvalue(), (SignerRole.HEAD,)) == find_slots(pdf, (SignerRole.HEAD,))


def is_on_page(pdf: bytes, slot: SignatureSlot) -> bool:
    """Whether the whole slot lies on its page."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        left, bottom, right, top = (float(edge) for edge in document.pages[slot.page].mediabox)
    return left < slot.left < slot.right < right and bottom < slot.bottom < slot.top < top


def overlap(slot: SignatureSlot, line: Line) -> float:
    """The area a slot and a line share."""
    wide = min(slot.right, line.right) - max(slot.left, line.left)
    high = min(slot.top, line.top) - max(slot.bottom, line.bottom)
    return max(wide, 0) * max(high, 0)
