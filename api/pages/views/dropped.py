"""Files let go on the page of a unit's tasks: each with the task its name speaks of, for people to say yes or no."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from api.pages.addresses import task_address, tasks_address
from archive.domain.dossier import OpenDossier
from archive.domain.file_names import propose
from archive.domain.plan import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskOption:
    """A task that a file may be evidence of."""

    value: str
    label: str
    href: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedFile:
    """One file with the tasks to choose from."""

    id: str
    name: str
    is_proposed: bool
    options: tuple[TaskOption, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """The question."""

    here: str
    dropped: tuple[DroppedFile, ...]


def dropped(facts: OpenDossier, names: Sequence[str], takes: Callable[[Task], bool]) -> Dropped:
    """The files in the order they were let go; only tasks that take files are offered."""
    tasks = sorted((task for task in facts.tasks if takes(task)), key=lambda task: task.code)
    codes = {task.code for task in tasks}
    found = propose(names, tasks, [item for item in facts.evidence if item.task in codes])
    files = []
    for place, name in enumerate(names):
        options = tuple(_option(facts, task, is_chosen=found.get(name) == task.code) for task in tasks)
        files.append(DroppedFile(id=f"tha-{place}", name=name, is_proposed=name in found, options=options))
    return Dropped(here=tasks_address(facts.quarter, facts.unit.code), dropped=tuple(files))


def _option(facts: OpenDossier, task: Task, *, is_chosen: bool) -> TaskOption:
    return TaskOption(
        value=task.code,
        label=f"{task.code} · {task.name or 'Chưa có tên'}",
        href=task_address(facts.quarter, facts.unit.code, task.code),
        is_chosen=is_chosen,
    )
