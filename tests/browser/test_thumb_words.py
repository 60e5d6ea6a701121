"""On a small phone: what each step of each picture of the book says is short, and the bar that says it keeps its height."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.stepper import SMALL_PHONE
from tests.browser.test_share import BARE

LINES = 3  # of a sentence, at most
# For each step: how many lines its sentence takes, the height of the bar, and the sentence.
STEPS = """async (root) => {
  const [slider, words, bar] = ["input[type=range]", ".words", ".bar"].map((part) => root.querySelector(part));
  const line = parseFloat(getComputedStyle(words).lineHeight);
  const said = document.createRange();
  const steps = [];
  for (let step = 0; step <= Number(slider.max); step++) {
    slider.value = step;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    said.selectNodeContents(words);
    const lines = Math.round(said.getBoundingClientRect().height / line);
    steps.push([lines, bar.getBoundingClientRect().height, words.textContent]);
  }
  return steps;
}"""
# The choices that make other steps of the same picture.
VIEWS = ("Loop", "Direction", "Read")


def each_view(root: Locator):
    """Show one after the other what can be chosen; gives what was chosen."""
    yield "as it opens"
    for name in VIEWS:
        for choice in root.get_by_role("combobox", name=name, exact=True).all():
            for value in choice.locator("option").evaluate_all(
                "all => all.map(({ value }) => value)"
            ):
                choice.select_option(value)
                yield value
    for choice in root.locator(".choices").get_by_role("checkbox").all():
        choice.check()
        yield "the last choice"


@pytest.mark.parametrize("path", BARE)
def test_a_step_says_little_and_the_bar_keeps_its_height(open_page, path):
    page = open_page(path, reduced_motion="reduce", **SMALL_PHONE)
    root = page.locator("[data-widget]")
    expect(root).to_be_visible()
    if not root.locator(".bar .player").count():
        return  # it has no steps
    heights = set()
    for view in each_view(root):
        for lines, height, sentence in root.evaluate(STEPS):
            assert lines <= LINES, f"{view}: {lines} lines: {sentence}"
            heights.add(round(height))
    assert len(heights) == 1, heights
    assert max(heights) <= SMALL_PHONE["height"] / 3
