"""The Nhận xét, đánh giá of a cadre's former body for the new one, whose competent level rates (8.2, R41)."""

from collections import Counter
from collections.abc import Mapping

from archive.domain.contents.letter import head, person_group, sentence, unit_sender
from archive.domain.document import DocumentKind
from archive.domain.dossier.facts import OpenDossier
from archive.domain.outcome import Outcome
from archive.domain.people import Cadre
from archive.language import day


def previous_post_comment(dossier: OpenDossier, cadre: Cadre, receiver: str) -> Mapping[str, object]:
    """What the former body, whose dossier this is, says of the cadre's work there."""
    sender, judged = unit_sender(dossier), dossier.judged()
    tasks = dossier.tasks_of(cadre.code)
    counts = Counter(judged[task.code].outcome for task in tasks)
    proposal = dossier.proposal_of(cadre.code)
    return {
        **head(sender, DocumentKind.PREVIOUS_POST_COMMENT, dossier.quarter),
        "addressee": receiver,
        "person": person_group(dossier, cadre.code),
        "rows": [
            {
                "number": place,
                "task": task.name,
                "product": task.product,
                "due": day(task.due) if task.due else "",
                "outcome": judged[task.code].words,
            }
            for place, task in enumerate(tasks, start=1)
        ],
        "counts": [{"outcome": outcome.words, "count": counts[outcome]} for outcome in Outcome if counts[outcome]],
        "task_count": len(tasks),
        "comment": sentence(proposal.reason) if proposal else "",
        "recipients": [receiver, f"Đồng chí {cadre.name}", f"Lưu {sender.kept_at}"],
        "signature": sender.signature,
    }
