"""Names of people who do not exist, as they are given among the peoples of the province."""

from dataclasses import dataclass
from random import Random

from archive.demo.data import words

WOMAN, MAN = "Nữ", "Nam"
_TRIES = 200  # after that two people may share a name, as happens in any province


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A made-up person's name with what it tells."""

    name: str
    sex: str
    ethnicity: str


class NameGiver:
    """Gives each person a name not given before."""

    def __init__(self, dice: Random) -> None:
        self._dice = dice
        self._given: set[str] = set()

    def give(self) -> Named:
        """A new person's name."""
        named = self._throw()
        for _ in range(_TRIES):
            if named.name not in self._given:
                break
            named = self._throw()
        self._given.add(named.name)
        return named

    def _throw(self) -> Named:
        dice, peoples = self._dice, words("names")["people"]
        people = dice.choices(peoples, weights=[people["share"] for people in peoples])[0]
        sex, ending = dice.choices(((MAN, "men"), (WOMAN, "women")), weights=(3, 2))[0]
        parts = (people["families"], people[f"middles_{ending}"], people[f"given_{ending}"])
        return Named(name=" ".join(dice.choice(part) for part in parts), sex=sex, ethnicity=people["name"])
