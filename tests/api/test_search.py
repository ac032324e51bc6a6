"""Tra cứu: the box, what narrows it, and hits that open at their page."""

import io

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from api.pages.views.hits import Piece, pieces
from api.pages.views.search import Asked, read_asked, search_page
from archive.domain.accounts import Role
from archive.domain.log.entry import read_entry
from archive.domain.saved_search import MOST_SAVED
from archive.errors import BadInput, UsageError
from archive.ports.search import SearchResults
from archive.workflow.searches import save_search, searches_of
from tests.api.conftest import made_account, open_pages, send
from tests.api.world import small_world


def test_nothing_asked_shows_the_box_and_what_to_type(client: TestClient) -> None:
    page = client.get("/tra-cuu").text

    assert 'name="q"' in page
    assert "Gõ từ cần tìm" in page
    assert "kết quả" not in page.split("</details>")[-1]


@pytest.mark.parametrize("words", ["giải ngân", "giai ngan"])
def test_hits_open_at_their_page_with_the_words_marked(client: TestClient, words: str) -> None:
    page = client.get("/tra-cuu", params={"q": words}).text

    assert "<mark>giải</mark> <mark>ngân</mark>" in page
    assert "/tep/urn:hoso:SNV:2026-Q2/documents/1-submission/submission.pdf#page=1" in page
    assert "Tờ trình · Sở Nội vụ · Quý II/2026 · tr. 1" in page


def test_facets_are_links_with_counts(client: TestClient) -> None:
    page = client.get("/tra-cuu", params={"q": "giải ngân"}).text

    assert "don-vi=SNV" in page
    assert "ket-qua=late" in page
    assert "loai=self_assessment" in page


def test_a_chosen_facet_narrows_and_can_be_taken_back(client: TestClient) -> None:
    page = client.get("/tra-cuu", params={"q": "giải ngân", "ket-qua": "late"}).text

    assert "1 kết quả" in page
    assert '<a href="/tra-cuu?q=gi%E1%BA%A3i+ng%C3%A2n" aria-current="true">' in page
    assert '<input type="hidden" name="ket-qua" value="late">' in page


def test_a_query_that_cannot_be_understood_is_explained_beside_the_box(client: TestClient) -> None:
    answer = client.get("/tra-cuu", params={"q": '"giải ngân'})

    assert answer.status_code == 400
    assert "Câu tìm có dấu ngoặc kép mở mà không đóng." in answer.text
    assert 'aria-invalid="true" aria-describedby="loi"' in answer.text
    assert 'value="&#34;giải ngân"' in answer.text


def test_no_results_say_which_narrowing_to_drop(client: TestClient) -> None:
    page = client.get("/tra-cuu", params={"q": "giải ngân", "don-vi": "STC"}).text

    assert "0 kết quả" in page
    assert "Bỏ lọc “Sở Tài chính”: 8 kết quả" in page


def test_no_results_without_narrowing_say_what_to_do(client: TestClient) -> None:
    assert "Hãy thử ít từ hơn" in client.get("/tra-cuu", params={"q": "zzz"}).text


def test_the_second_page_leads_back_to_the_first(client: TestClient) -> None:
    page = client.get("/tra-cuu", params={"q": "giải ngân", "trang": "2"}).text

    assert 'rel="prev"' in page
    assert 'rel="next"' not in page


@pytest.mark.parametrize("part", [{"trang": "0"}, {"trang": "x"}, {"don-vi": 'SNV" OR "'}])
def test_a_broken_address_is_a_mistake_of_the_asker(client: TestClient, part: dict[str, str]) -> None:
    assert client.get("/tra-cuu", params={"q": "giải ngân", **part}).status_code == 400


def test_narrowing_joins_the_words_as_a_whole() -> None:
    asked = Asked(words="chậm OR muộn", narrowed={"unit": "SNV", "outcome": "late"})

    assert asked.expression() == '(chậm OR muộn) UNIT:"SNV" OUTCOME:"LATE"'
    assert asked.expression(without="unit") == '(chậm OR muộn) OUTCOME:"LATE"'


def test_words_alone_stay_as_they_were_typed() -> None:
    assert Asked(words="chậm OR muộn", narrowed={}).expression() == "chậm OR muộn"


def test_a_quote_cannot_leave_its_narrowing() -> None:
    with pytest.raises(UsageError):
        read_asked("a", {"don-vi": 'x" OR "y'}, page="1", sort="")


