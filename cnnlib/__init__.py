"""Convolution, unrolled: sliding windows, im2col, convolution and pooling in readable NumPy.

Images are arrays (N, C, H, W). Read `windows`, `unroll`, `convolution`, `pooling`, `gradients`, `network`,
`training`, in that order; `data` has the digits that networks here learn to read, and `checks` refuses what can't be right.
"""

from cnnlib.convolution import Convolution
from cnnlib.data import load_digits, split
from cnnlib.gradients import check_gradients, numerical_gradient
from cnnlib.network import Affine, ReLU, Sequential, SoftmaxWithLoss
from cnnlib.pooling import AveragePooling, Pooling
from cnnlib.training import SGD, Adam, he_normal, load_weights, save_weights, train
from cnnlib.unroll import col2im, im2col
from cnnlib.windows import output_size

__all__ = [
    "SGD",
    "Adam",
    "Affine",
    "AveragePooling",
    "Convolution",
    "Pooling",
    "ReLU",
    "Sequential",
    "SoftmaxWithLoss",
    "check_gradients",
    "col2im",
    "he_normal",
    "im2col",
    "load_digits",
    "load_weights",
    "numerical_gradient",
    "output_size",
    "save_weights",
    "split",
    "train",
]
