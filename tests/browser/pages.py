"""Every page there is, each as the role sees it that works with it: what the pictures and the judge of access go over.

Words in braces are found in the filled home or made in it by `found`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, StorageState

from archive.domain.accounts import AccountName
from archive.domain.quarter import FIRST_QUARTER
from archive.ports import Parts
from archive.workflow.jobs import put_once
from tests.program import ROOT

Held = Callable[[str], StorageState]
BOARD, SECRETARY, CADRE, HEAD, ASSESSOR = "bantochuc", "thuky", "canbo", "lanhdao", "thamdinh"
OFFICIAL, ADMINISTRATOR, INSPECTOR, NOBODY = "tracuu", "quantri", "kiemtra", ""
_FORM = ROOT / "doc_templates" / "forms" / "submission" / "party"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One page in one state: the route of the program, a real address of it, and who looks at it.

    Of one that answers with an error, a browser notes that in its console.
    """

    name: str
    route: str
    address: str
    who: str = BOARD
    is_refusal: bool = False


def _shown(name: str, route: str, address: str = "", who: str = BOARD, *, is_refusal: bool = False) -> Shown:
    return Shown(name=name, route=route, address=address or route, who=who, is_refusal=is_refusal)


EVERY: tuple[Shown, ...] = (
    _shown("dang-nhap", "/vao", who=NOBODY),
    _shown("tong-quan", "/"),
    _shown("tong-quan-con-thieu", "/", "/?loc=thieu"),
    _shown("tong-quan-cua-don-vi", "/", "/", SECRETARY),
    _shown("ho-so-cua-toi", "/", "/", CADRE),
    _shown("nhac-viec", "/nhac-viec"),
    _shown("nhac-viec-cua-don-vi", "/nhac-viec", who=SECRETARY),
    _shown("ho-so", "/ho-so/{quy}/{unit}", who=SECRETARY),
    _shown("ho-so-mot-van-ban", "/ho-so/{quy}/{unit}", "/ho-so/{quy}/{unit}?xem={quy}.{unit}.submission", SECRETARY),
    _shown("ho-so-nhin-tu-ban-to-chuc", "/ho-so/{quy}/{unit}"),
    _shown("luu-tru", "/ho-so/{quy}/{unit}/luu-tru/{version}"),
    _shown("tra-cuu", "/tra-cuu", who=OFFICIAL),
    _shown("tra-cuu-ket-qua", "/tra-cuu", "/tra-cuu?q=b%C3%A1o+c%C3%A1o"),
    _shown("tra-cuu-mot-ket-qua", "/tra-cuu", "/tra-cuu?q=t%E1%BB%9D+tr%C3%ACnh&don-vi={unit}&xem={hit}&tr=1"),
    _shown("tra-cuu-trong", "/tra-cuu", "/tra-cuu?q=khongcotunay&don-vi=SNV"),
    _shown("tra-cuu-sai", "/tra-cuu", "/tra-cuu?q=%22b%C3%A1o", is_refusal=True),
    _shown("tai-khoan-cua-toi", "/tai-khoan"),
    _shown("doi-mat-khau", "/tai-khoan/mat-khau"),
    _shown("tai-khoan", "/quan-tri/tai-khoan", who=ADMINISTRATOR),
    _shown("them-tai-khoan", "/quan-tri/them-tai-khoan", who=ADMINISTRATOR),
    _shown("mot-tai-khoan", "/quan-tri/tai-khoan/{name}", "/quan-tri/tai-khoan/tracuu", ADMINISTRATOR),
    _shown("khong-quyen", "/quan-tri/tai-khoan", is_refusal=True),
    _shown("khong-thay", "/tra-cuu", "/khong-co", is_refusal=True),
    _shown("cong-viec", "/cong-viec", who=INSPECTOR),
    _shown("cong-viec-trong", "/cong-viec", who=CADRE),
    _shown("mot-cong-viec", "/cong-viec/{job}", who=INSPECTOR),
    _shown("ky-so", "/ky-so", who=HEAD),
    _shown("ky-so-hang-cho", "/ky-so/{quy}/{unit}", who=HEAD),
    _shown("goi", "/goi"),
    _shown("cuoi-nam", "/cuoi-nam", "/cuoi-nam"),
    _shown("cuoi-nam-don-vi", "/cuoi-nam/{year}", "/cuoi-nam/{year}?don-vi={unit}"),
    _shown("cuoi-nam-mot-nguoi", "/cuoi-nam/{year}/{person}", who=SECRETARY),
    _shown("suc-khoe", "/quan-tri/suc-khoe", who=ADMINISTRATOR),
    _shown("suc-khoe-nguoi-kiem-tra", "/quan-tri/suc-khoe", who=INSPECTOR),
    _shown("cai-dat", "/quan-tri/cai-dat", who=ADMINISTRATOR),
    _shown("nhat-ky", "/nhat-ky", who=INSPECTOR),
    _shown("nhat-ky-sai", "/nhat-ky", "/nhat-ky?tu=h%C3%B4m+qua", INSPECTOR, is_refusal=True),
    _shown("mau-van-ban", "/mau-van-ban", who=ADMINISTRATOR),
    _shown("mot-mau", "/mau-van-ban/{kind}/{system}", "/mau-van-ban/submission/party", ADMINISTRATOR),
    _shown("thu-mau", "/thu-mau/{name}", "/thu-mau/{trial}", ADMINISTRATOR),
    _shown("nhiem-vu", "/nhiem-vu/{quy}/{unit}", who=SECRETARY),
    _shown("nhiem-vu-cua-toi", "/nhiem-vu/{quy}/{unit}", who=CADRE),
    _shown("mot-nhiem-vu", "/nhiem-vu/{quy}/{unit}/{task}", who=SECRETARY),
    _shown("nhap-so", "/nhap-so", who=SECRETARY),
    _shown("nhap-so-xem-truoc", "/nhap-so/{name}", "/nhap-so/{preview}", SECRETARY),
    _shown("nhap-so-sai", "/nhap-so/{name}", "/nhap-so/{broken}", SECRETARY, is_refusal=True),
    _shown("so-du-lieu", "/so/{quy}/{unit}", who=SECRETARY),
    _shown("so-ket-qua", "/so/{quy}/{unit}/{slug}", "/so/{quy}/{unit}/ket-qua", SECRETARY),
    _shown("tu-danh-gia-danh-sach", "/tu-danh-gia", who=SECRETARY),
    _shown("tu-danh-gia", "/tu-danh-gia/{quy}/{unit}/{person}", who=CADRE),
    _shown("hoi-nghi", "/hoi-nghi/{quy}/{unit}", who=HEAD),
    _shown("tham-dinh-hang-cho", "/tham-dinh", who=ASSESSOR),
    _shown("tham-dinh-quy", "/tham-dinh/{quy}", who=ASSESSOR),
    _shown("tham-dinh", "/tham-dinh/{quy}/{unit}/{person}", who=ASSESSOR),
    _shown("quyet-dinh-moi", "/quyet-dinh"),
    _shown("quyet-dinh", "/quyet-dinh/{quy}"),
)