@pytest.mark.parametrize(
    ("snippet", "cut"),
    [
        pytest.param("a **b** c", [Piece("a ", False), Piece("b", True), Piece(" c", False)], id="one match"),
        pytest.param("**a** **b**", [Piece("a", True), Piece(" ", False), Piece("b", True)], id="two matches"),
        pytest.param("2 ** 3", [Piece("2 ** 3", False)], id="a mark without its partner"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_snippets_are_cut_at_their_marks(snippet: str, cut: list[Piece]) -> None:
    assert list(pieces(snippet)) == cut


def test_a_search_that_shows_somebodys_papers_stands_in_the_log() -> None:
    world = small_world()
    client = open_pages(world)

    client.get("/tra-cuu?q=giai+ngan")

    with world.desk.look() as work:
        told = [read_entry(row.content).deed for row in work.log.rows()]
    searched = [deed for deed in told if deed.action == "search"]
    assert [(deed.actor, deed.subject) for deed in searched] == [("board", "giai ngan")]


def test_a_search_that_finds_nothing_shows_nobody_and_is_not_told() -> None:
    world = small_world()

    open_pages(world).get("/tra-cuu?q=zzz")

    with world.desk.look() as work:
        assert [row for row in work.log.rows() if read_entry(row.content).deed.action == "search"] == []


HIT = "urn:hoso:SNV:2026-Q2/documents/1-submission/submission.pdf"
OTHERS = "urn:hoso:STC:2026-Q2/documents/1-submission/submission.pdf"


def test_a_hit_opens_beside_the_others_with_its_words_marked(client: TestClient) -> None:
    page = client.get("/tra-cuu", params={"q": "giải ngân", "xem": HIT}).text
    beside = page.partition('id="xem"')[2]

    assert "<mark>giải</mark> <mark>ngân</mark>" in beside
    assert f"/tep/{HIT}#page=1" in beside
    assert page.count('<li class="current">') == 1


@pytest.mark.parametrize("hit", [OTHERS, "urn:hoso:SNV:2026-Q2/record.json", "x", "urn:hoso:KHONG:2026-Q2/x.pdf"])
def test_what_is_no_hit_of_the_search_is_not_opened(client: TestClient, hit: str) -> None:
    answer = client.get("/tra-cuu", params={"q": "giải ngân", "xem": hit})

    assert answer.status_code == 200
    assert 'id="xem"' not in answer.text


@pytest.mark.parametrize("page", ["0", "99999"])
def test_a_page_that_the_file_has_not_opens_the_one_that_was_found(client: TestClient, page: str) -> None:
    assert "<mark>giải</mark>" in client.get("/tra-cuu", params={"q": "giải ngân", "xem": HIT, "tr": page}).text


def test_a_search_is_kept_for_its_account_alone() -> None:
    world = small_world()
    own, other = open_pages(world, Role.SECRETARY), open_pages(world, Role.BOARD)

    answer = send(own, "/tra-cuu/luu", **{"q": "giải ngân", "ket-qua": "late", "ten": "Chậm <giải ngân>"})

    assert answer.headers["location"] == "/tra-cuu?q=gi%E1%BA%A3i+ng%C3%A2n&ket-qua=late"
    page = own.get("/tra-cuu").text
    assert 'href="/tra-cuu?q=gi%E1%BA%A3i+ng%C3%A2n&amp;ket-qua=late">Chậm &lt;giải ngân&gt;</a>' in page
    assert "Lượt tìm đã lưu" not in other.get("/tra-cuu").text

    send(other, "/tra-cuu/xoa", ten="Chậm <giải ngân>")
    assert "Lượt tìm đã lưu" in own.get("/tra-cuu").text
    send(own, "/tra-cuu/xoa", ten="Chậm <giải ngân>")
    assert "Lượt tìm đã lưu" not in own.get("/tra-cuu").text


@pytest.mark.parametrize(("sent", "told"), [({"q": ""}, "Chưa có câu tìm"), ({"q": "x", "ten": "x" * 81}, "đặt tên")])
def test_what_cannot_be_kept_is_told(sent: dict[str, str], told: str) -> None:
    answer = send(open_pages(small_world(), Role.SECRETARY), "/tra-cuu/luu", **sent)

    assert answer.status_code == 400
    assert told in answer.text


def test_an_account_keeps_fifty_searches_at_most() -> None:
    world = small_world()
    account = made_account(world, Role.SECRETARY)
    for number in range(MOST_SAVED):
        save_search(world.parts, account.name, f"lượt {number}", "q=x")

    with pytest.raises(BadInput, match="nhiều nhất 50"):
        save_search(world.parts, account.name, "một nữa", "q=x")
    save_search(world.parts, account.name, "lượt 7", "q=y")  # one of the same name makes room
    assert len(searches_of(world.parts, account.name)) == MOST_SAVED


def test_the_hits_are_handed_out_as_text_and_that_is_logged() -> None:
    world = small_world()
    client = open_pages(world)

    answer = client.get("/tra-cuu/bang", params={"q": "giải ngân", "loai": "submission"})

    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[8] for row in rows[1:]] == [HIT]
    assert "**" not in str(rows[1][7])
    with world.desk.look() as work:
        newest = read_entry(next(iter(work.log.rows(backwards=True))).content)
    assert (newest.deed.action, newest.deed.details["file"]) == ("search", "xlsx")


def test_a_table_of_nothing_is_not_made(client: TestClient) -> None:
    assert client.get("/tra-cuu/bang", params={"q": "zzz"}).status_code == 404


@pytest.mark.parametrize(("total", "said"), [(2000, ""), (2001, "2.000")])
def test_a_table_that_cannot_hold_all_says_so(total: int, said: str) -> None:
    results = SearchResults(total=total, hits=(), facets={})

    assert search_page(Asked(words="x", narrowed={}), results, names={}).first == said
