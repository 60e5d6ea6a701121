"""Convolution, unrolled: sliding windows, im2col, convolution and pooling in readable NumPy.

Images are arrays (N, C, H, W). Read `windows`, `unroll`, `convolution`, `pooling`, `gradients`, in that order.
"""

from cnnlib.convolution import Convolution
from cnnlib.gradients import check_gradients, numerical_gradient
from cnnlib.pooling import AveragePooling, Pooling
from cnnlib.unroll import col2im, im2col
from cnnlib.windows import output_size

__all__ = [
    "AveragePooling",
    "Convolution",
    "Pooling",
    "check_gradients",
    "col2im",
    "im2col",
    "numerical_gradient",
    "output_size",
]
