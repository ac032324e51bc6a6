"""Which task a file seems to belong to: by code, by the number of its paper, by words; in doubt none."""

from dataclasses import replace

import pytest

from archive.domain.evidence import Evidence
from archive.domain.file_names import propose
from archive.domain.plan import Task, TaskCode
from tests.quarters import complete_dossier

TASKS = tuple(
    replace(complete_dossier().tasks[0], code=TaskCode(code), name=name)
    for code, name in (
        ("NV-SNV-01-01", "Số hóa hồ sơ thủ tục hành chính"),
        ("NV-SNV-01-02", "Kiểm tra phân cấp cho xã, phường"),
        ("NV-SNV-01-10", "Đào tạo nghề cho lao động nông thôn"),
    )
)


def task_of(name: str, *, tasks: tuple[Task, ...] = TASKS, evidence: tuple[Evidence, ...] = ()) -> str | None:
    return propose([name], tasks, evidence).get(name)


@pytest.mark.parametrize(
    "name",
    [
        "NV-SNV-01-02.pdf",
        "nv-snv-01-02 bao cao.docx",
        "Báo cáo NV_SNV_01_02 (bản quét).pdf",
        "nvsnv0102.pdf",
        "NV SNV 1 2.pdf",
    ],
)
def test_the_code_in_the_name_tells_the_task(name: str) -> None:
    expected = None if name == "nvsnv0102.pdf" else "NV-SNV-01-02"

    assert task_of(name) == expected


def test_a_code_is_not_found_inside_a_longer_one() -> None:
    assert task_of("NV-SNV-01-100.pdf") is None


def test_the_longer_code_is_meant() -> None:
    tasks = tuple(replace(TASKS[0], code=TaskCode(code)) for code in ("NV-1", "NV-1-2"))

    assert task_of("NV-1-2.pdf", tasks=tasks) == "NV-1-2"


def test_the_number_of_a_named_paper_tells_the_task() -> None:
    named = (Evidence(task=TASKS[1].code, number="235/BC-SNV"),)

    assert task_of("235_BC_SNV ngày 24-6.pdf", evidence=named) == "NV-SNV-01-02"


def test_words_of_the_task_tell_it_with_or_without_marks() -> None:
    assert task_of("ke hoach dao tao nghe nong thon.pdf") == "NV-SNV-01-10"
    assert task_of("Kế hoạch đào tạo nghề nông thôn.pdf") == "NV-SNV-01-10"


def test_few_common_words_tell_nothing() -> None:
    assert task_of("hồ sơ.pdf") is None


def test_two_tasks_in_one_name_are_no_proposal() -> None:
    assert task_of("NV-SNV-01-01 và NV-SNV-01-02.pdf") is None


def test_a_name_that_says_nothing_is_left_out() -> None:
    assert propose(["scan0001.pdf", "NV-SNV-01-01.pdf"], TASKS) == {"NV-SNV-01-01.pdf": "NV-SNV-01-01"}


def test_without_tasks_nothing_is_proposed() -> None:
    assert propose(["NV-SNV-01-01.pdf"], ()) == {}
