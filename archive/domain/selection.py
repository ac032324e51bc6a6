"""Which files of a sealed record go to the central level (R35, R56), and the proof of each without the rest.

`record.json` names everybody and stays at home; `selection.json` takes its place: the seal that speaks for all files,
and for each file handed over its inclusion proof (RFC 9162) against that seal. Proven are path and bytes of a file;
titles and names in it are the sender's words.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from archive.domain.document import DocumentKind
from archive.domain.merkle import inclusion_proof, root_from_inclusion
from archive.domain.people import Cadre, Management, PersonCode
from archive.domain.seal import SEAL_PATH, Seal, leaf
from archive.domain.secrecy import Classification
from archive.domain.verification import Problem
from archive.errors import RecordDamaged, RuleBroken

SELECTION_FORMAT = "hoso-selection/1"
SELECTION_PATH = "selection.json"
_HASH_BYTES = 32
_WORDS = {
    DocumentKind.SELF_ASSESSMENT: "bản tự đánh giá gửi Trung ương",
    DocumentKind.CENTRAL_SUBMISSION: "tờ trình gửi Trung ương",
}
_ABOUT = (
    "Phần của một hồ sơ đã niêm phong, chỉ gồm tệp của cán bộ thuộc diện Bộ Chính trị, Ban Bí thư quản lý. Lá của mỗi "
    "tệp là đường dẫn, dấu xuống dòng, mã SHA-512; chuỗi proof dẫn từ lá đến gốc tree.root trong seal.json theo "
    "RFC 9162 mục 2.1.3.2 (SHA-256). Chữ ký trong seal.json ký trên gốc đó."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedPerson:
    """A cadre whose files are handed over."""

    code: str
    name: str
    post: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedFile:
    """A file handed over: the leaf at `index` of the sealed tree, and the hashes (hex) that lead to its root."""

    path: str
    sha512: str
    title: str
    index: int
    proof: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is handed over of one version of a record."""

    record: str
    version: int
    seal_sha512: str
    people: tuple[HandedPerson, ...]
    files: tuple[HandedFile, ...]


def goes_to_the_centre(cadre: Cadre) -> bool:
    """Whether the central level decides about the cadre this quarter (R15, R33)."""
    return cadre.management is Management.POLITBURO and cadre.is_rated


def central_people(described: Mapping[str, Any]) -> tuple[HandedPerson, ...]:
    """The same question asked of a record's description."""
    return tuple(
        HandedPerson(
            code=person["code"],
            name=person["name"],
            post=", ".join(person[post] for post in ("party_post", "state_post", "union_post") if person[post]),
        )
        for person in described["people"]
        if person["management"] == Management.POLITBURO.value and not person["excluded"]
    )


def refuse_withheld(described: Mapping[str, Any], people: Sequence[HandedPerson]) -> None:
    """Hand over nothing when what goes up is recorded as secret, or was never asked about (domain notes §3.7).

    Raises:
        RuleBroken: such a paper is secret, or somebody's self-assessment is not in the record.
    """
    codes = {person.code for person in people}
    for paper in described.get("papers", []):
        level = Classification(paper["classification"])
        if level.is_secret and _goes_up(paper, codes):
            raise RuleBroken(
                f"Hồ sơ đã ghi {_WORDS[DocumentKind(paper['kind'])]} là {level.value} (xác định: "
                f"{paper['decided_by']}), nên không lập gói điện tử. Hãy gửi bản giấy và trả lời là mật.",
                record=described["record"],
            )
    written = {document["person"] for document in described["documents"]}
    for person in people:
        if person.code not in written:
            raise RuleBroken(
                f"Hồ sơ không có bản tự đánh giá của {person.name}, vì chưa ai xác định độ mật của văn bản đó. Hãy ghi "
                "vào trang Độ mật rồi lập lại hồ sơ, hoặc gửi bản giấy và trả lời là mật.",
                record=described["record"],
                person=person.code,
            )


def _goes_up(paper: Mapping[str, Any], codes: set[str]) -> bool:
    kind = DocumentKind(paper["kind"])
    if kind is DocumentKind.SELF_ASSESSMENT:
        return paper["person"] in codes | {None}  # an answer without a person speaks of everybody's
    return kind is DocumentKind.CENTRAL_SUBMISSION


def select(described: Mapping[str, Any], digests: Mapping[str, str], seal: Seal) -> Selection:
    """The selection out of a record version's description, the digests of its files and its seal.

    Raises:
        RecordDamaged: the description names a file that the record has not.
    """
    people = central_people(described)
    chosen = _files_of(described, {PersonCode(person.code) for person in people})
    paths = sorted(path for path in digests if path != SEAL_PATH)
    leaves = [leaf(path, digests[path]) for path in paths]
    places = {path: place for place, path in enumerate(paths)}
    gone = sorted(set(chosen) - set(places))
    if gone:
        raise RecordDamaged(f"{seal.record} thiếu tệp {gone[0]}; hãy chạy hoso verify rồi khôi phục.", where=gone[0])
    files = tuple(
        HandedFile(
            path=path,
            sha512=digests[path],
            title=title,
            index=places[path],
            proof=tuple(item.hex() for item in inclusion_proof(leaves, places[path])),
        )
        for path, title in sorted(chosen.items())
    )
    return Selection(
        record=seal.record, version=seal.version, seal_sha512=digests[SEAL_PATH], people=people, files=files
    )


