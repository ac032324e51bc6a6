"""Gói xuất: what goes in is chosen, a package is made and checked, and handed only to who may hand over all of it."""

import hashlib
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from archive.domain.accounts import Role
from archive.workflow.jobs import newest
from tests.api.conftest import made_account, open_pages, send, signed_in, strange_client, token
from tests.api.packing import packing_world, work
from tests.api.world import World, empty_world, small_world
from tests.exporters.receivers import receiver, rsa_key
from tests.quarters import QUARTER
from tests.workflow.export_world import handed_over

ALL = {"quy": str(QUARTER), "tap": "ho-so", "don_vi": ["SNV", "STC"]}
CENTRAL = {"quy": str(QUARTER), "tap": "trung-uong", "don_vi": "SNV"}


@pytest.fixture
def outbox(tmp_path: Path) -> Path:
    return tmp_path / "goi"


@pytest.fixture
def world(outbox: Path) -> World:
    return packing_world(outbox)


@pytest.fixture
def board(world: World) -> TestClient:
    return open_pages(world)


def secretary(world: World, unit: str) -> TestClient:
    made_account(world, Role.SECRETARY, name=f"thuky-{unit.lower()}", unit=unit)
    return signed_in(strange_client(world), world, Role.SECRETARY, unit=unit)


def package(world: World, board: TestClient, **asked: str) -> str:
    """Have a package made; its name."""
    send(board, "/goi", **{**ALL, **asked})
    work(world)
    return newest(world.parts)[0].result["package"]


def test_the_page_says_what_goes_in_with_its_size(board: TestClient) -> None:
    page = board.get("/goi").text

    assert 'value="SNV" data-files="' in page
    assert "phiên bản 1 · " in page
    assert "2 hồ sơ · " in page


def test_what_is_not_sealed_stays_out_and_says_why() -> None:
    page = open_pages(small_world()).get("/goi").text

    assert "Không vào gói (2)" in page
    assert page.count("Chưa niêm phong") == 2


def test_without_sealed_records_the_page_says_what_comes_first() -> None:
    world = small_world()
    world.records.kept.clear()

    assert "Chưa có hồ sơ nào niêm phong." in open_pages(world).get("/goi").text


def test_without_any_quarter_there_is_no_page() -> None:
    assert open_pages(empty_world()).get("/goi").status_code == 404


def test_all_that_is_sealed_makes_a_package_of_the_quarter(world: World, board: TestClient) -> None:
    name = package(world, board)

    assert name.startswith("hoso-2026-Q2-")
    assert "SNV" not in name
    assert len(handed_over(world.parts)) == 1


def test_one_chosen_unit_gives_a_package_of_its_own(world: World, board: TestClient) -> None:
    assert package(world, board, don_vi="STC").startswith("hoso-2026-Q2-STC-")


def test_a_finished_package_shows_each_checkers_verdict_in_words(world: World, board: TestClient) -> None:
    package(world, board)

    page = board.get("/goi").text

    for words in ("Từng tệp trong gói", "Dấu niêm phong", "Bản mô tả hồ sơ", "Chữ ký trên văn bản", "Nguyên vẹn"):
        assert words in page


def test_the_fingerprint_stands_in_groups_of_four(world: World, board: TestClient, outbox: Path) -> None:
    name = package(world, board)
    digest = hashlib.sha256((outbox / name).read_bytes()).hexdigest().upper()

    page = board.get("/goi").text

    assert f"<span>{digest[:4]}</span> <span>{digest[4:8]}</span>" in page
    assert f"<span>{digest[-4:]}</span>" in page


def test_while_it_is_made_the_page_shows_how_far_it_is(board: TestClient) -> None:
    send(board, "/goi", **ALL)

    assert "Đang chờ đến lượt." in board.get("/goi").text


def test_a_second_press_is_not_a_second_package(world: World, board: TestClient) -> None:
    send(board, "/goi", **ALL)
    send(board, "/goi", **ALL)

    assert len(newest(world.parts)) == 1


def test_without_a_choice_nothing_is_made_and_the_page_says_so(world: World, board: TestClient) -> None:
    answer = send(board, "/goi", quy=str(QUARTER), tap="ho-so")

    assert answer.status_code == 422
    assert "Đơn vị: Hãy chọn ít nhất một hồ sơ." in answer.text
    assert newest(world.parts) == []


def test_a_package_is_downloaded_whole_as_an_attachment(world: World, board: TestClient, outbox: Path) -> None:
    name = package(world, board)

    answer = board.get(f"/goi/{name}")

    assert answer.content == (outbox / name).read_bytes()
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None


def test_who_may_not_hand_over_all_inside_neither_sees_nor_gets_it(world: World, board: TestClient) -> None:
    whole, own = package(world, board), package(world, board, don_vi="SNV")

    client = secretary(world, "SNV")

    page = client.get("/goi").text
    assert own in page
    assert whole not in page
    assert client.get(f"/goi/{own}").status_code == 200
    assert client.get(f"/goi/{whole}").status_code == 404
    assert send(client, f"/goi/{whole}/kiem-tra").status_code == 404


