"""FollowTheTwelve: the landing page's story, from an image to a matrix, to outputs, and back to a gradient."""

import numpy as np
from traitlets import Bool, Unicode, validate

from unrolled import bundles
from unrolled.widgets.base import Picture, check_choice

FRAMES = (
    "start",
    "row2",
    "row3",
    "row4",
    "question",
    "answered",
    "rest",
    "twelve",
    "multiply",
    "backward",
    "guess",
    "channel",
    "doors",
)
X = np.arange(20).reshape(1, 1, 4, 5)
W = np.eye(3).reshape(1, 1, 3, 3)


class FollowTheTwelve(Picture):
    """Follow one number: a window slides over an image, and each place it stops becomes one row of a matrix.

    frame: where the story is, from "start", which plays by itself where motion is wanted, to "doors".
    accumulate: whether a pixel adds up what its copies bring back (+=) or keeps the last (=).
    explorer, start, teach: the addresses that the doors at its end lead to; None where there is no such page.
    All can be read and set later: `widget.frame = "backward"`. Its numbers are fixed: `cnnlib.im2col` of twenty.
    Raises ValueError for a frame that the story does not have.

    >>> FollowTheTwelve()
    FollowTheTwelve(x (1, 1, 4, 5), filter 3x3 -> col (6, 9))
    """

    _esm, _css = bundles.load("follow")
    frame = Unicode("start").tag(sync=True)
    accumulate = Bool(True).tag(sync=True)
    explorer = Unicode(None, allow_none=True).tag(sync=True)
    start = Unicode(None, allow_none=True).tag(sync=True)
    teach = Unicode(None, allow_none=True).tag(sync=True)

    def __init__(
        self, frame="start", *, accumulate=True, explorer=None, start=None, teach=None
    ):
        super().__init__(
            frame=frame,
            accumulate=accumulate,
            explorer=explorer,
            start=start,
            teach=teach,
        )

    @validate("frame")
    def _frame_exists(self, proposal) -> str:
        return check_choice(proposal.value, "frame", FRAMES)

    def describe(self) -> str:
        return f"x {X.shape}, filter 3x3 -> col (6, 9)"

    def figure(self):
        """The story with four of six rows done, as a matplotlib figure: for print, and where no script runs."""
        from unrolled.widgets.paper.follow import four_rows

        return four_rows(X[0, 0])
