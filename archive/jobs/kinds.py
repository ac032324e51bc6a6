"""The kinds of slow work: what each is called, who may ask for it, and the steps it takes.

Every kind may be begun a second time after a stop: the steps go on from what is done and have their effect once.
"""

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.rights import Action
from archive.errors import NotFound, UsageError
from archive.jobs.packages import check_package, make_central, make_package
from archive.jobs.run import refuse_unfinished, run
from archive.jobs.scrub import scrub
from archive.ports import Parts
from archive.ports.scratch import SENT_FILES, SENT_WORKBOOK, sent_folder
from archive.ports.telling import Tell
from archive.workflow.assemble import assemble
from archive.workflow.audit import verify_log
from archive.workflow.index import reindex
from archive.workflow.intake import take_in
from archive.workflow.permits import permit_of
from archive.workflow.review import units_of
from archive.workflow.seal import seal
from archive.workflow.sign import sign
from archive.workflow.verify import verify_all

NOT_SECRET = "public"  # noqa: S105 - the answer to whether what goes up is secret, given by people
_TOLD_PROBLEMS = 5  # the first ones; the rest is told by the command line
SEPARATOR = "|"  # between several documents or signers of one piece of work

Arguments = Mapping[str, str]
Result = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class JobKind:
    """One kind: `words` is what people call it, `action` what its asker must be allowed to do."""

    name: str
    words: str
    action: Action
    act: Callable[[Parts, Arguments, Tell], Result]


def _quarter(arguments: Arguments) -> Quarter:
    if not arguments.get("quarter"):
        raise UsageError("Thiếu quý của việc cần làm.")
    return Quarter.parse(arguments["quarter"])


def _unit(arguments: Arguments) -> UnitCode:
    if not arguments.get("unit"):
        raise UsageError("Thiếu đơn vị của việc cần làm.")
    return UnitCode(arguments["unit"])


def _assemble(parts: Parts, arguments: Arguments, tell: Tell) -> Result:
    made = assemble(parts, _unit(arguments), _quarter(arguments), tell=tell)
    return {"said": f"Đã lập {len(made.documents)} văn bản."}


def _bring(parts: Parts, arguments: Arguments, tell: Tell) -> Result:
    """A workbook that was sent to the pages; its rights are asked again, for they may be gone since."""
    folder = sent_folder(parts.scratch.folder, parts.actor, arguments.get("folder", ""))
    report = take_in(
        parts,
        folder / SENT_WORKBOOK,
        folder / SENT_FILES,
        update=bool(arguments.get("update")),
        partial=bool(arguments.get("partial")),
        permit=permit_of(parts),
        tell=tell,
    )
    shutil.rmtree(folder, ignore_errors=True)
    left = f", bỏ lại {report.skipped_rows} dòng" if report.skipped_rows else ""
    changed = ", ".join(report.changed) or "không có gì mới"
    return {"said": f"Đã nhập {report.quarter.short}: {changed}; {report.evidence_files} tệp minh chứng{left}."}


def _sign(parts: Parts, arguments: Arguments, tell: Tell) -> Result:
    unit, quarter = _unit(arguments), _quarter(arguments)
    only = arguments["documents"].split(SEPARATOR) if arguments.get("documents") else None
    for signer in arguments.get("signers", "").split(SEPARATOR):
        sign(parts, unit, quarter, signer=signer or None, only=only, tell=tell)
    return {"said": "Đã ký các văn bản đến lượt."}


def _seal(parts: Parts, arguments: Arguments, tell: Tell) -> Result:
    sealed = seal(parts, _unit(arguments), _quarter(arguments), tell=tell)
    reindexed = run(parts, sealed.quarter, [sealed.unit], tell=tell)
    refuse_unfinished(reindexed)
    return {"said": f"Đã niêm phong phiên bản {sealed.version}.", "record": str(sealed.record)}


def _run(parts: Parts, arguments: Arguments, tell: Tell) -> Result:
    quarter = _quarter(arguments)
    report = run(parts, quarter, units_of(parts, quarter, arguments.get("unit")), tell=tell)
    refuse_unfinished(report)
    return {"said": f"Đã niêm phong {len(report.sealed)} hồ sơ, {len(report.before)} hồ sơ xong từ trước."}


def _reindex(parts: Parts, arguments: Arguments, tell: Tell) -> Result:
    del arguments
    return {"said": f"Đã lập lại chỉ mục {reindex(parts, tell=tell)} mục."}


