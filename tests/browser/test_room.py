"""Numbers never touch: whatever stands in a cell, it keeps clear of its neighbours, in any face, lit or not."""

import numpy as np
import pytest

from tests.browser.stepper import MOUSE, PHONE
from unrolled.widgets import (
    ArrayExplorer,
    Col2imStepper,
    ConvolutionStepper,
    Im2colStepper,
    MatrixView,
    PoolingStepper,
    ReshapeTrace,
)

LONG = np.array([-1234, 1888, 12.25, 4089, -8.25, 6908])


def long(*shape) -> np.ndarray:
    return np.resize(LONG, shape)


WIDGETS = {
    "array": lambda: ArrayExplorer(long(2, 2, 3, 4)),
    "array-all": lambda: ArrayExplorer(long(2, 2, 3, 4), index=(None,) * 4),
    "col2im": lambda: Col2imStepper(dcol=long(4, 9), step=3),
    "col2im-x": lambda: Col2imStepper(long(1, 1, 4, 4), fill="x", step=3),
    "convolution": lambda: ConvolutionStepper(
        long(1, 2, 4, 4), long(2, 2, 2, 2), asks=False, step=17
    ),
    "convolution-backward": lambda: ConvolutionStepper(
        long(1, 2, 4, 4), long(2, 2, 2, 2), asks=False, mode="backward", step=17
    ),
    "convolution-weights": lambda: ConvolutionStepper(
        long(1, 2, 4, 4), long(2, 2, 2, 2), mode="dW", step=7
    ),
    "im2col": lambda: Im2colStepper(long(1, 2, 4, 5), step=5),
    "im2col-source": lambda: Im2colStepper(
        np.arange(1470).reshape(10, 3, 7, 7), 5, 5, step=89
    ),
    "matrix": lambda: MatrixView(long(1, 7), long(1, 3), asks=False, step=4),
    "matrix-gather": lambda: MatrixView(
        long(1, 7), long(1, 3), asks=False, mode="gather", step=4
    ),
    "pooling": lambda: PoolingStepper(long(1, 1, 4, 6), asks=False, step=5),
    "pooling-backward": lambda: PoolingStepper(
        long(1, 1, 4, 6), dout=long(1, 1, 2, 3), mode="backward", asks=False, step=5
    ),
    "reshape": lambda: ReshapeTrace(long(1, 2, 3, 4), step=3),
}
# In the widget's own coordinates: cells whose text comes nearer than this to their edge.
LEAST = 1.0  # pixels
TOUCHING = """(root, least) => {
  const range = document.createRange();
  const faults = [];
  let count = 0;
  for (const cell of root.querySelectorAll("[data-grid] [role=gridcell]")) {
    const text = [...cell.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!text || !cell.checkVisibility()) continue;
    range.selectNodeContents(text);
    const [box, inner] = [cell.getBoundingClientRect(), range.getBoundingClientRect()];
    if (!box.width || box.height < 2) continue;
    count += 1;
    const room = Math.min(inner.left - box.left, box.right - inner.right);
    const name = cell.closest("[data-grid]").dataset.grid;
    if (room < least) faults.push(`${name} ${cell.dataset.index}: ${text.data} ${room.toFixed(2)}`);
  }
  return [count, faults];
}"""
LIGHT_ALL = """root => {
  for (const cell of root.querySelectorAll("[data-grid] [role=gridcell]")) cell.dataset.lit = "1";
}"""


@pytest.mark.parametrize("size", [MOUSE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("make", WIDGETS.values(), ids=list(WIDGETS))
def test_long_numbers_keep_clear_of_each_other(show_widget, make, size):
    root = show_widget(make(), reduced_motion="reduce", **size)
    for _ in range(2):
        count, faults = root.evaluate(TOUCHING, LEAST)
        assert count > 5
        assert not faults, "\n".join(faults[:9])
        root.evaluate(LIGHT_ALL)
    assert root.locator("[data-lit]").count() > 5
