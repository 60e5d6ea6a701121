"""The book's interactive pictures. Each lives in a static page and in a live kernel alike."""

from cnnlib.widgets.array import ArrayExplorer
from cnnlib.widgets.im2col import Im2colStepper

__all__ = ["ArrayExplorer", "Im2colStepper"]
