"""Which task a file seems to belong to, told from its name alone: a proposal that people say yes or no to."""

import re
from collections.abc import Iterable, Mapping, Sequence

from archive.domain.evidence import Evidence
from archive.domain.plan import Task, TaskCode
from archive.language import fold

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_PIECES = re.compile(r"\d+|[a-z]+")
_LEAST_WORDS = 3  # in common with a task's name before it is proposed


def propose(names: Iterable[str], tasks: Sequence[Task], evidence: Iterable[Evidence] = ()) -> Mapping[str, TaskCode]:
    """The task of each file whose name tells it: by the task's code, by the number of a paper named for it, by words.

    A name that fits two tasks equally well is no proposal.
    """
    papers = [(item.task, _bare(item.number)) for item in evidence if item.number]
    found = {}
    for name in names:
        task = _by_code(name, tasks) or _by_paper(name, papers) or _by_words(name, tasks)
        if task:
            found[name] = task
    return found


def _by_code(name: str, tasks: Iterable[Task]) -> TaskCode | None:
    """The longest code that stands in the name as a whole: NV-1 is not in NV-12."""
    said = _pieces(name)
    fits = [(len(_pieces(task.code)), task.code) for task in tasks if _stands_in(_pieces(task.code), said)]
    return _only_best(fits)


def _by_paper(name: str, papers: Iterable[tuple[TaskCode, str]]) -> TaskCode | None:
    said = _bare(name)
    return _only_best({(len(number), task) for task, number in papers if f" {number} " in f" {said} "})


def _by_words(name: str, tasks: Iterable[Task]) -> TaskCode | None:
    said = set(_bare(name).split())
    fits = [(len(said & set(_bare(task.name).split())), task.code) for task in tasks]
    return _only_best([fit for fit in fits if fit[0] >= _LEAST_WORDS])


def _only_best(fits: Iterable[tuple[int, TaskCode]]) -> TaskCode | None:
    ranked = sorted(fits, reverse=True)
    if not ranked or len({task for weight, task in ranked if weight == ranked[0][0]}) > 1:
        return None
    return ranked[0][1]


def _bare(text: str) -> str:
    return _NOT_A_LETTER.sub(" ", fold(text)).strip()


def _pieces(text: str) -> list[str]:
    """Letters and numbers apart, numbers without leading zeros: NV01 and NV-1 are one."""
    return [piece.lstrip("0") or "0" if piece.isdigit() else piece for piece in _PIECES.findall(fold(text))]


def _stands_in(code: Sequence[str], said: Sequence[str]) -> bool:
    if not code:
        return False
    return any(list(said[at : at + len(code)]) == list(code) for at in range(len(said) - len(code) + 1))
