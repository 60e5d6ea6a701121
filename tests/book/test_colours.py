"""One colour for one thing: the palette is told apart by everyone, charts do not borrow it, and words are in ink."""

import ast
import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from tests.page.test_dark import contrast
from unrolled.page.dark import CONES, LAB, dark
from unrolled.palette import CHART, CHART_PALE, DARK, PALETTE

ROOT = Path(__file__).resolve().parents[2]
# What readers without one kind of cones see: Machado, Oliveira and Fernandes, 2009, in linear red, green and blue.
SIGHT = {
    "all cones": np.eye(3),
    "no long ones": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "no middle ones": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "no short ones": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
# In OKLab, where black and white are 1 apart. Okabe and Ito's own nearest pair is 0.076 apart.
APART = 0.07
CARD = {"light": "#ffffff", "dark": "#15191f"}  # of a widget: shared.css


def seen(colour: str, sight: np.ndarray) -> np.ndarray:
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return LAB @ np.cbrt(CONES @ np.clip(sight @ linear, 0, 1))


@pytest.mark.parametrize("paper", [str, dark], ids=["light", "dark"])
@pytest.mark.parametrize("sight", SIGHT.values(), ids=SIGHT)
def test_everyone_can_tell_the_palette_apart_on_both_papers(sight, paper):
    for one, other in combinations(map(paper, PALETTE.values()), 2):
        assert np.linalg.norm(seen(one, sight) - seen(other, sight)) > APART, (one, other)


@pytest.mark.parametrize("name", ["gradient", "wrong", "image"])
def test_a_frame_is_seen_on_a_widgets_card(name):
    for theme, card in CARD.items():
        shade = DARK.get(name, PALETTE[name]) if theme == "dark" else PALETTE[name]
        assert contrast(shade, card) >= 3  # WCAG 2, 1.4.11


@pytest.mark.parametrize("colour", [CHART, CHART_PALE])
def test_a_charts_marks_are_seen_in_both_themes(colour):
    assert contrast(colour, "#ffffff") >= 3
    assert contrast(dark(colour), dark("#ffffff")) >= 3


def charts() -> list:
    return [
        pytest.param(function, id=function.name)
        for file in sorted((ROOT / "unrolled/figures").glob("*.py"))
        for function in ast.walk(ast.parse(file.read_text("utf8")))
        if isinstance(function, ast.FunctionDef)
        and re.search(r"(?:= diagram|subplots|_costs)\(", ast.unparse(function))
    ]


@pytest.mark.parametrize("function", charts())
def test_a_chart_borrows_no_colour_of_the_palette(function):
    code = ast.unparse(function)
    assert not re.search(r"\bPALETTE\b", code)
    assert not re.search(rf"(?:colou?r=|tint\()'({'|'.join(PALETTE)})'", code)


def test_charts_are_found():
    assert len(charts()) > 8


TEXT = re.compile(rf"(?<![\w-])color: var\(--({'|'.join(PALETTE)})\)")


@pytest.mark.parametrize(
    "file",
    [*sorted(ROOT.glob("unrolled/widgets/js/*/*.css")), ROOT / "book/assets/book.css"],
    ids=lambda file: file.name,
)
def test_words_are_in_ink_or_say_that_something_is_wrong(file):
    """The palette's own colours are too pale to be read by; --alarm is vermilion that can be."""
    assert TEXT.findall(file.read_text("utf8")) == []


def alarm(theme: str) -> str:
    """--alarm of shared.css, mixed."""
    css = (ROOT / "unrolled/widgets/js/shared/shared.css").read_text("utf8")
    mixes = re.findall(
        r"--alarm: color-mix\(in srgb, var\(--wrong\) (\d+)%, (#000|#fff)\)", css
    )
    share, other = mixes[theme == "dark"]
    parts = zip(to_rgb(PALETTE["wrong"]), to_rgb(other), strict=True)
    mixed = [int(share) / 100 * one + (1 - int(share) / 100) * two for one, two in parts]
    return "#" + "".join(f"{round(255 * part):02x}" for part in mixed)


@pytest.mark.parametrize("theme", CARD)
def test_words_that_say_so_can_be_read(theme):
    assert contrast(alarm(theme), CARD[theme]) >= 4.5
