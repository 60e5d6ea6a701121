"""A widget on a page: how its parts are found, read and reached, for all tests of widgets."""

import re

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

PLAYER = ["First", "Previous", "Play", "Next", "Last", "Step"]
IMAGES = ["Images N", "Channels C", "Height H", "Width W"]
SLIDING = ["Stride", "Pad", "Dilation"]
MOUSE = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
SMALL_PHONE = PHONE | {"width": 360, "height": 640}

# A cell of the padding around an image has a data-pad in place of a data-index.
CELLS = "cells => cells.map(({ dataset: d, textContent }) => [d.index ?? d.pad, textContent, d.lit])"
FOCUSED = "element => element === document.activeElement"
UNFOLD = "all => all.forEach((more) => { more.open = true; })"
HOLDS_FOCUS = "root => root.contains(document.activeElement)"

SHOWN = """parts => parts.map((part) => [
  part.childElementCount ? "" : part.textContent, Object.entries(part.dataset).sort(), part.hidden || part.style.cssText,
])"""

# The name of what has the focus, and whether that can be seen: on it, or on the label of a hidden input.
STOP = """() => {
  const e = document.activeElement;
  const label = e.closest("label");
  const outlined = (part) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(part);
    return outlineStyle === "solid" && parseFloat(outlineWidth) >= 2 && part.checkVisibility({ opacityProperty: true });
  };
  const text = () => (label?.querySelector("span") ?? label ?? e).textContent.trim();
  const name = e.ariaLabel ?? e.closest("[data-grid]")?.dataset.grid ?? text();
  return [name, [e, e.nextElementSibling, label].some((part) => part && outlined(part))];
}"""


def grid(root: Locator, name: str) -> Locator:
    return root.locator(f'[data-grid="{name}"]')


def cell(root: Locator, name: str, *place: int) -> Locator:
    return grid(root, name).locator(f'[data-index="{",".join(map(str, place))}"]')


def words(root: Locator) -> Locator:
    return root.locator('[data-role="words"]')


def button(root: Locator, name: str) -> Locator:
    return root.get_by_role("button", name=name, exact=True)


def slider(root: Locator) -> Locator:
    return root.get_by_role("slider", name="Step", exact=True)


def unfold(root: Locator) -> None:
    """Open what is folded under "More"."""
    root.locator("details.more").evaluate_all(UNFOLD)


def setting(root: Locator, label: str) -> Locator:
    """A setting's field; some are folded."""
    unfold(root)
    return root.get_by_label(label, exact=True)


def complaint(root: Locator) -> Locator:
    """Every alert that says something."""
    return root.get_by_role("alert").filter(has_text=re.compile("."))


def go(root: Locator, step: int) -> None:
    slider(root).fill(str(step))


def last_step(root: Locator) -> int:
    return int(slider(root).get_attribute("max"))


def _read(cells: Locator) -> list[tuple]:
    """(place, text, mark) of each cell, in the page's order."""
    return [
        (tuple(map(int, index.split(","))), text, mark)
        for index, text, mark in cells.evaluate_all(CELLS)
    ]


def height_of(root: Locator) -> float:
    """In pixels: whether anything moves below."""
    return root.bounding_box()["height"]


def places(root: Locator, selector: str) -> list[tuple[int, ...]]:
    """The places of the cells that match, in order."""
    return sorted(place for place, _, _ in _read(root.locator(selector)))


def texts(root: Locator, name: str) -> dict[tuple, str]:
    """What a grid's cells say, by place."""
    cells = _read(grid(root, name).locator("[data-index]"))
    return {place: text for place, text, _ in cells}


def numbers(root: Locator, name: str) -> np.ndarray:
    """A grid that shows a whole array, as this array."""
    cells = texts(root, name)
    shape = tuple(max(axis) + 1 for axis in zip(*cells, strict=True))
    assert len(cells) == np.prod(shape)
    return np.array([float(cells[place]) for place in np.ndindex(shape)]).reshape(shape)


def lit(root: Locator, name: str) -> dict[tuple, str]:
    """The lit cells of a grid, pixels or padding, and how each is lit: "1", "faint" or another mark."""
    cells = grid(root, name).locator("[data-index][data-lit], [data-pad][data-lit]")
    return {place: mark for place, _, mark in _read(cells)}


def lit_as(root: Locator, name: str, mark: str) -> list[tuple[int, ...]]:
    """The places of a grid that are lit with this mark, in order."""
    return sorted(place for place, found in lit(root, name).items() if found == mark)


def grids(root: Locator) -> list:
    """All that the grids show and how they mark it, to be compared."""
    return root.locator("[data-grid] *").evaluate_all(SHOWN)


def picture(root: Locator) -> str:
    """All of the widget but its settings, to be compared."""
    return root.evaluate("""root => {
      const copy = root.cloneNode(true);
      copy.querySelectorAll(".settings, .choices").forEach((part) => part.remove());
      return copy.innerHTML;
    }""")


def tab_to(target: Locator) -> None:
    """Press Tab until this has the focus, as who has no mouse must."""
    for _ in range(100):
        if target.evaluate(FOCUSED):
            return
        target.page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {target}")


def tab_into(root: Locator, name: str) -> None:
    """Press Tab until a grid has the focus."""
    tab_to(grid(root, name).locator('[tabindex="0"]'))


def press(target: Locator) -> None:
    """Press this with the keyboard alone."""
    tab_to(target)
    target.page.keyboard.press("Enter")


by_every_hand = pytest.mark.parametrize(
    ("act", "options"),
    [(Locator.click, MOUSE), (Locator.tap, PHONE), (press, MOUSE)],
    ids=["mouse", "touch", "keyboard"],
)
in_every_size = pytest.mark.parametrize("size", [MOUSE, PHONE], ids=["wide", "phone"])


def tab_stops(root: Locator) -> list[str]:
    """The names of what Tab stops at in the widget; each stop must be seen to have the focus."""
    page, stops = root.page, []
    for _ in range(200):
        if root.evaluate(HOLDS_FOCUS):
            name, is_seen = page.evaluate(STOP)
            assert is_seen, f"{name} does not show that it has the focus"
            stops.append(name)
        elif stops:
            return stops
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not leave the widget, or does not reach it: {stops}")


def stop_clock(page: Page) -> None:
    """From here on the page's timers wait for page.clock.run_for(...): a play can be looked at in peace."""
    page.clock.install(time=0)
    page.clock.pause_at(1000)


def space_plays_and_pauses(root: Locator) -> None:
    stop_clock(root.page)
    root.page.keyboard.press("Space")
    expect(button(root, "Pause")).to_be_visible()
    root.page.keyboard.press("Space")
    expect(button(root, "Play")).to_be_visible()
    root.page.clock.resume()


def fits_a_phone(page: Page) -> None:
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"]


def random_sliding(rng: np.random.Generator) -> dict:
    """Stride, pad and dilation, unequal in each direction."""
    stride, dilation = (tuple(map(int, rng.integers(1, 4, 2))) for _ in range(2))
    pad = tuple(tuple(map(int, ends)) for ends in rng.integers(0, 3, (2, 2)))
    return {"stride": stride, "pad": pad, "dilation": dilation}
