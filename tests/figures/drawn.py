"""What the current figure shows: its words, and its cells by their colour."""

import pytest
from matplotlib import pyplot as plt

from unrolled.figures.drawing import tint


def texts(ax=None) -> list[str]:
    return [text.get_text() for text in (ax or plt.gca()).texts]


def boxes(colour: str, strength: float) -> list:
    """All filled boxes of this colour."""
    fill = pytest.approx(tint(colour, strength))
    filled = [patch for patch in plt.gca().patches if patch.get_fill()]
    return [box for box in filled if box.get_facecolor()[:3] == fill]


def cells(colour: str, strength: float) -> list[tuple]:
    """The corners of all cells of this colour."""
    return [box.get_xy() for box in boxes(colour, strength)]
