"""A drawing's colours on dark paper: the same hue, and light where it was dark."""

import re
from functools import cache

import numpy as np
from matplotlib.colors import to_hex, to_rgb

from unrolled.palette import DARK, PALETTE

COLOUR = re.compile(r"(?<=: )#[0-9a-f]{6}\b")
# What a hatch lies on.
ATTRIBUTE = re.compile(r'\bfill="(#[0-9a-f]{6})"')
# From linear red, green and blue to what the three kinds of cones see, and from that to OKLab's lightness and hues:
# Björn Ottosson, "A perceptual color space for image processing", 2020.
CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
# Paper, of lightness 1, becomes the page's dark ground, and ink nearly white ...
DARKEST, LIGHTEST, CONTRAST = 0.18, 0.96, 1.2
# ... but the more of a hue a colour has, between this chroma and that one, the more it stays as it is.
PALE, STRONG = 0.065, 0.14
# The palette's own stay as they are, as they are told apart by their lightness too; one would be too dark.
SAID = {colour.lower(): DARK.get(name, colour).lower() for name, colour in PALETTE.items()}


def for_both_themes(svg: str) -> str:
    """Every colour as a pair, of which the page's theme shows one."""
    in_styles = ATTRIBUTE.sub(r'style="fill: \1"', svg)
    return COLOUR.sub(lambda found: f"light-dark({found[0]},{dark(found[0])})", in_styles)


@cache
def dark(colour: str) -> str:
    """The colour that stands for this one on dark paper."""
    if colour.lower() in SAID:
        return SAID[colour.lower()]
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    lightness, *hue = LAB @ np.cbrt(CONES @ linear)
    turned = DARKEST + (LIGHTEST - DARKEST) * min(1, CONTRAST * (1 - lightness))
    strength = np.clip((np.hypot(*hue) - PALE) / (STRONG - PALE), 0, 1)
    lightness = (1 - strength) * turned + strength * lightness
    cones = np.linalg.solve(LAB, [lightness, *hue]) ** 3
    linear = np.clip(np.linalg.solve(CONES, cones), 0, 1)
    rgb = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return to_hex(np.clip(rgb, 0, 1))
