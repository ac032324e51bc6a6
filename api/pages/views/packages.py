"""Gói xuất: what goes into a package and what stays out, what the check found, and what is there to be fetched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from api.pages.addresses import dossier_address, package_address, packages_address
from api.pages.views.entries import Refused, Wrong
from api.pages.views.frame import PACKAGES, Choice, Frame, Page, in_title
from api.pages.views.jobs import JobLine
from api.pages.views.sizes import in_fours, size_words
from api.pages.views.states import TRIAL, State
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.slip import Slip
from archive.domain.verification import Problem
from archive.language import moment, number
from archive.workflow.outbox import Candidate, Waiting

WHOLE, CENTRAL = "ho-so", "trung-uong"
SECRET, PUBLIC = "mat", "khong-mat"
WHO_DECIDES = (
    "Tập gửi Bộ Chính trị, Ban Bí thư có thể là bí mật nhà nước khi chưa công khai. Cơ quan ban hành và người "
    "có thẩm quyền xác định độ mật trả lời câu này, không phải phần mềm. Trả lời rồi mới lập gói."
)
_CENTRAL_MARK = "-trung-uong"
_SHOWN_PROBLEMS = 20

_WHOLE_STATE = State("Nguyên vẹn", "check", "good")
_BROKEN = State("Có lỗi", "cross", "bad")
_UNCHECKED = State("Chưa kiểm tra", "question", "wait")
_CLOSED = State("Đã mã hóa", "lock", "info")
_PASSED = State("Đạt", "check", "good")


@dataclass(frozen=True, slots=True)
class _Check:
    """One of the checkers: which problems are its own, and what it says when there is none."""

    what: str
    codes: frozenset[str]
    said: str


_FILES = _Check("Từng tệp trong gói", frozenset(), "Mọi tệp còn đúng từng byte như lúc đóng gói.")
_CHECKS = (
    _Check(
        "Dấu niêm phong",
        frozenset({"seal_other_record", "seal_mismatch", "seal_signature"}),
        "Dấu niêm phong khớp với nội dung và chữ ký của kho.",
    ),
    _Check("Bản mô tả hồ sơ", frozenset({"file_other", "record_damaged"}), "Tệp nào cũng đúng là tệp mà hồ sơ đã kê."),
    _Check(
        "Chữ ký trên văn bản",
        frozenset({"signature_invalid", "signature_missing", "changed_after_signing"}),
        "Chữ ký đúng và đủ, không văn bản nào bị sửa sau khi ký.",
    ),
)
_SELECTION = _Check(
    "Phần trích gửi Trung ương",
    frozenset({"selection_mismatch", "selection_empty", "proof_wrong"}),
    "Mỗi tệp trích ra đều chứng minh được là thuộc hồ sơ đã niêm phong.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChoice:
    """A unit whose record can go in."""

    code: str
    name: str
    about: str
    files: int
    size: int
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A unit whose record stays out, and why."""

    name: str
    href: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """What one checker found."""

    what: str
    state: State
    said: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPackage:
    """The package whose check is shown."""

    name: str
    when: str
    state: State
    checks: tuple[CheckLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageLine:
    """A package to be fetched; the fingerprint is in groups of four."""

    name: str
    href: str
    made: str
    size: str
    inside: str
    state: State
    fingerprint: tuple[str, ...]
    shown: str
    is_shown: bool
    check: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagesPage(Page):
    """Three steps on one page; problems stand beside their fields."""

    template: ClassVar[str] = "packages.html"
    quarters: tuple[Choice, ...]
    sets: tuple[Choice, ...]
    quarter: str
    chosen_set: str
    is_central: bool
    who_decides: str
    answer: str
    units: tuple[UnitChoice, ...]
    left_out: tuple[LeftOut, ...]
    total: str
    warnings: tuple[str, ...]
    refused: Refused | None
    problems: Mapping[str, str]
    jobs: tuple[JobLine, ...]
    has_waiting: bool
    checked: CheckedPackage | None
    packages: tuple[PackageLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What may go into a package and what may not, `out` says why; `names` are the asker's units by code.

    `is_everything` is whether these are all units there are.
    """

    quarter: Quarter
    quarters: Sequence[Quarter]
    is_central: bool
    is_everything: bool
    names: Mapping[UnitCode, str]
    ready: Sequence[Candidate] = ()
    out: Mapping[UnitCode, str] = field(default_factory=dict)
    warnings: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was chosen in a form that was not taken; problems by field."""

    units: frozenset[str]
    answer: str
    problems: Mapping[str, str]


_FIELD_LABELS = {"units": ("Đơn vị", "don-vi"), "answer": ("Độ mật", "bi-mat"), "files": ("Chứng thư", "chung-thu")}


def packages_page(
    offer: Offer,
    packages: Sequence[Waiting],
    jobs: Sequence[JobLine],
    *,
    shown: str = "",
    typed: Typed | None = None,
) -> PackagesPage:
    """The page; `shown` is the package whose check is opened, else the newest that was checked."""
    problems = dict(typed.problems) if typed else {}
    units = tuple(_unit(item, offer, typed) for item in offer.ready)
    opened = _opened(packages, shown)
    return PackagesPage(
        title=f"Gói xuất {in_title(offer.quarter)}",
        sentence=_sentence(offer, packages),
        frame=Frame(quarter=offer.quarter, place=PACKAGES),
        quarters=tuple(
            Choice(label=item.short, href=packages_address(item), is_current=item == offer.quarter)
            for item in offer.quarters
        ),
        sets=(
            Choice(label="Hồ sơ", href=packages_address(offer.quarter), is_current=not offer.is_central),
            Choice(
                label="Tập gửi Trung ương",
                href=packages_address(offer.quarter, tap=CENTRAL),
                is_current=offer.is_central,
            ),
        ),
        quarter=str(offer.quarter),
        chosen_set=CENTRAL if offer.is_central else WHOLE,
        is_central=offer.is_central,
        who_decides=WHO_DECIDES,
        answer=typed.answer if typed else "",
        units=units,
        left_out=tuple(
            LeftOut(name=offer.names.get(code, code), href=dossier_address(offer.quarter, code), why=why)
            for code, why in offer.out.items()
        ),
        total=total_words(units),
        warnings=tuple(offer.warnings),
        refused=_refused(problems),
        problems={name: problems.get(name, "") for name in _FIELD_LABELS},
        jobs=tuple(jobs),
        has_waiting=any(not job.is_over for job in jobs),
        checked=_checked(opened.slip) if opened and opened.slip else None,
        packages=tuple(_package(item, offer, is_shown=item == opened) for item in packages),
    )


def total_words(units: Iterable[UnitChoice]) -> str:
    """What the chosen ones come to."""
    chosen = [unit for unit in units if unit.is_chosen]
    files, size = sum(unit.files for unit in chosen), sum(unit.size for unit in chosen)
    return f"{len(chosen)} hồ sơ · {number(files)} tệp · {size_words(size)}"


def _sentence(offer: Offer, packages: Sequence[Waiting]) -> str:
    what = "tập gửi Trung ương" if offer.is_central else "hồ sơ đã niêm phong"
    ready = f"{len(offer.ready)} {what} có thể đưa vào gói"
    return f"{ready}; {len(packages)} gói đang chờ giao." if packages else f"{ready}."


def _unit(item: Candidate, offer: Offer, typed: Typed | None) -> UnitChoice:
    about = f"phiên bản {item.version} · {number(item.files)} tệp · {size_words(item.size)}"
    return UnitChoice(
        code=item.unit,
        name=offer.names.get(item.unit, item.unit),
        about=about,
        files=item.files,
        size=item.size,
        is_chosen=item.unit in typed.units if typed else True,
    )


def _refused(problems: Mapping[str, str]) -> Refused | None:
    if not problems:
        return None
    wrongs = tuple(
        Wrong(sentence=f"{_FIELD_LABELS[name][0]}: {text}", href=f"#{_FIELD_LABELS[name][1]}")
        for name, text in problems.items()
    )
    return Refused(sentence="Chưa lập gói. Hãy sửa các mục sau:", wrongs=wrongs)


def _opened(packages: Sequence[Waiting], shown: str) -> Waiting | None:
    named = [item for item in packages if item.name == shown]
    return next(iter([*named, *(item for item in packages if item.slip)]), None)


def _package(item: Waiting, offer: Offer, *, is_shown: bool) -> PackageLine:
    slip = item.slip
    return PackageLine(
        name=item.name,
        href=package_address(item.name),
        made=moment(item.made),
        size=size_words(item.size),
        inside=_inside(slip, offer) if slip else "",
        state=_state(slip),
        fingerprint=in_fours(slip.sha256) if slip else (),
        shown=packages_address(offer.quarter, goi=item.name) + "#kiem-tra" if slip else "",
        is_shown=is_shown,
        check=f"{package_address(item.name)}/kiem-tra",
    )


def _inside(slip: Slip, offer: Offer) -> str:
    names = [offer.names.get(record.unit, record.unit) for record in slip.records]
    quarters = sorted({record.quarter.short for record in slip.records})
    what = "tập gửi Trung ương" if _CENTRAL_MARK in slip.package else "hồ sơ"
    listed = f": {', '.join(names)}" if 0 < len(names) <= len(_CHECKS) else ""
    return f"{len(names)} {what} {', '.join(quarters)}{listed}" if names else ""


def _state(slip: Slip | None) -> State:
    if slip is None:
        return _UNCHECKED
    if slip.closed:
        return _CLOSED
    return _WHOLE_STATE if slip.ok else _BROKEN


def _checked(slip: Slip) -> CheckedPackage:
    when = f"lúc {moment(slip.checked_at)}, {number(slip.checked)} mục"
    if slip.closed:
        said = "Gói đã được kiểm tra trước khi mã hóa; từ đó chỉ bên nhận mở được. Hãy đối chiếu vân tay khi giao."
        lines: tuple[CheckLine, ...] = (CheckLine(what="Gói đã mã hóa", state=_CLOSED, said=said),)
        when = f"lúc {moment(slip.checked_at)}"
    else:
        lines = tuple(_lines(slip))
    return CheckedPackage(name=slip.package, when=when, state=_state(slip), checks=lines)


def _lines(slip: Slip) -> Iterable[CheckLine]:
    checks = (*_CHECKS, _SELECTION) if _CENTRAL_MARK in slip.package else _CHECKS
    known = {code for check in checks for code in check.codes}
    yield _line(_FILES, [item for item in slip.problems if item.code not in known])
    for check in checks:
        yield _line(check, [item for item in slip.problems if item.code in check.codes])
    if slip.trial:
        said = f"{number(slip.trial)} chữ ký là chữ ký thử, không có giá trị pháp lý."
        yield CheckLine(what="Lưu ý", state=TRIAL, said=said)


def _line(check: _Check, problems: Sequence[Problem]) -> CheckLine:
    if not problems:
        return CheckLine(what=check.what, state=_PASSED, said=check.said)
    return CheckLine(
        what=check.what,
        state=_BROKEN,
        said=f"{len(problems)} lỗi; đừng giao gói này.",
        problems=tuple(f"{item.where}: {item.message}" for item in problems[:_SHOWN_PROBLEMS]),
    )
