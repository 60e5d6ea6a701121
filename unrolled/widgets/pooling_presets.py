"""The pooling stepper's examples: each shows one rule at work. `PoolingStepper(**PRESETS["ties"])` opens one."""

import numpy as np


def _image(rows: str) -> np.ndarray:
    """Rows like "1 2/3 4" as one image of one channel, (1, 1, 2, 2)."""
    return np.array(
        [[[[int(number) for number in row.split()] for row in rows.split("/")]]]
    )


_EDGE = _image("1 2 0 3 4/3 1 2 0 5/0 2 1 1 6/2 0 3 1 7/8 6 9 5 9")
_NEGATIVE = _image("-5 -3 -6 -2/-4 -8 -1 -7/-2 -6 -9 -3/-7 -9 -4 -5")

PRESETS = {
    "plain": {"x": _image("1 3 2 4/5 6 1 2/7 2 8 3/0 4 1 9")},
    "ties": {"x": _image("1 1 0 2/1 1 2 0/3 0 5 5/0 3 5 5"), "mode": "backward"},
    "overlap": {
        "x": _image("1 2 0 2 1/0 3 1 4 0/2 1 9 1 2/1 4 0 3 1/0 2 1 0 5"),
        "pool_h": 3,
        "pool_w": 3,
        "mode": "backward",
    },
    "padding": {
        "x": _image("1 3 2 4/5 6 1 2/7 2 8 3/0 4 1 9"),
        "pool_h": 3,
        "pool_w": 3,
        "pad": 1,
    },
    "negative": {"x": _NEGATIVE, "pool_h": 3, "pool_w": 3, "pad": 1},
    "dropped": {"x": _EDGE},
    "ceil_mode": {"x": _EDGE, "ceil_mode": True},
}


def full_presets() -> dict:
    """The examples as the page reads them: every setting, in full."""
    return {name: _in_full(**settings) for name, settings in PRESETS.items()}


def _in_full(
    *, x: np.ndarray, pool_h=2, pool_w=2, pad=0, ceil_mode=False, mode="forward"
) -> dict:
    image = {"shape": list(x.shape), "data": x.ravel().tolist()}
    pairs = {"pad": [[pad, pad], [pad, pad]], "stride": [2, 2], "dilation": [1, 1]}
    window = {"pool_h": pool_h, "pool_w": pool_w, "ceil_mode": ceil_mode, "average": False}
    return {"x": image, "mode": mode} | window | pairs
