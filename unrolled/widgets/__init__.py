"""The book's interactive pictures. Each lives in a static page and in a live kernel alike."""

from unrolled.widgets.array import ArrayExplorer
from unrolled.widgets.col2im import Col2imStepper
from unrolled.widgets.convolution import ConvolutionStepper
from unrolled.widgets.follow import FollowTheTwelve
from unrolled.widgets.guess import Blanks, Guess, Sentence
from unrolled.widgets.im2col import Im2colStepper
from unrolled.widgets.matrix import MatrixView
from unrolled.widgets.network import NetworkExplorer
from unrolled.widgets.nudge import Nudge
from unrolled.widgets.order import Order
from unrolled.widgets.pooling import PoolingStepper
from unrolled.widgets.reshape import ReshapeTrace

__all__ = [
    "ArrayExplorer",
    "Blanks",
    "Col2imStepper",
    "ConvolutionStepper",
    "FollowTheTwelve",
    "Guess",
    "Im2colStepper",
    "MatrixView",
    "NetworkExplorer",
    "Nudge",
    "Order",
    "PoolingStepper",
    "ReshapeTrace",
    "Sentence",
]
