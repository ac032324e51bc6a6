"""hoso quota: how many of each group may be rated xuất sắc, and who comes first when too many are."""

from collections.abc import Iterator

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result, quarter_option, unit_option
from archive.domain.quarter import Quarter
from archive.domain.ranking import Ranked
from archive.workflow.decide import GroupDecision, weigh


@click.command("quota", help="Mỗi nhóm được mấy người xuất sắc; vượt thì xét ưu tiên thế nào (mục 8.3, 8.4).")
@quarter_option
@unit_option
@json_option
@click.pass_obj
def quota(door: Door, quarter: str, unit: str | None, *, as_json: bool) -> None:
    with door.open() as parts:
        groups = weigh(parts, Quarter.parse(quarter), unit)
    print_result(
        {"quarter": quarter, "groups": [_plain(group) for group in groups]},
        as_json=as_json,
        lines=lambda: [line for group in groups for line in _lines(group)],
    )


def _plain(group: GroupDecision) -> dict[str, object]:
    counted = group.quota
    return {
        "group": counted.group,
        "members": counted.members,
        "excellent": counted.excellent,
        "good": counted.good,
        "percent": counted.share.percent,
        "allowed": counted.allowed,
        "attainable": counted.attainable,
        "holds": counted.holds,
        "one_more_holds": counted.one_more_holds,
        "decision": counted.decision,
        "ranking": [_plain_rank(item) for item in group.ranking],
    }


def _plain_rank(item: Ranked) -> dict[str, object]:
    return {
        "person": item.person,
        "name": item.name,
        "place": item.place,
        "tied": item.is_tied,
        "undecided": item.undecided,
        "facts": [{"step": fact.step, "words": fact.words} for fact in item.facts],
    }


def _lines(group: GroupDecision) -> Iterator[str]:
    more = "còn thêm được 1 người" if group.quota.one_more_holds else "không thêm được ai"
    yield group.quota.sentence
    yield f"  Người đứng đầu không tính; {more}."
    for item in group.ranking:
        facts = "; ".join(f"{fact.step}: {fact.words}" for fact in item.facts)
        tied = f" (ngang nhau, tập thể quyết định{_why(item)})" if item.is_tied else ""
        yield f"  {item.place}. {item.name}{tied}: {facts}"


def _why(item: Ranked) -> str:
    return f"; chưa xác định: {item.undecided}" if item.undecided else ""
