"""hoso quota: how many of each group may be rated xuất sắc."""

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result, quarter_option, unit_option
from archive.domain.quarter import Quarter
from archive.domain.quota import GroupQuota
from archive.workflow.decide import count_quota


@click.command("quota", help="Mỗi nhóm được mấy người xuất sắc; thêm một người thì sao (mục 8.3).")
@quarter_option
@unit_option
@json_option
@click.pass_obj
def quota(door: Door, quarter: str, unit: str | None, *, as_json: bool) -> None:
    with door.open() as parts:
        groups = count_quota(parts, Quarter.parse(quarter), unit)
    print_result(
        {"quarter": quarter, "groups": [_plain(group) for group in groups]},
        as_json=as_json,
        lines=lambda: [line for group in groups for line in _lines(group)],
    )


def _plain(group: GroupQuota) -> dict[str, object]:
    return {
        "group": group.group,
        "members": group.members,
        "excellent": group.excellent,
        "good": group.good,
        "percent": group.share.percent,
        "allowed": group.allowed,
        "attainable": group.attainable,
        "holds": group.holds,
        "one_more_holds": group.one_more_holds,
        "decision": group.decision,
    }


def _lines(group: GroupQuota) -> list[str]:
    more = "còn thêm được 1 người" if group.one_more_holds else "không thêm được ai"
    return [group.sentence, f"  Người đứng đầu không tính; {more}."]
