"""Carrying over: what next quarter's plan begins with, from the tasks not yet due in this one (R25)."""

from dataclasses import replace

from archive.domain.dossier.facts import OpenDossier


def carried_into_next(dossier: OpenDossier) -> OpenDossier:
    """What moves on: the tasks not yet due, each with a link back, and who and what they hang on.

    Results, evidence, points and proposals stay behind: a carried task has no score here (R25). Who was decided to
    rate and compile stays (R18), as do the criteria; the period is still this quarter's, for the next one's cut-off
    day is for people to set.
    """
    tasks = tuple(replace(task, carried_from=dossier.quarter) for task in dossier.carried_over)
    codes = {task.code for task in tasks}
    return OpenDossier(
        period=dossier.period,
        unit=dossier.unit,
        cadres=dossier.cadres,
        tasks=tasks,
        works=tuple(work for work in dossier.works if work.task in codes),
        delegations=dossier.delegations,
        criteria=dossier.criteria,
    )
