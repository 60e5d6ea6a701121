"""How a running page shows what no built page has: a reader's own figures and formulas."""

from playwright.sync_api import expect

from tests.browser.axe import axe_finds_nothing

CHAPTER = "04-convolution"
FIGURE = """from matplotlib import pyplot as plt
plt.plot([1, 2, 4])
_ = plt.title("steps")"""
FORMULA = r"""from IPython.display import Latex
Latex(r"The sum is $\sum_i x_i^2$ and \begin{align*}a &= \mathbb{R}\end{align*}")"""
PAPER = """drawing => {
  const rgb = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const [word] = [...drawing.querySelectorAll("text")].filter((text) => text.textContent === "steps");
  const paper = drawing.querySelector("svg > path, svg > g > path");
  const bright = ([r, g, b]) => (r + g + b) / 3;
  return { word: bright(rgb(getComputedStyle(word).fill)), paper: bright(rgb(getComputedStyle(paper).fill)),
           face: getComputedStyle(word).fontFamily };
}"""


def test_a_figure_is_a_drawing_in_the_pages_theme_and_face(run_page):
    live = run_page(CHAPTER, theme="dark")
    said = live.run("setup", FIGURE)
    assert "Warning" not in said
    place = live.cell("setup").locator(".cell_output")
    expect(place.locator("img")).to_have_count(0)
    drawing = place.locator(".drawing")
    expect(drawing.get_by_role("img", name="Figure")).to_be_visible()
    seen = drawing.evaluate(PAPER)
    assert seen["paper"] < 64 < 192 < seen["word"]
    assert "Source Sans 3" in seen["face"]
    live.page.evaluate("document.documentElement.dataset.theme = 'light'")
    seen = drawing.evaluate(PAPER)
    assert seen["word"] < 64 < 192 < seen["paper"]


def test_a_formula_is_typeset_with_signs_that_no_page_has(run_page):
    live = run_page(CHAPTER, width=390)
    asked = []
    live.page.on("request", lambda request: asked.append(request.url))
    live.run("setup", FORMULA)
    place = live.cell("setup").locator(".text_latex")
    expect(place.locator(".katex")).to_have_count(2)
    expect(place.locator(".katex-error")).to_have_count(0)
    assert place.inner_text().startswith("The sum is ")
    live.page.evaluate("document.fonts.ready.then(() => true)")
    assert any("/katex-" in url and "KaTeX_AMS" in url for url in asked)
    axe_finds_nothing(live.page)