def test_what_is_inside_a_package_nobody_has_checked_is_not_known_to_a_secretary(
    world: World, board: TestClient, outbox: Path
) -> None:
    name = package(world, board, don_vi="SNV")
    (outbox / f"{name}.phieu.json").unlink()

    assert secretary(world, "SNV").get(f"/goi/{name}").status_code == 404
    assert board.get(f"/goi/{name}").status_code == 200


def test_a_secretary_is_offered_the_own_unit_alone_and_cannot_ask_for_another(world: World) -> None:
    client = secretary(world, "SNV")

    answer = send(client, "/goi", quy=str(QUARTER), tap="ho-so", don_vi="STC")

    assert 'value="STC"' not in client.get("/goi").text
    assert answer.status_code == 422
    assert newest(world.parts) == []


def test_a_package_that_changed_since_is_not_called_whole(world: World, board: TestClient, outbox: Path) -> None:
    name = package(world, board)
    with (outbox / name).open("ab") as file:
        file.write(b"x")

    assert "Chưa kiểm tra" in board.get("/goi").text


def test_a_damaged_package_is_found_and_each_problem_is_told(world: World, board: TestClient, outbox: Path) -> None:
    name = package(world, board)
    content = bytearray((outbox / name).read_bytes())
    content[len(content) // 2] ^= 1
    (outbox / name).write_bytes(content)
    send(board, f"/goi/{name}/kiem-tra")

    said = work(world)

    assert "đừng giao gói này" in said
    page = board.get("/goi").text
    assert "Có lỗi" in page
    assert '<ul class="wrongs">' in page


@pytest.mark.parametrize("name", ["khong-co.zip", "..%2Fhoso.db", "%2Fetc%2Fpasswd", "hoso-x.zip.phieu.json"])
def test_only_packages_of_the_outbox_are_handed_over(board: TestClient, name: str) -> None:
    assert board.get(f"/goi/{name}").status_code == 404


def test_a_receivers_certificate_closes_the_package_for_that_receiver(
    world: World, board: TestClient, outbox: Path, tmp_path: Path
) -> None:
    office = receiver(tmp_path / "office", rsa_key())
    files = {"chung_thu": ("van-phong.pem", office.certificate.read_bytes(), "application/x-pem-file")}

    answer = board.post("/goi", data={"csrf": token(board), **ALL}, files=files, follow_redirects=False)
    said = work(world)

    assert answer.status_code == 303
    assert "chỉ bên nhận mở được" in said
    name = newest(world.parts)[0].result["package"]
    assert office.opens(outbox / name, tmp_path / "mo.zip")
    assert "Đã mã hóa" in board.get("/goi").text


def test_what_is_no_certificate_is_refused_beside_its_field(world: World, board: TestClient) -> None:
    files = {"chung_thu": ("anh.pem", b"khong phai", "application/x-pem-file")}

    answer = board.post("/goi", data={"csrf": token(board), **ALL}, files=files, follow_redirects=False)

    assert answer.status_code == 422
    assert "&#39;anh.pem&#39; không phải chứng thư X.509" in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert newest(world.parts) == []


def test_what_goes_up_is_offered_with_the_question_whether_it_is_secret(board: TestClient) -> None:
    page = board.get("/goi?tap=trung-uong").text

    assert 'value="SNV"' in page
    assert 'value="STC"' not in page
    assert "Cơ quan ban hành đã xác định tập này có mật không?" in page


def test_without_an_answer_nothing_goes_up(world: World, board: TestClient) -> None:
    answer = send(board, "/goi", **CENTRAL)

    assert answer.status_code == 422
    assert "Hãy hỏi cơ quan ban hành rồi chọn câu trả lời." in answer.text
    assert newest(world.parts) == []


def test_what_is_not_secret_makes_a_package_for_the_centre(world: World, board: TestClient) -> None:
    name = package(world, board, **CENTRAL, bi_mat="khong-mat")

    assert "-trung-uong-" in name
    page = board.get("/goi").text
    assert "Phần trích gửi Trung ương" in page


def test_what_is_secret_makes_none_and_is_written_down(world: World, board: TestClient) -> None:
    send(board, "/goi", **CENTRAL, bi_mat="mat")

    page = board.get("/goi?tap=trung-uong").text

    assert newest(world.parts) == []
    assert [event.outcome for event in handed_over(world.parts)] == ["withheld"]
    assert "gửi bản giấy theo chế độ mật" in page
    assert "đã ghi tập của Sở Nội vụ là mật" in page


@pytest.mark.parametrize("role", [Role.CADRE, Role.OFFICIAL, Role.ADMINISTRATOR, Role.INSPECTOR])
def test_who_hands_nothing_over_has_no_page(world: World, role: Role) -> None:
    assert open_pages(world, role).get("/goi").status_code == 403


def test_a_record_of_the_other_quarter_is_not_offered(world: World) -> None:
    facts = world.desk.state.dossier(next(iter(world.desk.state.units(QUARTER))), QUARTER)
    following = QUARTER.following()
    world.desk.state.replace(replace(facts, period=replace(facts.period, quarter=following)))

    page = open_pages(world).get("/goi").text

    assert f'href="/goi?quy={QUARTER}"' in page
    assert "Không vào gói (1)" in page
