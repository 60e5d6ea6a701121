"""The bug museum: ten pieces of code that run, look right, and are wrong, each in one way.

They are retold from public im2col code, bug and all, in our own words. Their story stands in chapter 11.
"""

from unrolled.museum.exhibits import EXHIBITS, Exhibit, mended, mended_source
from unrolled.museum.pieces import (
    Conv2D,
    ConvLayer,
    MaxPool2D,
    MaxPoolLayer,
    PoolingLayer,
    columns_to_image,
    conv_output_size,
    fold_columns,
    image_to_columns,
    unfold_windows,
)
from unrolled.museum.planted import caught_by, implementations, results

__all__ = [
    "EXHIBITS",
    "Conv2D",
    "ConvLayer",
    "Exhibit",
    "MaxPool2D",
    "MaxPoolLayer",
    "PoolingLayer",
    "caught_by",
    "columns_to_image",
    "conv_output_size",
    "fold_columns",
    "image_to_columns",
    "implementations",
    "mended",
    "mended_source",
    "results",
    "unfold_windows",
]
