"""Addresses of pages and files, written in one place and quoted: names of units and files may hold any letter."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from archive.domain.document import Document, DocumentKind
from archive.domain.layout import docx_path
from archive.domain.layout import pdf_path as record_pdf_path
from archive.domain.people import IssuerSystem, PersonCode, UnitCode
from archive.domain.plan import TaskCode
from archive.domain.quarter import Quarter
from archive.domain.record import ItemId, RecordId

_PATH_LETTERS = "/:"  # may stand in a path as they are; both are part of item names


def overview_address(quarter: Quarter | None, *, only: str = "") -> str:
    """The map of a quarter, perhaps with some of its units only."""
    asked = {"quy": str(quarter) if quarter else "", "loc": only}
    return _with_query("/", asked)


def dossier_address(quarter: Quarter, unit: UnitCode, *, shown: str = "") -> str:
    """One unit's dossier; `shown` is the id of a document opened beside the list."""
    address = f"/ho-so/{quarter}/{quote(unit, safe='')}"
    return _with_query(address, {"xem": shown}) + "#xem" if shown else address


def tasks_address(quarter: Quarter, unit: UnitCode, **asked: str) -> str:
    """The tasks of one unit, perhaps some of them only."""
    return _with_query(f"/nhiem-vu/{quarter}/{quote(unit, safe='')}", asked)


def task_address(quarter: Quarter, unit: UnitCode, task: TaskCode, **asked: str) -> str:
    """One task: its result and its evidence."""
    return _with_query(f"/nhiem-vu/{quarter}/{quote(unit, safe='')}/{quote(task, safe='')}", asked)


def sheets_address(quarter: Quarter, unit: UnitCode) -> str:
    """The sheets of the workbook as they are stored for one unit."""
    return f"/so/{quarter}/{quote(unit, safe='')}"


def sheet_address(quarter: Quarter, unit: UnitCode, slug: str, **asked: str) -> str:
    """One sheet of a unit."""
    return _with_query(f"{sheets_address(quarter, unit)}/{slug}", asked)


def signing_address(quarter: Quarter, unit: UnitCode) -> str:
    """What waits for signatures in one unit's dossier."""
    return f"/ky-so/{quarter}/{quote(unit, safe='')}"


def assessments_address(quarter: Quarter | None) -> str:
    """Who has assessed oneself; one's own self-assessment for who has but that."""
    return _with_query("/tu-danh-gia", {"quy": str(quarter) if quarter else ""})


def assessment_address(quarter: Quarter, unit: UnitCode, person: PersonCode) -> str:
    """One cadre's self-assessment."""
    return f"/tu-danh-gia/{quarter}/{quote(unit, safe='')}/{quote(person, safe='')}"


def meeting_address(quarter: Quarter, unit: UnitCode) -> str:
    """The meeting of one unit and the ratings it proposes."""
    return f"/hoi-nghi/{quarter}/{quote(unit, safe='')}"


def decisions_address(quarter: Quarter | None, **asked: str) -> str:
    """What is decided and what waits, perhaps of some only."""
    return _with_query(f"/quyet-dinh/{quarter}", asked) if quarter else "/quyet-dinh"


def unit_decisions_address(quarter: Quarter, unit: UnitCode) -> str:
    """Where the decisions about one unit's people are recorded."""
    return f"/quyet-dinh/{quarter}/don-vi/{quote(unit, safe='')}"


def appraisals_address(quarter: Quarter | None, **asked: str) -> str:
    """The queue of who appraises results, perhaps of some only."""
    return _with_query(f"/tham-dinh/{quarter}", asked) if quarter else "/tham-dinh"


def appraisal_address(quarter: Quarter, unit: UnitCode, person: PersonCode) -> str:
    """One cadre's results and the points given for them."""
    return f"/tham-dinh/{quarter}/{quote(unit, safe='')}/{quote(person, safe='')}"


def record_address(quarter: Quarter, unit: UnitCode, version: int) -> str:
    """One version of a sealed record."""
    return f"{dossier_address(quarter, unit)}/luu-tru/{version}"


def portfolio_address(quarter: Quarter, unit: UnitCode, version: int) -> str:
    """One version of a sealed record as one PDF for reading."""
    return f"{record_address(quarter, unit, version)}/ban-doc"


