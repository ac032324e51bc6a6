"""With the keyboard alone: from one place of a page to the next, where each place can be seen."""

from playwright.sync_api import Locator, Page

from tests.browser.serving import PASSWORD

_MOST = 250  # stops on the longest page; a bound against walking in a circle
_SEEN = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return "";
  const box = here.getBoundingClientRect();
  const name = `${here.tagName} ${here.id || here.textContent.trim().slice(0, 40)}`;
  const shown = here.matches(".unseen") ? here.parentElement : here;
  const style = getComputedStyle(shown);
  if (style.outlineStyle === "none" && style.boxShadow === "none") return `${name}: no ring around it`;
  const inside = [[0.5, 0.5], [0.1, 0.1], [0.9, 0.1], [0.1, 0.9], [0.9, 0.9]].some(([across, down]) => {
    const top = document.elementFromPoint(box.left + box.width * across, box.top + box.height * down);
    return top && (here.contains(top) || top.contains(here));
  });
  return inside || shown !== here ? "" : `${name}: covered, or outside the window`;
}"""


def walk_to(page: Page, wanted: Locator) -> None:
    """Press the tabulator until the place has the focus; every stop on the way shows that it has it."""
    for _ in range(_MOST):
        page.keyboard.press("Tab")
        hidden = page.evaluate(_SEEN)
        assert not hidden, hidden
        if wanted.count() and wanted.first.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"the keyboard does not reach {wanted}")


def type_into(page: Page, wanted: Locator, words: str) -> None:
    """Walk to a field and write over what stands there."""
    walk_to(page, wanted)
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(words)


def go(page: Page, wanted: Locator) -> None:
    """Walk to a link or a button, press it, and be where it leads."""
    walk_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def enter(page: Page, name: str) -> None:
    """Sign in anew with the keyboard."""
    page.context.clear_cookies()
    page.goto("/vao")
    type_into(page, page.get_by_label("Tên đăng nhập"), name)
    type_into(page, page.get_by_label("Mật khẩu", exact=True), PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
