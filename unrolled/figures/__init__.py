"""The book's figures: one function a figure, one module a chapter, drawn with `drawing`.

Importing this package in a notebook sets it to sharp (retina) pictures, or, while the book is built, to drawings
(SVG) whose text is laid out by the font files that UNROLLED_DRAW names.
"""

import os
import sys

FONTS = os.environ.get("UNROLLED_DRAW", "")


def _lay_out_text_by(files: list[str]) -> None:
    from matplotlib import font_manager, rcParams

    for file in files:
        font_manager.fontManager.addfont(file)
    rcParams["font.family"] = ["Source Sans 3"]
    rcParams["font.monospace"] = ["Source Code Pro"]
    rcParams["svg.fonttype"] = "none"
    rcParams["svg.hashsalt"] = "unrolled"  # the same drawing is the same file


# Who draws outside a notebook needs no IPython; in a page's own Python, unrolled.page.figures shows what is drawn.
if sys.platform != "emscripten" and (
    (ipython := sys.modules.get("IPython")) and ipython.get_ipython()
):
    from matplotlib_inline.backend_inline import set_matplotlib_formats

    if FONTS:
        _lay_out_text_by(FONTS.split(os.pathsep))
        set_matplotlib_formats("svg", metadata={"Date": None})
    else:
        set_matplotlib_formats("retina")
