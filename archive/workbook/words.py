"""The closed lists of the workbook: the words people pick from and what each means."""

from archive.domain.criteria import CriterionName
from archive.domain.document import TITLE, DocumentKind
from archive.domain.people import IssuerSystem, Management, UnitKind
from archive.domain.plan import AxisRole
from archive.domain.rating import Rating
from archive.domain.ruling import RulingKind
from archive.domain.secrecy import Classification
from archive.domain.transfer import TransferKind
from archive.workbook.kinds import choice

UNIT_KIND = choice({kind.value: kind for kind in UnitKind})
SYSTEM = choice({system.value: system for system in IssuerSystem})
MANAGEMENT = choice(
    {level.value: level for level in Management},
    also={  # in a city under the centre the committee of the province is called so
        "Ban Thường vụ Thành ủy": Management.STANDING_COMMITTEE,
        "Thường trực Thành ủy": Management.STANDING_MEMBERS,
    },
)
AXIS_ROLE = choice({role.value: role for role in AxisRole})
RATING = choice({rating.value: rating for rating in Rating})
CLASSIFICATION = choice(
    {
        "Không": Classification.PUBLIC,
        "Thường": Classification.PUBLIC,
        **{level.value: level for level in Classification if level.is_secret},
    },
    empty=Classification.PUBLIC,
)
PAPER_KINDS = {title: kind for kind, title in TITLE.items()}
CRITERION = choice({name.value: name for name in CriterionName})
TRANSFER = choice({kind.value: kind for kind in TransferKind})
RULING = choice({kind.value: kind for kind in RulingKind})
PAPER = choice(
    PAPER_KINDS,
    also={"Tổng hợp diện Ban Thường vụ Tỉnh ủy (PL 05)": DocumentKind.SUMMARY_STANDING_COMMITTEE},  # its first title
)
