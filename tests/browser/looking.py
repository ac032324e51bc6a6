"""Looks a page over, wide and narrow, light and dark: pictures for people, and what axe-core finds wrong on it.

axe-core, which nobody here wrote, judges WCAG 2.2 AA and its best practices.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

AXE = (Path(__file__).parents[1] / "validators" / "npm" / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
EVERYTHING = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}  # nothing else changes with the scheme
WIDTHS = (1280, 360)
Wrong = tuple[int, str, str, str]  # at which width and scheme, what, and where
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def look_over(page: Page, name: str, screens: Path) -> list[Wrong]:
    """What is wrong on the page as it stands now, wide and narrow; it is not asked for anew."""
    before, wrong = page.viewport_size, []
    for width in WIDTHS:
        wrong += look_over_at(page, name, screens, width)
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    if before:
        page.set_viewport_size(before)
    return wrong


def look_over_at(page: Page, name: str, screens: Path, width: int) -> list[Wrong]:
    """What is wrong on the page in a window of that width."""
    page.set_viewport_size({"width": width, "height": 800})
    wrong: list[Wrong] = []
    if page.evaluate("document.documentElement.scrollWidth") > width:
        wrong.append((width, "", "wider than its window", page.url))
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.screenshot(path=screens / f"{name}-{width}-{scheme}.png", full_page=True)
        wrong += [(width, scheme, *each) for each in judged(page, COLOURS if scheme == "dark" else EVERYTHING)]
    return wrong


def judged(page: Page, rules: Mapping[str, object] = EVERYTHING) -> list[tuple[str, str]]:
    """What axe-core finds: the rule and where."""
    page.evaluate(AXE)
    told = page.evaluate("rules => axe.run(document, {runOnly: rules})", rules)
    assert told["passes"], "the judge looked at nothing"
    return [(item["id"], item["nodes"][0]["html"][:160]) for item in told["violations"]]