def _several(parts: Parts, arguments: Arguments) -> Sequence[UnitCode]:
    """The units that are named, one or many; all of the quarter when none is."""
    named = arguments.get("units", "").split(SEPARATOR) if arguments.get("units") else [arguments.get("unit")]
    return [code for unit in named for code in units_of(parts, _quarter(arguments), unit or None)]


def _package(parts: Parts, arguments: Arguments, tell: Tell) -> Result:
    make = make_central if arguments.get("secrecy") else make_package
    is_whole = bool(arguments.get("whole")) or not (arguments.get("unit") or arguments.get("units"))
    return make(
        parts,
        _quarter(arguments),
        _several(parts, arguments),
        whole=is_whole,
        certificates=arguments.get("certificates", ""),
        tell=tell,
    )


def _export(parts: Parts, arguments: Arguments, tell: Tell) -> Result:
    return _package(parts, {**arguments, "secrecy": ""}, tell)


def _export_central(parts: Parts, arguments: Arguments, tell: Tell) -> Result:
    """Only with the answer of the body that issues the papers: nobody else can give it."""
    if arguments.get("secrecy") != NOT_SECRET:
        raise UsageError("Chưa có câu trả lời rằng tập gửi Trung ương không mật; hãy trả lời ở trang Gói xuất.")
    return _package(parts, arguments, tell)


def _check_package(parts: Parts, arguments: Arguments, tell: Tell) -> Result:
    return check_package(parts, arguments.get("package", ""), tell)


def _verify(parts: Parts, arguments: Arguments, tell: Tell) -> Result:
    del arguments
    report = verify_all(parts, tell=tell)
    first = f" Lỗi đầu tiên: {report.problems[0].where}: {report.problems[0].message}" if report.problems else ""
    return {"said": f"Đã kiểm tra {report.checked} mục, {len(report.problems)} lỗi.{first}"}


def _verify_log(parts: Parts, arguments: Arguments, tell: Tell) -> Result:
    del arguments
    tell("Kiểm tra nhật ký", 0, 1)
    report = verify_log(parts)
    verdict = "nhật ký nguyên vẹn" if report.ok else f"{len(report.problems)} lỗi"
    problems = " ".join(f"{item.where}: {item.message}" for item in report.problems[:_TOLD_PROBLEMS])
    notes = " ".join(f"Lưu ý: {note}." for note in report.notes[:_TOLD_PROBLEMS])
    said = f"Đã kiểm tra {report.checked} mục: {verdict}. {problems} {notes}"
    return {"said": said.strip(), "ok": "yes" if report.ok else ""}


def _scrub(parts: Parts, arguments: Arguments, tell: Tell) -> Result:
    del arguments
    report = scrub(parts, tell=tell)
    return {"said": f"Đã đọc lại {report.objects} mục, {len(report.found.problems)} lỗi."}


_KINDS = (
    JobKind("assemble", "Lập hồ sơ", Action.ASSEMBLE, _assemble),
    JobKind("import", "Nhập sổ", Action.EDIT_FACTS, _bring),
    JobKind("sign", "Ký văn bản", Action.SIGN, _sign),
    JobKind("seal", "Niêm phong", Action.SEAL, _seal),
    JobKind("run", "Lập, ký, niêm phong", Action.SEAL, _run),
    JobKind("index", "Lập lại chỉ mục", Action.RUN_SYSTEM, _reindex),
    JobKind("export", "Lập gói xuất", Action.EXPORT, _export),
    JobKind("export_central", "Lập gói gửi Trung ương", Action.EXPORT, _export_central),
    JobKind("check_package", "Kiểm tra gói", Action.EXPORT, _check_package),
    JobKind("verify", "Kiểm tra toàn kho", Action.VERIFY, _verify),
    JobKind("verify_log", "Kiểm tra nhật ký", Action.READ_LOG, _verify_log),
    JobKind("scrub", "Đọc lại toàn kho", Action.RUN_SYSTEM, _scrub),
)
KINDS: Mapping[str, JobKind] = {kind.name: kind for kind in _KINDS}


def kind_of(name: str) -> JobKind:
    """The kind of that name.

    Raises:
        NotFound: there is none.
    """
    if name not in KINDS:
        raise NotFound(f"Không có loại việc '{name}'; các loại: {', '.join(KINDS)}.")
    return KINDS[name]
