"""The page of rights says what the code says."""

from tests.docs.rights_page import PAGE, page


def test_the_page_of_rights_is_what_the_code_says() -> None:
    assert PAGE.read_text().rstrip() == "\n".join(page()).rstrip()
