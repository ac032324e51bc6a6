"""What a paper says once it is issued: its number, and the day it was given, in the places left blank for them."""

from collections.abc import Mapping
from dataclasses import dataclass

from archive.domain.contents.letterhead import BLANK
from archive.domain.document import DocumentKind
from archive.domain.numbering import DocumentNumber, NumberEntry
from archive.language import day_in_words

_BLANK_DAY = f"ngày{BLANK}"
# These bear the day they are issued; minutes bear that of the meeting.
DATED_AT_ISSUE = (DocumentKind.SUBMISSION,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """The fill data of an issued paper, and the number it bears."""

    data: Mapping[str, object]
    number: DocumentNumber


def issued(data: Mapping[str, object], kind: DocumentKind, entry: NumberEntry) -> Issued:
    """The paper under the number of this line of the register; a day it bears already stays."""
    before, _, symbols = str(data["number_line"]).partition(BLANK)
    place_date = str(data["place_date"])
    if kind in DATED_AT_ISSUE or _BLANK_DAY in place_date:
        place_date = f"{place_date.rpartition(', ngày')[0]}, {day_in_words(entry.given)}"
    sign = f"{entry.number:02d}{symbols}"  # below ten with a nought, in both layouts (domain notes §2)
    return Issued(
        data={**data, "number_line": f"{before} {sign}", "place_date": place_date},
        number=DocumentNumber(register=entry.register, number=entry.number, given=entry.given, sign=sign),
    )
