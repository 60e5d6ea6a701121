"""The book's figures: one function a figure, one module a chapter, drawn with `drawing`.

Importing this package in a notebook sets it to sharp (retina) pictures.
"""

import sys

# Who draws outside a notebook needs no IPython.
if (ipython := sys.modules.get("IPython")) and ipython.get_ipython():
    from matplotlib_inline.backend_inline import set_matplotlib_formats

    set_matplotlib_formats("retina")
