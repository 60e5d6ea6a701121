"""ArrayExplorer: a 4-D array as nested grids and as a line of memory, with any of its axes fixed."""

import numpy as np
from traitlets import Any, Int, observe, validate

from cnnlib.checks import check_int
from unrolled import bundles
from unrolled.widgets.base import Array, Stepper, Switch, check_not_empty

ALL = (None, slice(None), ":")


class ArrayExplorer(Stepper):
    """See what an index keeps of an array, and where that lies in memory.

    x: (N, C, H, W), integers or floats, at least one image; by default each number is its own place in memory.
    index: for each axis of x an integer, or None, ":" or slice(None) for all. axes: the view of x to show,
    x.transpose(axes); the index keeps to x's own axes, so the same numbers stay chosen.
    step: which of the chosen numbers is pointed at, in reading order.
    asks: whether it opens with a question: which number lies next to that one in memory?
    All can be read and set later: `widget.index = (1, ":", 2, 3)`. `widget.chosen` is the array that is left.
    Raises TypeError or ValueError naming the argument that is wrong, and for more than `max_cells` numbers.

    >>> ArrayExplorer(np.zeros((2, 3, 4, 5)), (1, ":", 2, 3))
    ArrayExplorer(x (2, 3, 4, 5): x[1, :, 2, 3] -> (3,))
    >>> ArrayExplorer(np.zeros((2, 3, 4, 5)), (1, ":", ":", ":"), axes=(0, 2, 3, 1))
    ArrayExplorer(x (2, 3, 4, 5): x.transpose(0, 2, 3, 1)[1, :, :, :] -> (4, 5, 3))
    """

    _esm, _css = bundles.load("array")
    x = Array("N C H W")
    index = Any((None, None, None, None)).tag(sync=True)
    axes = Any((0, 1, 2, 3)).tag(sync=True)
    asks = Switch(False)
    max_cells = Int(600, read_only=True).tag(sync=True)

    def __init__(
        self, x=None, index=(1, None, 2, 3), axes=(0, 1, 2, 3), step=0, *, asks=False
    ):
        x = np.arange(2 * 3 * 4 * 5).reshape(2, 3, 4, 5) if x is None else x
        super().__init__(x=x, index=index, axes=axes, step=step, asks=asks)

    @validate("x")
    def _x_can_be_drawn(self, proposal) -> np.ndarray:
        _check_index(self.index, self._drawable(proposal.value).shape)
        return proposal.value

    @validate("index")
    def _index_fits(self, proposal) -> tuple:
        return _check_index(proposal.value, self._drawable(self.x).shape)

    @validate("axes")
    def _axes_are_all(self, proposal) -> tuple:
        return _check_axes(proposal.value)

    def _drawable(self, x: np.ndarray) -> np.ndarray:
        if check_not_empty(x).size > self.max_cells:
            raise ValueError(
                f"x must not hold more than {self.max_cells} numbers to draw, but holds {x.size}"
            )
        return x

    @observe("x", "index")
    def _step_stays_inside(self, change) -> None:
        self.step = min(self.step, self.steps() - 1)

    def view_index(self) -> tuple:
        """The index as it stands after the transpose."""
        # Checked here too: several traits may be set at once, and then any of them may be looked at first.
        index = _check_index(self.index, self._drawable(self.x).shape)
        return tuple(
            slice(None) if index[axis] is None else index[axis]
            for axis in _check_axes(self.axes)
        )

    @property
    def chosen(self) -> np.ndarray:
        """What the index leaves of x.transpose(axes)."""
        index = self.view_index()
        # The last ... keeps a single number an array, and so a view.
        return self.x.transpose(self.axes)[(*index, ...)]

    @property
    def expression(self) -> str:
        """The index as Python writes it."""
        name = "x" if self.axes == (0, 1, 2, 3) else f"x.transpose{self.axes}"
        return f"{name}[{', '.join(':' if i == slice(None) else str(i) for i in self.view_index())}]"

    def steps(self) -> int:
        return self.chosen.size

    def describe(self) -> str:
        return f"x {self.x.shape}: {self.expression} -> {self.chosen.shape}"

    def figure(self):
        """The chosen numbers in their grids and in memory, as a matplotlib figure for print."""
        from unrolled.widgets.paper.array import explorer

        return explorer(self)


def _check_four(value, name: str) -> tuple:
    if not isinstance(value, (tuple, list)) or len(value) != 4:
        raise ValueError(
            f"{name} must have one entry for each of N, C, H and W, not {value!r}"
        )
    return tuple(value)


def _check_axes(value) -> tuple:
    axes = _check_four(value, "axes")
    if sorted(check_int(axis, "axes", 0) for axis in axes) != [0, 1, 2, 3]:
        raise ValueError(f"axes must hold 0, 1, 2 and 3 once each, not {axes}")
    return axes


def _check_index(index, shape: tuple[int, ...]) -> tuple:
    """The index with None for a whole axis, if it fits the shape."""
    return tuple(
        None if i in ALL else _check_place(i, size)
        for i, size in zip(_check_four(index, "index"), shape, strict=True)
    )


def _check_place(i, size: int) -> int:
    if check_int(i, "index", 0) >= size:
        raise ValueError(f"index must be less than {size} on an axis of {size}, not {i}")
    return int(i)