def found(parts: Parts, home: Path, browser: Browser, site: str, held: Held) -> Mapping[str, str]:
    """What stands for the words in braces; what is missing is made as people make it."""
    with parts.desk.look() as work:
        (unit,) = [unit for grant in work.accounts.find(AccountName(SECRETARY)).grants for unit in grant.units or ()]
        person = work.accounts.find(AccountName(CADRE)).person
        facts = work.facts.dossier(unit, FIRST_QUARTER)
    task = next(item.code for item in facts.tasks if item.lead == person)

    def sent(who: str, address: str, field: str, file: Path) -> str:
        """The name under which the program keeps a file that was sent to be looked at."""
        context = browser.new_context(base_url=site, storage_state=held(who))
        page = context.new_page()
        page.goto(address)
        page.locator(f"input[name={field}]").first.set_input_files(file)
        with page.expect_navigation():
            page.locator(f"form:has(input[name={field}]) button[type=submit]").click()
        name = page.url.rpartition("/")[2]
        context.close()
        return name

    own = home / "own.xlsx"
    context = browser.new_context(base_url=site, storage_state=held(SECRETARY))
    own.write_bytes(context.request.get(f"/nhap-so/so-da-ghi/{FIRST_QUARTER}/{unit}").body())
    context.close()
    broken = home / "not-a-workbook.xlsx"
    broken.write_bytes(b"PK\x03\x04 broken on the way")
    return {
        "quy": str(FIRST_QUARTER),
        "year": str(FIRST_QUARTER.year),
        "unit": unit,
        "person": person or "",
        "task": task,
        "version": "1",
        "hit": f"urn:hoso:{unit}:{FIRST_QUARTER}/documents/1-submission/submission.pdf",
        "job": put_once(parts, "verify_log", {}).id,
        "preview": sent(SECRETARY, "/nhap-so", "so", own),
        "broken": sent(SECRETARY, "/nhap-so", "so", broken),
        "trial": sent(ADMINISTRATOR, "/mau-van-ban/submission/party", "tep", max(_FORM.rglob("*.docx"))),
    }
