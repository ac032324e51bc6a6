"""Whether a person's main axes outweigh the secondary ones (R14)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.finding import Finding, FindingKind, Severity
from archive.domain.dossier.surroundings import Surroundings
from archive.domain.people import Cadre
from archive.domain.plan import AxisRole, Task
from archive.language import number

MAIN_AXIS_MISSING = FindingKind(
    code="main_axis_missing",
    rule="R14",
    component=2,
    severity=Severity.WARNING,
    sentence="Đồng chí {person} ({unit}) chưa xác định trục chính trong các nhiệm vụ của quý; đồng chí hãy xác định và "
    "thư ký ghi 'Chính' ở cột Vai trò trục {by_when}.",
)
AXIS_ORDER = FindingKind(
    code="axis_order",
    rule="R14",
    component=2,
    severity=Severity.WARNING,
    sentence="Đồng chí {person} ({unit}): tỷ trọng trục chính {main} là {main_weight}, không cao hơn trục phụ {other} "
    "({other_weight}); đồng chí hãy cân đối lại tỷ trọng {by_when}.",
    example={"main": "1", "main_weight": "20", "other": "3", "other_weight": "25"},
)
AXIS_TWO_ROLES = FindingKind(
    code="axis_two_roles",
    rule="R14",
    component=2,
    severity=Severity.WARNING,
    sentence="Đồng chí {person} ({unit}): trục {axis} vừa ghi là trục chính vừa ghi là trục phụ ở các nhiệm vụ khác "
    "nhau; thư ký hãy thống nhất cột Vai trò trục {by_when}.",
    example={"axis": "3"},
)
WEIGHT_MISSING = FindingKind(
    code="weight_missing",
    rule="R14",
    component=2,
    severity=Severity.WARNING,
    sentence="Đồng chí {person} ({unit}) có nhiệm vụ chưa ghi tỷ trọng ({codes}) nên chưa so được trục chính với trục "
    "phụ; thư ký hãy ghi cột Tỷ trọng {by_when}.",
    example={"codes": "NV-SNV-01-02"},
)
KINDS = (MAIN_AXIS_MISSING, AXIS_ORDER, AXIS_TWO_ROLES, WEIGHT_MISSING)


def check(dossier: OpenDossier, around: Surroundings) -> Iterator[Finding]:
    """Every rated cadre who has tasks."""
    del around
    for cadre in dossier.rated:
        tasks = dossier.tasks_of(cadre.code)
        if not tasks:
            continue
        roles = _roles(tasks)
        for axis in sorted(axis for axis, told in roles.items() if len(told) > 1):
            yield AXIS_TWO_ROLES.about(dossier, person=cadre, axis=str(axis))
        if not any(AxisRole.MAIN in told for told in roles.values()):
            yield MAIN_AXIS_MISSING.about(dossier, person=cadre)
        weightless = [task.code for task in tasks if task.weight is None]
        if weightless:
            yield WEIGHT_MISSING.about(dossier, person=cadre, codes=", ".join(weightless))
            continue
        yield from _order(dossier, cadre, roles, _weights(tasks))


def _order(
    dossier: OpenDossier, cadre: Cadre, roles: Mapping[int, set[AxisRole]], weights: Mapping[int, Decimal]
) -> Iterator[Finding]:
    """The lightest main axis against the heaviest secondary one; an axis of both roles is neither."""
    main = sorted((weights[axis], axis) for axis, told in roles.items() if told == {AxisRole.MAIN})
    other = sorted((weights[axis], -axis) for axis, told in roles.items() if told == {AxisRole.SECONDARY})
    if main and other and main[0][0] <= other[-1][0]:
        yield AXIS_ORDER.about(
            dossier,
            person=cadre,
            main=str(main[0][1]),
            main_weight=number(main[0][0]),
            other=str(-other[-1][1]),
            other_weight=number(other[-1][0]),
        )


def _roles(tasks: tuple[Task, ...]) -> dict[int, set[AxisRole]]:
    roles: dict[int, set[AxisRole]] = defaultdict(set)
    for task in tasks:
        if task.axis is not None and task.axis_role is not None:
            roles[task.axis].add(task.axis_role)
    return roles


def _weights(tasks: tuple[Task, ...]) -> dict[int, Decimal]:
    weights: dict[int, Decimal] = defaultdict(Decimal)
    for task in tasks:
        if task.axis is not None:
            weights[task.axis] += task.weight or 0
    return weights
