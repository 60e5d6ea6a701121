"""The book's figures: one function a figure, one module a chapter, drawn with `drawing`.

Importing this package in a notebook sets it to sharp (retina) pictures, or, while the book is built, to drawings
(SVG) whose text is laid out by the font files that UNROLLED_DRAW names.
"""

import os
import sys

FONTS = os.environ.get("UNROLLED_DRAW", "")


def _draw_as_svg() -> None:
    from matplotlib import font_manager, rcParams
    from matplotlib_inline.backend_inline import set_matplotlib_formats

    for file in FONTS.split(os.pathsep):
        font_manager.fontManager.addfont(file)
    rcParams["font.family"] = ["Source Sans 3"]
    rcParams["font.monospace"] = ["Source Code Pro"]
    rcParams["svg.fonttype"] = "none"
    rcParams["svg.hashsalt"] = "unrolled"  # the same drawing is the same file
    set_matplotlib_formats("svg", metadata={"Date": None})


# Who draws outside a notebook needs no IPython.
if (ipython := sys.modules.get("IPython")) and ipython.get_ipython():
    if FONTS:
        _draw_as_svg()
    else:
        from matplotlib_inline.backend_inline import set_matplotlib_formats

        set_matplotlib_formats("retina")
