"""hoso decisions: where each rating stands, and which papers are due to whom."""

from collections.abc import Iterator
from datetime import date

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result, quarter_option, unit_option
from archive.domain.decisions import FollowUp, PeriodicReport, PersonOutcome
from archive.domain.quarter import Quarter
from archive.domain.rating import Rating
from archive.language import day
from archive.workflow.outcomes import QuarterOutcomes, outcomes


@click.command("decisions", help="Mỗi cán bộ đang ở bước nào, mức xếp loại ra sao; văn bản nào phải gửi, gửi cho ai.")
@quarter_option
@unit_option
@json_option
@click.pass_obj
def decisions(door: Door, quarter: str, unit: str | None, *, as_json: bool) -> None:
    with door.open() as parts:
        found = outcomes(parts, Quarter.parse(quarter), unit)
    print_result(_plain(found), as_json=as_json, lines=lambda: _lines(found))


def _plain(found: QuarterOutcomes) -> dict[str, object]:
    return {
        "quarter": str(found.quarter),
        "people": [_plain_person(item) for item in found.people],
        "counted_twice": list(found.twice),
        "follow_ups": [_plain_paper(item) for item in found.follow_ups],
        "periodic_report": _plain_report(found.periodic_report),
    }


def _plain_person(item: PersonOutcome) -> dict[str, object]:
    standing = item.standing
    return {
        "person": item.cadre.code,
        "name": item.cadre.name,
        "unit": item.unit.code,
        "route": standing.route.value,
        "step": standing.step.value,
        "done": standing.is_done,
        "self_proposed": _value(item.self_proposed),
        "proposed": _value(item.proposed),
        "decided": _value(item.decided),
        "decision_number": item.decision_number,
        "needs": list(standing.needs),
        "from": standing.whom,
    }


def _plain_paper(item: FollowUp) -> dict[str, object]:
    return {
        "kind": item.kind.value,
        "rule": item.rule,
        "title": item.title,
        "from": item.sender,
        "to": list(item.receivers),
        "before": item.before.isoformat() if item.before else None,
        "people": [person.cadre.code for person in item.people],
        "waiting": [person.cadre.code for person in item.waiting],
    }


def _plain_report(report: PeriodicReport) -> dict[str, object]:
    return {
        "rule": "R63",
        "to": list(report.receivers),
        "before": report.before.isoformat() if report.before else None,
        "counts": {rating.value: count for rating, count in report.counts.items()},
        "undecided": report.undecided,
    }


def _value(rating: Rating | None) -> str | None:
    return rating.value if rating else None


def _lines(found: QuarterOutcomes) -> Iterator[str]:
    unit = None
    for item in found.people:
        if item.unit.code != unit:
            unit = item.unit.code
            yield f"{item.unit.name} ({unit})"
        yield from _person_lines(item)
    for code in found.twice:
        yield f"Cán bộ {code} có trong hai đơn vị; chỉ tính một lần, ở nơi giữ chức vụ mới hơn."
    yield "Văn bản phải gửi:"
    for paper in found.follow_ups:
        yield from _paper_lines(paper)
    report = found.periodic_report
    counts = "; ".join(f"{rating.value}: {count}" for rating, count in report.counts.items())
    yield f"  - Báo cáo định kỳ → {', '.join(report.receivers)}{_when(report.before)}"
    yield f"    {counts}; chưa quyết định: {report.undecided}"


def _person_lines(item: PersonOutcome) -> Iterator[str]:
    yield f"  {item.cadre.name} ({item.cadre.code}) · tuyến {item.standing.route.value}"
    number = f" (số {item.decision_number})" if item.decision_number else ""
    yield (
        f"    tự đề xuất: {_words(item.self_proposed)} · cấp có thẩm quyền đề xuất: {_words(item.proposed)} · "
        f"quyết định: {_words(item.decided)}{number}"
    )
    yield f"    {item.standing.sentence}"


def _words(rating: Rating | None) -> str:
    return rating.value if rating else "chưa có"


def _paper_lines(paper: FollowUp) -> Iterator[str]:
    yield f"  - {paper.title} → {', '.join(paper.receivers)}{_when(paper.before)}"
    if paper.people:
        yield f"    gồm: {', '.join(person.cadre.name for person in paper.people)}"
    if paper.waiting:
        yield f"    còn chờ: {', '.join(person.cadre.name for person in paper.waiting)}"


def _when(before: date | None) -> str:
    return f" (trước ngày {day(before)})" if before else ""
