"""Settings of sliding windows as the page needs them, in full, and as a reader does, in short."""

from cnnlib.windows import Axes


def in_full(axes: Axes, kind: str) -> dict:
    """The settings that made the axes, every pair written out; kind: "filter" or "pool"."""
    height, width = axes
    return {
        f"{kind}_h": height.filter,
        f"{kind}_w": width.filter,
        "stride": (height.stride, width.stride),
        "pad": ((height.before, height.after), (width.before, width.after)),
        "dilation": (height.dilation, width.dilation),
        "ceil_mode": height.ceil_mode,
    }


def short(both: tuple):
    """A pair of equals as one of them: ((1, 1), (1, 1)) -> 1."""
    first, second = (short(one) if isinstance(one, tuple) else one for one in both)
    return first if first == second else (first, second)
