"""Graders for the book's exercises: hand one your function or class, and it says what is wrong.

Each tries hundreds of cases, from small to large, and names the smallest that is wrong (see `cnnlib.grading`).
A layer is a class with the arguments and methods of cnnlib's own; all else is a function. A module holds
the graders of one chapter.

>>> import cnnlib
>>> from cnnlib import exercises
>>> bool(exercises.im2col(cnnlib.im2col))
True
"""

from cnnlib.exercises.arithmetic import depthwise
from cnnlib.exercises.convolution import col2im, convolution_backward, convolution_forward
from cnnlib.exercises.pooling import (
    average_pooling_backward,
    pooling_backward,
    pooling_forward,
)
from cnnlib.exercises.unroll import dilation, im2col, output_size

__all__ = [
    "GRADERS",
    "average_pooling_backward",
    "col2im",
    "convolution_backward",
    "convolution_forward",
    "depthwise",
    "dilation",
    "im2col",
    "output_size",
    "pooling_backward",
    "pooling_forward",
]

# What must pass to stand for each of cnnlib's names.
GRADERS = {
    "output_size": (output_size,),
    "im2col": (im2col,),
    "col2im": (col2im,),
    "Convolution": (convolution_forward, convolution_backward),
    "Pooling": (pooling_forward, pooling_backward),
}
