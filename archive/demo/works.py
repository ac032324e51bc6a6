"""What the made-up cadres are asked to do: tasks on the six axes with product, measure and a sensible target."""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.demo.bodies import STATE_LINE, Body
from archive.demo.data import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One kind of task; `targets` are the lowest, the highest, and the step; `lines` the bodies it is given to."""

    axis: int
    name: str
    product: str
    measure: str
    targets: Sequence[int]
    lines: Sequence[str]
    only: Sequence[str] = ()

    def suits(self, body: Body) -> bool:
        """Whether the body could be given this work; `only` names the provincial offices of the State it belongs to."""
        is_its_field = not self.only or body.line != STATE_LINE or body.unit.code in self.only
        return body.line in self.lines and is_its_field


def works_for(body: Body) -> Sequence[Work]:
    """What a body is asked to do."""
    works = [Work(**row) for row in words("works")["work"]]
    return [work for work in works if work.suits(body)]
