"""A drawing's colours on dark paper: its words can be read there, and one colour is still one thing."""

import pytest
from matplotlib.colors import rgb_to_hsv, to_hex, to_rgb

from unrolled.figures.drawing import INK, LIT, PAPER, PLAIN, tint
from unrolled.page.dark import dark, for_both_themes
from unrolled.palette import PALETTE

WASHES = [PLAIN, LIT]
READABLE = 4.5  # WCAG 2, 1.4.3


def luminance(colour: str) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in to_rgb(colour)
    ]
    return sum(
        part * share for part, share in zip(parts, (0.2126, 0.7152, 0.0722), strict=True)
    )


def contrast(one: str, other: str) -> float:
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("strength", WASHES)
@pytest.mark.parametrize("name", PALETTE)
def test_ink_can_be_read_on_each_wash_in_both_themes(name, strength):
    wash = to_hex(tint(name, strength))
    assert contrast(INK, wash) >= READABLE
    assert contrast(dark(INK), dark(wash)) >= READABLE


def test_paper_is_the_pages_dark_ground_and_nothing_is_darker():
    assert dark(PAPER) == "#121212"
    assert luminance(dark(INK)) > luminance(dark("#8a929c")) > luminance(dark(PAPER))


@pytest.mark.parametrize("colour", PALETTE.values())
def test_a_colour_of_the_palette_keeps_its_hue_and_is_seen(colour):
    before, after = (rgb_to_hsv(to_rgb(each))[0] for each in (colour, dark(colour)))
    assert abs((before - after + 0.5) % 1 - 0.5) < 0.06
    assert contrast(dark(colour), dark(PAPER)) >= 3  # WCAG 2, 1.4.11


def test_every_colour_of_a_drawing_becomes_a_pair():
    style = '<path style="fill: #ffffff; stroke: #1b1f24"/><a href="#abcdef"/>'
    assert for_both_themes(style) == (
        f'<path style="fill: light-dark(#ffffff,{dark("#ffffff")}); '
        f'stroke: light-dark(#1b1f24,{dark("#1b1f24")})"/><a href="#abcdef"/>'
    )


def test_what_a_hatch_lies_on_is_dark_too():
    assert for_both_themes('<rect width="73" fill="#ffffff"/>') == (
        f'<rect width="73" style="fill: light-dark(#ffffff,{dark("#ffffff")})"/>'
    )