def _files_of(described: Mapping[str, Any], people: set[PersonCode]) -> dict[str, str]:
    """Path → title of what belongs to these people: own documents, evidence of own tasks, the text of both."""
    chosen: dict[str, str] = {}
    for document in described["documents"]:
        if document["person"] in people:
            paths = [document[name] for name in ("file", "source", "text", "data") if document.get(name)]
            chosen |= dict.fromkeys(paths, document["title"])
    tasks = {task["code"] for task in described["tasks"] if task["lead"] in people}
    for item in described["evidence"]:
        if item["task"] in tasks and item["file"]:
            title = " ".join(word for word in (item["number"], item["summary"]) if word) or item["name"]
            chosen |= dict.fromkeys((item["file"], item["text"]), title)
    return chosen


def selection_document(selection: Selection) -> dict[str, object]:
    """The selection as `selection.json` holds it."""
    return {
        "format": SELECTION_FORMAT,
        "about": _ABOUT,
        "purpose": "central",
        "record": selection.record,
        "version": selection.version,
        "seal": {"file": SEAL_PATH, "sha512": selection.seal_sha512},
        "people": [asdict(person) for person in selection.people],
        "files": [{**asdict(file), "proof": list(file.proof)} for file in selection.files],
    }


def read_selection(document: object) -> Selection:
    """The selection out of a parsed `selection.json`.

    Raises:
        RecordDamaged: the document is not a selection of this format.
    """
    try:
        return _read(document)  # type: ignore[arg-type]  # any other shape ends in the except below
    except (AttributeError, KeyError, TypeError, ValueError) as wrong:
        raise RecordDamaged(
            f"{SELECTION_PATH} không đúng định dạng {SELECTION_FORMAT}; hãy xin bên gửi gửi lại gói."
        ) from wrong


def _read(document: Mapping[str, Any]) -> Selection:
    if document["format"] != SELECTION_FORMAT:
        raise ValueError(document["format"])
    return Selection(
        record=str(document["record"]),
        version=int(str(document["version"])),
        seal_sha512=str(document["seal"]["sha512"]),
        people=tuple(
            HandedPerson(code=str(person["code"]), name=str(person["name"]), post=str(person["post"]))
            for person in document["people"]
        ),
        files=tuple(
            HandedFile(
                path=str(file["path"]),
                sha512=str(file["sha512"]),
                title=str(file["title"]),
                index=int(str(file["index"])),
                proof=tuple(str(item) for item in file["proof"]),
            )
            for file in document["files"]
        ),
    )


def selection_problems(selection: Selection, seal: Seal, digests: Mapping[str, str]) -> Iterator[Problem]:
    """What is wrong between a selection, its seal and the files that came; the seal's signature is not asked here."""
    record = selection.record
    if (seal.record, seal.version, digests.get(SEAL_PATH)) != (record, selection.version, selection.seal_sha512):
        yield Problem("selection_mismatch", record, f"{SELECTION_PATH} không thuộc về dấu niêm phong đi kèm.")
    if not selection.files:
        yield Problem("selection_empty", record, f"{SELECTION_PATH} không kê tệp nào; hãy xin bên gửi gửi lại gói.")
    listed = Counter(file.path for file in selection.files)
    for path, times in listed.items():
        if times > 1:
            yield Problem("selection_mismatch", f"{record}/{path}", f"{SELECTION_PATH} kê tệp này {times} lần.")
    for path in sorted(set(digests) - set(listed) - {SEAL_PATH, SELECTION_PATH}):
        yield Problem("file_extra", f"{record}/{path}", "Tệp lạ, không có bằng chứng thuộc hồ sơ; đừng dùng tệp này.")
    for file in selection.files:
        yield from _file_problems(file, seal, digests, f"{record}/{file.path}")


def _file_problems(file: HandedFile, seal: Seal, digests: Mapping[str, str], where: str) -> Iterator[Problem]:
    if file.path not in digests:
        yield Problem("file_missing", where, "Gói thiếu tệp này; hãy xin bên gửi gửi lại gói.")
    elif digests[file.path] != file.sha512:
        yield Problem("file_other", where, f"Tệp không phải là tệp mà {SELECTION_PATH} kê.")
    if not _is_in_tree(file, seal):
        yield Problem("proof_wrong", where, "Không chứng minh được tệp này thuộc hồ sơ đã niêm phong; đừng dùng tệp.")


def _is_in_tree(file: HandedFile, seal: Seal) -> bool:
    try:
        proof = [bytes.fromhex(item) for item in file.proof]
        root = root_from_inclusion(leaf(file.path, file.sha512), file.index, seal.tree_size, proof)
    except ValueError:
        return False
    return root.hex() == seal.root and all(len(item) == _HASH_BYTES for item in proof)
