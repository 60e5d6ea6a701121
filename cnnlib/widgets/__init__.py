"""The book's interactive pictures. Each lives in a static page and in a live kernel alike."""

from cnnlib.widgets.array import ArrayExplorer
from cnnlib.widgets.col2im import Col2imStepper
from cnnlib.widgets.convolution import ConvolutionStepper
from cnnlib.widgets.im2col import Im2colStepper
from cnnlib.widgets.pooling import PoolingStepper
from cnnlib.widgets.reshape import ReshapeTrace

__all__ = [
    "ArrayExplorer",
    "Col2imStepper",
    "ConvolutionStepper",
    "Im2colStepper",
    "PoolingStepper",
    "ReshapeTrace",
]
