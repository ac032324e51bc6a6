"""What goes to the centre, and that each file proves its place under the seal without the others."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.people import Management
from archive.domain.seal import SEAL_PATH, Seal, SealSignature, root_of
from archive.domain.selection import (
    HandedFile,
    Selection,
    central_people,
    goes_to_the_centre,
    read_selection,
    refuse_withheld,
    select,
    selection_document,
    selection_problems,
)
from archive.errors import RecordDamaged, RuleBroken
from tests.given import NOW
from tests.quarters import cadre, unit

RECORD = "urn:hoso:SNV:2026-Q2"
HEAD, DEPUTY = "CB-1", "CB-2"


def person(code: str, *, management: Management = Management.STANDING_COMMITTEE, excluded: str = "") -> dict[str, str]:
    posts = {"party_post": "Bí thư Đảng ủy", "state_post": "Giám đốc", "union_post": ""}
    return {"code": code, "name": f"Tên {code}", "management": management.value, "excluded": excluded, **posts}


def document(name: str, of: str | None) -> dict[str, object]:
    path = f"documents/{name}"
    paths = {"file": f"{path}.pdf", "source": f"{path}.docx", "text": f"text/{path}.pdf.txt"}
    return {"person": of, "title": f"Văn bản {name}", **paths}


def evidence(task: str, *, number: str = "12/BC", file: str | None = None) -> dict[str, object]:
    named: dict[str, object] = {
        "task": task,
        "number": number,
        "summary": "Báo cáo",
        "name": "bao-cao.pdf",
        "file": file,
    }
    return {**named, "text": f"text/{file}.txt"} if file else named


def described(**changed: Any) -> dict[str, Any]:
    """The head is of the centre; the deputy, the unit's papers and the deputy's evidence are not."""
    return {
        "record": RECORD,
        "people": [person(HEAD, management=Management.POLITBURO), person(DEPUTY)],
        "tasks": [{"code": "NV-1", "lead": HEAD}, {"code": "NV-2", "lead": DEPUTY}],
        "documents": [document("1", None), document("2", HEAD), document("3", DEPUTY)],
        "evidence": [
            evidence("NV-1", file="evidence/NV-1/1.pdf"),
            evidence("NV-1"),
            evidence("NV-2", file="evidence/NV-2/1.pdf"),
        ],
        **changed,
    }


def digests_of(facts: dict[str, Any]) -> dict[str, str]:
    named = [item[key] for item in facts["documents"] for key in ("file", "source", "text")]
    named += [item[key] for item in facts["evidence"] if item["file"] for key in ("file", "text")]
    paths = [*named, "record.json", "metadata/premis.xml", SEAL_PATH]
    return {path: f"{place:0128x}" for place, path in enumerate(paths)}


def seal_over(digests: dict[str, str]) -> Seal:
    return Seal(
        record=RECORD,
        version=1,
        tree_size=len(digests) - 1,
        root=root_of(digests),
        sealed=NOW,
        signature=SealSignature(algorithm="", certificate="", value=""),
    )


DIGESTS = digests_of(described())
SEAL = seal_over(DIGESTS)
SELECTION = select(described(), DIGESTS, SEAL)
HANDED = {path: DIGESTS[path] for path in (SEAL_PATH, *(file.path for file in SELECTION.files))}


def problems(selection: Selection = SELECTION, *, seal: Seal = SEAL, digests: Any = None) -> set[tuple[str, str]]:
    found = selection_problems(selection, seal, HANDED if digests is None else digests)
    return {(item.code, item.where.removeprefix(RECORD)) for item in found}


def with_file(place: int, **changed: Any) -> Selection:
    files = list(SELECTION.files)
    files[place] = replace(files[place], **changed)
    return replace(SELECTION, files=tuple(files))


def test_only_what_belongs_to_a_cadre_of_the_centre_is_handed_over() -> None:
    assert [file.path for file in SELECTION.files] == [
        "documents/2.docx",
        "documents/2.pdf",
        "evidence/NV-1/1.pdf",
        "text/documents/2.pdf.txt",
        "text/evidence/NV-1/1.pdf.txt",
    ]


def test_files_bear_titles_for_people() -> None:
    assert {file.title for file in SELECTION.files} == {"Văn bản 2", "12/BC Báo cáo"}


def test_evidence_without_number_or_summary_is_named_by_its_file() -> None:
    bare = {**evidence("NV-1", file="evidence/NV-1/1.pdf"), "number": "", "summary": ""}

    selection = select(described(evidence=[bare]), DIGESTS, SEAL)

    assert "bao-cao.pdf" in {file.title for file in selection.files}


def test_people_are_named_with_all_their_posts() -> None:
    assert [(item.code, item.post) for item in central_people(described())] == [(HEAD, "Bí thư Đảng ủy, Giám đốc")]


def test_who_is_not_rated_this_quarter_does_not_go_up() -> None:
    retired = person(HEAD, management=Management.POLITBURO, excluded="kiêm nhiệm")

    assert central_people(described(people=[retired])) == ()


@pytest.mark.parametrize("management", Management)
def test_facts_and_record_agree_about_who_goes_up(management: Management) -> None:
    asked = goes_to_the_centre(cadre(1, unit(), management=management))

    assert asked == bool(central_people(described(people=[person(HEAD, management=management)])))


def test_a_file_that_the_record_has_not_is_damage() -> None:
    digests = {path: digest for path, digest in DIGESTS.items() if path != "documents/2.pdf"}

    with pytest.raises(RecordDamaged, match=r"documents/2\.pdf"):
        select(described(), digests, SEAL)


def paper(kind: str, of: str | None, level: str = "Tối mật") -> dict[str, Any]:
    return {"kind": kind, "person": of, "classification": level, "decided_by": "Thường trực Tỉnh ủy"}


def refuse(facts: dict[str, Any]) -> None:
    refuse_withheld(facts, central_people(facts))


SECRET: dict[str, dict[str, Any]] = {
    "the cadre's self-assessment": paper("self_assessment", HEAD),
    "everybody's self-assessment": paper("self_assessment", None),
    "the submission to the centre": paper("central_submission", None),
}


@pytest.mark.parametrize("secret", SECRET.values(), ids=SECRET.keys())
def test_a_paper_of_the_set_recorded_as_secret_stops_it(secret: dict[str, Any]) -> None:
    with pytest.raises(RuleBroken, match=r"Tối mật \(xác định: Thường trực Tỉnh ủy\)"):
        refuse(described(papers=[secret]))


HARMLESS: dict[str, dict[str, Any]] = {
    "somebody else's": paper("self_assessment", DEPUTY),
    "another paper of the unit": paper("minutes", None),
    "a public one": paper("self_assessment", HEAD, level=""),
}


@pytest.mark.parametrize("other", HARMLESS.values(), ids=HARMLESS.keys())
def test_a_paper_that_does_not_belong_to_the_set_does_not_stop_it(other: dict[str, Any]) -> None:
    refuse(described(papers=[other]))


def test_a_self_assessment_that_was_withheld_stops_the_set() -> None:
    with pytest.raises(RuleBroken, match="không có bản tự đánh giá của Tên CB-1"):
        refuse(described(documents=[document("1", None), document("3", DEPUTY)]))


def test_what_was_chosen_has_no_problem() -> None:
    assert problems() == set()


def test_it_reads_back_from_its_document() -> None:
    assert read_selection(selection_document(SELECTION)) == SELECTION


def test_two_proofs_in_each_others_place_are_found() -> None:
    first, second = SELECTION.files[:2]
    swapped = replace(
        SELECTION,
        files=(replace(first, proof=second.proof), replace(second, proof=first.proof), *SELECTION.files[2:]),
    )

    assert problems(swapped) == {("proof_wrong", f"/{first.path}"), ("proof_wrong", f"/{second.path}")}


FORGED: dict[str, dict[str, Any]] = {
    "another place": {"index": 4},
    "a place that is not there": {"index": 999},
    "a place before the first": {"index": -1},
    "no proof": {"proof": ()},
    "a longer proof": {"proof": (*SELECTION.files[0].proof, "00" * 32)},
    "a shorter proof": {"proof": SELECTION.files[0].proof[:-1]},
    "a changed hash": {"proof": ("00" * 32, *SELECTION.files[0].proof[1:])},
    "a hash of another length": {"proof": ("00" * 31, *SELECTION.files[0].proof[1:])},
    "no hash at all": {"proof": ("Văn", *SELECTION.files[0].proof[1:])},
}


@pytest.mark.parametrize("changed", FORGED.values(), ids=FORGED.keys())
def test_a_forged_proof_is_found(changed: dict[str, Any]) -> None:
    assert problems(with_file(0, **changed)) == {("proof_wrong", f"/{SELECTION.files[0].path}")}


def test_another_name_for_the_same_bytes_is_found() -> None:
    file = SELECTION.files[0]
    digests = {**HANDED, "documents/khac.pdf": HANDED[file.path]}
    del digests[file.path]

    assert problems(with_file(0, path="documents/khac.pdf"), digests=digests) == {
        ("proof_wrong", "/documents/khac.pdf")
    }


def test_other_bytes_under_the_same_name_are_found_even_when_the_list_follows() -> None:
    path = SELECTION.files[0].path

    assert problems(digests={**HANDED, path: "ff" * 64}) == {("file_other", f"/{path}")}
    assert problems(with_file(0, sha512="ff" * 64), digests={**HANDED, path: "ff" * 64}) == {
        ("proof_wrong", f"/{path}")
    }


def test_a_foreign_file_is_found() -> None:
    assert problems(digests={**HANDED, "evidence/la.pdf": "00" * 64}) == {("file_extra", "/evidence/la.pdf")}


def test_a_file_that_did_not_come_is_found() -> None:
    path = SELECTION.files[0].path

    assert problems(digests={key: value for key, value in HANDED.items() if key != path}) == {
        ("file_missing", f"/{path}")
    }


def test_a_file_listed_twice_is_found() -> None:
    twice = replace(SELECTION, files=(*SELECTION.files, SELECTION.files[0]))

    assert problems(twice) == {("selection_mismatch", f"/{SELECTION.files[0].path}")}


def test_a_selection_of_nothing_is_a_problem() -> None:
    assert ("selection_empty", "") in problems(replace(SELECTION, files=()), digests={SEAL_PATH: DIGESTS[SEAL_PATH]})


OTHERS: dict[str, dict[str, Any]] = {
    "of another record": {"record": "urn:hoso:STC:2026-Q2"},
    "of another version": {"version": 2},
    "of another seal": {"seal_sha512": "00" * 64},
}


@pytest.mark.parametrize("changed", OTHERS.values(), ids=OTHERS.keys())
def test_a_selection_beside_another_seal_is_found(changed: dict[str, Any]) -> None:
    codes = {item.code for item in selection_problems(replace(SELECTION, **changed), SEAL, HANDED)}

    assert codes == {"selection_mismatch"}


def test_proofs_do_not_hold_against_another_seal() -> None:
    codes = {code for code, _ in problems(seal=replace(SEAL, root="00" * 32))}

    assert codes == {"proof_wrong"}


GARBAGE: dict[str, Any] = {
    "a list": [],
    "no format": {key: value for key, value in selection_document(SELECTION).items() if key != "format"},
    "another format": {**selection_document(SELECTION), "format": "hoso-selection/9"},
    "files that are a number": {**selection_document(SELECTION), "files": 7},
    "a place in words": {**selection_document(SELECTION), "files": [{"index": "ba"}]},
    "people that are text": {**selection_document(SELECTION), "people": "ai"},
}


@pytest.mark.parametrize("document", GARBAGE.values(), ids=GARBAGE.keys())
def test_what_is_no_selection_is_damage(document: object) -> None:
    with pytest.raises(RecordDamaged, match=r"selection\.json"):
        read_selection(document)


@given(sizes=st.tuples(st.integers(1, 12), st.integers(0, 12)))
def test_every_selection_of_every_record_proves_itself(sizes: tuple[int, int]) -> None:
    own, others = sizes
    papers = [document(f"{place:02d}", HEAD if place < own else DEPUTY) for place in range(own + others)]
    facts = described(documents=papers)
    digests = digests_of(facts)
    seal = seal_over(digests)
    selection = select(facts, digests, seal)

    handed = {path: digests[path] for path in (SEAL_PATH, *(file.path for file in selection.files))}

    assert list(selection_problems(selection, seal, handed)) == []


def test_a_selection_names_nobody_else() -> None:
    written = str(selection_document(SELECTION))

    assert HEAD in written
    assert DEPUTY not in written


def test_a_handed_file_keeps_its_proof_in_order() -> None:
    file = SELECTION.files[0]

    assert isinstance(file, HandedFile)
    assert problems(with_file(0, proof=tuple(reversed(file.proof)))) == {("proof_wrong", f"/{file.path}")}
