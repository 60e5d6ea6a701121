"""The book's figures: one function a figure, one module a chapter, drawn with `drawing`.

Importing this package sets notebooks to sharp (retina) pictures.
"""

from contextlib import suppress

from matplotlib_inline.backend_inline import set_matplotlib_formats

with suppress(AttributeError):  # outside IPython there is no notebook to set
    set_matplotlib_formats("retina")
