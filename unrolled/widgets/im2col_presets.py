"""The im2col stepper's examples. `Im2colStepper(**PRESETS["batch"])` opens one."""

import numpy as np

from cnnlib.data import load_digits
from cnnlib.windows import make_axes
from unrolled.widgets.sliding import SETTINGS, full_settings

DIGIT = 4  # whose label is 4, too


def numbered(*shape: int) -> np.ndarray:
    """Each pixel is its own place in reading order."""
    return np.arange(np.prod(shape)).reshape(shape)


def _digit() -> np.ndarray:
    """One digit's ink, (1, 1, 8, 8), whole numbers from 0 to 16."""
    images, _ = load_digits()
    return np.rint(images[DIGIT : DIGIT + 1] * 16).astype(int)


PRESETS = {
    "plain": {"x": numbered(1, 2, 4, 5)},
    "source": {"x": numbered(1, 3, 7, 7), "filter_h": 5, "filter_w": 5},
    "batch": {"x": numbered(10, 3, 7, 7), "filter_h": 5, "filter_w": 5, "whole": True},
    "stride": {"x": numbered(1, 2, 5, 7), "stride": 2},
    "pad": {"x": numbered(1, 2, 4, 5), "pad": 1},
    "dilation": {"x": numbered(1, 2, 6, 7), "dilation": 2},
    "digit": {"x": _digit()},
}


def full_presets() -> dict:
    """The examples as the page reads them: every setting in full; of numbered images, the shape alone."""
    return {name: _in_full(**settings) for name, settings in PRESETS.items()}


def _in_full(
    *, x: np.ndarray, filter_h=3, filter_w=3, stride=1, pad=0, dilation=1, whole=False
) -> dict:
    axes = make_axes(filter_h, filter_w, stride, pad, dilation)
    full = full_settings(axes, "filter")
    image = {"shape": list(x.shape)}
    if not np.array_equal(x, numbered(*x.shape)):
        image["data"] = x.ravel().tolist()
    return {"x": image, "whole": whole} | {name: full[name] for name in SETTINGS}
