"""Every widget in JupyterLab, where a kernel runs: drawn, moved from Python, and moving it."""

import json
import re

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.browser.conftest import PATIENCE, watch
from tests.browser.stepper import button, cell, grids, slider, words
from tests.lab.lab import THEMES, Notebook, server, write_notebook
from unrolled import widgets
from unrolled.bundles import names

TRAINED = """(x, labels), (x_test, test_labels) = split(*load_digits(), test=450)
rng = np.random.default_rng(0)
mine = Sequential(
    Convolution(he_normal((6, 1, 3, 3), fan_in=9, rng=rng), np.zeros(6, np.float32), pad=1),
    ReLU(),
    Pooling(2, 2, stride=2),
    Affine(he_normal((96, 10), fan_in=96, rng=rng), np.zeros(10, np.float32)),
)
[loss] = train(mine, x, labels, Adam(learning_rate=0.01), 1)
trained = NetworkExplorer(mine, x_test, test_labels, train=(x, labels))
trained"""
ASKED = {
    "Blanks": 'Blanks({"2 + 2": 4})',
    "Guess": 'Guess("2 + 2?", answer=4, wrong={22: "That is a text."}, why="So it is.")',
    "Order": "Order(plain.Pooling.forward)",
    "Sentence": 'Sentence("Why?", model="Because.")',
}
MADE = ASKED | {
    "Im2colStepper": "stepper = Im2colStepper(np.arange(40).reshape(1, 2, 4, 5), 2, 2)\nstepper",
    "NetworkExplorer": "explorer = NetworkExplorer()\nexplorer",
}
SHOWN = [MADE.get(name, f"{name}()") for name in widgets.__all__]
# What JupyterLab tells of itself on a busy machine.
SLOW = r"warning: Plugin \S+ .*(took|taking)"
IMPORTS = """import json

import numpy as np

from cnnlib import *
from unrolled import plain
from unrolled.widgets import *"""


@pytest.fixture(scope="module")
def notebook(browser, tmp_path_factory):
    """All widgets, each in a cell of its own that has run; at the end no page may have told of an error."""
    folder = tmp_path_factory.mktemp("lab")
    write_notebook(folder / "widgets.ipynb", [IMPORTS, *SHOWN, TRAINED])
    with server(folder) as address:
        context = browser.new_context(
            viewport={"width": 1280, "height": 800}, reduced_motion="reduce"
        )
        context.set_default_timeout(PATIENCE)
        page, told = context.new_page(), []
        watch(page, told, address.partition("lab/")[0])
        page.goto(address.format("widgets.ipynb"))
        notebook = Notebook(page)
        notebook.run_all()
        yield notebook
        context.close()
    told = [fault for fault in told if not re.search(SLOW, fault)]
    assert not told, "\n".join(told)


def test_each_widget_is_drawn(notebook):
    roots = notebook.page.locator(".jp-OutputArea [data-widget]")
    expect(roots).to_have_count(len(SHOWN) + 1)
    kinds = roots.evaluate_all("roots => roots.map((root) => root.dataset.widget)")
    assert {*kinds} == {*names()}
    expect(notebook.page.locator(".jp-OutputArea img")).to_have_count(0)


SIZES = "code => [code, code.parentElement].map((e) => parseFloat(getComputedStyle(e).fontSize))"


def test_the_notebooks_own_rules_for_code_and_terms_do_not_reach_a_picture(notebook):
    root = notebook.widget("nudge")
    code, around = root.locator(".words code").first.evaluate(SIZES)
    assert code == pytest.approx(0.9 * around)
    for name, value in {"float": "none", "width": "auto"}.items():
        style = f"dt => dt.computedStyleMap().get('{name}').toString()"
        assert root.locator("dt").first.evaluate(style) == value


def test_python_moves_the_picture_and_the_picture_moves_python(notebook):
    root = notebook.widget("im2col")
    shown = grids(root)
    notebook.run("stepper.step = 5")
    expect(slider(root)).to_have_value("5")
    assert grids(root) != shown
    button(root, "Next").click()
    expect(slider(root)).to_have_value("6")
    assert notebook.run("print(stepper.step)") == "6\n"


def test_keys_in_a_picture_are_the_pictures(notebook):
    """And not the notebook's, where arrows leave the cell and x cuts it out."""
    root = notebook.widget("im2col")
    cell(root, "x", 0, 0, 0, 0).click()
    before = notebook.place()
    for key in ("ArrowRight", "ArrowDown", "x", "a"):
        notebook.page.keyboard.press(key)
    expect(cell(root, "x", 0, 0, 1, 1)).to_be_focused()
    assert notebook.place() == before


def numbers(root, layer: str) -> np.ndarray:
    told = root.evaluate("(root, layer) => root.numbers(layer, 'value')", layer)
    return np.array(told["data"]).reshape(told["shape"])


def test_a_network_that_the_notebook_has_trained_is_taken_apart(notebook):
    root = notebook.widget("network").nth(1)
    for digit in ("trained.digit", "7"):
        notebook.run(f"trained.digit = {digit}")
        scores = notebook.run("print(mine.forward(x_test[[trained.digit]])[0].tolist())")
        np.testing.assert_allclose(numbers(root, "affine"), json.loads(scores), rtol=1e-5)
    button(root, "Another digit").click()
    assert notebook.run("print(trained.digit == trained.order[0])") == "True\n"
    button(root, "Train").click()
    expect(root).to_have_attribute("data-lesson", "ready")
    button(root, "One epoch").click()
    expect(words(root)).to_have_text(re.compile("^After one epoch it reads"))


def test_the_books_network_asks_its_kernel_for_the_digits_to_learn_from(notebook):
    root = notebook.widget("network").nth(0)
    button(root, "Train").click()
    expect(root).to_have_attribute("data-lesson", "ready")
    assert notebook.run("print(len(explorer.train['labels']))") == "1347\n"


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_in_any(notebook, theme):
    notebook.set_theme(theme)
    assert faults(notebook.page, "[data-widget]") == []