def reminders_address(quarter: Quarter | None) -> str:
    """What is still due for whom."""
    return _with_query("/nhac-viec", {"quy": str(quarter) if quarter else ""})


def calendar_address(quarter: Quarter) -> str:
    """The quarter's deadlines as a file for people's own calendars."""
    return f"/nhac-viec/{quarter}/lich.ics"


def search_address(
    query: str, filters: dict[str, str], *, page: int = 1, sort: str = "", shown: str = "", at: int = 0
) -> str:
    """A search; `shown` is the id of a hit opened beside the others, `at` which of its pages."""
    shows = {"xem": shown, "tr": str(at) if at else ""}
    return _with_query("/tra-cuu", {"q": query, **filters, "sap": sort, "trang": str(page) if page > 1 else ""} | shows)


def search_sheet_address(query: str, filters: dict[str, str], *, sort: str = "") -> str:
    """What a search found, as a spreadsheet."""
    return _with_query("/tra-cuu/bang", {"q": query, **filters, "sap": sort})


def saved_search_address(asked: str) -> str:
    """A search somebody kept, as it stood after the question mark."""
    return f"/tra-cuu?{asked}" if asked else "/tra-cuu"


def packages_address(quarter: Quarter | None, **asked: str) -> str:
    """What can be packed of a quarter, and the packages there are."""
    return _with_query("/goi", {"quy": str(quarter) if quarter else "", **asked})


def package_address(name: str) -> str:
    """One package, to be fetched."""
    return f"/goi/{quote(name, safe='')}"


def log_address(**asked: str) -> str:
    """The log, perhaps some of it only."""
    return _with_query("/nhat-ky", asked)


def forms_address() -> str:
    """The forms of documents."""
    return "/mau-van-ban"


def form_address(kind: DocumentKind, system: IssuerSystem) -> str:
    """One form with its versions."""
    return f"/mau-van-ban/{kind.value}/{system.folder}"


def form_trial_address(name: str) -> str:
    """A Word file that was sent to become a form."""
    return f"/thu-mau/{quote(name, safe='')}"


def year_address(year: int | None, unit: str = "") -> str:
    """A year of one unit, quarter by quarter."""
    return _with_query(f"/cuoi-nam/{year}" if year else "/cuoi-nam", {"don-vi": unit})


def year_sheet_address(year: int, unit: str) -> str:
    """A year of one unit as a table to take away."""
    return _with_query(f"/cuoi-nam/{year}/bang", {"don-vi": unit})


def year_person_address(year: int, person: str) -> str:
    """A year of one person."""
    return f"/cuoi-nam/{year}/{quote(person, safe='')}"


def health_address() -> str:
    """How the system is."""
    return "/quan-tri/suc-khoe"


def settings_address() -> str:
    """What the system was told."""
    return "/quan-tri/cai-dat"


def jobs_address() -> str:
    """The slow work last asked for."""
    return "/cong-viec"


def user_address(name: str = "") -> str:
    """The accounts, or one of them."""
    return f"/quan-tri/tai-khoan/{quote(name, safe='')}" if name else "/quan-tri/tai-khoan"


def file_address(name: str, *, version: int | None = None) -> str:
    """A file, by its item id in a record, its path in a working dossier, or a document's id."""
    return _with_query(f"/tep/{quote(name, safe=_PATH_LETTERS)}", {"phien-ban": str(version) if version else ""})


def _with_query(path: str, values: dict[str, str]) -> str:
    asked = urlencode({name: value for name, value in values.items() if value})
    return f"{path}?{asked}" if asked else path


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the files of one dossier are asked for: in its record once sealed, else in the working dossier."""

    unit: UnitCode
    quarter: Quarter
    is_sealed: bool

    def pdf(self, document: Document) -> str:
        """A document's PDF as it stands now."""
        return self.path(record_pdf_path(document)) if self.is_sealed else file_address(document.due.id)

    def docx(self, document: Document) -> str:
        """The Word file a document came from."""
        return self.path(docx_path(document))

    def path(self, path: str) -> str:
        """Any file, by the path it has or will have in the record."""
        if self.is_sealed:
            return file_address(str(ItemId(RecordId(self.unit, self.quarter), path)))
        return file_address(f"{self.quarter}.{self.unit}/{path}")
