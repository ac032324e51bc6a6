"""What a check found: never a bool, always what was looked at and each problem with its place (design §13)."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: a stable code, where it is, and a Vietnamese sentence that says what to do."""

    code: str
    where: str
    message: str


@dataclass(frozen=True, slots=True)
class VerificationReport:
    """How many things were looked at and what was wrong; `notes` are remarks that break nothing."""

    checked: int = 0
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def ok(self) -> bool:
        """Whether something was checked and nothing was wrong: an empty check proves nothing."""
        return self.checked > 0 and not self.problems

    def __add__(self, other: "VerificationReport") -> "VerificationReport":
        return VerificationReport(
            self.checked + other.checked, self.problems + other.problems, self.notes + other.notes
        )
